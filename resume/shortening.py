"""Which lines a resume can best do without, where a page limit asks for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from resume.edits import Claim
from resume.facts import Fact

DROPPABLE = frozenset({"bullet", "interest", "reference"})
"""Kinds of line that may go. A role, a degree, their dates, a skill, a certificate, the headline and the summary never do."""

DROPPABLE_ENTRIES = frozenset({"publication", "award", "project", "entry"})
"""Kinds of entry that may go as a whole, when no line that may go is left: a list of 30 papers does not fit one page."""

RECENCY_STEP = 0.05
"""What one place further back in the list of roles takes from a line's value. Small beside a requirement's weight (0..1), so
that relevance decides and age only breaks ties."""


def rank_droppable(facts: Sequence[Fact], claims: Sequence[Claim], weights: Mapping[str, float]) -> list[str]:
    """Ids of the facts whose lines may be dropped, the least valuable first; entries that may go as a whole come last.

    An entry's most valuable line goes only after all other entries are down to theirs, so no role is emptied while another
    still has several lines.

    Args:
        facts: all facts of the source.
        claims: the lines of the tailored resume.
        weights: fact id → the summed weights of the requirements it supports.
    """
    by_id = {fact.id: fact for fact in facts}
    entry_rank = {fact.id: index for index, fact in enumerate(fact for fact in facts if fact.field == "header")}
    by_entry: dict[str, list[tuple[float, str]]] = defaultdict(list)
    entries: list[tuple[float, str]] = []
    for position, claim in enumerate(claims):
        fact = by_id[claim.facts[0]]
        entry = fact.entry or fact.id
        value = (
            sum(weights.get(id, 0.0) for id in claim.facts) - RECENCY_STEP * entry_rank.get(entry, 0) - position * 1e-6
        )
        if claim.action == "dropped":
            continue
        if fact.kind in DROPPABLE:
            by_entry[entry].append((value, fact.id))
        elif fact.kind in DROPPABLE_ENTRIES:
            entries.append((value, fact.id))
    ranked: list[tuple[bool, float, str]] = []
    for lines in by_entry.values():
        best = max(lines)
        ranked += [(line == best, *line) for line in lines]
    return [id for _, _, id in sorted(ranked)] + [id for _, id in sorted(entries)]
