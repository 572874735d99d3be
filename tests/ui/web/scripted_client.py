"""A client whose answers a test writes, so that each state of a page can be looked at. It keeps what the page asked it to do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from documents.readers import Limits, read_job, read_resume
from errors import UserError
from resume.job_analysis import analyze_job
from resume.report import Report
from resume.schema import Resume
from storage.feedback import Feedback, Thumb
from storage.masters import Master, MasterVersion
from storage.tables import now
from ui.client import (
    AdReading,
    Document,
    FileInfo,
    ModelPlace,
    Places,
    ResumeReading,
    RunChoices,
    RunStatus,
    RunSummary,
    Sample,
    User,
)

T = TypeVar("T")

LIMITS = Limits(max_bytes=1_000_000, max_pages=5, max_chars=50_000)

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
"""A picture of one pixel."""


@dataclass(frozen=True)
class Ready(Generic[T]):
    """An answer that is there, or the error that took its place."""

    make: Callable[[], T]

    def ready(self) -> bool:
        """At once."""
        return True

    def result(self, seconds: float | None = None) -> T:
        """The answer."""
        return self.make()


@dataclass
class ScriptedDocuments:
    """Reads with the real readers, so that what is shown is what would be."""

    unsure: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    fetched: Document | UserError = field(default_factory=lambda: UserError("address", "nothing is there", "paste it"))

    def formats(self) -> Sequence[str]:
        return ["pdf", "docx", "md", "txt"]

    def formats_in_words(self) -> str:
        return "PDF, Word or text"

    def max_megabytes(self) -> int:
        return 10

    def read_resume(self, document: Document) -> Ready[ResumeReading]:
        def make() -> ResumeReading:
            read = read_resume(document.data, document.name, LIMITS)
            unsure = (*read.unsure, *self.unsure)
            return ResumeReading(
                document, read.resume, read.format, read.pages, unsure, (*read.warnings, *self.warnings)
            )

        return Ready(make)

    def read_job(self, document: Document) -> Ready[AdReading]:
        def make() -> AdReading:
            job = read_job(document.data, document.name, LIMITS)
            return AdReading(document, analyze_job(job), job.text, tuple(job.removed))

        return Ready(make)

    def fetch_job(self, address: str) -> Ready[AdReading]:
        def make() -> AdReading:
            if isinstance(self.fetched, UserError):
                raise self.fetched
            return self.read_job(self.fetched).result()

        return Ready(make)

    def as_document(self, resume: Resume, name: str) -> Document:
        return Document(f"{name}.json", resume.model_dump_json(by_alias=True).encode())

    def corrected(self, resume: Resume, name: str) -> Document:
        return Document(f"{name} (corrected).json", resume.model_dump_json(by_alias=True).encode())

    def sample(self) -> Sample:
        return Sample(Document("sample.md", b"# A Sample"), Document("ad.md", b"# A Job"), "a sample")


@dataclass(frozen=True)
class Started:
    """A run that the page began."""

    user: User
    resume: Document
    job: Document
    choices: RunChoices


@dataclass
class ScriptedRuns:
    """Runs that a test puts there."""

    where: Places = field(default_factory=Places)
    statuses: dict[str, RunStatus] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    sources: dict[str, Resume] = field(default_factory=dict)
    listed: list[RunSummary] = field(default_factory=list)
    started: list[Started] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)
    """What was asked of which run: `("cancel", "r1")`."""

    def places(self, choices: RunChoices) -> Ready[Places]:
        return Ready(lambda: Places() if choices.mode == "offline" else self.where)

    def templates(self) -> Sequence[str]:
        return ["ats", "visual"]

    def start(self, user: User, resume: Document, job: Document, choices: RunChoices) -> str:
        self.started.append(Started(user, resume, job, choices))
        id = f"run{len(self.started)}"
        self.statuses[id] = RunStatus(id, "starting", resume_name=resume.name, job_name=job.name)
        return id

    def status(self, user: User, run_id: str) -> RunStatus:
        if run_id not in self.statuses:
            raise UserError(f"run {run_id}", "there is no such run", "")
        return self.statuses[run_id]

    def go_on(self, user: User, run_id: str) -> None:
        self.done.append(("go_on", run_id))
        self.statuses[run_id] = RunStatus(run_id, "running")

    def cancel(self, user: User, run_id: str) -> None:
        self.done.append(("cancel", run_id))
        self.statuses[run_id] = RunStatus(run_id, "stopped")

    def report(self, user: User, run_id: str) -> Report | None:
        return self.reports.get(run_id)

    def source(self, user: User, run_id: str) -> Resume | None:
        return self.sources.get(run_id)

    def history(self, user: User) -> Sequence[RunSummary]:
        return self.listed

    def duplicate(self, user: User, run_id: str, choices: RunChoices | None = None) -> str:
        self.done.append(("duplicate", run_id))
        return self.start(user, Document("again.md", b""), Document("ad.md", b""), choices or RunChoices())

    def delete(self, user: User, run_id: str) -> None:
        self.done.append(("delete", run_id))
        self.listed = [run for run in self.listed if run.id != run_id]
        self.statuses.pop(run_id, None)


@dataclass
class ScriptedFiles:
    """Files that a test puts there."""

    there: dict[str, bytes] = field(default_factory=dict)

    def list(self, user: User, run_id: str) -> Sequence[FileInfo]:
        return [FileInfo(name, f"purpose of {name}", len(data), "application/pdf") for name, data in self.there.items()]

    def read(self, user: User, run_id: str, name: str) -> bytes:
        return self.there[name]

    def zip(self, user: User, run_id: str) -> bytes:
        return b"PK"

    def pages(self, user: User, run_id: str, name: str, width: int = 1000) -> Sequence[bytes]:
        return [PIXEL] if name in self.there else []


@dataclass
class ScriptedMasters:
    """Master resumes in memory."""

    kept: list[Master] = field(default_factory=list)
    held: dict[str, list[MasterVersion]] = field(default_factory=dict)

    def of(self, user: User) -> Sequence[Master]:
        return [master for master in self.kept if master.owner == user.id]

    def versions(self, user: User, id: str) -> Sequence[MasterVersion]:
        return self.held[id]

    def add(self, user: User, name: str, resume: Resume, note: str, origins: Mapping[str, str]) -> Master:
        master = Master(f"m{len(self.kept)}", user.id, name, now(), now(), 1)
        self.kept.append(master)
        self.held[master.id] = [MasterVersion(master.id, 1, resume.to_json(), note, origins)]
        return master

    def save(self, user: User, id: str, resume: Resume, note: str, origins: Mapping[str, str]) -> MasterVersion:
        version = MasterVersion(id, len(self.held[id]) + 1, resume.to_json(), note, origins)
        self.held[id].insert(0, version)
        return version

    def rename(self, user: User, id: str, name: str) -> None:
        self.kept = [Master(**{**vars(one), "name": name}) if one.id == id else one for one in self.kept]

    def delete(self, user: User, id: str) -> None:
        self.kept = [one for one in self.kept if one.id != id]


@dataclass
class ScriptedFeedback:
    """Feedback in memory."""

    said: list[Feedback] = field(default_factory=list)

    def give(self, user: User, run_id: str, thumb: Thumb, words: str = "", claim: str = "") -> None:
        self.said.append(Feedback(user.id, run_id, thumb, words, claim))

    def of_run(self, user: User, run_id: str) -> Sequence[Feedback]:
        return [one for one in self.said if one.run_id == run_id]


@dataclass
class ScriptedConsent:
    """Consents in memory."""

    kept: set[tuple[str, ModelPlace]] = field(default_factory=set)

    def given(self, user: User, places: Places) -> bool:
        return all(place.local or (user.id, place) in self.kept for place in places.models)

    def give(self, user: User, places: Places) -> None:
        self.kept |= {(user.id, place) for place in places.models}

    def withdraw(self, user: User) -> int:
        number = len(self.kept)
        self.kept.clear()
        return number


@dataclass
class ScriptedClient:
    """The whole client."""

    documents: ScriptedDocuments = field(default_factory=ScriptedDocuments)
    runs: ScriptedRuns = field(default_factory=ScriptedRuns)
    files: ScriptedFiles = field(default_factory=ScriptedFiles)
    masters: ScriptedMasters = field(default_factory=ScriptedMasters)
    feedback: ScriptedFeedback = field(default_factory=ScriptedFeedback)
    consent: ScriptedConsent = field(default_factory=ScriptedConsent)

    def warm_up(self) -> None:
        """Nothing is to load."""

    def is_warm(self) -> bool:
        """Everything answers at once."""
        return True

    def close(self) -> None:
        """Nothing is to end."""
