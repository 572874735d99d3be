"""Sections read into the fields of a resume: one reader a kind of section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Generic, TypeVar

from documents.lines import Line
from documents.readers.structure.contacts import find_url, is_labelled, reads_as_name
from documents.readers.structure.degrees import read_degree
from documents.readers.structure.entries import Entry, GroupedLines, group_entries, is_prose
from documents.readers.structure.headers import Header, Scale, read_headers
from documents.readers.structure.lexicon import (
    degree_score,
    is_score,
    is_sublabel,
    organization_score,
    school_score,
    title_score,
)
from documents.readers.structure.periods import edge_period, is_place_and_day
from resume.dates import PeriodMatch, find_periods
from resume.schema import (
    Award,
    Certificate,
    CustomEntry,
    Education,
    Period,
    Project,
    Publication,
    Reference,
    Volunteer,
    Work,
)

_DATED_CITATION = re.compile(
    r"(?P<authors>[^()\"“]{4,300}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?\)[.,:]?\s+(?P<title>[^\"“]{8,}?[.?!])\s+(?P<venue>[^\"“]{3,})"
)
_QUOTED_CITATION = re.compile(
    r"(?P<authors>[^\"“]{0,300}?)[\"“](?P<title>[^\"”]{8,})[\"”][,.]?\s*(?P<venue>[^\"“]*?)[,.]?\s*\(?(?P<year>(?:19|20)\d\d)\)?\.?"
)
_LONGEST_TITLE = 7
_LEAST_ROLES = 2
"""Fewest roles that show that what stands above them is their common employer."""
_T_co = TypeVar("_T_co", covariant=True)


def _strong_organization(text: str) -> float:
    score = organization_score(text)
    return score if score >= 1 and score > title_score(text) else 0.0


def _no_degree(text: str) -> float:
    organization = organization_score(text)
    return school_score(text) or (2.0 if organization >= 3 else min(organization, 1.0))


_WORK = Scale(title_score, organization_score, first_by_default=True)


def _name_score(text: str) -> float:
    """Any text may be a name; a role stands all the more before its organisation."""
    return 4.0 if title_score(text) >= 2 else 3.0


_STUDY = Scale(degree_score, _no_degree, first_by_default=True, grades=True, strict_commas=True)
_NAMED = Scale(_name_score, _strong_organization, first_by_default=True, links=False, ordered=True)
_PROJECT = Scale(lambda _: 3.0, _strong_organization, first_by_default=True, links=False, ordered=True)


@dataclass
class Notes:
    """What readers tell besides the fields."""

    labels: list[str] = field(default_factory=list)
    """Words of labels inside entries that are not kept as content."""


@dataclass(frozen=True)
class Read(Generic[_T_co]):
    """One entry read, and whether its header was a guess."""

    value: _T_co
    unsure: bool = False


def period_fields(match: PeriodMatch | None, *, single_is_end: bool = False) -> Period:
    """A period's fields from a match.

    Args:
        match: what was found; None for nothing.
        single_is_end: whether one date alone says when it ended (a degree) and not when it was (a job).
    """
    if match is None:
        return Period()
    start = None if single_is_end and not match.is_range else match.start
    return Period(start_date=start, end_date=match.end, date_text=match.text)


@dataclass(frozen=True)
class Body:
    """The text below an entry's header."""

    summary: str | None
    highlights: list[str]


def read_body(lines: Sequence[Line], notes: Notes) -> Body:
    """Paragraphs become the summary, bullets the highlights; bare labels are noted and left out."""
    paragraphs: list[str] = []
    highlights: list[str] = []
    bulleted = any(line.bullet for line in lines)
    for line in lines:
        if is_sublabel(line.text):
            notes.labels.append(line.text)
        elif line.bullet or highlights:
            highlights.append(line.text)
        elif bulleted or is_prose(line.text) or len(lines) == 1:
            paragraphs.append(line.text)
        else:
            highlights.append(line.text)
    if not bulleted and len(paragraphs) > 1:
        return Body(None, [*paragraphs, *highlights])
    return Body("\n".join(paragraphs) or None, highlights)


@dataclass(frozen=True)
class _Job:
    header: Header
    body: Body
    employer_note: str | None = None
    inherited: bool = False


