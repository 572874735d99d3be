"""Sections put together into one resume."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from documents.lines import Line
from documents.readers.structure.contacts import Head, holds_contact, is_labelled, read_head
from documents.readers.structure.entries import is_prose
from documents.readers.structure.fields import (
    Notes,
    Read,
    read_awards,
    read_certificates,
    read_custom,
    read_education,
    read_projects,
    read_publications,
    read_references,
    read_volunteer,
    read_work,
)
from documents.readers.structure.headings import match_heading
from documents.readers.structure.lexicon import (
    degree_score,
    is_declaration,
    is_language,
    organization_score,
    place_score,
    school_score,
    title_score,
)
from documents.readers.structure.lists import read_interests, read_languages, read_skills, split_items
from documents.readers.structure.paragraphs import join_head, join_wrapped
from documents.readers.structure.periods import edge_period, is_place_and_day
from documents.readers.structure.recurring_headers import recurring_starts
from documents.readers.structure.sections import Outline, Section
from resume.schema import CustomEntry, CustomSection, Document, Resume, Skill

_NAMES_TRAINING = re.compile(
    r"train|certif|cours|qualif|weiterbild|fortbild|licen|corsi|curs|kurs|szkole", re.IGNORECASE
)
_UNDATED = ("interests", "languages", "skills", "references")
"""Sections whose own lines bear no date to the day."""
_LONGEST_HEADER = 120
_ENTRY_KINDS = ("work", "volunteer", "education", "projects")


@dataclass
class Assembly:
    """A resume under construction."""

    resume: Resume = field(default_factory=Resume)
    unsure: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    language: str | None = None
    stray: list[str] = field(default_factory=list)
    """Lines that look like headings but head nothing."""


def assemble(parts: Outline, language: str | None) -> Assembly:
    """The resume that an outline's head and sections make."""
    draft = Assembly(language=language)
    sections = [replace(section, lines=tuple(join_section(section))) for section in parts.sections]
    sections = _with_training_as_education(_with_kinds_by_content(sections))
    if not any("work" in section.kinds for section in sections):
        parts, opening = _without_headings(parts, surely=bool(sections))
        sections = [*opening, *sections]
    sections, declared = _without_declarations(sections)
    sections, signed = _without_signature(parts, sections)
    sections, footer = _without_footer(parts, sections)
    contact = [line for section in sections if _is_contact(section) for line in section.lines]
    head = read_head(parts.name, join_head(parts.head), [*contact, *footer])
    _take_head(draft, head, sections)
    for section in sections:
        if _is_contact(section):
            _note_title(draft, "basics", section.title)
        else:
            _add_section(draft, section)
    draft.notes.labels += signed[1:]
    add_leftovers(draft, [*draft.stray, *declared, *signed[:1]])
    draft.resume.meta.language = language
    return draft


def _without_headings(parts: Outline, *, surely: bool) -> tuple[Outline, list[Section]]:
    """Roles that no heading stands over: from the first dated line on, what is no contact is a role.

    Args:
        parts: the outline.
        surely: whether the first must name a title or an employer and two dates, as where other sections have headings.
    """
    lines = join_head(parts.head)
    first = next((number for number, line in enumerate(lines) if _tells_role(line, surely=surely)), None)
    if first is None:
        return parts, []
    if first and title_score(lines[first - 1].text) >= 1 and len(lines[first - 1].text.split()) <= 8 and first > 1:
        first -= 1
    roles = [line for line in lines[first:] if not holds_contact(line.text)]
    head = [*lines[:first], *(line for line in lines[first:] if holds_contact(line.text))]
    return replace(parts, head=tuple(head)), [Section(("work",), "", tuple(roles))]


def _tells_role(line: Line, *, surely: bool) -> bool:
    """Whether a dated line speaks of a role, as the date of a letter or a bill does not."""
    found = edge_period(line)
    if found is None or holds_contact(line.text):
        return False
    if surely:
        rest = found.rest.replace("\t", " ")
        return (
            found.match.is_range and not is_prose(line.text) and max(title_score(rest), organization_score(rest)) >= 1
        )
    return found.match.is_range or title_score(found.rest.replace("\t", " ")) >= 1


