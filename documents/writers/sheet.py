"""What a resume prints, in order, for any format: the one place that decides wording, order and what goes beside what.

The writers only set it in type, so that PDF, DOCX and Markdown say the same. Nothing a person should read is left out.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

from documents.writers.addresses import Link, email_link, phone_link, web_link
from documents.writers.printable import Direction, clean_line, clean_paragraphs, language_direction
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
    Location,
    Period,
    Profile,
    Project,
    Publication,
    Reference,
    Resume,
    Skill,
    Volunteer,
    Work,
)

Paper = Literal["A4", "Letter"]
SectionKind = Literal["text", "dated", "line", "group", "quote", "bare"]
"""How the entries of a section are set: running text, a role with its bullets, one line each, a named group of words, what
somebody says, or a plain list."""

DEFAULT_ORDER = (
    "summary",
    "work",
    "projects",
    "education",
    "skills",
    "certificates",
    "publications",
    "awards",
    "volunteer",
    "languages",
    "custom",
    "interests",
    "references",
)
"""The order of sections where the resume names none; `custom` stands for all custom sections in their own order."""

_KINDS: dict[str, SectionKind] = {
    "awards": "line",
    "certificates": "line",
    "publications": "line",
    "references": "quote",
}
_Part = TypeVar("_Part", bound=Document)

_LETTER_COUNTRIES = frozenset({"US", "USA", "CA", "CAN", "UNITED STATES", "UNITED STATES OF AMERICA", "CANADA"})
_LETTER_PLACE = re.compile(r"\b(?:USA|U\.S\.A\.|United States|Canada)\b|,\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?\b")
_LETTER_PHONE = re.compile(r"\+\s?1\b|\+1(?=\d{10}$)|^\(\d{3}\)\s?\d{3}-\d{4}$|^\d{3}-\d{3}-\d{4}$")
_SHORT_ENTRY_CHARACTERS = 420
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)
_SHORT_WORDS = frozenset(["art", "job", "key", "law", "my", "new", "our", "own", "top", "web"])
_LONGEST_ABBREVIATION = 3
_ROW_CHARACTERS = 96
"""How many characters of contact details fit side by side on A4, whatever the design and density."""


@dataclass(frozen=True)
class Listing:
    """Words under a common name: a skill group, the courses of a degree. The name may be empty."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One entry of a section, in reading order. Any part may be empty."""

    title: str = ""
    period: str = ""
    details: tuple[Link, ...] = ()
    """What stands under or after the title: employer, place, address."""
    about: str = ""
    """What the employer is or does."""
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        return self == Entry()

    @property
    def lines(self) -> Iterator[str]:
        """All its texts, in reading order."""
        yield from (self.title, self.period, *(link.text for link in self.details), self.about)
        yield from (*self.paragraphs, *self.bullets)
        for listing in self.listings:
            yield from (listing.label, *listing.items)

    @property
    def is_bare(self) -> bool:
        """Whether it is a title and nothing more."""
        return bool(self.title) and self == Entry(title=self.title)

    @property
    def is_short(self) -> bool:
        """Whether it is so small that a page should not end within it."""
        text = sum(len(part) for part in (*self.paragraphs, *self.bullets, self.about))
        return text <= _SHORT_ENTRY_CHARACTERS