def _read_jobs(lines: Sequence[Line], notes: Notes) -> tuple[tuple[Line, ...], list[_Job]]:
    grouped = group_entries(lines, _WORK)
    headers = read_headers([entry.header for entry in grouped.entries], _WORK)
    titled = [_with_title_below(entry, header) for entry, header in zip(grouped.entries, headers, strict=True)]
    grouped = replace(grouped, entries=tuple(entry for entry, _ in titled))
    headers = [header for _, header in titled]
    jobs: list[_Job] = []
    employer: Header | None = None
    note: str | None = None
    for number, (entry, header) in enumerate(zip(grouped.entries, headers, strict=True)):
        if _is_employer_only(entry, header, headers[number + 1 :]):
            name = header.second or header.first
            employer = Header(second=name, location=header.location, period=header.period, url=header.url)
            said = [*header.extra, *(line.text for line in entry.body)]
            note = " · ".join([*([header.period.text] if header.period else []), *said]) or None
            continue
        own, inherited = header, False
        if jobs and _is_department(grouped, number, header, jobs[-1].header):
            department = replace(header, second=None, extra=(*header.extra, header.second or ""))
            jobs.append(_Job(_with_employer(department, jobs[-1].header), read_body(entry.body, notes), None, True))
            continue
        if header.second is None and header.first and employer is not None and _within(header, employer):
            own = _with_employer(header, employer)
            inherited = True
        elif header.second is None and header.first and jobs and _shares_employer(grouped, number, jobs[-1]):
            own, inherited = _with_employer(header, jobs[-1].header), True
        elif header.second is not None:
            employer = None
        jobs.append(_Job(own, read_body(entry.body, notes), note, inherited))
        note = None
    if note or (employer is not None and not jobs):
        leftover = grouped.entries[-1]
        jobs.append(_Job(headers[-1], read_body(leftover.body, notes)))
    return grouped.intro, jobs


def _with_title_below(entry: Entry, header: Header) -> tuple[Entry, Header]:
    """An entry that names its employer, and its title only further down, beneath lines such as `Hours per week: 40`."""
    if header.first is not None or header.second is None or header.period is None:
        return entry, header
    opening = list(takewhile(lambda line: not line.bullet and not is_prose(line.text), entry.body))
    titles = [
        line
        for line in opening
        if title_score(line.text) >= 1 and len(line.text.split()) <= _LONGEST_TITLE and ":" not in line.text
    ]
    if len(titles) != 1 or len(opening) < 2:
        return entry, header
    body = tuple(line for line in entry.body if line is not titles[0])
    return replace(entry, body=body), replace(header, first=titles[0].text)


def _is_department(grouped: GroupedLines, number: int, header: Header, before: Header) -> bool:
    """Whether what stands above a role is the department of the employer named further up, and no employer."""
    here, above = grouped.entries[number].header, grouped.entries[number - 1].header
    unmarked = header.second is not None and organization_score(header.second) < 1 and header.location is None
    return (
        unmarked and len(here) == len(above) - 1 and bool(before.extra) and organization_score(before.second or "") >= 1
    )


def _is_employer_only(entry: Entry, header: Header, following: Sequence[Header]) -> bool:
    """Whether a header names an employer whose roles follow, each with its own header."""
    if not following or any(line.bullet for line in entry.body) or not (header.first or header.second):
        return False
    after = following[0]
    if header.first and header.second:
        return False
    single = header.first or header.second or ""
    if title_score(single) >= 1 or after.first is None:
        return False
    if after.second is not None:
        return not entry.body and _holds_roles(header, following)
    if header.period is None or after.period is None:
        return organization_score(single) >= 1
    return _spans(header.period, after.period)


def _holds_roles(header: Header, following: Sequence[Header]) -> bool:
    """Whether the roles that follow, each in a unit of its own ("USS Harrow Bay"), fill the time of the employer above them."""
    if header.period is None or header.period.start is None:
        return False
    inside = list(takewhile(lambda one: one.period is not None and _within(one, header), following))
    starts = [one.period.start[:4] for one in inside if one.period and one.period.start]
    return len(inside) >= _LEAST_ROLES and min(starts, default="") == header.period.start[:4]


