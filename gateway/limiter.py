"""How many calls one provider gets at a time, and who goes next.

The limit is found as TCP finds its window: it starts small and doubles with every round trip until the provider shows a first
sign of overload; from then on it rises by a few slots a round trip and falls in proportion to what is refused.
"""

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

START = 2
MOST = 200
AGEING = 0.1
"""Priority gained per second of waiting: after ten seconds a call of importance 0 goes before a new one of importance 1."""
UNPROVEN = 32
"""While no sign of overload has come, the limit doubles up to this much without waiting for an answer, if calls wait: what a few
runs send at once is no load worth holding back."""
PATIENCE = 0.05
"""Seconds between two such doublings; a refusal for overload comes back sooner than an answer does."""
ISOLATED = 1 / 8
"""A smaller share of refusals among recent outcomes is a fault of the provider's, not a sign of overload."""
RECENT = 64
"""Outcomes that count as recent."""
BENEFIT_OF_DOUBT = 16
"""So many calls under way at most are taken to turn out well, since refusals come back sooner than answers."""
STEPS_TO_MOST = 50
"""Additive increase: after so many round trips without overload the whole range is won back."""


class Limiter:
    """One provider's slots.

    Slow start: each answer adds a slot where the limit is in use, which doubles it with every round trip. It is over with the
    first sign of overload: refusals that are more than an eighth of the recent outcomes, or a first refusal among few calls.

    Then each answer adds `most / 50` ÷ limit, where the limit is in use: so much per round trip. At any time a refusal takes
    half the slot it held, and, if it is a sign of overload, half of what was not in use: a whole round trip that is refused
    halves the limit, and one call in a hundred hardly moves it.

    Args:
        start: slots at the beginning.
        most: the most slots ever.
        clock: seconds that only go forward, for the ageing of the queue.
    """

    def __init__(self, start: int = START, most: int = MOST, *, clock: Callable[[], float]) -> None:
        if not 1 <= start <= most:
            raise ValueError(f"a limiter starts at 1 slot or more and at no more than its most: {start}, {most}")
        self._clock = clock
        self._most = most
        self._limit = float(start)
        self._step = max(1.0, most / STEPS_TO_MOST)
        self._slow_start = True
        self._refusals: deque[bool] = deque(maxlen=RECENT)
        self._in_use = 0
        self._waiting = 0
        self._arrivals = 0
        self._queue: list[tuple[float, int, asyncio.Future[None]]] = []
        self._lift: asyncio.TimerHandle | None = None

    @property
    def limit(self) -> int:
        """Calls that may be under way at once."""
        return int(self._limit)

    @property
    def in_use(self) -> int:
        """Calls under way."""
        return self._in_use

    @property
    def waiting(self) -> int:
        """Calls in the queue."""
        return self._waiting

    @asynccontextmanager
    async def slot(self, priority: float = 0.0) -> AsyncIterator[None]:
        """One call's slot, waited for in the order of priority and age; given back however the call ends."""
        await self._take(priority)
        try:
            yield
        finally:
            self._in_use -= 1
            self._admit()

    def went_well(self) -> None:
        """A call was answered: the limit rises, if it was in use at all."""
        self._refusals.append(False)
        if self._waiting or self._in_use + 1 >= self.limit:
            gain = 1.0 if self._slow_start else self._step / self._limit
            self._limit = min(float(self._most), self._limit + gain)
            self._admit()

    def overloaded(self) -> None:
        """A call was refused for load: the limit falls."""
        self._refusals.append(True)
        lost = 0.5
        if sum(self._refusals) > ISOLATED * (len(self._refusals) + min(self._in_use, BENEFIT_OF_DOUBT)):
            self._slow_start = False
            self._stop_lifting()
            lost += max(0.0, self._limit - max(1, self._in_use)) / 2
        self._limit = max(1.0, self._limit - lost)

    async def _take(self, priority: float) -> None:
        if self._in_use < self.limit and not self._waiting:
            self._in_use += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # All who wait age alike, so the order is settled on arrival: priority + age = priority − AGEING · arrival + a constant.
        heapq.heappush(self._queue, (AGEING * self._clock() - priority, self._arrivals, turn))
        self._arrivals += 1
        self._waiting += 1
        self._lift_later()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting -= 1
            else:  # the slot was given in the same moment
                self._in_use -= 1
            self._admit()
            raise

    def _admit(self) -> None:
        """Give free slots to who comes next."""
        while self._queue and self._in_use < self.limit:
            _, _, turn = heapq.heappop(self._queue)
            if not turn.done():
                turn.set_result(None)
                self._waiting -= 1
                self._in_use += 1
        if not self._waiting:
            self._stop_lifting()

    def _lift_later(self) -> None:
        if self._slow_start and self._lift is None and self.limit < min(UNPROVEN, self._most):
            self._lift = asyncio.get_running_loop().call_later(PATIENCE, self._lift_now)

    def _lift_now(self) -> None:
        self._lift = None
        self._limit = min(self._limit * 2, max(self._limit, UNPROVEN), self._most)
        self._admit()
        if self._waiting:
            self._lift_later()

    def _stop_lifting(self) -> None:
        if self._lift is not None:
            self._lift.cancel()
            self._lift = None
