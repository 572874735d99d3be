"""Circuit breakers: a road that keeps failing is left alone for a while, then tried by one call alone.

A road is (provider, key, model), since that is what fails together: a model may be overloaded while its sister is not, and one
key may be out of credit while the next is not. A key that is refused as such fails for all its models at once, so each key has
a breaker of its own beside those of its roads.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from gateway.failures import LONGEST_RETRY_AFTER

FAILURES_TO_OPEN = 3
"""Fewer failures than this never open a breaker."""
RATE_TO_OPEN = 0.7
"""Share of failures among the recent outcomes that opens. High, because a provider that fails three times in ten still answers
seven, and retries get the rest; a dead one fails every time and opens at the third failure."""
OUTCOMES_KEPT = 20
WINDOW = 300.0
"""Seconds that an outcome counts; long enough for three time-outs of a quality model in a row."""
OPEN_FOR = 300.0
"""Seconds that a breaker stays open where the provider named no time itself."""

State = Literal["closed", "paused", "open", "half-open", "probing"]

_WORSE: tuple[State, ...] = ("closed", "half-open", "probing", "paused", "open")


class Road(NamedTuple):
    """What fails together: one model reached with one key of one provider."""

    provider: str
    key: str
    """The key's label, never the key."""
    model: str


@dataclass
class _Breaker:
    """One breaker; `era` counts its openings and closings, so that a late outcome is known to be late."""

    outcomes: deque[tuple[float, bool]] = field(default_factory=lambda: deque(maxlen=OUTCOMES_KEPT))
    open_until: float | None = None
    not_before: float = -math.inf
    """A provider's Retry-After: nobody asks before, be the breaker closed or not."""
    probing: bool = False
    hopeless: bool = False
    """Open for a failure that does not pass with time: nobody tries it before it is half-open."""
    era: int = 0

    def state(self, now: float) -> State:
        if self.open_until is None:
            return "paused" if now < self.not_before else "closed"
        if now < max(self.open_until, self.not_before):
            return "open"
        return "probing" if self.probing else "half-open"

    def reopens_in(self, now: float) -> float:
        until = self.not_before if self.open_until is None else max(self.open_until, self.not_before)
        return max(0.0, until - now)

    def open(self, until: float, *, hopeless: bool = False) -> None:
        self.open_until = until
        self.hopeless = hopeless
        self.probing = False
        self.era += 1

    def close(self) -> None:
        self.open_until = None
        self.probing = False
        self.outcomes.clear()
        self.era += 1

    def count(self, now: float, ok: bool) -> None:
        self.outcomes.append((now, ok))
        while self.outcomes[0][0] < now - WINDOW:
            self.outcomes.popleft()

    def fails_too_often(self) -> bool:
        failures = sum(not ok for _, ok in self.outcomes)
        return failures >= FAILURES_TO_OPEN and failures >= RATE_TO_OPEN * len(self.outcomes)


@dataclass(frozen=True)
class _Claim:
    """One breaker as a trial found it."""

    breaker: _Breaker
    era: int
    probe: bool

    @property
    def current(self) -> bool:
        return self.breaker.era == self.era


@dataclass(frozen=True, eq=False)
class Trial:
    """One request under way; of what is told of it to `Breakers`, the first word counts."""

    road: Road
    on_road: _Claim
    on_key: _Claim

    @property
    def probe(self) -> bool:
        """Whether this request is the one that tries a half-open breaker."""
        return self.on_road.probe or self.on_key.probe

    @property
    def claims(self) -> tuple[_Claim, _Claim]:
        """The breakers on this road: the key's and the road's own."""
        return (self.on_key, self.on_road)


@dataclass(frozen=True)
class BreakerView:
    """A breaker as `doctor` and the metrics show it."""

    provider: str
    key: str
    model: str | None
    """None is the breaker of the key as a whole."""
    state: State
    reopens_in: float
    """Seconds; 0 where it may be asked now."""
    failures: int
    """Among the recent outcomes."""
    calls: int