def _spans(outer: PeriodMatch, inner: PeriodMatch) -> bool:
    if outer.start and inner.start and inner.start[:4] < outer.start[:4]:
        return False
    return not (outer.end and (inner.end is None or inner.end[:4] > outer.end[:4]))


def _within(header: Header, employer: Header) -> bool:
    return header.period is None or employer.period is None or _spans(employer.period, header.period)


def _shares_employer(grouped: GroupedLines, number: int, before: _Job) -> bool:
    """Whether a role without employer stands under the one that a heavier header above it names."""
    here, above = grouped.entries[number].header, grouped.entries[number - 1].header
    return before.header.second is not None and (before.inherited or len(here) < len(above))


def _with_employer(header: Header, employer: Header) -> Header:
    return Header(
        header.first,
        employer.second,
        header.location or employer.location,
        header.period,
        header.url,
        header.extra,
        header.score,
        header.unsure,
    )


def read_work(lines: Sequence[Line], notes: Notes) -> tuple[tuple[Line, ...], list[Read[Work]]]:
    """Roles, one entry each; and the lines above the first."""
    intro, jobs = _read_jobs(lines, notes)
    found = []
    for job in jobs:
        header, period = job.header, period_fields(job.header.period)
        description = " · ".join([*([job.employer_note] if job.employer_note else []), *header.extra])
        work = Work(
            name=header.second,
            position=header.first,
            location=header.location,
            url=header.url,
            description=description or None,
            start_date=period.start_date,
            end_date=period.end_date,
            date_text=period.date_text,
            summary=job.body.summary,
            highlights=job.body.highlights,
        )
        found.append(Read(work, header.unsure or header.first is None or header.second is None))
    return intro, found


def read_volunteer(lines: Sequence[Line], notes: Notes) -> tuple[tuple[Line, ...], list[Read[Volunteer]]]:
    """Voluntary roles; and the lines above the first."""
    intro, jobs = _read_jobs(lines, notes)
    found = []
    for job in jobs:
        header, period = job.header, period_fields(job.header.period)
        said = [text for text in (job.employer_note, *header.extra, job.body.summary) if text]
        volunteer = Volunteer(
            organization=header.second,
            position=header.first,
            location=header.location,
            url=header.url,
            start_date=period.start_date,
            end_date=period.end_date,
            date_text=period.date_text,
            summary=" · ".join(said) or None,
            highlights=job.body.highlights,
        )
        found.append(Read(volunteer, header.unsure))
    return intro, found


def read_education(lines: Sequence[Line], notes: Notes) -> tuple[tuple[Line, ...], list[Read[Education]]]:
    """Courses of study; and the lines above the first."""
    grouped = group_entries(lines, _STUDY)
    headers = read_headers([entry.header for entry in grouped.entries], _STUDY)
    found: list[Read[Education]] = []
    for entry, header in zip(grouped.entries, headers, strict=True):
        degree = read_degree(header.first) if header.first else None
        period = period_fields(header.period, single_is_end=True)
        body = [line for line in entry.body if not is_sublabel(line.text)]
        notes.labels += [line.text for line in entry.body if is_sublabel(line.text)]
        score = header.score or (degree.score if degree else None)
        if header.score and degree and degree.score:
            body.insert(0, Line(degree.score))
        if score is None:
            graded = next(
                (line for line in body if len(line.text) <= 60 and is_score(line.text) and not find_periods(line.text)),
                None,
            )
            if graded is not None:
                score = graded.text
                body.remove(graded)
        education = Education(
            institution=header.second,
            study_type=degree.kind if degree else None,
            area=degree.area if degree else None,
            location=header.location,
            url=header.url,
            score=score,
            start_date=period.start_date,
            end_date=period.end_date,
            date_text=period.date_text,
            highlights=[*header.extra, *(line.text for line in body)],
        )
        unsure = header.unsure
        area, comma, school = (education.area or "").rpartition(", ")
        if education.institution is None and comma and "," not in area and not education.location:
            education.area, education.institution, unsure = area, school, True
        previous = found[-1].value if found else None
        if (
            education.institution is None
            and previous is not None
            and previous.institution
            and len(entry.header) < len(grouped.entries[0].header)
        ):
            education.institution, education.location = previous.institution, education.location or previous.location
        found.append(Read(education, unsure))
    return grouped.intro, found


