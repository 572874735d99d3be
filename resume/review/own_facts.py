"""Facts that the candidate adds in review: put into the resume where they belong, and numbered as the candidate's own.

The resume grows by them, so that everything that reads a resume reads them too. A statement of its own is named `u1`, `u2`, …;
a line of the source of which only something was filled in (dates, a level) keeps its id and remembers how it read before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from resume.dates import PeriodMatch
from resume.facts import Fact, number_facts
from resume.lexicon import find_skill, skills_in
from resume.schema import Certificate, Language, Resume, Skill, Work

_OWN_ID = re.compile(r"u(\d+)")

LISTED = frozenset({"work", "projects", "volunteer", "education", "customSections"})
"""Sections whose entries hold lines, to which further ones may be added."""


@dataclass(frozen=True)
class NewLine:
    """A line under an entry: a bullet of a role."""

    entry: str
    text: str


@dataclass(frozen=True)
class NewSkill:
    """A skill among the others."""

    name: str


@dataclass(frozen=True)
class NewCertificate:
    """A licence or certificate among the others."""

    name: str


@dataclass(frozen=True)
class NewLanguage:
    """A language among the others."""

    language: str
    fluency: str | None = None


@dataclass(frozen=True)
class NewHeadline:
    """A headline where there was none."""

    text: str


@dataclass(frozen=True)
class NewSummary:
    """A text behind the summary."""

    text: str


@dataclass(frozen=True)
class FilledIn:
    """Text of a field that the source left empty: the level of a language."""

    fact: str
    field: Literal["fluency"]
    text: str


@dataclass(frozen=True)
class Replaced:
    """A headline or a skill in the candidate's own words."""

    fact: str
    text: str


@dataclass(frozen=True)
class SwappedTitle:
    """A role whose title and employer were read the wrong way round."""

    entry: str


@dataclass(frozen=True)
class FilledPeriod:
    """When an entry without dates was."""

    entry: str
    period: PeriodMatch


Addition = (
    NewLine
    | NewSkill
    | NewCertificate
    | NewLanguage
    | NewHeadline
    | NewSummary
    | FilledIn
    | FilledPeriod
    | Replaced
    | SwappedTitle
)


@dataclass(frozen=True)
class Grown:
    """A resume with one more thing in it."""

    source: Resume
    facts: list[Fact]
    own: tuple[str, ...]
    """Ids of the facts that are new, or that were filled in."""


def add_own_fact(source: Resume, facts: Sequence[Fact], addition: Addition, *, least: int = 1) -> Grown:
    """The resume and its facts with one addition of the candidate's.

    Args:
        source: the resume.
        facts: its facts, with those that were added before.
        addition: what is added.
        least: the lowest number that a new id may have; ids of facts that were taken back are not given again.

    Raises:
        KeyError: it names a fact that does not exist.
        ValueError: the entry it names holds no lines.
    """
    known = {
        natural.id: fact for natural, fact in zip(number_facts(source), facts, strict=True)
    }  # number_facts gives the ids that own facts would have as the source's
    grown = source.model_copy(deep=True)
    _put(grown, {fact.id: fact for fact in facts}, addition)
    number = max([least - 1, *(int(found[1]) for fact in facts if (found := _OWN_ID.fullmatch(fact.id)))])
    renamed: dict[str, str] = {}
    numbered: list[Fact] = []
    own: list[str] = []
    for natural in number_facts(grown):
        entry = renamed.get(natural.entry or "", natural.entry)
        before = known.get(natural.id)
        if before is None:
            number += 1
            renamed[natural.id] = f"u{number}"
            own.append(f"u{number}")
            numbered.append(natural.model_copy(update={"id": f"u{number}", "entry": entry, "origin": "user"}))
            continue
        renamed[natural.id] = before.id
        kept = {"id": before.id, "entry": entry, "origin": before.origin, "before": before.before}
        if natural.text != before.text:
            kept |= {"origin": "user", "before": before.before or (before.text if before.origin == "source" else None)}
            own.append(before.id)
        numbered.append(natural.model_copy(update=kept))
    return Grown(grown, numbered, tuple(own))


def _put(resume: Resume, facts: dict[str, Fact], addition: Addition) -> None:
    match addition:
        case NewLine(entry, text):
            _lines_of(_entry_at(resume, facts[entry])).append(text)
        case NewSkill(name):
            _put_skill(resume, name)
        case NewCertificate(name):
            resume.certificates.append(Certificate(name=name))
        case NewLanguage(language, fluency):
            resume.languages.append(Language(language=language, fluency=fluency))
        case NewSummary(text):
            standing = resume.basics.summary
            resume.basics.summary = f"{_closed(standing)} {text}" if standing else text
        case NewHeadline(text):
            resume.basics.label = text
        case Replaced(fact, text):
            _replace(resume, facts[fact], text)
        case FilledIn(fact, field, text):
            setattr(_entry_at(resume, facts[fact]), field, text)
        case SwappedTitle(entry):
            _swap_title(_entry_at(resume, facts[entry]))
        case FilledPeriod(entry, period):
            _fill_period(_entry_at(resume, facts[entry]), period)


def _lines_of(found: object) -> list[str]:
    lines = getattr(found, "highlights", None)
    if not isinstance(lines, list):
        raise ValueError("this entry holds no lines")
    return lines


def _swap_title(role: object) -> None:
    if not isinstance(role, Work):
        raise ValueError("only a role has a title and an employer")
    role.position, role.name = role.name, role.position


def _fill_period(found: object, period: PeriodMatch) -> None:
    changes = {"start_date": period.start, "end_date": None if period.is_current else period.end}
    for name, value in (changes | {"date_text": period.text}).items():
        setattr(found, name, value)


def _replace(resume: Resume, fact: Fact, text: str) -> None:
    if fact.kind == "headline":
        resume.basics.label = text
    elif fact.kind == "skill" and fact.section == "skills":
        steps = fact.path.split("/")[1:]
        skill = resume.skills[int(steps[1])]
        if fact.field == "header":
            skill.name = text
        else:
            skill.keywords[int(steps[3])] = text
    else:
        raise ValueError(f"{fact.id} is neither headline nor skill")


def _closed(paragraph: str) -> str:
    text = paragraph.rstrip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _entry_at(resume: Resume, fact: Fact) -> object:
    """The entry that a header fact names."""
    steps = fact.path.split("/")[1:]
    if steps[0] == "customSections":
        return resume.custom_sections[int(steps[1])].entries[int(steps[3])]
    entries: Sequence[object] = getattr(resume, steps[0])
    return entries[int(steps[1])]


def _put_skill(resume: Resume, name: str) -> None:
    """Into the group that holds most of its kind; as a skill of its own where skills are not grouped."""
    groups = [skill for skill in resume.skills if skill.keywords]
    if not groups:
        resume.skills.append(Skill(name=name))
        return
    skill = find_skill(name)
    kind = skill.group if skill else ""

    def akin(group: Skill) -> int:
        named = (mention for text in group.keywords for mention in skills_in(text))
        return sum(mention.skill.group == kind for mention in named)

    max(groups, key=lambda group: (akin(group), len(group.keywords))).keywords.append(name)


def holds_lines(fact: Fact) -> bool:
    """Whether a fact names an entry that further lines may be added to."""
    return fact.entry is None and fact.field == "header" and fact.section in LISTED and fact.section != "basics"
