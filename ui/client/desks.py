"""The desks of the client: what each part of the program can be asked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from ui.client.values import (
    AdReading,
    Document,
    FileInfo,
    Pending,
    Places,
    ResumeReading,
    RunChoices,
    RunStatus,
    RunSummary,
    Sample,
    User,
)

if TYPE_CHECKING:
    from resume.report import Report
    from resume.schema import Resume
    from storage.feedback import Feedback, Thumb
    from storage.masters import Master, MasterVersion


class DocumentDesk(Protocol):
    """Reading resumes and ads before a run, so that people see what was understood."""

    def formats(self) -> Sequence[str]:
        """The file endings that are read, without dots, as `pdf` and `docx`."""
        ...

    def formats_in_words(self) -> str:
        """The kinds of files that are read, for people."""
        ...

    def max_megabytes(self) -> int:
        """The largest file that is read."""
        ...

    def read_resume(self, document: Document) -> Pending[ResumeReading]:
        """Read a resume. Raises a UserError when it cannot be used."""
        ...

    def read_job(self, document: Document) -> Pending[AdReading]:
        """Read an ad that was uploaded or pasted. Raises a UserError when it cannot be used."""
        ...

    def fetch_job(self, address: str) -> Pending[AdReading]:
        """Fetch and read the ad at a web address. Raises a UserError when it cannot be had."""
        ...

    def as_document(self, resume: "Resume", name: str) -> Document:
        """A resume as data, as a document for reading or a run."""
        ...

    def corrected(self, resume: "Resume", name: str) -> Document:
        """A resume that the user corrected, as a document for a run."""
        ...

    def sample(self) -> Sample:
        """The sample resume and ad."""
        ...


class RunDesk(Protocol):
    """Starting runs, watching them, stopping them."""

    def places(self, choices: RunChoices) -> Pending[Places]:
        """Where the text of a run with these choices would go; nothing is sent yet. Raises a UserError where none can."""
        ...

    def templates(self) -> Sequence[str]:
        """The designs of the visual PDF."""
        ...

    def start(self, user: User, resume: Document, job: Document, choices: RunChoices) -> str:
        """Begin a run in the background and return its id at once; what goes wrong is told by its status."""
        ...

    def status(self, user: User, run_id: str) -> RunStatus:
        """How far a run has come.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def go_on(self, user: User, run_id: str) -> None:
        """Go on in the background with a run that was stopped, interrupted, or failed.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def cancel(self, user: User, run_id: str) -> None:
        """Stop a run where it is; what is done is kept.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def report(self, user: User, run_id: str) -> "Report | None":
        """What a run came to; None while it is not delivered.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def source(self, user: User, run_id: str) -> "Resume | None":
        """The resume as it was read for a run; None before that.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def history(self, user: User) -> Sequence[RunSummary]:
        """The user's runs, the newest first."""
        ...

    def duplicate(self, user: User, run_id: str, choices: RunChoices | None = None) -> str:
        """Start a new run from the same documents; returns its id.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def delete(self, user: User, run_id: str) -> None:
        """Delete a run with its documents, checkpoints and files.

        Raises:
            UserError: this user has no such run, or it is under way.
        """
        ...


class FileDesk(Protocol):
    """What a run delivered."""

    def list(self, user: User, run_id: str) -> Sequence[FileInfo]:
        """The files, the most important first; empty while there are none."""
        ...

    def read(self, user: User, run_id: str, name: str) -> bytes:
        """One file.

        Raises:
            UserError: there is no such file, or it was deleted.
        """
        ...

    def zip(self, user: User, run_id: str) -> bytes:
        """All files in one archive."""
        ...

    def pages(self, user: User, run_id: str, name: str, width: int = 1000) -> Sequence[bytes]:
        """The pages of a PDF as PNG, `width` pixels wide."""
        ...


class MasterDesk(Protocol):
    """Master resumes: several, named, each with its versions."""

    def of(self, user: User) -> "Sequence[Master]":
        """The user's master resumes, the one last changed first."""
        ...

    def versions(self, user: User, id: str) -> "Sequence[MasterVersion]":
        """All versions, the newest first.

        Raises:
            UserError: this user has no such master resume.
        """
        ...

    def add(self, user: User, name: str, resume: "Resume", note: str, origins: Mapping[str, str]) -> "Master":
        """Keep a new one. Origins: JSON Pointer of a field, empty for all the rest → where it came from, in words.

        Raises:
            UserError: the name cannot be used.
        """
        ...

    def save(self, user: User, id: str, resume: "Resume", note: str, origins: Mapping[str, str]) -> "MasterVersion":
        """Add a version.

        Raises:
            UserError: this user has no such master resume.
        """
        ...

    def rename(self, user: User, id: str, name: str) -> None:
        """Give it another name."""
        ...

    def delete(self, user: User, id: str) -> None:
        """Forget it with all its versions."""
        ...


class FeedbackDesk(Protocol):
    """Thumbs and words."""

    def give(self, user: User, run_id: str, thumb: "Thumb", words: str = "", claim: str = "") -> None:
        """Keep what somebody says of a run, or of one of its claims.

        Raises:
            UserError: this user has no such run, or there are too many words.
        """
        ...

    def of_run(self, user: User, run_id: str) -> "Sequence[Feedback]":
        """What this user said of a run."""
        ...


class ConsentDesk(Protocol):
    """Whether somebody agreed to where their text goes."""

    def given(self, user: User, places: Places) -> bool:
        """Whether this user agreed to these places; trivially so where text goes nowhere."""
        ...

    def give(self, user: User, places: Places) -> None:
        """Remember that this user agrees."""
        ...

    def withdraw(self, user: User) -> int:
        """Forget all that this user agreed to; how many places it was."""
        ...
