"""Who does the next piece of a run's work: a worker process, or a thread of this one while its event loop has time to spare."""

import asyncio
import heapq
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

R = TypeVar("R")

BUSY = 0.6
"""Share of a core from which on this process is left to its event loop. Threads share one interpreter with it: measured with a
hundred runs on two cores, a lower bound leaves a core idle while workers have more than they can do, a higher one makes every
answer of a model wait."""

WINDOW_SECONDS = 0.05
"""The shortest time over which it is measured how busy this process is."""


class SpareTime:
    """What this process has left beside its event loop: one thread, for one piece of work at a time.

    Args:
        wall: seconds that only go forward.
        spent: seconds of CPU that this process has taken, all its threads together.
    """

    def __init__(
        self, wall: Callable[[], float] = time.perf_counter, spent: Callable[[], float] = time.process_time
    ) -> None:
        self._wall = wall
        self._spent = spent
        self._used = 0.0
        """Seconds of CPU that went into pieces of work."""
        self._taken = False
        self._begin = wall(), spent()
        self._busy = 1.0

    def take(self) -> bool:
        """Whether there is time for a piece of work; whoever takes it gives it back."""
        if self._taken or not self._is_left():
            return False
        self._taken = True
        return True

    def give_back(self) -> None:
        """The piece is done."""
        self._taken = False

    async def use(self, work: Callable[[], R]) -> R:
        """What work returns that is done in a thread; its CPU time is not the event loop's."""
        return await asyncio.to_thread(self._timed, work)

    def _timed(self, work: Callable[[], R]) -> R:
        begin = time.thread_time()
        try:
            return work()
        finally:
            self._used += time.thread_time() - begin

    def _of_the_loop(self) -> float:
        return self._spent() - self._used

    def _is_left(self) -> bool:
        wall, spent = self._wall(), self._of_the_loop()
        seconds = wall - self._begin[0]
        if seconds >= WINDOW_SECONDS:
            self._busy = (spent - self._begin[1]) / seconds
            self._begin = wall, spent
        return self._busy < BUSY


class Turns:
    """The order in which a worker's pieces of work are done.

    It has a few at a time. Of those that wait, the run that came first goes before all others: so runs follow one another through
    the stages, and some already wait for a model while others are read, instead of all wanting the same at the same time.

    Args:
        places: pieces that the worker has at a time.
        spare: time of this process, which takes what the worker cannot take yet.
    """

    def __init__(self, places: int, spare: SpareTime) -> None:
        self._free = places
        self._spare = spare
        self._waiting: list[tuple[int, int, asyncio.Future[bool]]] = []
        self._arrivals = itertools.count()

    @asynccontextmanager
    async def turn(self, order: int) -> AsyncIterator[bool]:
        """A turn, waited for; whether the worker is to do the work, rather than this process.

        Args:
            order: of the run: the lowest goes first.
        """
        by_worker = await self._take(order)
        try:
            yield by_worker
        finally:
            self._pass_on(by_worker)

    async def _take(self, order: int) -> bool:
        if self._free:
            self._free -= 1
            return True
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (order, next(self._arrivals), turn))
        if self._spare.take():
            self._give_next(by_worker=False)
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it was given in the same moment
                self._pass_on(turn.result())
            raise

    def _pass_on(self, by_worker: bool) -> None:
        """A turn is over: the next one may begin."""
        if by_worker:
            if not self._give_next(by_worker=True):
                self._free += 1
            return
        self._spare.give_back()
        if self._waiting and self._spare.take():
            self._give_next(by_worker=False)

    def _give_next(self, *, by_worker: bool) -> bool:
        """Whether somebody took it."""
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(by_worker)
                return True
        if not by_worker:
            self._spare.give_back()
        return False