@dataclass(frozen=True)
class Section:
    """One section with its heading."""

    key: str
    title: str
    kind: SectionKind
    paragraphs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[Listing, ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        """All its texts, in reading order."""
        yield self.title
        yield from self.paragraphs
        for entry in self.entries:
            yield from entry.lines
        for group in self.groups:
            yield from (group.label, *group.items)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print under the heading."""
        return not (self.paragraphs or self.entries or self.groups)


@dataclass(frozen=True)
class Sheet:
    """A resume as it is printed."""

    language: str
    """BCP 47 tag of the text; `en` where the resume names none."""
    direction: Direction
    paper: Paper
    document_title: str
    name: str
    headline: str
    contacts: tuple[Link, ...]
    sections: tuple[Section, ...]

    @property
    def contact_rows(self) -> list[tuple[Link, ...]]:
        """The contact details in rows that fit a line, so that no separator is left hanging at a line's end.

        One row if all fit; else where and how to reach somebody first, and everything on the web below.
        """
        if _width(self.contacts) <= _ROW_CHARACTERS:
            return [self.contacts] if self.contacts else []
        reached = [
            at for at, link in enumerate(self.contacts, start=1) if (link.href or "").startswith(("mailto", "tel"))
        ]
        cut = max(reached, default=0)
        return [*_rows(self.contacts[:cut]), *_rows(self.contacts[cut:])]

    @property
    def text(self) -> str:
        """All that is printed, in order, one piece a line."""
        contacts = (link.text for link in self.contacts)
        return "\n".join((self.name, self.headline, *contacts, *(line for one in self.sections for line in one.lines)))


def _rows(links: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
    row: tuple[Link, ...] = ()
    for link in links:
        if row and _width((*row, link)) > _ROW_CHARACTERS:
            yield row
            row = ()
        row = (*row, link)
    if row:
        yield row


def _width(links: tuple[Link, ...]) -> int:
    """Characters that the links take side by side, with a mark between them."""
    return sum(len(link.text) + 3 for link in links) - 3


def lay_out(resume: Resume) -> Sheet:
    """Decide what is printed and in which order; nothing about looks."""
    words = _Words(resume)
    sections = _sections(resume, words)
    name, headline = clean_line(resume.basics.name), clean_line(resume.basics.label)
    return Sheet(
        language=words.language,
        direction=language_direction(words.language),
        paper=choose_paper(resume.basics),
        document_title=" – ".join(part for part in (name, headline) if part) or "Resume",
        name=name or headline,
        headline=headline if name else "",
        contacts=tuple(_contacts(resume.basics)),
        sections=tuple(sections[key] for key in ordered_keys(resume) if not sections[key].is_empty),
    )


def choose_paper(basics: Basics) -> Paper:
    """US Letter where the candidate lives in, or is called in, the United States or Canada; else A4."""
    location = basics.location or Location()
    if location.country_code:
        return "Letter" if location.country_code.strip().upper() in _LETTER_COUNTRIES else "A4"
    place = ", ".join(part for part in (location.address, location.city, location.region) if part)
    postal = f"{place} {location.postal_code or ''}"
    if _LETTER_PLACE.search(postal):
        return "Letter"
    return "Letter" if basics.phone and _LETTER_PHONE.search(basics.phone.strip()) else "A4"


class _Words:
    """Headings and labels in the language of the resume."""

    def __init__(self, resume: Resume) -> None:
        named = (resume.meta.language or "").strip()
        self.language = named if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", named) else "en"
        self._own_titles = {key: clean_line(title) for key, title in resume.meta.section_titles.items()}
        code = self.language.lower().split("-")[0]
        self._is_english = code == "en" and (bool(named) or not self._own_titles)
        self._translated = _translations().get(code, _translations()["en"])

    def heading(self, key: str) -> str:
        """The standard heading in English; in other languages the source's own, else that language's usual one."""
        if self._is_english:
            return self._translated[key]
        return self._own_titles.get(key) or self._translated[key]

    def custom_heading(self, title: str) -> str:
        """The source's own heading; beside our English ones not in capitals throughout."""
        own = clean_line(title)
        if not (self._is_english and own.isupper()):
            return own
        words = [_lower_capitals(word) for word in own.split(" ")]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])

    def label(self, key: str) -> str:
        """The word for `courses`, `grade` or `keywords`."""
        return self._translated[key]


def _lower_capitals(word: str) -> str:
    """A word of a heading in capitals as it stands in a title; one that may be an abbreviation stays."""
    letters = word.lower()
    if letters in _SMALL_WORDS:
        return letters
    if (len(word) <= _LONGEST_ABBREVIATION and letters not in _SHORT_WORDS) or not re.search("[aeiouy]", letters):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), letters)


@cache
def _translations() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("headings.json").read_text("utf-8")
    translations: dict[str, dict[str, str]] = json.loads(text)
    return translations


def ordered_keys(resume: Resume) -> list[str]:
    """The keys of all sections in the order they are set: the resume's own, the usual one for what it does not name."""
    custom = [f"custom:{index}" for index in range(len(resume.custom_sections))]
    default = [key for one in DEFAULT_ORDER for key in (custom if one == "custom" else [one])]
    wanted = [key for key in dict.fromkeys(resume.meta.section_order) if key in default]
    missing = [key for key in default if key not in wanted]
    lead = ["summary"] if "summary" in missing else []
    return [*lead, *wanted, *(key for key in missing if key not in lead)]