class Breakers:
    """All breakers of this process.

    Args:
        clock: seconds that only go forward, such as `time.monotonic`.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._roads: dict[Road, _Breaker] = {}
        self._keys: dict[tuple[str, str], _Breaker] = {}
        self._under_way: set[Trial] = set()

    def allows(self, road: Road) -> bool:
        """Whether the road may be asked now: closed, or half-open with nobody trying it yet."""
        now = self._clock()
        return all(breaker.state(now) in ("closed", "half-open") for breaker in self._on(road))

    def state(self, road: Road) -> State:
        """The state of the road, and of its key where that is worse."""
        now = self._clock()
        return max((breaker.state(now) for breaker in self._on(road)), key=_WORSE.index, default="closed")

    def reopens_in(self, road: Road) -> float:
        """Seconds until the road may be asked; 0 where it may be now, or where one call is trying it out."""
        now = self._clock()
        return max((breaker.reopens_in(now) for breaker in self._on(road)), default=0.0)

    def begin(self, road: Road) -> Trial:
        """A request on this road begins; on a half-open one it is the probe, and no other is allowed until its outcome is told.

        An open road may be begun too: where all are open, somebody tries the one that closes soonest.
        """
        now = self._clock()
        own = self._roads.setdefault(road, _Breaker())
        key = self._keys.setdefault(road[:2], _Breaker())
        trial = Trial(road, _claim(own, now), _claim(key, now))
        self._under_way.add(trial)
        return trial

    @contextmanager
    def trial(self, road: Road) -> Iterator[Trial]:
        """`begin`, and `abandoned` at the end unless an outcome was told: a cancelled probe never stays claimed."""
        trial = self.begin(road)
        try:
            yield trial
        finally:
            self.abandoned(trial)

    def succeeded(self, trial: Trial) -> None:
        """The provider answered: the road and its key are closed again.

        A request that was sent before the breaker opened closes it too. Refusals come back sooner than answers, so where many
        requests are under way and some fail, the first three outcomes may well be failures.
        """
        if not self._ends(trial):
            return
        now = self._clock()
        for claim in trial.claims:
            if claim.breaker.open_until is not None:
                claim.breaker.close()
            claim.breaker.count(now, ok=True)

    def failed(
        self, trial: Trial, *, failure_cools: bool, retry_after: float | None = None, opens_key: bool = False
    ) -> None:
        """The request failed.

        Args:
            trial: what `begin` gave.
            failure_cools: whether the road is to blame (401, 402, 404, 408, 429, 5xx, time-outs, cut connections); any other
                failure is the request's own and counts for nothing.
            retry_after: seconds the provider asked to be left alone; from now on nobody asks this road before.
            opens_key: the key itself was refused; it opens at once, for all its models.
        """
        if not self._ends(trial):
            return
        now = self._clock()
        wait = _sensible(retry_after)
        blamed, other = (trial.on_key, trial.on_road) if opens_key else (trial.on_road, trial.on_key)
        _give_back(other)
        if wait is not None:
            blamed.breaker.not_before = max(blamed.breaker.not_before, now + wait)
        if not (failure_cools or opens_key):
            _give_back(blamed)
        elif blamed.current:  # a failure of a request sent before the breaker opened or closed says nothing new
            blamed.breaker.count(now, ok=False)
            if opens_key or blamed.breaker.open_until is not None or blamed.breaker.fails_too_often():
                until = now + (OPEN_FOR if wait is None else wait)
                blamed.breaker.open(until, hopeless=opens_key or blamed.breaker.hopeless)

    def shut(self, road: Road, *, whole_key: bool = False) -> None:
        """Leave a road alone at once, or all roads of its key, since what it failed by does not pass with time."""
        breaker = self._keys.setdefault(road[:2], _Breaker()) if whole_key else self._roads.setdefault(road, _Breaker())
        breaker.open(self._clock() + OPEN_FOR, hopeless=True)

    def is_hopeless(self, road: Road) -> bool:
        """Whether trying the road is no use before its breaker is half-open."""
        now = self._clock()
        return any(breaker.hopeless and breaker.state(now) == "open" for breaker in self._on(road))

    def abandoned(self, trial: Trial) -> None:
        """The request was cancelled, or refused for what it said, which tells nothing of the road: a probe is given back."""
        if self._ends(trial):
            for claim in trial.claims:
                _give_back(claim)

    def snapshot(self) -> list[BreakerView]:
        """Every breaker that has been used, keys first."""
        now = self._clock()
        keys = [_view(provider, key, None, breaker, now) for (provider, key), breaker in self._keys.items()]
        return keys + [_view(*road, breaker, now) for road, breaker in self._roads.items()]

    def _on(self, road: Road) -> list[_Breaker]:
        found = (self._keys.get(road[:2]), self._roads.get(road))
        return [breaker for breaker in found if breaker is not None]

    def _ends(self, trial: Trial) -> bool:
        """Whether this is the first outcome told of the request."""
        first = trial in self._under_way
        self._under_way.discard(trial)
        return first


def _claim(breaker: _Breaker, now: float) -> _Claim:
    probe = breaker.state(now) == "half-open"
    breaker.probing = breaker.probing or probe
    return _Claim(breaker, breaker.era, probe)


def _give_back(claim: _Claim) -> None:
    if claim.probe and claim.current:
        claim.breaker.probing = False


def _sensible(retry_after: float | None) -> float | None:
    """What a provider may ask for; a wait that is none, not a number or in the past is left aside."""
    if retry_after is None or not retry_after > 0:
        return None
    return min(retry_after, LONGEST_RETRY_AFTER)


def _view(provider: str, key: str, model: str | None, breaker: _Breaker, now: float) -> BreakerView:
    failures = sum(not ok for _, ok in breaker.outcomes)
    return BreakerView(
        provider, key, model, breaker.state(now), breaker.reopens_in(now), failures, len(breaker.outcomes)
    )
