"""How many calls one provider gets at a time, and who goes next.

The limit is found as TCP finds its window: it starts small and doubles with every round trip until the provider shows a first
sign of overload; from then on it rises by a few slots a round trip and falls in proportion to what is refused.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

START = 2
MOST = 200
AGEING = 0.1
"""Priority gained per second of waiting: after ten seconds a call of importance 0 goes before a new one of importance 1."""
UNPROVEN = 8
"""While no sign of overload has come, waiting calls lift the limit to this much without waiting for an answer: what one run sends
at once is no load worth holding back."""
PATIENCE = 0.05
"""Seconds between two such lifts; a refusal for overload comes back sooner than an answer does."""
STEPS_TO_MOST = 50
"""Additive increase: after so many round trips without overload the whole range is won back."""


class Limiter:
    """One provider's slots.

    The limit after overload: each answer adds `most / 50` ÷ limit (at least 1 ÷ limit) where the limit is in use, so that much
    per round trip; each overload takes half the slot it held and half of what was not in use. When a whole round trip is
    refused the limit so halves, and when one call in a hundred is, it hardly moves.

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
        if self._waiting or self._in_use + 1 >= self.limit:
            gain = 1.0 if self._slow_start else self._step / self._limit
            self._limit = min(float(self._most), self._limit + gain)
            self._admit()

    def overloaded(self) -> None:
        """A call was refused or went unanswered for load: slow start is over, and the limit falls."""
        self._slow_start = False
        self._stop_lifting()
        unused = max(0.0, self._limit - max(1, self._in_use))
        self._limit = max(1.0, self._limit - unused / 2 - 0.5)

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
        if self._waiting and self.limit < UNPROVEN:
            self._limit = min(float(self._most), self._limit + 1.0)
            self._admit()
        if self._waiting:
            self._lift_later()

    def _stop_lifting(self) -> None:
        if self._lift is not None:
            self._lift.cancel()
            self._lift = None
