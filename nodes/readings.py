"""What was read lately, so that runs that share a document read it once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

V = TypeVar("V")

MOST_KEPT = 8
"""Documents whose readings are kept: a batch shares one, and few people work at once."""


class Readings(Generic[V]):
    """The latest readings by what was read. Who asks for one that is under way waits for it. For one event loop.

    A reading is shared by all who ask: nobody may change it.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, asyncio.Task[V]] = OrderedDict()

    async def get(self, key: str, read: Callable[[], Awaitable[V]]) -> V:
        """The reading of this key, made where there is none; one that failed is not kept."""
        task = self._kept.get(key)
        if task is None or task.get_loop() is not asyncio.get_running_loop():
            task = self._kept[key] = asyncio.create_task(_awaited(read))
            task.add_done_callback(lambda done: self._forget_failed(key, done))
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return await asyncio.shield(task)

    def _forget_failed(self, key: str, done: "asyncio.Task[V]") -> None:
        if (done.cancelled() or done.exception() is not None) and self._kept.get(key) is done:
            del self._kept[key]


async def _awaited(read: Callable[[], Awaitable[V]]) -> V:
    return await read()
