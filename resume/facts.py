"""Numbered facts: every statement of a source resume, with an id that all later stages refer to.

Everything downstream of intake speaks of the source by fact id, so the resume's text travels once and each line of the
result can be traced to what proves it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from resume.dates import format_period
from resume.schema import (
    Award,
    Basics,
    Certificate,
    CustomEntry,
    Document,
    Education,
    Interest,
    Language,
    Period,
    Project,
    Publication,
    Reference,
    Resume,
    Skill,
    Volunteer,
    Work,
)
from resume.sentences import split_sentences

FactKind = Literal[
    "name",
    "contact",
    "headline",
    "summary",
    "role",
    "bullet",
    "degree",
    "skill",
    "project",
    "certificate",
    "award",
    "publication",
    "language",
    "interest",
    "reference",
    "entry",
    "detail",
]
"""A `detail` is a name or label within an entry that is no sentence: a course, a part played in a project."""

LineField = Literal["header", "item", "sentence"]
"""How a fact stands in the resume: the fields that name an entry, one item of a list, or one sentence of a paragraph."""


class Fact(BaseModel):
    """One statement of the source.

    Ids read by themselves: `w2` is the second role (position, employer, place, period), `w2.s1` the first sentence of its
    summary, `w2.3` its third bullet; `e1` a degree, `s4` a skill or group of skills, `s4.2` the second skill of that group,
    `x1.2.3` the third line of the second entry of the first custom section; `b.label` the headline, `b.s1` the first
    sentence of the summary. The letters are in `SECTIONS`.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: FactKind
    section: str = Field(description="JSON Resume's name of the section; `basics` for the head")
    entry: str | None = Field(
        description="id of the entry it belongs to (`w2` for `w2.3`), None for entries themselves"
    )
    path: str = Field(description="JSON Pointer (RFC 6901) into the resume's JSON; a sentence has its paragraph's")
    text: str
    field: LineField = "item"
    start: str | None = Field(default=None, description="ISO date at which the entry begins, as far as the source says")
    end: str | None = Field(default=None, description="ISO date at which it ends; None also while it goes on")
    origin: Literal["source", "user"] = Field(
        default="source", description="`user`: the candidate said it in review; such facts are named `u1`, `u2`, …"
    )
    before: str | None = Field(
        default=None, description="the source's own line, where the candidate only filled in what it left out"
    )


@dataclass(frozen=True)
class _Section:
    """How one section of the resume is numbered."""

    letter: str
    kind: FactKind
    header: tuple[str, ...]
    """Fields that name an entry, in the order in which people read them; the period follows them."""
    paragraphs: tuple[tuple[str, str], ...] = ()
    """(field, letter before the sentence's number)."""
    lists: tuple[tuple[str, str], ...] = ()
    """(field, letter before the item's number)."""


_PROSE = (("summary", "s"),)
_BULLETS = (("highlights", ""),)

SECTIONS: dict[str, _Section] = {
    "work": _Section("w", "role", ("position", "name", "location"), (("description", "d"), *_PROSE), _BULLETS),
    "projects": _Section(
        "p", "project", ("name", "entity"), (("description", "d"),), (*_BULLETS, ("keywords", "k"), ("roles", "r"))
    ),
    "volunteer": _Section("v", "role", ("position", "organization", "location"), _PROSE, _BULLETS),
    "education": _Section(
        "e",
        "degree",
        ("studyType", "area", "institution", "location", "score"),
        (),
        (*_BULLETS, ("courses", "c")),
    ),
    "certificates": _Section("c", "certificate", ("name", "issuer"), _PROSE),
    "awards": _Section("a", "award", ("title", "awarder"), _PROSE),
    "publications": _Section("u", "publication", ("name", "publisher"), _PROSE),
    "skills": _Section("s", "skill", ("name", "level"), (), (("keywords", ""),)),
    "languages": _Section("l", "language", ("language", "fluency")),
    "interests": _Section("i", "interest", ("name",), (), (("keywords", ""),)),
    "references": _Section("r", "reference", ("name",), (("reference", "s"),)),
}
"""The sections of JSON Resume in its own order, by its names."""

_LIST_KINDS: dict[tuple[str, str], FactKind] = {
    ("projects", "keywords"): "skill",
    ("projects", "roles"): "detail",
    ("education", "courses"): "detail",
}
"""Kinds of list items that are no bullets."""

CUSTOM = _Section("x", "entry", ("name", "organization", "location"), _PROSE, _BULLETS)
"""How the entries of custom sections are numbered: `x1.2` is the second entry of the first section."""

_Entry = (
    Work
    | Volunteer
    | Education
    | Award
    | Certificate
    | Publication
    | Skill
    | Language
    | Interest
    | Reference
    | Project
    | CustomEntry
)


