"""Time that passes only when nothing else is left to do: waiting takes none, and the order of events is always the same."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


class FakeClock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class _Leap(selectors.DefaultSelector):
    """Waiting for nothing leaps to the next timer; waiting for ever is a deadlock and fails the test."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise AssertionError("every task waits for another")
        if not ready and timeout:
            self.clock.advance(timeout)
        return ready


class FakeTimeLoop(asyncio.SelectorEventLoop):
    """An event loop on a `FakeClock`."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(_Leap(clock))
        self.clock = clock

    def time(self) -> float:
        return self.clock.now


def run_in_fake_time(clock: FakeClock, work: Coroutine[None, None, T]) -> T:
    """Run to the end; sleeping and timers cost nothing."""
    with asyncio.Runner(loop_factory=lambda: FakeTimeLoop(clock)) as runner:
        return runner.run(work)
