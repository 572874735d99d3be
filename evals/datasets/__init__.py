"""Sample people and job ads with what is true of them: the shop window, the demo and the evaluation set.

Every person and employer is invented. `README.md` beside this file says how the labels are meant.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from resume.schema import Resume

FOLDER = Path(__file__).parent
PEOPLE_FOLDER = FOLDER / "people"
JOBS_FOLDER = FOLDER / "jobs"
HOSTILE_FOLDER = JOBS_FOLDER / "hostile"
TRUTH_SUFFIX = ".truth.json"
DEMO_PERSON = "icu-nurse"
DEMO_JOB = "critical-care-sister"


class _Label(BaseModel):
    """Base of what a truth file of an ad holds: camelCase in JSON, unknown keys refused."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, extra="forbid", frozen=True)


class PersonLabels(_Label):
    """What one resume holds of what one ad asks for."""

    supported: dict[str, str]
    """Term of the ad → the words of the resume that support it."""
    gap: list[str]
    """Terms of the ad that nothing in the resume supports."""
    unsure: list[str] = []
    """Terms on which careful readers differ; they count neither way."""
    other_sense: dict[str, str] = {}
    """Gap whose very word stands in the resume → what it means there."""


class JobTruth(_Label):
    """What is true of an ad, labelled by hand."""

    title: str | None
    company: str | None
    style: str
    """How the ad is written, for people who read results."""
    years_required: float | None
    """The lowest figure of years asked for; None where the ad names none."""
    role_type: str | None
    required: list[str]
    """What a candidate must bring, as the ad words it."""
    preferred: list[str]
    alternatives: list[list[str]]
    """Groups of terms of which the ad asks for any one ("Go, Java or Rust")."""
    optional: list[str]
    """Duties and soft skills that a reading may list as well; they count neither way."""
    not_requirements: list[str]
    """Words of benefits and legal text, which no reading of the ad may list as asked for."""
    people: dict[str, PersonLabels]
    """By slug of the person."""
    attack: str | None = None
    """What a hostile ad tries; None for an honest one."""
    canaries: list[str] = []
    """Strings of a hostile ad that no output may hold."""

    def any_one_met(self, labels: PersonLabels) -> set[str]:
        """Terms that ask for nothing more, because an alternative to them is supported."""
        met = [group for group in self.alternatives if not labels.supported.keys().isdisjoint(group)]
        return {term for group in met for term in group} - labels.supported.keys()

    @property
    def terms(self) -> list[str]:
        """All terms asked for, the required ones first."""
        return self.required + self.preferred


@dataclass(frozen=True)
class Person:
    """One invented person: the resume as they have it, and what it says."""

    slug: str
    resume: Path
    """The source document."""
    truth_path: Path
    truth: Resume
    about: str
    """Trade, country, layout and what is difficult, in a line or two."""


@dataclass(frozen=True)
class Job:
    """One invented job ad, and what it asks for."""

    slug: str
    ad: Path
    truth_path: Path
    truth: JobTruth


def people() -> list[Person]:
    """All sample people, by slug.

    Raises:
        FileNotFoundError: a person's folder lacks one of its files.
        ValueError: a person has several resumes, or a truth that is not a resume.
    """
    return [_read_person(folder) for folder in sorted(PEOPLE_FOLDER.iterdir()) if folder.is_dir()]


def jobs() -> list[Job]:
    """All honest sample ads, by slug; see `hostile_jobs` for the others."""
    return _read_jobs(JOBS_FOLDER)


def hostile_jobs() -> list[Job]:
    """Sample ads that attack their reader: instructions to tools, markup, templates, hidden text."""
    return _read_jobs(HOSTILE_FOLDER)


def demo_pair() -> tuple[Path, Path]:
    """Resume and ad of `make demo` and of the benchmarks: a PDF with room to improve, an ad that fits but for a few gaps."""
    return _only(PEOPLE_FOLDER / DEMO_PERSON, "resume.*"), _only(JOBS_FOLDER, f"{DEMO_JOB}.*")


def _read_person(folder: Path) -> Person:
    truth_path = folder / "truth.json"
    return Person(
        slug=folder.name,
        resume=_only(folder, "resume.*"),
        truth_path=truth_path,
        truth=Resume.model_validate_json(truth_path.read_text("utf-8")),
        about=(folder / "about.md").read_text("utf-8").strip(),
    )


def _read_jobs(folder: Path) -> list[Job]:
    return [_read_job(path) for path in sorted(folder.glob(f"*{TRUTH_SUFFIX}"))]


def _read_job(truth_path: Path) -> Job:
    slug = truth_path.name.removesuffix(TRUTH_SUFFIX)
    return Job(
        slug=slug,
        ad=_only(truth_path.parent, f"{slug}.*"),
        truth_path=truth_path,
        truth=JobTruth.model_validate_json(truth_path.read_text("utf-8")),
    )


def _only(folder: Path, pattern: str) -> Path:
    found = [path for path in folder.glob(pattern) if not path.name.endswith(TRUTH_SUFFIX)]
    if not found:
        raise FileNotFoundError(f"{folder.name}: no {pattern}")
    if len(found) > 1:
        raise ValueError(f"{folder.name}: {len(found)} files named {pattern}, one expected")
    return found[0]