def _sections(resume: Resume, words: _Words) -> dict[str, Section]:
    """Every section by its key, empty ones too."""
    entries: dict[str, tuple[Entry, ...]] = {
        "work": _entries(resume.work, _work_entry, words),
        "volunteer": _entries(resume.volunteer, _volunteer_entry, words),
        "projects": _entries(resume.projects, _project_entry, words),
        "education": _entries(resume.education, _education_entry, words),
        "awards": _entries(resume.awards, _award_entry, words),
        "certificates": _entries(resume.certificates, _certificate_entry, words),
        "publications": _entries(resume.publications, _publication_entry, words),
        "references": _entries(resume.references, _reference_entry, words),
    }
    groups = {
        "skills": _merge_nameless(map(_skill_group, resume.skills)),
        "languages": _merge_nameless(map(_language_group, resume.languages)),
        "interests": _merge_nameless(map(_interest_group, resume.interests)),
    }
    summary = Section("summary", words.heading("summary"), "text", clean_paragraphs(resume.basics.summary))
    return {
        "summary": summary,
        **{key: _with_entries(key, words.heading(key), some) for key, some in entries.items()},
        **{key: Section(key, words.heading(key), "group", groups=some) for key, some in groups.items()},
        **{
            f"custom:{index}": _with_entries(
                f"custom:{index}", words.custom_heading(custom.title), _entries(custom.entries, _custom_entry, words)
            )
            for index, custom in enumerate(resume.custom_sections)
        },
    }


def _with_entries(key: str, title: str, entries: tuple[Entry, ...]) -> Section:
    """The section as its kind says, or as a plain list where small things are titles and nothing more."""
    small = key in _KINDS or key.startswith("custom:")
    kind: SectionKind = _KINDS.get(key, "dated")
    if small and all(entry.is_bare for entry in entries):
        kind = "bare"
    return Section(key, title, kind, entries=entries)


def _entries(parts: Sequence[_Part], make: Callable[[_Part, _Words], Entry], words: _Words) -> tuple[Entry, ...]:
    return tuple(entry for part in parts if not (entry := make(part, words)).is_empty)


def _work_entry(work: Work, words: _Words) -> Entry:
    title, rest = _title_and_rest(work.position, work.name)
    return Entry(
        title=title,
        period=_period(work, words),
        details=_details(rest, work.location, url=_url(work)),
        about=clean_line(work.description),
        paragraphs=clean_paragraphs(work.summary),
        bullets=_cleaned(work.highlights),
    )


def _volunteer_entry(volunteer: Volunteer, words: _Words) -> Entry:
    title, rest = _title_and_rest(volunteer.position, volunteer.organization)
    return Entry(
        title=title,
        period=_period(volunteer, words),
        details=_details(rest, volunteer.location, url=_url(volunteer)),
        paragraphs=clean_paragraphs(volunteer.summary),
        bullets=_cleaned(volunteer.highlights),
    )


def _custom_entry(entry: CustomEntry, words: _Words) -> Entry:
    title, rest = _title_and_rest(entry.name, entry.organization)
    return Entry(
        title=title,
        period=_period(entry, words),
        details=_details(rest, entry.location, url=_url(entry)),
        paragraphs=clean_paragraphs(entry.summary),
        bullets=_cleaned(entry.highlights),
    )


def _project_entry(project: Project, words: _Words) -> Entry:
    title, rest = _title_and_rest(project.name, project.entity)
    roles = ", ".join(_cleaned(project.roles))
    return Entry(
        title=title,
        period=_period(project, words),
        details=_details(roles, rest, project.type, url=_url(project)),
        paragraphs=clean_paragraphs(project.description),
        bullets=_cleaned(project.highlights),
        listings=_listings((words.label("keywords"), project.keywords)),
    )


def _education_entry(education: Education, words: _Words) -> Entry:
    title, rest = _title_and_rest(_degree(education), education.institution)
    score = clean_line(education.score)
    if score and not any(character.isalpha() for character in score):
        score = f"{words.label('grade')}: {score}"
    return Entry(
        title=title,
        period=_period(education, words),
        details=_details(rest, education.location, score, url=_url(education)),
        bullets=_cleaned(education.highlights),
        listings=_listings((words.label("courses"), education.courses)),
    )


def _degree(education: Education) -> str:
    degree, area = clean_line(education.study_type), clean_line(education.area)
    if not area or area.casefold() in degree.casefold():
        return degree
    if not degree or degree.casefold() in area.casefold():
        return area
    return f"{degree}, {area}"


def _award_entry(award: Award, words: _Words) -> Entry:
    title, rest = _title_and_rest(award.title, award.awarder)
    return Entry(title, _date(award.date, award.date_text, words), _details(rest), "", clean_paragraphs(award.summary))


def _certificate_entry(certificate: Certificate, words: _Words) -> Entry:
    title, rest = _title_and_rest(certificate.name, certificate.issuer)
    return Entry(
        title=title,
        period=_date(certificate.date, certificate.date_text, words),
        details=_details(rest, url=_url(certificate)),
        paragraphs=clean_paragraphs(certificate.summary),
    )


