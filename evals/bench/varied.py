"""Resumes and ads that are all different, made from the sample ones: no answer to one serves another.

Every line of prose gets an ending of its own, as "for Tolvar Works", so that not even a prompt of one packet comes twice. The
resumes are written as Markdown or DOCX and read again as any upload.
"""

from collections.abc import Iterator
from itertools import count, islice

from documents.writers.docx import write_docx
from documents.writers.markdown import write_markdown
from evals.datasets import Job, Person, jobs, people
from graph.alone import Upload
from resume.schema import Education, Project, Resume, Volunteer, Work

_SYLLABLES = (
    "bel",
    "cor",
    "dan",
    "fal",
    "gor",
    "hest",
    "kel",
    "lor",
    "mav",
    "nor",
    "pell",
    "rost",
    "sol",
    "tol",
    "vel",
)
_KINDS = ("Works", "Partners", "House", "Group", "Centre", "Yard", "Hall")


def varied_pairs(first: int, number: int) -> list[tuple[Upload, Upload]]:
    """So many pairs of resume and ad, from a place on in one endless row: each person in turn, each time with another ad."""
    return [(_resume(place, person), _ad(place, job)) for place, person, job in islice(_row(), first, first + number)]


def _row() -> Iterator[tuple[int, Person, Job]]:
    """English resumes, for the rules reword no other and there a model has less to do."""
    everybody = [person for person in people() if (person.truth.meta.language or "en").startswith("en")]
    ads = [job for job in jobs() if job.ad.suffix in (".md", ".txt")]
    for place in count():
        yield place, everybody[place % len(everybody)], ads[(place + place // len(everybody)) % len(ads)]


def invented_name(number: int) -> str:
    """The name of an employer that nobody has, another one for each number below 1,575."""
    first, second = divmod(number, len(_SYLLABLES))
    kind, first = divmod(first, len(_SYLLABLES))
    return f"{_SYLLABLES[first].capitalize()}{_SYLLABLES[second]} {_KINDS[kind % len(_KINDS)]}"


def _resume(place: int, person: Person) -> Upload:
    name = invented_name(place)
    source = person.truth.model_copy(deep=True)
    entries: list[Work | Volunteer | Project | Education] = [
        *source.work,
        *source.volunteer,
        *source.projects,
        *source.education,
    ]
    for entry in entries:
        entry.highlights = [_ended(line, name) for line in entry.highlights]
    if source.basics.summary:
        source.basics.summary = _ended(source.basics.summary, name)
    return _written(source, f"{person.slug}-{place}", as_docx=place % 2 == 1)


def _ended(line: str, name: str) -> str:
    return f"{line.rstrip('.')} for {name}{'.' if line.endswith('.') else ''}"


def _written(resume: Resume, name: str, *, as_docx: bool) -> Upload:
    if as_docx:
        return Upload(f"{name}.docx", write_docx(resume))
    return Upload(f"{name}.md", write_markdown(resume).encode())


def _ad(place: int, job: Job) -> Upload:
    text = job.ad.read_text("utf-8").rstrip()
    return Upload(
        f"{job.slug}-{place}{job.ad.suffix}", f"{text}\n\nPlease quote the reference RT-{place:04}.\n".encode()
    )
