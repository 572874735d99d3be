"""What the review page may ask: the questions before drafting, and decisions on single lines of a delivered run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from ui.client.values import Pending, User

if TYPE_CHECKING:
    from resume.report import AtsReport, Report
    from resume.review.payload import ReviewAnswers, ReviewPayload
    from resume.review.revision import Decision, LineCheck, Refusal

Decided = Literal["", "accept", "reject", "edit"]
"""What the user decided of a line so far; empty: nothing yet."""


@dataclass(frozen=True)
class LineMark:
    """What may be done with one line of the tailored resume, and what was."""

    key: str
    """Names the line in decisions. It stays the same over revisions, unlike the claim's id."""
    decided: Decided = ""
    fixed: bool = False
    """Whether it is the source's for good: titles, employers, degrees and dates."""


@dataclass(frozen=True)
class Withdrawn:
    """A line that the run had composed and that the user rejected: the resume holds nothing in its place."""

    key: str
    section: str
    text: str


@dataclass(frozen=True)
class ReviewedRun:
    """A delivered run with what was decided of its lines."""

    report: "Report"
    marks: Mapping[str, LineMark] = field(default_factory=dict)
    """By the claim's id; sentences of the letter have none."""
    withdrawn: tuple[Withdrawn, ...] = ()


@dataclass(frozen=True)
class Look:
    """The resume as it would look with some decisions; nothing of it is stored."""

    pages: tuple[bytes, ...]
    """Pictures, JPEG."""
    refused: "tuple[Refusal, ...]" = ()


class ReviewDesk(Protocol):
    """Looking through a run with its user, before drafting and after delivery."""

    def payload(self, user: User, run_id: str) -> "Pending[ReviewPayload | None]":
        """What a run that waits for its user asks; None where it does not wait.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def answer(self, user: User, run_id: str, answers: "ReviewAnswers") -> None:
        """Go on in the background with a run that waits for its user.

        Raises:
            UserError: the run does not wait, or the answers cannot be used; it goes on waiting.
        """
        ...

    def of_run(self, user: User, run_id: str) -> ReviewedRun | None:
        """A run and what was decided of its lines; None while it is not delivered.

        Raises:
            UserError: this user has no such run.
        """
        ...

    def check_line(self, user: User, run_id: str, key: str, text: str) -> "LineCheck":
        """Whether a line may be reworded so.

        Raises:
            UserError: there is no such run or line.
        """
        ...

    def preview(self, user: User, run_id: str, decisions: "Mapping[str, Decision]", width: int) -> Pending[Look]:
        """The run's own design with these decisions over those that are stored; pages are `width` pixels wide.

        Raises:
            UserError: there is no such run or line.
        """
        ...

    def revise(self, user: User, run_id: str, decisions: "Mapping[str, Decision]") -> "Pending[tuple[Refusal, ...]]":
        """Store these decisions and make all files anew; what was refused. Calls for one run wait for each other.

        Raises:
            UserError: there is no such run or line, or another process works at the run.
        """
        ...

    def score_before(self, user: User, run_id: str) -> "Pending[AtsReport]":
        """The ATS rubric on the resume as it came, set in the same plain design; kept once it is known.

        Raises:
            UserError: this user has no such run, or it is not delivered.
        """
        ...