def _publication_entry(publication: Publication, words: _Words) -> Entry:
    title, rest = _title_and_rest(publication.name, publication.publisher)
    return Entry(
        title=title,
        period=_date(publication.release_date, publication.date_text, words),
        details=_details(rest, url=_url(publication)),
        paragraphs=clean_paragraphs(publication.summary),
    )


def _reference_entry(reference: Reference, _words: _Words) -> Entry:
    return Entry(title=clean_line(reference.name), paragraphs=clean_paragraphs(reference.reference))


def _skill_group(skill: Skill) -> Listing:
    name, keywords = _qualified(skill.name, skill.level), _cleaned(skill.keywords)
    return Listing(name, keywords) if keywords else Listing("", (name,) if name else ())


def _language_group(language: Language) -> Listing:
    name = _qualified(language.language, language.fluency)
    return Listing("", (name,) if name else ())


def _interest_group(interest: Interest) -> Listing:
    name, keywords = clean_line(interest.name), _cleaned(interest.keywords)
    return Listing(name, keywords) if keywords else Listing("", (name,) if name else ())


def _merge_nameless(groups: Iterator[Listing]) -> tuple[Listing, ...]:
    """The groups, single words that follow each other joined into one line."""
    merged: list[Listing] = []
    for group in groups:
        if not group.items:
            continue
        if merged and not group.label and not merged[-1].label:
            merged[-1] = Listing("", merged[-1].items + group.items)
        else:
            merged.append(group)
    return tuple(merged)


def _qualified(name: str | None, level: str | None) -> str:
    said, degree = clean_line(name), clean_line(level)
    return f"{said} ({degree})" if said and degree else said or degree


def _title_and_rest(title: str | None, otherwise: str | None) -> tuple[str, str]:
    """What heads the entry, and what is left to print under it."""
    first, second = clean_line(title), clean_line(otherwise)
    return (first, second) if first else (second, "")


def _details(*texts: str | None, url: Link | None = None) -> tuple[Link, ...]:
    said = [Link(text) for text in dict.fromkeys(map(clean_line, texts)) if text]
    return (*said, url) if url else tuple(said)


def _listings(*named: tuple[str, list[str]]) -> tuple[Listing, ...]:
    return tuple(Listing(label, items) for label, words in named if (items := _cleaned(words)))


def _cleaned(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := clean_line(text)))


def _url(part: Document) -> Link | None:
    """The address of an entry; one that JSON Resume's `url` could not hold stands in `urlText` (see `json_resume`)."""
    url = getattr(part, "url", None) or _extra_text(part, "urlText")
    return web_link(url)


def _extra_text(part: Document, key: str) -> str | None:
    value = (part.model_extra or {}).get(key)
    return value if isinstance(value, str) else None


def _period(period: Period, words: _Words) -> str:
    return clean_line(format_period(period, words.language))


def _date(date: str | None, date_text: str | None, words: _Words) -> str:
    return clean_line(format_period(Period(end_date=date, date_text=date_text), words.language))


def _contacts(basics: Basics) -> Iterator[Link]:
    seen: set[str] = set()
    links = [
        _place(basics.location),
        phone_link(basics.phone),
        email_link(basics.email or _extra_text(basics, "emailText")),
        _url(basics),
        *map(_profile, basics.profiles),
    ]
    for link in links:
        if link is not None and link.text not in seen:
            seen.add(link.text)
            yield link


def _place(location: Location | None) -> Link | None:
    if location is None:
        return None
    address = ", ".join(clean_paragraphs(location.address))
    town = " ".join(filter(None, (clean_line(location.postal_code), clean_line(location.city))))
    if (location.country_code or "").strip().upper() in _LETTER_COUNTRIES and location.region:
        region = " ".join(filter(None, (clean_line(location.region), clean_line(location.postal_code))))
        parts = [clean_line(location.city), region, clean_line(location.country_code)]
    else:
        parts = [town, clean_line(location.region), clean_line(location.country_code)]
    text = address
    for part in parts:
        if part and not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text):
            text = f"{text}, {part}" if text else part
    return Link(text) if text else None


def _profile(profile: Profile) -> Link | None:
    network, username, url = clean_line(profile.network), clean_line(profile.username), _url(profile)
    if url is None:
        text = ": ".join(part for part in (network, username) if part)
        return Link(text) if text else None
    if username and username.casefold() not in url.text.casefold():
        url = Link(f"{username} ({url.text})", url.href)
    squeezed = network.casefold().replace(" ", "")
    return url if squeezed in url.text.casefold() else Link(f"{network}: {url.text}", url.href)
