"""What passes between the pages and the program: plain values, cheap to import."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from resume.job import JobReading
    from resume.schema import Resume

T_co = TypeVar("T_co", covariant=True)

RunState = Literal["starting", "running", "asking", "stopped", "interrupted", "elsewhere", "failed", "delivered"]
"""`starting`: accepted, or waiting for its turn; `asking`: waits for the user's answers; `stopped`: by the user, can go on;
`interrupted`: the program ended while it ran, can go on; `elsewhere`: another process runs it; `failed`: see `problem`."""

StageState = Literal["ahead", "running", "done", "skipped"]


@dataclass(frozen=True)
class User:
    """Whoever sits before the page."""

    id: str
    """The subject of the sign-in, or `local`."""
    name: str
    admin: bool = False


@dataclass(frozen=True)
class Document:
    """A resume or an ad as it was given."""

    name: str
    """The file's name; its ending tells the kind where the bytes leave it open."""
    data: bytes
    address: str | None = None
    """Where it was fetched from; None for what was uploaded or pasted."""
    fetched_at: datetime | None = None


@dataclass(frozen=True)
class ResumeReading:
    """What was understood of a resume."""

    document: Document
    resume: "Resume"
    format: str
    pages: int | None
    unsure: tuple[str, ...]
    """JSON Pointers of the fields that had to be guessed: `/work/0/position`."""
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class AdReading:
    """What was understood of a job ad, by rules."""

    document: Document
    reading: "JobReading"
    text: str
    removed: tuple[str, ...]
    """What was taken out since it addresses machines, by kind and number."""


@dataclass(frozen=True)
class Sample:
    """A sample to try everything with, all of it invented."""

    resume: Document
    job: Document
    about: str
    """Who and what, in a line."""


@dataclass(frozen=True)
class RunChoices:
    """What may be chosen for a run."""

    mode: Literal["auto", "offline", "model"] = "auto"
    plan: Literal["free", "payg", "pro"] = "payg"
    pages: Literal[1, 2] = 2
    template: str = "visual"
    letter: bool = False
    review: bool = False
    """Whether to be asked about strategy and gaps before drafting."""
    search: bool = True
    urgency: int = 1


@dataclass(frozen=True)
class PartView:
    """A part of a stage that works on several sections at once."""

    title: str
    state: StageState


@dataclass(frozen=True)
class StageView:
    """One stage of a run, as people see it."""

    name: str
    title: str
    state: StageState
    seconds: float = 0.0
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True)
class RunStatus:
    """How far a run has come."""

    id: str
    state: RunState
    stages: tuple[StageView, ...] = ()
    share: float = 0.0
    """Of the work that is done, 0..1, by the time that stages usually take."""
    seconds_left: float | None = None
    """An estimate; None where there is none."""
    title: str | None = None
    company: str | None = None
    resume_name: str = ""
    job_name: str = ""
    problem: str | None = None
    """Why it failed or cannot go on, in one line for the user."""
    remedy: str | None = None


@dataclass(frozen=True)
class RunSummary:
    """A run in the list of runs."""

    id: str
    state: RunState
    created_at: datetime
    resume_name: str
    job_name: str
    title: str | None
    company: str | None
    choices: RunChoices = field(default_factory=RunChoices)


@dataclass(frozen=True)
class FileInfo:
    """A file that a run delivered."""

    name: str
    purpose: str
    """What it is for, in words."""
    size: int
    """Bytes."""
    mime: str


@dataclass(frozen=True)
class ModelPlace:
    """A model provider at an address, to which text may go."""

    provider: str
    address: str
    """Host, and port where one is named."""
    local: bool = False
    """Whether it is the machine that the program runs on."""

    def __str__(self) -> str:
        return f"{self.provider} ({self.address})"


@dataclass(frozen=True)
class Places:
    """Who is going to read the text of resume and ad if models are asked."""

    models: tuple[ModelPlace, ...] = ()
    """Empty: no provider is set up, or the run asks none."""
    search: tuple[str, ...] = ()
    """Search engines that are told job title and employer, and nothing else."""


class Pending(Protocol[T_co]):
    """An answer that is on its way. May be asked from any thread, and asked again."""

    def ready(self) -> bool:
        """Whether the answer, or the failure, is there."""
        ...

    def result(self, seconds: float | None = None) -> T_co:
        """Wait for the answer.

        Raises:
            UserError: what was given cannot be used.
            TimeoutError: it was not there in time.
        """
        ...