def number_facts(resume: Resume) -> list[Fact]:
    """Every statement of `resume` as a fact, in the order of JSON Resume's sections; the same resume gives the same ids."""
    facts = list(_basics_facts(resume.basics))
    for section, shape in SECTIONS.items():
        entries: Sequence[_Entry] = getattr(resume, section)
        for index, entry in enumerate(entries):
            facts += _entry_facts(entry, shape, section, f"{shape.letter}{index + 1}", f"/{section}/{index}", resume)
    for number, custom in enumerate(resume.custom_sections, start=1):
        for index, entry in enumerate(custom.entries):
            path = f"/customSections/{number - 1}/entries/{index}"
            facts += _entry_facts(entry, CUSTOM, "customSections", f"x{number}.{index + 1}", path, resume)
    return facts


def _basics_facts(basics: Basics) -> Iterator[Fact]:
    def fact(name: str, kind: FactKind, text: str | None, path: str) -> Iterator[Fact]:
        if text:
            yield Fact(id=f"b.{name}", kind=kind, section="basics", entry=None, path=path, text=text, field="header")

    yield from fact("name", "name", basics.name, "/basics/name")
    yield from fact("label", "headline", basics.label, "/basics/label")
    yield from fact("email", "contact", basics.email, "/basics/email")
    yield from fact("phone", "contact", basics.phone, "/basics/phone")
    yield from fact("url", "contact", basics.url, "/basics/url")
    if basics.location:
        parts = (basics.location.address, basics.location.postal_code, basics.location.city, basics.location.region)
        place = ", ".join(part for part in (*parts, basics.location.country_code) if part)
        yield from fact("location", "contact", place, "/basics/location")
    for index, profile in enumerate(basics.profiles):
        text = " ".join(part for part in (profile.network, profile.username, profile.url) if part)
        yield from fact(f"profile{index + 1}", "contact", text, f"/basics/profiles/{index}")
    yield from _sentences(basics.summary, "b.s", "summary", "basics", None, "/basics/summary")


def _entry_facts(entry: _Entry, shape: _Section, section: str, id: str, path: str, resume: Resume) -> Iterator[Fact]:
    start, end = (entry.start_date, entry.end_date) if isinstance(entry, Period) else (None, None)
    header = header_text(entry, shape, resume.meta.language)
    if header:
        yield Fact(
            id=id,
            kind=shape.kind,
            section=section,
            entry=None,
            path=path,
            text=header,
            field="header",
            start=start,
            end=end,
        )
    kind: FactKind = "skill" if shape.kind == "skill" else "interest" if shape.kind == "interest" else "bullet"
    for name, letter in shape.paragraphs:
        yield from _sentences(_text(entry, name), f"{id}.{letter}", kind, section, id, f"{path}/{name}", start, end)
    for name, letter in shape.lists:
        for index, text in enumerate(_texts(entry, name)):
            if text.strip():
                yield Fact(
                    id=f"{id}.{letter}{index + 1}",
                    kind=_LIST_KINDS.get((section, name), kind),
                    section=section,
                    entry=id,
                    path=f"{path}/{name}/{index}",
                    text=text,
                    start=start,
                    end=end,
                )


def header_text(entry: Document, shape: _Section, language: str | None) -> str:
    """The line that names an entry: its naming fields and its period, joined by commas; empty if it has none of them."""
    parts = [_text(entry, name) for name in shape.header]
    parts.append(format_entry_period(entry, language))
    return ", ".join(part for part in parts if part)


def format_entry_period(entry: Document, language: str | None) -> str | None:
    """When an entry was, as it is printed; None if it has no date."""
    if isinstance(entry, Period):
        return format_period(entry, language) or None
    if isinstance(entry, Award | Certificate):
        when = Period(start_date=entry.date, end_date=entry.date, date_text=entry.date_text)
        return format_period(when, language) or None
    if isinstance(entry, Publication):
        when = Period(start_date=entry.release_date, end_date=entry.release_date, date_text=entry.date_text)
        return format_period(when, language) or None
    return None


def _sentences(
    paragraph: str | None,
    prefix: str,
    kind: FactKind,
    section: str,
    entry: str | None,
    path: str,
    start: str | None = None,
    end: str | None = None,
) -> Iterator[Fact]:
    for number, sentence in enumerate(split_sentences(paragraph or ""), start=1):
        yield Fact(
            id=f"{prefix}{number}",
            kind=kind,
            section=section,
            entry=entry,
            path=path,
            text=sentence,
            field="sentence",
            start=start,
            end=end,
        )


_ATTRIBUTES = {"studyType": "study_type"}


def _text(entry: Document, name: str) -> str | None:
    value = getattr(entry, _ATTRIBUTES.get(name, name))
    return value.strip() or None if isinstance(value, str) else None


def _texts(entry: Document, name: str) -> list[str]:
    value = getattr(entry, name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
