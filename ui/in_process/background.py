"""One event loop in a thread of its own, in which all work of the pages is done."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

CALL_SECONDS = 30.0
"""Longest wait of a page for a short answer; the first one may wait for the libraries to load on a busy machine."""

END_SECONDS = 10.0
"""Longest wait for the loop to end; runs under way are kept at their last checkpoint."""


def _returns_connection(task: "asyncio.Task[object]") -> bool:
    """Whether a task gives a connection back to its pool: SQLAlchemy shields that from who is cancelled, and it is soon done."""
    return getattr(task.get_coro(), "__qualname__", "") == "AsyncConnection.close"


@dataclass(frozen=True)
class Answer(Generic[T]):
    """An answer that is on its way, as `ui.client.Pending` describes it."""

    future: "Future[T]"

    def ready(self) -> bool:
        """Whether the answer, or the failure, is there."""
        return self.future.done()

    def result(self, seconds: float | None = None) -> T:
        """Wait for the answer, and raise what went wrong."""
        return self.future.result(seconds)


class BackgroundLoop:
    """The loop's thread. Work is handed over from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="background loop", daemon=True)
        self._thread.start()

    def begin(self, work: Coroutine[object, object, T]) -> Answer[T]:
        """Have work done, without waiting for it."""
        return Answer(asyncio.run_coroutine_threadsafe(work, self._loop))

    def call(self, work: Coroutine[object, object, T]) -> T:
        """Have short work done, and wait for it.

        Raises:
            TimeoutError: it took too long; it is given up.
        """
        answer = self.begin(work)
        try:
            return answer.result(CALL_SECONDS)
        except TimeoutError:
            answer.future.cancel()
            raise

    def close(self, last: Callable[[], Awaitable[None]]) -> None:
        """Cancel all work, do a last piece, and end the thread; nothing happens when that is done already."""
        if not self._thread.is_alive():
            return

        async def end() -> None:
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                if not _returns_connection(task):
                    task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await last()

        try:
            self.begin(end()).result(END_SECONDS)
        except TimeoutError:
            pass  # the thread is a daemon and ends with the process; checkpoints are on disk
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(END_SECONDS)
            if not self._thread.is_alive():
                self._loop.close()
