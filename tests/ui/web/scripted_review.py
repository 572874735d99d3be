"""The desks of review and designs, as a test scripts them: answers that are put there, and what was asked of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from errors import UserError
from resume.report import AtsCheck, AtsReport
from resume.review.payload import ReviewAnswers, ReviewPayload
from resume.review.revision import Decision, LineCheck, Refusal
from ui.client import User
from ui.client.render import Rendered
from ui.client.review import Look, ReviewedRun

T = TypeVar("T")

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
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
class ScriptedReview:
    """Reviews that a test puts there."""

    payloads: dict[str, ReviewPayload] = field(default_factory=dict)
    runs: dict[str, ReviewedRun] = field(default_factory=dict)
    answered: list[tuple[str, ReviewAnswers]] = field(default_factory=list)
    unusable: UserError | None = None
    """What is wrong with any answers, or decisions."""
    supported: LineCheck = field(default_factory=lambda: LineCheck(supported=True))
    refuses: dict[str, Refusal] = field(default_factory=dict)
    checked: list[tuple[str, str]] = field(default_factory=list)
    previewed: list[Mapping[str, Decision]] = field(default_factory=list)
    stored: list[Mapping[str, Decision]] = field(default_factory=list)

    def payload(self, user: User, run_id: str) -> Ready[ReviewPayload | None]:
        return Ready(lambda: self.payloads.get(run_id))

    def answer(self, user: User, run_id: str, answers: ReviewAnswers) -> None:
        if self.unusable is not None:
            raise self.unusable
        self.answered.append((run_id, answers))

    def of_run(self, user: User, run_id: str) -> ReviewedRun | None:
        return self.runs.get(run_id)

    def check_line(self, user: User, run_id: str, key: str, text: str) -> LineCheck:
        self.checked.append((key, text))
        return self.supported

    def preview(self, user: User, run_id: str, decisions: Mapping[str, Decision], width: int) -> Ready[Look]:
        def make() -> Look:
            if self.unusable is not None and decisions:
                raise self.unusable
            self.previewed.append(dict(decisions))
            return Look((PIXEL,), tuple(self.refuses[key] for key in decisions if key in self.refuses))

        return Ready(make)

    def revise(self, user: User, run_id: str, decisions: Mapping[str, Decision]) -> Ready[tuple[Refusal, ...]]:
        self.stored.append(dict(decisions))
        return Ready(lambda: ())

    def score_before(self, user: User, run_id: str) -> Ready[AtsReport]:
        return Ready(
            lambda: AtsReport(
                score=61.0, checks=[AtsCheck(name="Contact details", passed=True, points=7.5, detail="Found.")]
            )
        )


@dataclass
class ScriptedRender:
    """Designs that a test puts there."""

    names: list[str] = field(default_factory=lambda: ["ats", "visual"])

    def templates(self) -> Sequence[str]:
        return self.names

    def chosen(self, user: User, run_id: str) -> str:
        return "visual"

    def render(self, user: User, run_id: str, template: str, width: int) -> Ready[Rendered]:
        return Ready(lambda: Rendered(template, b"%PDF " + template.encode(), (PIXEL,)))