def _without_declarations(sections: Sequence[Section]) -> tuple[list[Section], list[str]]:
    """The sections without a closing declaration that stands under the last heading only because it is last."""
    if not sections or sections[-1].kinds[0] in ("custom", "summary") or not sections[-1].lines:
        return list(sections), []
    last = sections[-1]
    declared = [line.text for line in last.lines if is_declaration(line.text)]
    kept = replace(last, lines=tuple(line for line in last.lines if not is_declaration(line.text)))
    return [*sections[:-1], kept], declared


def _without_signature(parts: Outline, sections: Sequence[Section]) -> tuple[list[Section], list[str]]:
    """The sections without the place and date that a letter-like resume closes with, and those texts.

    They stand under the last heading only because it is last ("Hobbies … Berlin, 2. Juni 2025"). The first text is the place and
    date; a second is the name signed under them, which says nothing new.
    """
    if not sections or len(sections[-1].lines) < 2:
        return list(sections), []
    last, name = sections[-1], " ".join(line.text for line in parts.name).strip()
    lines = list(last.lines)
    signed = [lines.pop().text] if name and lines[-1].text.strip().casefold() == name.casefold() else []
    if not lines or lines[-1].bullet:
        return list(sections), []
    text = lines.pop().text.strip()
    if not signed and name and text.casefold().endswith(f" {name.casefold()}"):
        signed, text = [text[-len(name) :]], text[: -len(name)].strip()
    if not lines or not is_place_and_day(text):
        return list(sections), []
    place = re.split(r"[,:]|\s\d", text)[0]
    known = place_score(place) >= 1 or any(place.casefold() in line.text.casefold() for line in parts.head)
    if not (signed or known or last.kinds[0] in _UNDATED):
        return list(sections), []  # "First Aid at Work, 3 March 2024" is a certificate
    return [*sections[:-1], replace(last, lines=tuple(lines))], [text, *signed]


def _without_footer(parts: Outline, sections: Sequence[Section]) -> tuple[list[Section], list[Line]]:
    """The sections without the contact details at the foot of the page, where neither head nor section has an e-mail address."""
    lines = [
        *parts.name,
        *parts.head,
        *(line for section in sections if _is_contact(section) for line in section.lines),
    ]
    if not sections or any("@" in line.text for line in lines) or sections[-1].kinds[0] in ("references", "contact"):
        return list(sections), []
    sections, between = _without_page_feet(sections)
    if between:
        return sections, between
    held = sections[-1].lines
    start = len(held)
    while start > 1 and (holds_contact(held[start - 1].text) or place_score(held[start - 1].text.split(" | ")[0]) >= 1):
        start -= 1
    if not any("@" in line.text for line in held[start:]):
        return list(sections), []
    return [*sections[:-1], replace(sections[-1], lines=held[:start])], list(held[start:])


def _without_page_feet(sections: Sequence[Section]) -> tuple[list[Section], list[Line]]:
    """The sections without lines of nothing but contact details, such as the foot of a page that stands between two roles."""
    feet: list[Line] = []
    kept = []
    for section in sections:
        mine = [] if section.kinds[0] == "references" else [line for line in section.lines if _is_page_foot(line)]
        kept.append(replace(section, lines=tuple(line for line in section.lines if line not in mine)))
        feet += mine
    return kept, feet


def _is_page_foot(line: Line) -> bool:
    """Whether a line is an e-mail address and other ways to reach somebody, or their place, and says nothing else."""
    pieces = [piece for piece in re.split(r"\s+[|·•–—/-]\s+|[,;\t]\s*|\s{3,}", line.text) if piece]
    known = all((holds_contact(piece) and len(piece.split()) <= 6) or place_score(piece) >= 1 for piece in pieces)
    return not line.bullet and "@" in line.text and known


def add_leftovers(draft: Assembly, lines: Sequence[str]) -> None:
    """Puts lines that no field holds into a section of their own."""
    if lines:
        _add_custom(draft, added_title("additional", draft.language), [CustomEntry(highlights=list(lines))])


