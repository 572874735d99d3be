"""A client whose answers a test writes, so that each state of a page can be looked at. It keeps what the page asked it to do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from documents.readers import Limits, read_job, read_resume
from errors import UserError
from resume.ad.analysis import analyze_job
from resume.batch import BatchRow
from resume.report import Report
from resume.schema import Resume
from storage.feedback import Feedback, Thumb
from storage.masters import Master, MasterVersion
from storage.tables import now
from tests.ui.web.scripted_review import ScriptedRender, ScriptedReview
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
from ui.client.batch import BatchAd, BatchView
from ui.client.history import RunVersions
from ui.client.insights import Insight
from ui.client.providers import NewProvider, ProviderList, TestResult
from ui.client.usage import Tally, Usage

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
class ScriptedProviders:
    """Providers that a test puts there; keeps what was asked."""

    listed: ProviderList = field(default_factory=lambda: ProviderList((), ()))
    saved: list[NewProvider] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)
    results: Sequence[TestResult] | UserError = ()
    refusal: UserError | None = None

    def all(self, user: User) -> Ready[ProviderList]:
        return Ready(lambda: self.listed)

    def save(self, user: User, provider: NewProvider) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.saved.append(provider)

    def test(self, user: User, name: str) -> Ready[Sequence[TestResult]]:
        def make() -> Sequence[TestResult]:
            if isinstance(self.results, UserError):
                raise self.results
            return self.results

        return Ready(make)

    def enable(self, user: User, name: str, enabled: bool) -> None:
        self.done.append(("enable" if enabled else "disable", name))

    def set_default(self, user: User, name: str) -> None:
        self.done.append(("default", name))

    def remove(self, user: User, name: str) -> None:
        self.done.append(("remove", name))

    def changes(self) -> int:
        return len(self.done) + len(self.saved)


@dataclass
class ScriptedUsage:
    """Usage that a test puts there."""

    mine: Usage
    everybody: Usage | None = None
    asked: list[tuple[str, int, str | None]] = field(default_factory=list)
    """Whose page, days, and whose usage; `*` is everybody's."""

    def of(self, user: User, days: int) -> Ready[Usage]:
        self.asked.append((user.id, days, user.id))
        return Ready(lambda: self.mine)

    def of_everybody(self, user: User, days: int, whose: str | None = None) -> Ready[Usage]:
        self.asked.append((user.id, days, whose or "*"))
        return Ready(lambda: self.everybody or self.mine)

    def users(self, user: User) -> Sequence[str]:
        return ["ana", "ben"]


@dataclass
class ScriptedInsights:
    """Insights that a test puts there."""

    found: Insight = field(default_factory=lambda: Insight((), (), (), (), ()))

    def since(self, user: User, days: int) -> Ready[Insight]:
        return Ready(lambda: self.found)


@dataclass
class ScriptedHistory:
    """Versions of runs that a test puts there."""

    kept: dict[str, RunVersions] = field(default_factory=dict)

    def versions(self, user: User, run_id: str) -> Ready[RunVersions]:
        def make() -> RunVersions:
            if run_id not in self.kept:
                raise UserError(f"run {run_id}", "there is no such run", "")
            return self.kept[run_id]

        return Ready(make)


@dataclass
class ScriptedBatches:
    """Batches that a test puts there."""

    views: dict[str, BatchView] = field(default_factory=dict)
    started: list[tuple[Document, Sequence[BatchAd], RunChoices]] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)

    def start(self, user: User, resume: Document, ads: Sequence[BatchAd], choices: RunChoices) -> str:
        self.started.append((resume, list(ads), choices))
        rows = tuple(BatchRow(given=ad.name) for ad in ads)
        self.views["b1"] = BatchView("b1", "running", now(), resume.name, choices, rows)
        return "b1"

    def view(self, user: User, id: str) -> BatchView:
        if id not in self.views:
            raise UserError("batch", "there is no such batch", "choose another")
        return self.views[id]

    def of(self, user: User) -> Sequence[BatchView]:
        return list(self.views.values())

    def stop(self, user: User, id: str) -> None:
        self.done.append(("stop", id))

    def go_on(self, user: User, id: str) -> None:
        self.done.append(("go_on", id))

    def delete(self, user: User, id: str) -> None:
        self.done.append(("delete", id))
        del self.views[id]


NOTHING_USED = Usage(((date(2026, 3, 1), Tally()), (date(2026, 3, 2), Tally())), Tally(), (), (), ())
"""Two days on which nothing was asked of any model."""


@dataclass
class ScriptedClient:
    """The whole client."""

    documents: ScriptedDocuments = field(default_factory=ScriptedDocuments)
    runs: ScriptedRuns = field(default_factory=ScriptedRuns)
    files: ScriptedFiles = field(default_factory=ScriptedFiles)
    masters: ScriptedMasters = field(default_factory=ScriptedMasters)
    feedback: ScriptedFeedback = field(default_factory=ScriptedFeedback)
    consent: ScriptedConsent = field(default_factory=ScriptedConsent)

    providers: ScriptedProviders = field(default_factory=ScriptedProviders)
    usage: ScriptedUsage = field(default_factory=lambda: ScriptedUsage(NOTHING_USED))
    insights: ScriptedInsights = field(default_factory=ScriptedInsights)
    history: ScriptedHistory = field(default_factory=ScriptedHistory)
    batches: ScriptedBatches = field(default_factory=ScriptedBatches)

    review: ScriptedReview = field(default_factory=ScriptedReview)
    render: ScriptedRender = field(default_factory=ScriptedRender)

    def warm_up(self) -> None:
        """Nothing is to load."""

    def is_warm(self) -> bool:
        """Everything answers at once."""
        return True

    def close(self) -> None:
        """Nothing is to end."""
