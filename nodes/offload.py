"""The second core: where many runs are under way at once, large pure work is done in processes of its own.

Python runs one thread at a time, so a hundred runs in one process share one core however many the machine has: their event loop
waits while another run's resume is read or checked. From `FEWEST_RUNS` runs on, or from the beginning where many are expected,
workers are started beside it. While they start, whenever one is lost, and while they have more than they can do and this process
has time to spare (`nodes.turns`), the work is done here, in a thread, as it is for a single run: it is pure, so the result is the
same.

A worker is `python -m nodes.offload_worker`: it reads pickled work from its standard input, and ends when that ends, so it cannot
outlive the process that started it, however that one died.
"""

import asyncio
import itertools
import logging
import os
import pickle
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import ParamSpec, Protocol, TypeVar, cast

from nodes.turns import SpareTime, Turns

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

FEWEST_RUNS = 8
"""Runs at once from which workers pay: one takes a second or two of CPU to start, and 150 MB."""

MOST_WORKERS = 4
"""However many cores there are: the event loop keeps no more than these busy."""

AT_ONCE = 2
"""Pieces of work that a worker has at a time, so that it need not wait for the next one."""

LENGTH = struct.Struct(">Q")
"""Before each message: its bytes."""

READY = b"ready"
"""A worker's first message, once it has imported what the work needs."""

CLOSE_SECONDS = 2.0
"""How long a worker may finish what it does before it is killed."""


class Offload(Protocol):
    """Does pure work for a run, here or elsewhere."""

    async def __call__(self, run_id: str, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` returns for these arguments, or raises.

        Args:
            run_id: whose work it is; that of one run goes to one worker, which still knows the run's facts.
            work: a pure function of a module, or a partial one.
            args: its arguments, which can be pickled.
            kwargs: its named arguments, likewise.
        """
        ...


async def in_thread(run_id: str, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Do the work in a thread of this process."""
    return await asyncio.to_thread(work, *args, **kwargs)


class Workers:
    """Worker processes for the runs of one event loop, started when many of them are under way at once.

    Args:
        most: how many at most; by default one for each core but the event loop's own.
        fewest_runs: how many runs have to be under way.
    """

    def __init__(self, most: int | None = None, fewest_runs: int = FEWEST_RUNS) -> None:
        self._most = min(MOST_WORKERS, _cores() - 1) if most is None else most
        self._fewest_runs = fewest_runs
        self._under_way: dict[str, int] = {}
        self._arrivals = itertools.count()
        self._workers: list[_Worker] = []

    @property
    def started(self) -> int:
        """Workers that were started, whether or not they are ready."""
        return len(self._workers)

    def start(self) -> None:
        """Start the workers, where many runs are expected."""
        if not self._workers:
            spare = SpareTime()
            self._workers = [_Worker(spare) for _ in range(self._most)]

    async def wait_until_ready(self) -> None:
        """Wait until all workers that were started take work, or have failed to."""
        for worker in self._workers:
            await worker.started.wait()

    @contextmanager
    def run_under_way(self, run_id: str) -> Iterator[None]:
        """A run is under way."""
        self._under_way[run_id] = next(self._arrivals)
        if len(self._under_way) >= self._fewest_runs:
            self.start()
        try:
            yield
        finally:
            self._under_way.pop(run_id, None)

    async def __call__(self, run_id: str, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the work in the run's worker, or here where there is none."""
        ready = [worker for worker in self._workers if worker.is_ready]
        if ready:
            worker = ready[zlib.crc32(run_id.encode()) % len(ready)]
            order = self._under_way[run_id] if run_id in self._under_way else next(self._arrivals)
            try:
                return await worker.do(order, work, *args, **kwargs)
            except _NotDone as error:
                log.info("Work was not done by a worker (%s): it is done here", error)
        return await asyncio.to_thread(work, *args, **kwargs)

    async def close(self) -> None:
        """End all workers; work that one still has is done here."""
        workers, self._workers, self._most = self._workers, [], 0
        await asyncio.gather(*(worker.close() for worker in workers))


class _NotDone(Exception):
    """A worker has not done a piece of work: it is lost, or the work raised, or cannot be sent."""


class _Worker:
    """One worker process."""

    def __init__(self, spare: SpareTime) -> None:
        self.is_ready = False
        self.started = asyncio.Event()
        """Set when it takes work, or never will."""
        self._ids = itertools.count()
        self._waiting: dict[int, asyncio.Future[object]] = {}
        self._turns = Turns(AT_ONCE, spare)
        self._spare = spare
        self._process: asyncio.subprocess.Process | None = None
        self._life = asyncio.create_task(self._live(), name="offload worker")

    async def do(self, order: int, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the work returns; done here where this process has time before the worker.

        Raises:
            _NotDone: nothing came of it there.
        """
        async with self._turns.turn(order) as by_worker:
            if by_worker:
                return await self._send(work, *args, **kwargs)
            return await self._spare.use(partial(work, *args, **kwargs))

    async def _send(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if not self.is_ready or self._process is None or self._process.stdin is None:
            raise _NotDone("the worker is gone")
        id = next(self._ids)
        try:
            message = pickle.dumps((id, work, args, kwargs), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise _NotDone(f"it cannot be sent: {error}") from None
        done = self._waiting[id] = asyncio.get_running_loop().create_future()
        try:
            self._process.stdin.write(LENGTH.pack(len(message)) + message)
            return cast("R", await done)
        finally:
            del self._waiting[id]

    async def close(self) -> None:
        """Let the process end, or end it."""
        self._life.cancel()
        await asyncio.wait({self._life})

    async def _live(self) -> None:
        """Start the process, take its answers as long as it lives, and leave nothing behind."""
        try:
            self._process = await _start()
            await self._take_answers(self._process)
        except Exception as error:  # noqa: BLE001  its end, or an answer that cannot be read: no more is asked of it
            log.info("A worker ended (%s)", type(error).__name__)
        finally:
            self.is_ready = False
            self.started.set()
            for done in self._waiting.values():
                if not done.done():
                    done.set_exception(_NotDone("the worker is gone"))
            if self._process is not None:
                await _end(self._process)

    async def _take_answers(self, process: asyncio.subprocess.Process) -> None:
        answers = process.stdout
        assert answers is not None
        while True:
            (length,) = LENGTH.unpack(await answers.readexactly(LENGTH.size))
            message = await answers.readexactly(length)
            if message == READY:
                self.is_ready = True
                self.started.set()
                continue
            id, succeeded, value = pickle.loads(message)
            done = self._waiting.get(id)
            if done is not None and not done.done():
                if succeeded:
                    done.set_result(value)
                else:
                    done.set_exception(_NotDone(f"it raised {value}"))


async def _start() -> asyncio.subprocess.Process:
    """A worker with this process's modules to import, out of reach of its terminal's interrupts.

    Its standard error goes nowhere: what fails there is done again here, and told from here.
    """
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "nodes.offload_worker",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    )


async def _end(process: asyncio.subprocess.Process) -> None:
    """Let the process finish what it does, which its closed input tells it to, or kill it."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), CLOSE_SECONDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