@cache
def _added_titles() -> dict[str, dict[str, str]]:
    titles: dict[str, dict[str, str]] = json.loads(
        resources.files(__package__).joinpath("added_titles.json").read_text("utf-8")
    )
    return titles


def added_title(kind: str, language: str | None) -> str:
    """Heading of a section that the source does not have, in its language: `personal` or `additional`."""
    titles = _added_titles()[kind]
    return titles.get(language or "en", titles["en"])


def _with_kinds_by_content(sections: Sequence[Section]) -> list[Section]:
    """The sections, with those under headings of unknown wording as what their dated lines speak of: roles, or studies.

    Only where no other section is of that kind.
    """
    held = {kind for section in sections for kind in section.kinds}
    found = []
    for section in sections:
        unknown = section.kinds == ("custom",) and match_heading(section.title) is None
        rows = section.kinds == ("summary",) and _is_table_of_roles(section)
        kind = _kind_by_content(section) if unknown or rows else None
        found.append(replace(section, kinds=(kind,)) if kind is not None and kind not in held else section)
    return found


def _is_table_of_roles(section: Section) -> bool:
    """Whether a "Career Summary" is a list of dated lines."""
    plain = [line for line in section.lines if not line.bullet]
    dated = sum((found := edge_period(line)) is not None and found.match.is_range for line in plain)
    return dated >= 2 and not any(is_prose(line.text) for line in plain)


def _kind_by_content(section: Section) -> str | None:
    dated = [found.rest for line in section.lines if not line.bullet and (found := edge_period(line)) is not None]
    plain = [line.text for line in section.lines if not line.bullet and len(line.text) <= _LONGEST_HEADER]
    if not dated:
        return None
    studies = sum(degree_score(text) >= 1 or school_score(text) >= 2 for text in plain)
    roles = sum(title_score(text) >= 1 for text in plain)
    if studies * 2 >= len(dated) and studies > roles:
        return "education"
    return "work" if roles * 2 >= len(dated) and roles > studies else None


def _with_training_as_education(sections: list[Section]) -> list[Section]:
    """The sections, with "Training" as education where schools stand in it and no other section is about education."""
    if any("education" in section.kinds for section in sections):
        return sections
    return [
        replace(section, kinds=("education",))
        if section.kinds == ("certificates",) and any(school_score(line.text) >= 2 for line in section.lines)
        else section
        for section in sections
    ]


def join_section(section: Section) -> list[Line]:
    """A section's lines with wrapped ones joined, as its kind asks for."""
    starts = recurring_starts(section.lines) if _holds_entries(section) else frozenset()
    return join_wrapped(section.lines, listed=_is_list(section), starts=starts)


def _holds_entries(section: Section) -> bool:
    return bool({*_ENTRY_KINDS, "custom"} & set(section.kinds))


def _is_list(section: Section) -> bool:
    return bool({"skills", "languages", "interests", "certificates", "awards"} & set(section.kinds))


def _is_contact(section: Section) -> bool:
    """Whether a section's lines are the person's data, whatever its heading."""
    if section.kinds[0] == "contact":
        return True
    if section.kinds != ("custom",) or not section.lines:
        return False
    told = sum(holds_contact(line.text) or is_labelled(line.text) for line in section.lines)
    contacts = sum(holds_contact(line.text) for line in section.lines)
    return contacts >= 1 and told * 2 >= len(section.lines)


def _take_head(draft: Assembly, head: Head, sections: Sequence[Section]) -> None:
    draft.resume.basics = head.basics
    draft.unsure += head.unsure
    draft.notes.labels += head.labels
    if head.summary:
        draft.resume.basics.summary = "\n".join(head.summary)
        _place(draft, "summary", "")
    if head.skills:
        draft.resume.skills += [Skill(name=name) for name in head.skills]
        _place(draft, "skills", "")
    if head.personal:
        titles = [section.title for section in sections if _is_contact(section) and section.kinds[0] != "contact"]
        title = titles[0] if titles else added_title("personal", draft.language)
        _add_custom(draft, title, [CustomEntry(highlights=head.personal)])


