"""How well each road has served lately: success, latency and cost as averages that fade.

What happened five minutes ago counts half of what happens now, so a provider that has recovered is soon trusted again, and no
list of calls is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from gateway.breaker import Road

HALF_LIFE = 300.0
"""Seconds after which an observation counts half."""
REMEMBERED = 12 * HALF_LIFE
"""Seconds after which an observation hardly counts: what is looked up of before the process began."""
BENEFIT_OF_DOUBT = 2.0
"""A road starts as if so many calls had succeeded, so that one failure does not condemn it and an unknown one is tried."""


@dataclass(frozen=True)
class HealthView:
    """What is known of a road."""

    success_rate: float
    """0..1; 1 where nothing is known."""
    latency: float | None
    """Seconds of an answered call; None where none was answered."""
    cost: float | None
    """US dollars of an answered call; None where unpriced or never answered."""
    calls: int
    """All calls since the process began, failed ones included; those of before it are not counted."""


UNKNOWN = HealthView(success_rate=1.0, latency=None, cost=None, calls=0)


@dataclass
class _Fading:
    """A weighted sum whose old parts fade."""

    weight: float = 0.0
    total: float = 0.0

    def fade(self, factor: float) -> None:
        self.weight *= factor
        self.total *= factor

    def add(self, value: float, weight: float) -> None:
        self.weight += weight
        self.total += weight * value

    @property
    def mean(self) -> float | None:
        return self.total / self.weight if self.weight > 0 else None


class _Record:
    def __init__(self, now: float) -> None:
        self.at = now
        self.success, self.latency, self.cost = _Fading(), _Fading(), _Fading()
        self.calls = 0

    def fade_to(self, now: float) -> None:
        factor = 0.5 ** (max(0.0, now - self.at) / HALF_LIFE)
        for average in (self.success, self.latency, self.cost):
            average.fade(factor)
        self.at = max(self.at, now)


class Health:
    """The health of every road, as this process saw it and as the ledger told of the time before.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._records: dict[Road, _Record] = {}

    def record(self, road: Road, ok: bool, seconds: float, cost: Decimal | None) -> None:
        """One call ended; time and cost count only where it was answered, since a quick refusal is no speed."""
        self._add(road, ok, seconds, cost, weight=1.0).calls += 1

    def seed(self, road: Road, ok: bool, seconds: float, cost: Decimal | None, *, age: float) -> None:
        """One call ended so many seconds ago, in another process: it counts as it would if this one had seen it."""
        self._add(road, ok, seconds, cost, weight=0.5 ** (max(0.0, age) / HALF_LIFE))

    def _add(self, road: Road, ok: bool, seconds: float, cost: Decimal | None, *, weight: float) -> _Record:
        now = self._clock()
        found = self._records.setdefault(road, _Record(now))
        found.fade_to(now)
        found.success.add(1.0 if ok else 0.0, weight)
        if ok:
            found.latency.add(seconds, weight)
            if cost is not None:
                found.cost.add(float(cost), weight)
        return found

    def of(self, road: Road) -> HealthView:
        """What is known of a road now."""
        found = self._records.get(road)
        if found is None:
            return UNKNOWN
        found.fade_to(self._clock())
        rate = (found.success.total + BENEFIT_OF_DOUBT) / (found.success.weight + BENEFIT_OF_DOUBT)
        return HealthView(rate, found.latency.mean, found.cost.mean, found.calls)

    def snapshot(self) -> dict[Road, HealthView]:
        """Every road that has been used."""
        return {road: self.of(road) for road in self._records}
