"""Which lines a resume can best do without, where a page limit asks for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from resume.edits import Claim
from resume.facts import Fact
from resume.packets import OTHER_IMPORTANCE, SECTION_IMPORTANCE

DROPPABLE = frozenset({"bullet", "interest", "reference"})
"""Kinds of line that may go. A role, a degree, their dates, a skill, a certificate, the headline and the summary never do."""

DROPPABLE_ENTRIES = frozenset({"publication", "award", "project", "entry"})
"""Kinds of entry that may go as a whole: a list of 30 papers does not fit one page."""

RECENCY_STEP = 0.05
"""What one place further back in the list of entries takes from a line's value. Small beside a requirement's weight (0..1), so
that relevance decides and age only breaks ties."""

SECTION_WORTH = 0.3
"""What the importance of a section (`resume.packets`, 0..1) adds to a line's value: of two lines that answer nothing, the one of
a role stays."""


_NARROWEST_ROW = 30
"""Characters below which a row tells nothing."""


def rank_droppable(facts: Sequence[Fact], claims: Sequence[Claim], weights: Mapping[str, float]) -> list[str]:
    """Ids of the facts whose lines may be dropped, the least valuable first; some of them take a whole entry with them.

    An entry's most valuable line, and an entry that answers a requirement, go only after everything else is down to that, so
    no role is emptied while another still has several lines.

    Args:
        facts: all facts of the source.
        claims: the lines of the tailored resume.
        weights: fact id → the summed weights of the requirements it supports.
    """
    by_id = {fact.id: fact for fact in facts}
    entry_rank = {fact.id: index for index, fact in enumerate(fact for fact in facts if fact.field == "header")}
    by_entry: dict[str, list[tuple[float, str]]] = defaultdict(list)
    ranked: list[tuple[bool, float, str]] = []
    for position, claim in enumerate(claims):
        fact = by_id[claim.facts[0]]
        if claim.action in ("dropped", "added"):
            continue
        entry = fact.entry or fact.id
        answers = sum(weights.get(id, 0.0) for id in claim.facts)
        worth = SECTION_WORTH * SECTION_IMPORTANCE.get(fact.section, OTHER_IMPORTANCE)
        value = answers + worth - RECENCY_STEP * entry_rank.get(entry, 0) - position * 1e-6
        if fact.kind in DROPPABLE:
            by_entry[entry].append((value, fact.id))
        elif fact.kind in DROPPABLE_ENTRIES:
            ranked.append((answers > 0, value, fact.id))
    for lines in by_entry.values():
        best = max(lines)
        ranked += [(line == best, *line) for line in lines]
    return list(dict.fromkeys(id for _, _, id in sorted(ranked)))  # a line cut in two is one line to drop


def shorten_rows(rows: str, chars: int) -> str:
    """Rows of text within so many characters in all: every row is cut by as much as it takes, none is left out unless all are."""
    lines = rows.split("\n")
    width = max((len(line) for line in lines), default=0)
    while width > _NARROWEST_ROW and sum(min(len(line), width) + 1 for line in lines) > chars + 1:
        width = width * 9 // 10
    return "\n".join(line[:width] for line in lines)[:chars]