def _place(draft: Assembly, key: str, title: str) -> None:
    """Notes where a section stands and how the source heads it."""
    meta = draft.resume.meta
    if key not in meta.section_order:
        meta.section_order.append(key)
    if title:
        _note_title(draft, key, title)


def _note_title(draft: Assembly, key: str, title: str) -> None:
    """Keeps a heading: the first of a section under its key, each further one beside it (`work:1`)."""
    titles = draft.resume.meta.section_titles
    number, numbered = 0, key
    while numbered in titles and titles[numbered] != title:
        number += 1
        numbered = f"{key}:{number}"
    titles[numbered] = title


def _add_custom(draft: Assembly, title: str, entries: list[CustomEntry]) -> None:
    resume = draft.resume
    added = [added_title(kind, draft.language) for kind in _added_titles()]
    existing = next((one for one in resume.custom_sections if one.title == title and title in added), None)
    if existing is not None:
        existing.entries += entries
        return
    _place(draft, f"custom:{len(resume.custom_sections)}", title)
    resume.custom_sections.append(CustomSection(title=title, entries=entries))


def _add_section(draft: Assembly, section: Section) -> None:
    if _lists_skills(section):
        section = replace(section, kinds=("skills",))
    kind = section.kinds[0]
    if not section.lines:
        if kind == "custom":
            draft.stray.append(section.title)
        else:
            _note_title(draft, kind, section.title)
        return
    if len(section.kinds) > 1 and _add_combined(draft, section):
        return
    if (
        kind == "education"
        and _NAMES_TRAINING.search(section.title)
        and _part_education(draft, section, "certificates")
    ):
        return
    if kind in _ENTRY_KINDS:
        _add_entries(draft, kind, section)
    elif kind == "summary" or (kind == "custom" and _greets(draft, section)):
        _add_summary(draft, section)
    elif kind == "custom":
        _add_custom(draft, section.title, read_custom(section.lines, draft.notes))
    else:
        _add_list(draft, kind, section)


def _lists_skills(section: Section) -> bool:
    """Whether a "Summary of Qualifications" is a list of skills: bullets of a few words each."""
    return (
        section.kinds == ("summary",)
        and len(section.lines) >= 3
        and all(line.bullet and len(line.text.split()) <= 4 and not line.text.endswith(".") for line in section.lines)
    )


def _greets(draft: Assembly, section: Section) -> bool:
    """Whether a section of unknown heading that opens the resume is what others head "Profile"."""
    resume = draft.resume
    first = not (resume.work or resume.education or resume.skills or resume.projects or resume.basics.summary)
    return (
        first
        and len(section.lines) <= 2
        and all(is_prose(line.text) and len(line.text.split()) >= 12 for line in section.lines)
    )


def _add_summary(draft: Assembly, section: Section) -> None:
    basics = draft.resume.basics
    text = "\n".join(line.text for line in section.lines)
    basics.summary = f"{basics.summary}\n{text}" if basics.summary else text
    _place(draft, "summary", section.title)


def _add_list(draft: Assembly, kind: str, section: Section) -> None:
    resume, lines = draft.resume, section.lines
    if kind == "skills":
        again = bool(resume.skills)
        resume.skills += read_skills(lines, title=section.title if again else None)
    elif kind == "languages":
        resume.languages += read_languages(lines)
    elif kind == "interests":
        resume.interests += read_interests(lines)
    elif kind == "references":
        resume.references += read_references(lines)
    elif kind == "certificates":
        resume.certificates += read_certificates(lines)
    elif kind == "awards":
        resume.awards += read_awards(lines)
    else:
        resume.publications += read_publications(lines)
    _place(draft, kind, section.title)


