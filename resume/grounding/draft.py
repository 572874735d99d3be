"""A whole draft against its source: every line of it checked against the role that it stands under."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from resume.facts import Fact, number_facts
from resume.grounding.factbase import FactBase
from resume.grounding.language.lists import words_under
from resume.grounding.language.sameness import squeeze_line
from resume.grounding.verdict import Reason, Verdict
from resume.lexicon import find_skill
from resume.schema import Resume

_SAME_LINE, _SAME_HEADER, _SHARED_WORD, _SAME_DATE = 2.0, 5.0, 1.0, 1.5
"""Weights of what makes a draft's entry the source's: the header as it is decides before its words, its dates and its lines."""

_OTHER_SECTION = 0.5
"""What an entry in another section counts: readers sort projects, training and unpaid work differently."""

_LEAST = 1.5
"""Least score of an entry that may be the source's: one word in common is none."""


class DraftClaim(BaseModel):
    """One line of a draft, and what the source says of it."""

    model_config = ConfigDict(frozen=True)

    text: str
    section: str
    supported: bool
    reasons: list[Reason] = []
    facts: list[str] = Field(default=[], description="ids of the source's facts that support it")
    nearest: str = Field(default="", description="the source's nearest line, for an unsupported one")


class DraftCheck(BaseModel):
    """A draft, checked."""

    model_config = ConfigDict(frozen=True)

    claims: list[DraftClaim]
    supported: int
    unsupported: int


@dataclass(frozen=True)
class _Entry:
    """One entry of a resume: its header, if it has one, and its lines."""

    id: str
    section: str
    facts: tuple[Fact, ...]
    words: frozenset[str]
    lines: frozenset[str]

    @property
    def header(self) -> Fact | None:
        """The fact that names it."""
        return next((fact for fact in self.facts if fact.id == self.id), None)


def check_draft(source: Resume, draft: Resume, today: date) -> DraftCheck:
    """Check every bullet, sentence, title, employer, date, degree, certificate and skill of `draft` against `source`.

    Args:
        source: the resume that is true.
        draft: the one to check, whoever wrote it.
        today: the day up to which roles that go on are counted.
    """
    language = source.meta.language
    known = number_facts(source)
    base = FactBase(known, today, language=language or "en")
    written = number_facts(draft.model_copy(update={"meta": draft.meta.model_copy(update={"language": language})}))
    entries = _entries(written)
    pairs = align_entries(entries, _entries(known))
    claims = [
        _check_line(fact, entry, pairs.get(entry.id), base)
        for entry in entries
        for fact in entry.facts
        if fact.kind not in ("name", "contact")
    ]
    supported = sum(claim.supported for claim in claims)
    return DraftCheck(claims=claims, supported=supported, unsupported=len(claims) - supported)


def _check_line(fact: Fact, entry: _Entry, own: str | None, base: FactBase) -> DraftClaim:
    section = fact.kind if fact.section == "basics" else fact.section
    verdict = _verdict(fact, entry, own, section, base)
    near = None if verdict.supported else base.nearest(fact.text, entry=own)
    return DraftClaim(
        text=fact.text,
        section=section,
        supported=verdict.supported,
        reasons=verdict.reasons,
        facts=verdict.facts if verdict.supported else [],
        nearest=near.text if near else "",
    )


def _verdict(fact: Fact, entry: _Entry, own: str | None, section: str, base: FactBase) -> Verdict:
    if section in ("headline", "summary"):
        return base.check(fact.text, section=section)
    if section == "skills":
        if fact.field == "header" and len(entry.facts) > 1 and _is_label(fact.text):
            return Verdict(supported=True)
        return base.check(fact.text, section="skills")
    if own is None:
        if section in ("interests",):
            return base.check(fact.text, section="skills")
        return _unknown_entry(fact, entry)
    return base.check(fact.text, entry=own, section="header" if fact.field == "header" else section)


def _is_label(text: str) -> bool:
    """Whether the name of a group of skills claims nothing: it is no skill itself and says nothing of how good somebody is."""
    words = {word.casefold() for word in text.split()}
    levels = words_under("cues.txt", "proficiency 3") | words_under("cues.txt", "proficiency 4")
    return find_skill(text) is None and not words & (levels | {"certified", "licensed", "award"})


def _unknown_entry(fact: Fact, entry: _Entry) -> Verdict:
    named = entry.header.text if entry.header else fact.text
    detail = f"“{named}” is claimed; the source has no such entry."
    return Verdict(supported=False, reasons=[Reason(kind="name", item=named, claimed=named, source="", detail=detail)])


def align_entries(drafted: Sequence[_Entry], known: Sequence[_Entry]) -> dict[str, str]:
    """Draft entry's id → the id of the source's entry that it is; entries that the source does not have are left out."""
    scored = sorted(
        ((_likeness(one, other), one.id, other.id) for one in drafted for other in known),
        key=lambda pair: -pair[0],
    )
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, one, other in scored:
        if likeness >= _LEAST and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    for likeness, one, other in scored:
        if likeness >= _LEAST and one not in pairs:
            pairs[one] = other
    return pairs


def _likeness(one: _Entry, other: _Entry) -> float:
    """How much speaks for two entries being one: identical ones come before all others."""
    if one.section == "basics" or other.section == "basics":
        return 0.0
    if one.section == other.section and [fact.text for fact in one.facts] == [fact.text for fact in other.facts]:
        return 1_000.0 + (one.id == other.id)
    if not one.words & other.words and not one.lines & other.lines:
        return 0.0
    first, second = one.header, other.header
    score = _SHARED_WORD * len(one.words & other.words) + _SAME_LINE * len(one.lines & other.lines)
    score -= 0.01 * len(one.lines ^ other.lines)
    if first and second:
        if squeeze_line(first.text) == squeeze_line(second.text):
            score += _SAME_HEADER
        score += _SAME_DATE * (first.start is not None and first.start == second.start)
        score += _SAME_DATE * (first.end is not None and first.end == second.end)
    return score if one.section == other.section else score * _OTHER_SECTION


def _entries(facts: Sequence[Fact]) -> list[_Entry]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.entry or fact.id, []).append(fact)
    return [_entry(id, group) for id, group in groups.items()]


def _entry(id: str, facts: Sequence[Fact]) -> _Entry:
    header = next((fact.text for fact in facts if fact.id == id), "")
    words = frozenset(word for word in squeeze_line(header).split() if len(word) > 2 and not word.isdigit())
    small = words_under("cues.txt", "small") | _MONTHS
    lines = frozenset(squeeze_line(fact.text) for fact in facts if fact.id != id)
    return _Entry(id, facts[0].section, tuple(facts), words - small, lines)


_MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "present", "the", "and", "for"]
)