def read_projects(lines: Sequence[Line], notes: Notes) -> tuple[tuple[Line, ...], list[Read[Project]]]:
    """Projects; and the lines above the first. A section of bullets alone is one project a bullet."""
    lines = list(lines)
    if lines and all(line.bullet for line in lines):
        top = min(line.indent for line in lines)
        return (), _bulleted_projects(lines, top)
    grouped = group_entries(lines, _PROJECT, short_headers=True)
    found = []
    for entry in grouped.entries:
        (header,) = read_headers([entry.header], _PROJECT)
        period, body = period_fields(header.period), read_body(entry.body, notes)
        said = [text for text in (header.location, *header.extra, header.score) if text]
        project = Project(
            name=header.first or header.second,
            entity=header.second if header.first else None,
            url=header.url,
            start_date=period.start_date,
            end_date=period.end_date,
            date_text=period.date_text,
            description=" · ".join([*said, *([body.summary] if body.summary else [])]) or None,
            highlights=body.highlights,
        )
        found.append(Read(project, header.unsure and not header.first))
    return grouped.intro, found


def _bulleted_projects(lines: Sequence[Line], top: float) -> list[Read[Project]]:
    found: list[Read[Project]] = []
    for line in lines:
        if line.indent >= top + 1 and found:
            found[-1].value.highlights.append(line.text)
            continue
        name, rest = _name_and_rest(line)
        match = edge_period(Line(name)) if name else None
        after = re.match(r"\s*\(([^()]*)\)\s*[:–—-]?\s*(.*)", rest)
        if match is None and after and find_periods(after[1]) and edge_period(Line(after[1])):
            match, rest = edge_period(Line(after[1])), after[2]
            name = " ".join(part for part in (name, match.rest if match else "") if part)
        elif match is not None:
            name = match.rest.replace("\t", " ")
        period = period_fields(match.match if match else None)
        links = [link for link in line.links if link.startswith("http")]
        found.append(
            Read(
                Project(
                    name=name or None,
                    description=rest.strip(" –—-:") or None,
                    url=links[0] if links else None,
                    start_date=period.start_date,
                    end_date=period.end_date,
                    date_text=period.date_text,
                )
            )
        )
    return found


def _name_and_rest(line: Line) -> tuple[str, str]:
    """The name that opens a line and what the line says of it; the whole line is the name where nothing parts them."""
    if line.bold_start and line.text.startswith(line.bold_start.strip()):
        bold = line.bold_start.strip()
        return bold.rstrip(" :–—-"), line.text[len(bold) :]
    match = re.match(r"(?P<name>[^:]{2,60}?)(?::\s+|\s+[–—-]\s+)(?P<rest>\S.*)", line.text)
    return (match["name"], match["rest"]) if match else (line.text, "")


@dataclass(frozen=True)
class Item:
    """An entry of a section of short items: certificates, awards, publications."""

    name: str
    issuer: str | None
    period: PeriodMatch | None
    url: str | None
    summary: str | None


def read_items(lines: Sequence[Line], *, split_names: bool = True) -> list[Item]:
    """The items of a section, each a line or a header with lines of its own below.

    Args:
        lines: the section's lines.
        split_names: whether an issuer is looked for in an item's line; publications keep their words together.
    """
    items: list[Item] = []
    for header, body in _item_groups(lines):
        if not header.bullet and not body and split_names and _is_plain_list(header):
            parts = [part.strip() for part in re.split(r",\s+|\s*[|;•·]\s*", header.text) if part.strip()]
            items += [Item(part, None, None, None, None) for part in parts]
            continue
        items.append(_read_item(header, body, split_names=split_names))
    return items


def _is_plain_list(line: Line) -> bool:
    parts = [part for part in re.split(r",\s+|\s*[|;•·]\s*", line.text) if part.strip()]
    return (
        len(parts) >= 3
        and not find_periods(line.text)
        and max(len(part.split()) for part in parts) <= 5
        and "(" not in line.text
    )


