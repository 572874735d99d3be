"""Lines offered to a model, and what is made of its answer: edits by fact id, each held against the line it would replace.

Nothing an answer holds is believed. An edit of an unknown line, a second one of the same line, and one whose text is no line,
loses something of its source, or brings contact details from elsewhere are left out; what is left is the validator's to check.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nodes.answers import LenientAnswer
from nodes.private import Hidden
from prompts.library import write_rows
from resume.edits import Edit
from resume.facts import Fact
from resume.job import Requirement
from resume.proposals import KnownWhy, Why, explain, squeeze, take_line
from tokens import estimate_tokens

EDIT_TOKENS = 16
"""What an edit takes beside its text: braces, names, the id, the reason."""

ROOM = 1.5
"""How much more than the text of its lines an answer may take."""

LEAST_ROOM = 40


class LineEdit(LenientAnswer):
    """One line."""

    fact: str
    text: str
    why: KnownWhy = "clearer"


class LineEdits(LenientAnswer):
    """The changed lines."""

    edits: list[LineEdit]


@dataclass(frozen=True)
class Offered:
    """A line that may be reworded, as it stands now."""

    fact: Fact
    text: str


@dataclass(frozen=True)
class Proposal:
    """What an answer says of one line."""

    fact: str
    text: str
    why: Why


def offer_lines(facts: Iterable[Fact], edits: Sequence[Edit]) -> list[Offered]:
    """The lines of these facts as they stand now; lines that were dropped, merged or cut in two are not offered again."""
    latest = {edit.target: edit for edit in edits}
    merged = {id for edit in latest.values() if edit.place is None for id in edit.facts[1:]}
    offered = [Offered(fact, latest[fact.id].text if fact.id in latest else fact.text) for fact in facts]
    cut = {edit.target for edit in edits if edit.extra or not edit.text}
    return [line for line in offered if line.fact.id not in merged | cut]


def line_rows(lines: Iterable[Offered], hidden: Hidden) -> str:
    """The lines as rows of a prompt."""
    return write_rows((line.fact.id, hidden.hide_resume(line.text)) for line in lines)


def rows_within(rows: str, chars: int) -> str:
    """The first rows that fit into so many characters, each whole: half a line cannot be reworded."""
    kept: list[str] = []
    for row in rows.split("\n"):
        chars -= len(row) + 1
        if chars < -1:
            break
        kept.append(row)
    return "\n".join(kept)


def room_for(lines: Sequence[Offered], *, most: int | None = None) -> int:
    """Most tokens that edits of these lines may take, of the `most` longest ones where not all may be edited."""
    sizes = sorted((estimate_tokens(line.text) + EDIT_TOKENS for line in lines), reverse=True)
    return int(sum(sizes[:most]) * ROOM) + LEAST_ROOM


def take_edits(
    proposals: Sequence[Proposal],
    lines: Sequence[Offered],
    hidden: Hidden,
    *,
    stage: str,
    requirements: Sequence[Requirement] = (),
    reason: str | None = None,
) -> list[Edit] | None:
    """The edits that can be used, none where the answer would change nothing; None where it would, and none can be used.

    Args:
        proposals: what the answer says.
        lines: the lines that were offered.
        hidden: what was held back from the prompt.
        stage: the stage that asks.
        requirements: what the ad asks for, to see whether a reason is true.
        reason: the reason of all edits; None takes each proposal's own.
    """
    offered = {line.fact.id: line for line in lines}
    edits: dict[str, Edit] = {}
    refused = 0
    for one in proposals:
        line = offered.get(one.fact.strip(" \t\n[](){}#:\"'").lower())
        text = hidden.restore_line(one.text, (line.text, line.fact.text)) if line is not None else None
        if line is not None and text is not None and squeeze(text) in (squeeze(line.text), squeeze(line.fact.text)):
            continue
        taken = take_line(line.fact.text, text) if line is not None and text is not None else None
        if line is None or taken is None or line.fact.id in edits:
            refused += 1
            continue
        why = reason or explain(one.why, line.fact.text, taken, requirements)
        edits[line.fact.id] = Edit(facts=[line.fact.id], text=taken, reason=why, stage=stage, by="model")
    return None if refused and not edits else list(edits.values())


def put_over(edits: Sequence[Edit], later: Sequence[Edit]) -> list[Edit]:
    """The edits with later ones of the same lines in their place."""
    replaced: Mapping[str, Edit] = {edit.target: edit for edit in later}
    return [*(edit for edit in edits if edit.target not in replaced), *later]
