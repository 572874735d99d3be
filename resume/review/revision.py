"""Revision after the fact: what the user decided of single lines, applied over what the run had made.

Decisions are kept by line and applied anew each time, so that a line can go back to what the run made of it, and the order in
which they were taken does not matter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from errors import UserError
from resume.edits import Claim, Edit, Place, claim_section, target_of
from resume.facts import Fact
from resume.grounding import WHOLE, FactBase, Verdict
from resume.review.own_facts import Addition, NewHeadline, NewLine, NewSummary, Replaced, holds_lines
from resume.sentences import split_sentences

LONGEST_LINE = 600
"""Characters of a line that the user writes: a summary of four sentences."""

CHANGEABLE_HEADERS = frozenset({"headline", "skill"})
"""Headers that may be reworded. A title, an employer, a degree, their dates are the source's."""

DECLARED = "Your own wording; you declared it as a fact of your own."
OWN_WORDING = "Your own wording."
LEFT_OUT = "You left it out."

LETTER = "letter"

Action = Literal["accept", "reject", "edit", "restore"]


class Decision(BaseModel):
    """What the user wants of one line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action = Field(
        description="accept: it stays; reject: back to the source's line; edit: `text`; restore: as the run made it"
    )
    text: str = Field(default="", description="of an edit; empty leaves the line out")
    declare: bool = Field(
        default=False, description="where the fact check finds no support: keep it as a fact of the user's own"
    )


class Refusal(BaseModel):
    """An edit that was not made, and why."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="as the decision named the line")
    text: str
    reasons: list[str]
    words: list[str] = Field(default=[], description="the edit's words that nothing supports")


class LineCheck(BaseModel):
    """Whether a line may be reworded so."""

    model_config = ConfigDict(frozen=True)

    supported: bool
    reasons: list[str] = []
    words: list[str] = Field(default=[], description="its words that nothing supports")
    facts: list[str] = Field(default=[], description="ids of the facts that support it")


class KeptDecision(BaseModel):
    """A decision as it is stored."""

    model_config = ConfigDict(frozen=True)

    action: Literal["accept", "reject", "edit"]
    text: str = ""
    own: list[str] = Field(default=[], description="ids of the facts that were declared with it")
    number: int = Field(default=0, description="which of the lines that were cut from one: 0 is the first")


@dataclass(frozen=True)
class Line:
    """A line of the tailored resume that a decision is about."""

    target: str
    """What its edit is known by: a fact's id, `headline` or `summary`."""
    number: int
    """Which of the lines that were cut from one."""
    cites: tuple[str, ...]
    """Ids of the facts that it rests on."""
    section: str

    @property
    def key(self) -> str:
        """What its decision is stored by."""
        return f"{self.target}#{self.number}" if self.number else self.target


def find_line(id: str, claims: Sequence[Claim], facts: Sequence[Fact], made: Sequence[Edit] = ()) -> Line:
    """The line that a claim's id, a fact's id, `headline` or `summary` names.

    Args:
        id: as the user names it.
        claims: of the current report.
        facts: all facts of the run.
        made: the edits as the run made them: a composed line may have been rejected since.

    Raises:
        UserError: there is none.
    """
    known = {fact.id: fact for fact in facts}
    if any(claim.id == id and claim.section == LETTER for claim in claims):
        raise UserError(id, "this is a sentence of the cover letter", "edit cover-letter.docx itself")
    lines = [claim for claim in claims if claim.section != LETTER and claim.facts[0] in known]
    for claim in lines:
        if claim.id == id:
            return _line_of(claim, lines, known)
    for claim in lines:
        if target_of(claim, known[claim.facts[0]]) == id:
            return _line_of(claim, lines, known)
    for claim in lines:
        if id in claim.facts and claim.action != "added":
            return _line_of(claim, lines, known)
    for edit in made:
        if edit.place is not None and edit.place == id:
            return Line(id, 0, tuple(edit.facts), id)
    if id in known and known[id].kind not in ("name", "contact"):
        return Line(id, 0, (id,), claim_section(known[id]))
    raise UserError(_plain(id), "there is no such line", "the report lists the claims by id (k1, k2, …)")


def _line_of(claim: Claim, lines: Sequence[Claim], known: Mapping[str, Fact]) -> Line:
    target = target_of(claim, known[claim.facts[0]])
    same = [one for one in lines if target_of(one, known[one.facts[0]]) == target]
    return Line(target, same.index(claim), tuple(claim.facts), claim.section)


def _plain(id: str) -> str:
    return re.sub(r"[^\w.#-]", "?", id)[:20] or "?"


def check_text(text: str) -> str | None:
    """What keeps a text from being a line of a resume at all; None if nothing does."""
    if len(text) > LONGEST_LINE:
        return f"It is longer than {LONGEST_LINE} characters."
    if re.search(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069]", text):
        return "It holds control characters."
    return None


