"""The claims of a report as rows to read: source beside result, grouped by section and by the role they belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.writers.report_words import action_words, fact_place, section_title
from documents.writers.word_diff import Piece, diff_words
from resume.edits import Claim, ClaimAction
from resume.report import Report

_ENTRY_OF_LINE = re.compile(r"(?P<entry>x\d+\.\d+|[a-wyz]\d+)(?:\.[a-z]?\d+)?")
"""A fact's id, cut at the entry it belongs to."""
_CUSTOM_ENTRY = re.compile(r"x(?P<section>\d+)\.")
_LIST_ITEM = re.compile(r"[sil]\d+(?:\.\d+)?|[a-z]\d+\.[kcr]\d+")
"""Ids of skills, languages, interests, keywords and courses: items that people read side by side in one line."""


@dataclass(frozen=True)
class Proof:
    """One line of the source that proves a claim."""

    fact: str
    place: str
    """Where it stands in the source, in words."""
    text: str
    """The source's own words; empty where the report does not carry them."""


@dataclass(frozen=True)
class Row:
    """One line, before and after."""

    id: str
    action: ClaimAction
    label: str
    source: tuple[Piece, ...]
    result: tuple[Piece, ...]
    same: bool
    """Whether both sides read alike, so that one of them is enough."""
    listed: bool
    """Whether it is an item of a list that was kept as it was, and needs no line of its own."""
    why: str
    own_place: str
    """Where the line stood in the source, when that line is its only proof; empty otherwise."""
    proofs: tuple[Proof, ...]
    """What proves it, when that is more than its own line."""


@dataclass(frozen=True)
class Group:
    """The rows of one role, degree or project; or those of a section that belong to none."""

    title: str
    head: Row | None
    """The entry's own line, when it was kept: it is the heading then."""
    rows: tuple[Row, ...]

    @property
    def changed(self) -> bool:
        """Whether any of its rows is more than kept."""
        return any(row.action != "kept" for row in self.rows)


@dataclass(frozen=True)
class Section:
    """One section of the resume."""

    title: str
    groups: tuple[Group, ...]

    @property
    def lines(self) -> int:
        """How many lines it holds, kept headings included."""
        return sum(len(group.rows) + (group.head is not None) for group in self.groups)

    @property
    def moved(self) -> int:
        """How many lines were kept word for word and put higher, for which alone a kept line has a reason."""
        return sum(row.action == "kept" and bool(row.why) for group in self.groups for row in group.rows)


def changed_sections(report: Report) -> list[Section]:
    """All claims of a report in the order of the tailored resume; a section's dropped lines stand at the end of their role."""
    by_title: dict[str, list[Claim]] = {}
    for claim in report.claims:
        by_title.setdefault(_title_of(claim, report), []).append(claim)
    return [Section(title, _groups(claims, report.facts)) for title, claims in by_title.items()]


def _title_of(claim: Claim, report: Report) -> str:
    """The section's own heading where the standard has no name for it, else its name."""
    custom = _CUSTOM_ENTRY.match(claim.facts[0]) if claim.facts else None
    number = int(custom["section"]) - 1 if custom else -1
    if 0 <= number < len(report.custom_titles) and (title := report.custom_titles[number].strip()):
        return title
    return section_title(claim.section)


def proofs_of(fact_ids: Sequence[str], facts: dict[str, str]) -> tuple[Proof, ...]:
    """The source's lines behind fact ids, each once."""
    return tuple(Proof(fact, fact_place(fact), facts.get(fact, "")) for fact in dict.fromkeys(fact_ids))


def _groups(claims: Sequence[Claim], facts: dict[str, str]) -> tuple[Group, ...]:
    entries = list(dict.fromkeys(_entry_of(claim) for claim in claims))
    return tuple(_group(entry, [claim for claim in claims if _entry_of(claim) == entry], facts) for entry in entries)


def _entry_of(claim: Claim) -> str:
    match = _ENTRY_OF_LINE.fullmatch(claim.facts[0]) if claim.facts else None
    return match["entry"] if match else ""


def _group(entry: str, claims: Sequence[Claim], facts: dict[str, str]) -> Group:
    rows = tuple(_row(claim, facts) for claim in claims)
    own = next((row for row, claim in zip(rows, claims, strict=True) if entry and claim.facts[0] == entry), None)
    if own is None:
        return Group(facts.get(entry, ""), None, rows)
    if own.action != "kept" or not own.same or len(rows) == 1:
        return Group("", None, rows)
    return Group("", own, tuple(row for row in rows if row is not own))


def _row(claim: Claim, facts: dict[str, str]) -> Row:
    source = claim.original or ""
    result = "" if claim.action == "dropped" else claim.text
    if claim.action == "dropped":
        source = source or claim.text
    same = claim.action in ("kept", "reverted") and source.split() == result.split()
    compared = claim.action in ("edited", "kept", "reverted") and not same
    difference = diff_words(source, result) if compared and source else None
    proofs = proofs_of(claim.facts, facts)
    own = len(proofs) == 1 and proofs[0].text.split() in ([], source.split()) and bool(source)
    return Row(
        id=claim.id,
        action=claim.action,
        label=action_words(claim),
        source=difference.source if difference else _plain(source),
        result=difference.result if difference else _plain(result),
        same=same,
        listed=same and claim.action == "kept" and not claim.why and bool(_LIST_ITEM.fullmatch("".join(claim.facts))),
        why=claim.why,
        own_place=proofs[0].place if own else "",
        proofs=() if own else proofs,
    )


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text, changed=False),) if text else ()