def _add_entries(draft: Assembly, kind: str, section: Section) -> None:
    resume, notes = draft.resume, draft.notes
    if kind == "work":
        intro, work = read_work(section.lines, notes)
        _note_unsure(draft, kind, len(resume.work), work, ("position", "name"))
        resume.work += [one.value for one in work]
        count = len(work)
    elif kind == "volunteer":
        intro, volunteer = read_volunteer(section.lines, notes)
        _note_unsure(draft, kind, len(resume.volunteer), volunteer, ("position", "organization"))
        resume.volunteer += [one.value for one in volunteer]
        count = len(volunteer)
    elif kind == "education":
        intro, education = read_education(section.lines, notes)
        _note_unsure(draft, kind, len(resume.education), education, ("study_type", "institution"))
        resume.education += [one.value for one in education]
        count = len(education)
    else:
        intro, projects = read_projects(section.lines, notes)
        _note_unsure(draft, kind, len(resume.projects), projects, ("name",))
        resume.projects += [one.value for one in projects]
        count = len(projects)
    if count:
        _place(draft, kind, section.title)
    else:
        _note_title(draft, kind, section.title)
    if intro:
        _add_custom(draft, section.title, read_custom(intro, notes))


_T_ALIASES = {"study_type": "studyType"}


def _note_unsure(
    draft: Assembly, kind: str, offset: int, reads: Sequence[Read[Document]], names: Sequence[str]
) -> None:
    for number, one in enumerate(reads):
        if one.unsure:
            draft.unsure += [
                f"/{kind}/{offset + number}/{_T_ALIASES.get(name, name)}" for name in names if getattr(one.value, name)
            ]


def _add_combined(draft: Assembly, section: Section) -> bool:
    """Parts a section with a combined heading; False if its lines do not allow it and the first kind takes all."""
    kinds = set(section.kinds)
    if {"skills", "languages"} <= kinds:
        return _part(draft, section, "languages", "skills", [_lists_languages(line) for line in section.lines])
    if kinds & {"interests", "skills"} and "languages" in kinds:
        other = next(kind for kind in section.kinds if kind != "languages")
        return _part(draft, section, "languages", other, [_lists_languages(line) for line in section.lines])
    if "education" in kinds and kinds & {"certificates", "awards"}:
        other = "certificates" if "certificates" in kinds else "awards"
        return _part_education(draft, section, other)
    if kinds <= {
        "interests",
        "volunteer",
        "custom",
        "references",
        "awards",
        "publications",
        "languages",
        "skills",
        "certificates",
        "summary",
    }:
        if section.kinds[0] in ("skills", "certificates", "summary") and kinds <= {"skills", "certificates", "summary"}:
            return False
        _add_custom(draft, section.title, read_custom(section.lines, draft.notes))
        return True
    return False


def _lists_languages(line: Line) -> bool:
    items = split_items(line.text.split(":", 1)[-1] if ":" in line.text else line.text, line.cells)
    if (
        line.text.split(":")[0].strip()
        and is_language(line.text.split(":")[0])
        and len(line.text.split(":")[0].split()) <= 2
    ):
        return True
    return bool(items) and sum(is_language(item) for item in items) * 2 > len(items)


def _part(draft: Assembly, section: Section, chosen: str, other: str, flags: Sequence[bool]) -> bool:
    mine = tuple(line for line, flag in zip(section.lines, flags, strict=True) if flag)
    rest = tuple(line for line, flag in zip(section.lines, flags, strict=True) if not flag)
    order = ((other, rest), (chosen, mine)) if not flags[0] else ((chosen, mine), (other, rest))
    for kind, lines in order:
        if lines:
            _add_section(draft, Section((kind,), section.title, lines))
    return True


def _part_education(draft: Assembly, section: Section, other: str) -> bool:
    """Parts degrees from certificates entry by entry."""
    intro, reads = read_education(section.lines, Notes())
    if intro or len(reads) < 2:
        return False
    degrees = [
        bool(degree_score(one.value.study_type or "") >= 2 or school_score(one.value.institution or "") >= 2)
        for one in reads
    ]
    if all(degrees) or not any(degrees) or degrees != sorted(degrees, reverse=True):
        return False
    first_other = reads[degrees.index(False)].value
    told = first_other.study_type or first_other.institution or ""
    cut = next((i for i, line in enumerate(section.lines) if told and told in line.text), None)
    if not cut:
        return False
    _add_entries(draft, "education", Section(("education",), section.title, section.lines[:cut]))
    _add_section(draft, Section((other,), section.title, section.lines[cut:]))
    return True