def check_line(line: Line, text: str, facts: Sequence[Fact], base: FactBase) -> LineCheck:
    """The fact check of a text in a line's place."""
    known = {fact.id: fact for fact in facts}
    if problem := check_text(text) or _unchangeable(line, text, known):
        return LineCheck(supported=False, reasons=[problem])
    if not text:
        return LineCheck(supported=True)
    verdicts = list(_verdicts(line, text, known, base))
    reasons = [reason for verdict in verdicts for reason in verdict.reasons]
    return LineCheck(
        supported=all(verdict.supported for verdict in verdicts),
        reasons=list(dict.fromkeys(reason.detail for reason in reasons)),
        words=list(dict.fromkeys(reason.item for reason in reasons if reason.item)),
        facts=list(dict.fromkeys(id for verdict in verdicts for id in verdict.facts)),
    )


def _verdicts(line: Line, text: str, known: Mapping[str, Fact], base: FactBase) -> Iterator[Verdict]:
    fact = known[line.cites[0]]
    if line.section in WHOLE or fact.section == "basics":
        for sentence in split_sentences(text):
            yield base.check(sentence, cites=line.cites, section=line.section)
    else:
        yield base.check(text, cites=line.cites, entry=fact.entry or fact.id, section=line.section)


def _unchangeable(line: Line, text: str, known: Mapping[str, Fact]) -> str | None:
    fact = known.get(line.target)
    if fact is None or fact.field != "header":
        return None
    if fact.kind not in CHANGEABLE_HEADERS:
        return "Titles, employers, degrees and dates stay as your resume has them: change them there."
    return None if text else "It cannot be left out here: change it in your resume."


def declaration(target: str, text: str, facts: Sequence[Fact]) -> Addition | None:
    """What declaring a text as a fact of the user's own adds to the resume; None where nothing can be added there.

    Args:
        target: what the line's edit is known by.
        text: the declared text.
        facts: all facts.
    """
    known = {fact.id: fact for fact in facts}
    if target == "headline":
        return NewHeadline(text)
    if target == "summary":
        return NewSummary(text)
    fact = known[target]
    if fact.kind == "headline" or (fact.kind == "skill" and fact.section == "skills"):
        return Replaced(fact.id, text)
    if fact.kind == "summary":
        return NewSummary(text)
    entry = known.get(fact.entry or "")
    return NewLine(entry.id, text) if entry is not None and holds_lines(entry) and fact.kind == "bullet" else None


def revise_edits(edits: Sequence[Edit], decisions: Mapping[str, KeptDecision], facts: Sequence[Fact]) -> list[Edit]:
    """The edits of a run with the user's decisions over them.

    Args:
        edits: as the run made them.
        decisions: by the key of their line.
        facts: all facts, declared ones included.
    """
    known = {fact.id: fact for fact in facts}
    latest = {edit.target: edit for edit in edits}
    by_target: dict[str, list[KeptDecision]] = {}
    for key, decision in decisions.items():
        by_target.setdefault(key.partition("#")[0], []).append(decision)
    declared = {target for target, taken in by_target.items() if any(one.own for one in taken)}
    revised = [
        edit
        for edit in edits
        if not _is_undone(by_target.get(edit.target, [])) and (edit.place is None or edit.place not in declared)
    ]
    for target, taken in by_target.items():
        if _is_undone(taken):
            revised += _taken_back(target, latest.get(target), known)
        elif any(decision.action == "edit" for decision in taken):
            revised += _reworded(target, latest.get(target), taken, known)
    return revised


def _is_undone(decisions: Sequence[KeptDecision]) -> bool:
    return any(decision.action == "reject" for decision in decisions)


def _taken_back(target: str, before: Edit | None, known: Mapping[str, Fact]) -> Iterator[Edit]:
    """What the user added goes with the line that they reject: it has no source text to go back to."""
    cited = before.facts if before is not None and before.place is None else [target]
    for id in cited:
        if id in known and known[id].origin == "user" and known[id].before is None:
            yield Edit(facts=[id], text="", reason=LEFT_OUT, stage="revision", by="user")


def _reworded(
    target: str, before: Edit | None, decisions: Sequence[KeptDecision], known: Mapping[str, Fact]
) -> Iterator[Edit]:
    places: dict[str, Place] = {"headline": "headline", "summary": "summary"}
    place = places.get(target)
    own = [id for decision in decisions for id in decision.own if id in known]
    if own and (place is not None or target in own):
        return  # the declared fact stands there itself
    first = known[target].text if target in known else ""
    texts = [before.text, *before.extra] if before is not None else [first]
    for decision in decisions:
        if decision.action == "edit" and decision.number < len(texts):
            texts[decision.number] = decision.text
    kept = [text for text in texts if text]
    yield Edit(
        facts=[*(before.facts if before is not None else [target]), *own],
        text=kept[0] if kept else "",
        extra=kept[1:],
        reason=(DECLARED if own else OWN_WORDING) if kept else LEFT_OUT,
        stage="revision",
        by="user",
        place=place,
    )
