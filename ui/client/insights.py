"""What the insights page may ask, for administrators alone: how well prompts and models do, and what follows from that."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol

from ui.client.values import Pending, User


@dataclass(frozen=True)
class PromptView:
    """What came of one variant of a stage's prompt."""

    stage: str
    variant: str
    runs: int
    requests: int
    failed: int
    repairs: int
    tokens_per_run: float
    cost: Decimal | None
    seconds: float
    """Mean latency of a request."""
    ups: int
    downs: int
    """Thumbs that people gave to runs of this variant."""


@dataclass(frozen=True)
class ModelHealth:
    """How one model did."""

    provider: str
    model: str
    requests: int
    failed: int
    latency: float
    latency_p95: float
    tokens: int
    cost: Decimal | None
    unpriced: int

    @property
    def error_rate(self) -> float:
        """0..1."""
        return self.failed / self.requests if self.requests else 0.0


@dataclass(frozen=True)
class Opinion:
    """What somebody said of a run or a line. Who it was is not told."""

    at: datetime
    thumb: Literal["up", "down", "none"]
    words: str
    of_line: bool
    """Whether it is about a single line."""


@dataclass(frozen=True)
class Suggestion:
    """What may be worth doing, and by which rule that follows."""

    title: str
    what: str
    """What to do."""
    rule: str
    """The rule, with its thresholds, and the figures it was applied to."""


@dataclass(frozen=True)
class Insight:
    """Everything over a span of days."""

    prompts: tuple[PromptView, ...]
    models: tuple[ModelHealth, ...]
    opinions: tuple[Opinion, ...]
    """The newest first."""
    experiments: tuple[str, ...]
    """Stages whose variants share the runs at present."""
    suggestions: tuple[Suggestion, ...]


class InsightDesk(Protocol):
    """How well prompts and models do."""

    def since(self, user: User, days: int) -> Pending[Insight]:
        """Everything of the last days.

        Raises:
            UserError: this user is no administrator.
        """
        ...