def _item_groups(lines: Sequence[Line]) -> list[tuple[Line, list[Line]]]:
    """Header lines with the lines that belong to each."""
    groups: list[tuple[Line, list[Line]]] = []
    heavy = [line for line in lines if line.bold or line.level is not None or _opens_bold(line)]
    mixed = 0 < len(heavy) < len(lines)
    spaced = sum(line.gap >= 0.4 for line in lines[1:])
    blocks = 0 < spaced < len(lines) - 1 and not any(line.bullet for line in lines)
    dated = [edge_period(line) is not None for line in lines]
    has_heads = any(not line.bullet for line in lines) and any(line.bullet for line in lines)
    for number, line in enumerate(lines):
        if not groups:
            opens = True
        elif mixed:
            opens = line in heavy or (line.gap >= 0.4 and not line.bullet)
        elif blocks:
            opens = line.gap >= 0.4 or (dated[number] and any(dated[:number]) and not _date_alone(line))
        elif has_heads:
            opens = not line.bullet
        else:
            opens = not _date_alone(line)
        if opens:
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    return groups


def _opens_bold(line: Line) -> bool:
    """Whether an item's name opens a line in bold; a bold label ("Issued:") is none."""
    return len(line.bold_start) >= 4 and not line.bold_start.rstrip().endswith(":")


def _date_alone(line: Line) -> bool:
    found = edge_period(line)
    return found is not None and not found.rest


def _read_item(header: Line, body: Sequence[Line], *, split_names: bool) -> Item:
    below = list(body)
    period_line = next((line for line in below if _date_alone(line)), None)
    own = edge_period(header)
    if period_line is not None and own is None:
        below.remove(period_line)
    if not split_names:
        url = find_url(header.text)
        cited = _read_citation(header.text)
        if cited is not None and not below:
            return cited
        inside = own is not None and not header.cells and "\t" in own.rest
        name = own.rest.replace("\t", " ") if own and not inside else header.text
        named, bar, publisher = name.partition(" | ")
        if bar and header.bold_start and named.startswith(header.bold_start[:40]):
            match = own.match if own else _alone(period_line)
            return Item(named, publisher, match, (header.links or (None,))[0] if url is None else url, _text_of(below))
        match = own.match if own else _alone(period_line)
        return Item(
            name or header.text, None, match, (header.links or (None,))[0] if url is None else url, _text_of(below)
        )
    lines = [header, period_line] if period_line is not None and own is None else [header]
    (read,) = read_headers([[line for line in lines if line is not None]], _NAMED)
    issuer = read.second
    name = read.first or issuer or header.text
    if read.location and read.first and issuer is None:
        name = f"{name}, {read.location}"
    said = [text for text in (read.location if issuer else None, *read.extra, read.score) if text]
    if (
        issuer is None
        and below
        and not below[0].bullet
        and organization_score(below[0].text) >= 1
        and edge_period(below[0]) is None
    ):
        issuer = below.pop(0).text
    summary = " · ".join([*said, *([text] if (text := _text_of(below)) else [])])
    return Item(name, issuer if read.first else None, read.period, read.url, summary or None)


def _read_citation(text: str) -> Item | None:
    """A citation taken apart: authors (year) title. journal; or authors, "title," journal, year."""
    match = _DATED_CITATION.fullmatch(text) or _QUOTED_CITATION.fullmatch(text)
    if match is None:
        return None
    periods = find_periods(match["year"])
    venue = match["venue"].strip(" .,;()")
    return Item(
        match["title"].strip(" .,"),
        venue or None,
        periods[0] if periods else None,
        None,
        match["authors"].strip(" ,;") or None,
    )


def _alone(line: Line | None) -> PeriodMatch | None:
    found = edge_period(line) if line is not None else None
    return found.match if found else None


def _text_of(lines: Sequence[Line]) -> str | None:
    return "\n".join(line.text for line in lines) or None


def _item_date(match: PeriodMatch | None) -> str | None:
    return (match.start or match.end) if match else None


