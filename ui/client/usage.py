"""What the usage page may ask: tokens, costs, latency, cache and errors, by user and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from ui.client.values import Pending, User


@dataclass(frozen=True)
class Tally:
    """What some requests took together."""

    requests: int = 0
    """Sent to models and search engines."""
    cached: int = 0
    """Answers out of the cache, which cost nothing."""
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal | None = Decimal(0)
    """US dollars of what has a price; None where nothing of what was billed has one."""
    unpriced: int = 0
    """Requests that were billed at a price nobody here knows."""
    latency: float = 0.0
    """Mean, in seconds."""
    latency_p95: float = 0.0
    """Seconds that 95 of 100 requests stayed within."""

    @property
    def tokens(self) -> int:
        """In and out."""
        return self.tokens_in + self.tokens_out

    @property
    def error_rate(self) -> float:
        """Share of the requests that failed, 0..1."""
        return self.failed / self.requests if self.requests else 0.0

    @property
    def cache_rate(self) -> float:
        """Share of the answers that the cache gave, 0..1."""
        answers = self.requests + self.cached
        return self.cached / answers if answers else 0.0


@dataclass(frozen=True)
class Named:
    """A tally of something with a name: a model, a stage, a user, a kind of failure."""

    name: str
    tally: Tally


@dataclass(frozen=True)
class Usage:
    """What was used since a day."""

    days: tuple[tuple[date, Tally], ...]
    """Every day (UTC) of the span, the oldest first, those without requests as well."""
    total: Tally
    models: tuple[Named, ...]
    stages: tuple[Named, ...]
    failures: tuple[tuple[str, int], ...]
    """Kinds of failures, the most frequent first."""
    users: tuple[Named, ...] = ()
    """By user, of everybody; empty where one user's was asked for."""
    limit: int | None = None
    """Tokens that this user may spend in a day."""


class UsageDesk(Protocol):
    """What asking models took."""

    def of(self, user: User, days: int) -> Pending[Usage]:
        """What this user took in the last days, today included."""
        ...

    def of_everybody(self, user: User, days: int, whose: str | None = None) -> Pending[Usage]:
        """What all users took, or the one with an id.

        Raises:
            UserError: this user is no administrator.
        """
        ...

    def users(self, user: User) -> Sequence[str]:
        """The ids of all whose requests are recorded.

        Raises:
            UserError: this user is no administrator.
        """
        ...
