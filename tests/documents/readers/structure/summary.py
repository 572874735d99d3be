"""A resume told in few lines, so that a test's expectation can be read and judged by eye."""

from collections.abc import Iterator

from resume.schema import Period, Resume


def tell(resume: Resume) -> list[str]:
    """The fields of a resume, a line an entry."""
    return [line.replace("\n", " ¶ ") for line in _lines(resume)]


def _lines(resume: Resume) -> Iterator[str]:
    yield from _basics(resume)
    yield from _roles(resume)
    yield from _items(resume)
    for section in resume.custom_sections:
        for entry in section.entries:
            where = f"{entry.name} @ {entry.organization} ({entry.location})"
            yield f"[{section.title}] {where} {_span(entry)} {entry.highlights}{_tail(entry.summary)}"
    yield f"meta: {resume.meta.language} {' '.join(resume.meta.section_order)}"


def _roles(resume: Resume) -> Iterator[str]:
    for job in resume.work:
        where = f"{job.position} @ {job.name} ({job.location})"
        yield f"work: {where} {_span(job)} +{len(job.highlights)}{_tail(job.summary, job.description)}"
    for role in resume.volunteer:
        where = f"{role.position} @ {role.organization} ({role.location})"
        yield f"volunteer: {where} {_span(role)} +{len(role.highlights)}{_tail(role.summary)}"
    for study in resume.education:
        where = f"{study.study_type} / {study.area} @ {study.institution} ({study.location})"
        yield f"education: {where} {_span(study)} {study.score} +{len(study.highlights)}"
    for project in resume.projects:
        yield f"project: {project.name} {_span(project)} +{len(project.highlights)}{_tail(project.description)}"


def _items(resume: Resume) -> Iterator[str]:
    for certificate in resume.certificates:
        said = f"{certificate.name} / {certificate.issuer} / {certificate.date_text}"
        yield f"certificate: {said}{_tail(certificate.summary)}"
    for award in resume.awards:
        yield f"award: {award.title} / {award.awarder} / {award.date_text}{_tail(award.summary)}"
    for paper in resume.publications:
        yield f"publication: {paper.name} / {paper.publisher} / {paper.date_text}{_tail(paper.summary)}"
    for skill in resume.skills:
        yield f"skill: {skill.name}" + (f": {', '.join(skill.keywords)}" if skill.keywords else "")
    for language in resume.languages:
        yield f"language: {language.language} / {language.fluency}"
    for interest in resume.interests:
        yield f"interest: {interest.name}"
    for reference in resume.references:
        yield f"reference: {reference.name} / {reference.reference}"


def _basics(resume: Resume) -> Iterator[str]:
    basics = resume.basics
    yield f"name: {basics.name} | {basics.label}"
    yield f"contact: {basics.email} | {basics.phone} | {basics.url}"
    if basics.location:
        place = basics.location
        yield f"location: {place.address} | {place.city} | {place.region} | {place.postal_code}"
    for profile in basics.profiles:
        yield f"profile: {profile.network} / {profile.username} / {profile.url}"
    if basics.summary:
        yield f"summary: {basics.summary}"


def _span(period: Period) -> str:
    return f"[{period.start_date}..{period.end_date}]"


def _tail(*texts: str | None) -> str:
    said = " ~ ".join(text for text in texts if text)
    return f" ~ {said}" if said else ""