def read_certificates(lines: Sequence[Line]) -> list[Certificate]:
    """Certificates, licences, courses."""
    return [
        Certificate(
            name=item.name,
            issuer=item.issuer,
            url=item.url,
            summary=item.summary,
            date=_item_date(item.period),
            date_text=item.period.text if item.period else None,
        )
        for item in read_items(lines)
    ]


def read_awards(lines: Sequence[Line]) -> list[Award]:
    """Awards, prizes, honours."""
    return [
        Award(
            title=item.name,
            awarder=item.issuer,
            summary=" · ".join(part for part in (item.summary, item.url) if part) or None,
            date=_item_date(item.period),
            date_text=item.period.text if item.period else None,
        )
        for item in read_items(lines)
    ]


def read_publications(lines: Sequence[Line]) -> list[Publication]:
    """Publications, each with its whole citation."""
    found = []
    for item in read_items(lines, split_names=False):
        inside = find_periods(item.name) if item.period is None else []
        year = next((one.end for one in inside if one.end and not one.is_range), None)
        found.append(
            Publication(
                name=item.name,
                publisher=item.issuer,
                url=item.url,
                summary=item.summary,
                release_date=_item_date(item.period) or year,
                date_text=item.period.text if item.period else None,
            )
        )
    return found


def read_references(lines: Sequence[Line]) -> list[Reference]:
    """References: a name with the lines below it, or what is said instead of names."""
    found: list[Reference] = []
    for line in lines:
        sentence = is_prose(line.text) or re.search(
            r"request|anfrage|demande|richiesta|petición|solicitud|aanvraag|pedido|begäran|życzenie|on file",
            line.text,
            re.IGNORECASE,
        )
        named = not sentence and not holds_only_contact(line.text)
        opens = line.gap >= 0.4 or line.bullet or line.bold or line.level is not None or bool(line.bold_start)
        opens = opens or ("," in line.text and reads_as_name(line.text.split(",")[0]))
        if not found or (named and opens):
            found.append(Reference(reference=line.text) if sentence or not named else Reference(name=line.text))
        else:
            last = found[-1]
            last.reference = f"{last.reference}\n{line.text}" if last.reference else line.text
    return found


def holds_only_contact(text: str) -> bool:
    """Whether a line is an address or number to reach somebody."""
    return "@" in text or bool(re.fullmatch(r"[\d\s()+./-]{7,}", text))


def read_custom(lines: Sequence[Line], notes: Notes) -> list[CustomEntry]:
    """Entries of a section that no other reader knows, each with its dates."""
    if all(is_labelled(line.text) for line in lines):
        return [CustomEntry(name=line.text) for line in lines]
    if not any(_heads_entry(line) for line in lines):
        return _plain_custom(lines)
    if all(is_place_and_day(line.text) for line in lines):
        return [CustomEntry(highlights=[line.text for line in lines])]  # the place and date that close a resume
    grouped = group_entries(lines, _NAMED, short_headers=True)
    found = _plain_custom(grouped.intro) if grouped.intro else []
    for entry in grouped.entries:
        (header,) = read_headers([entry.header], _NAMED)
        period, body = period_fields(header.period), read_body(entry.body, notes)
        said = [text for text in (*header.extra, header.score, body.summary) if text]
        found.append(
            CustomEntry(
                name=header.first,
                organization=header.second,
                location=header.location,
                url=header.url,
                start_date=period.start_date,
                end_date=period.end_date,
                date_text=period.date_text,
                summary=" · ".join(said) or None,
                highlights=body.highlights,
            )
        )
    return found


def _heads_entry(line: Line) -> bool:
    return not is_prose(line.text) and (edge_period(line) is not None or line.level is not None or line.bold)


def _plain_custom(lines: Sequence[Line]) -> list[CustomEntry]:
    found: list[CustomEntry] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if line.bullet and found:
            found[-1].highlights.append(line.text)
        elif line.bullet:
            found.append(CustomEntry(highlights=[line.text]))
        elif is_prose(line.text):
            found.append(CustomEntry(summary=line.text))
        elif following is not None and following.bullet:
            found.append(CustomEntry(name=line.text))
        elif found and not found[-1].name and not found[-1].summary:
            found[-1].highlights.append(line.text)
        else:
            found.append(CustomEntry(highlights=[line.text]))
    return found
