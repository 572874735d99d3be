"""The lines of a delivered run as the review page shows them: source beside result, what may be decided, what was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ui.client.review import LineMark, ReviewedRun, Withdrawn

if TYPE_CHECKING:
    from documents.writers.report_changes import Group, Row, Section
    from documents.writers.word_diff import Piece
    from resume.edits import ClaimAction

Act = Literal["accept", "edit", "reject", "restore", "undo", "putback"]
"""What a line's buttons offer. `undo` takes an acceptance back; `putback` shows a line again that was left out."""

Pieces = tuple[tuple[str, bool], ...]
"""Stretches of a line: text, and whether the other version lacks it."""

LETTER = "letter"

_CHANGED: "frozenset[ClaimAction]" = frozenset({"edited", "added", "dropped", "reverted"})
_OPEN: "frozenset[ClaimAction]" = frozenset({"edited", "added"})


@dataclass(frozen=True)
class LineRow:
    """One line."""

    key: str
    action: str
    label: str
    tone: Literal["", "good", "caution"]
    source: Pieces
    result: Pieces
    absent: str
    """What stands in place of a result where there is none."""
    same: bool
    """Whether both sides read alike, so that one is enough."""
    listed: bool
    changed: bool
    open: bool
    """Whether the user is to decide on it."""
    text: str
    """What stands there now, to be edited."""
    why: str
    proofs: tuple[tuple[str, str], ...]
    """Where it stands in the source, and the line itself."""
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class LineGroup:
    """The lines of one role, degree or project."""

    title: str
    rows: tuple[LineRow, ...]


@dataclass(frozen=True)
class LineSection:
    """One section of the resume."""

    title: str
    groups: tuple[LineGroup, ...]


def line_sections(run: ReviewedRun) -> list[LineSection]:
    """All lines of a run but the letter's, in the order of the tailored resume."""
    from documents.writers.report_changes import changed_sections
    from documents.writers.report_words import printable_report

    report = printable_report(run.report)
    resume_alone = report.model_copy(update={"claims": [claim for claim in report.claims if claim.section != LETTER]})
    sections = [_section(section, run.marks) for section in changed_sections(resume_alone)]
    return _with_withdrawn(sections, run.withdrawn)


def _section(section: "Section", marks: Mapping[str, LineMark]) -> LineSection:
    return LineSection(section.title, tuple(_groups(section.groups, marks)))


def _groups(groups: "Sequence[Group]", marks: Mapping[str, LineMark]) -> Iterator[LineGroup]:
    for group in groups:
        title = _joined(group.head.result) if group.head else group.title
        rows = tuple(_row(row, marks[row.id]) for row in group.rows if row.id in marks)
        if rows or title:
            yield LineGroup(title, rows)


def _row(row: "Row", mark: LineMark) -> LineRow:
    label, tone = _state(row, mark)
    own = ((row.own_place, _joined(row.source) or _joined(row.result)),) if row.own_place else ()
    return LineRow(
        key=mark.key,
        action=row.action,
        label=label,
        tone=tone,
        source=_pieces(row.source),
        result=() if row.action == "dropped" else _pieces(row.result),
        absent="Left out of this version" if row.action == "dropped" else "",
        same=row.same,
        listed=row.listed and mark.decided == "",
        changed=row.action in _CHANGED or mark.decided not in ("", "accept"),
        open=row.action in _OPEN and mark.decided == "" and not mark.fixed,
        text="" if row.action == "dropped" else _joined(row.result),
        why=row.why,
        proofs=tuple((one.place, one.text) for one in row.proofs) or own,
        acts=_acts(row, mark),
    )


def _state(row: "Row", mark: LineMark) -> tuple[str, Literal["", "good", "caution"]]:
    """What became of a line in words, with what the user decided first."""
    if mark.decided == "accept":
        return f"✓ Accepted ({row.label[:1].lower()}{row.label[1:]})", "good"
    if mark.decided == "reject":
        return "✓ Your own words again", "good"
    if mark.decided == "edit":
        return ("✓ Left out by you" if row.action == "dropped" else "✓ Worded by you"), "good"
    return row.label, "caution" if row.action in ("dropped", "reverted") else ""


def _acts(row: "Row", mark: LineMark) -> tuple[Act, ...]:
    if mark.fixed:
        return ()
    if mark.decided == "accept":
        return ("edit", "reject", "undo")
    if mark.decided == "reject":
        return ("edit", "restore")
    if mark.decided == "edit":
        return ("restore",) if row.action == "dropped" else ("edit", "restore")
    if row.action in _OPEN:
        return ("accept", "edit", "reject")
    return ("putback",) if row.action == "dropped" else ("edit",)


def _with_withdrawn(sections: list[LineSection], withdrawn: Sequence[Withdrawn]) -> list[LineSection]:
    """The sections with the composed lines that the user rejected, each where it stood."""
    from documents.writers.report_words import section_title

    shown = list(sections)
    for one in withdrawn:
        title = section_title(one.section)
        row = LineRow(
            key=one.key,
            action="dropped",
            label="✓ Rejected",
            tone="good",
            source=(),
            result=(),
            absent=f"Not added: {one.text}",
            same=False,
            listed=False,
            changed=True,
            open=False,
            text="",
            why="You rejected this line. It had been composed from your resume.",
            proofs=(),
            acts=("restore",),
        )
        group = LineGroup("", (row,))
        place = next((number for number, section in enumerate(shown) if section.title == title), None)
        if place is None:
            shown.insert(0, LineSection(title, (group,)))
        else:
            shown[place] = LineSection(title, (*shown[place].groups, group))
    return shown


def _pieces(pieces: "Sequence[Piece]") -> Pieces:
    return tuple((piece.text, piece.changed) for piece in pieces)


def _joined(pieces: "Sequence[Piece]") -> str:
    return "".join(piece.text for piece in pieces)
