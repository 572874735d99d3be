"""Work in processes of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from nodes.offload import Workers


@asynccontextmanager
async def ready_workers(most: int = 1, runs: int = 1) -> AsyncIterator[Workers]:
    """Workers that have started, with so many runs under way."""
    workers = Workers(most=most, fewest_runs=1)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(workers.close)
        for number in range(runs):
            stack.enter_context(workers.run_under_way(f"run {number}"))
        async with asyncio.timeout(60):
            await workers.wait_until_ready()
        yield workers


async def test_work_is_done_in_another_process() -> None:
    async with ready_workers() as workers:
        assert await workers("run", os.getpid) != os.getpid()


async def test_the_work_of_one_run_goes_to_one_worker() -> None:
    async with ready_workers(most=2) as workers:
        assert len({await workers("one", os.getpid) for _ in range(5)}) == 1


async def test_the_runs_are_spread_over_the_workers() -> None:
    async with ready_workers(most=2) as workers:
        assert len({await workers(f"run {number}", os.getpid) for number in range(20)}) == 2


async def test_much_work_at_once_comes_back_each_to_its_own() -> None:
    async with ready_workers() as workers:
        assert await asyncio.gather(*(workers("run", divmod, number, 7) for number in range(50))) == [
            divmod(number, 7) for number in range(50)
        ]


async def test_few_runs_start_no_worker() -> None:
    workers = Workers(most=2, fewest_runs=2)
    with workers.run_under_way("run"):
        assert await workers("run", os.getpid) == os.getpid()
    assert workers.started == 0


async def test_work_goes_on_here_while_workers_start() -> None:
    workers = Workers(most=1, fewest_runs=1)
    with workers.run_under_way("run"):
        assert await workers("run", os.getpid) == os.getpid()
        assert workers.started == 1
    await workers.close()


async def test_what_work_raises_is_raised_here() -> None:
    async with ready_workers() as workers:
        with pytest.raises(ZeroDivisionError):
            await workers("run", divmod, 1, 0)


async def test_work_that_cannot_be_sent_is_done_here() -> None:
    async with ready_workers() as workers:
        here: list[int] = []
        await workers("run", lambda: here.append(os.getpid()))
        assert here == [os.getpid()]


async def test_a_result_that_cannot_be_sent_back_is_made_here() -> None:
    async with ready_workers() as workers:
        with await workers("run", open, os.devnull) as made:
            assert made.name == os.devnull


async def test_work_of_a_worker_that_dies_is_done_here() -> None:
    async with ready_workers() as workers:
        pid = await workers("run", os.getpid)
        sleeping = asyncio.create_task(workers("run", time.sleep, 1))
        await asyncio.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
        await sleeping
        assert await workers("run", os.getpid) == os.getpid()


async def test_what_work_prints_does_not_get_between_the_answers() -> None:
    async with ready_workers() as workers:
        await workers("run", os.write, 1, b"a library says hello\n")
        assert await workers("run", abs, -1) == 1


async def test_closed_workers_are_gone() -> None:
    async with ready_workers() as workers:
        pid = await workers("run", os.getpid)
    assert not is_alive(pid)


async def test_work_that_is_asked_for_after_closing_is_done_here() -> None:
    async with ready_workers() as workers:
        await workers.close()
        assert await workers("run", os.getpid) == os.getpid()


async def test_a_cancelled_wait_leaves_the_worker_to_others() -> None:
    async with ready_workers() as workers:
        waiting = asyncio.create_task(workers("run", time.sleep, 0.2))
        await asyncio.sleep(0.05)
        waiting.cancel()
        assert await workers("run", os.getpid) != os.getpid()


def test_no_worker_outlives_a_killed_process() -> None:
    program = textwrap.dedent(
        """
        import asyncio, os, time
        from nodes.offload import Workers

        async def main():
            workers = Workers(most=1, fewest_runs=1)
            with workers.run_under_way("run"):
                await workers.wait_until_ready()
                print(await workers("run", os.getpid), flush=True)
                await workers("run", time.sleep, 0.3)
                await asyncio.sleep(600)

        asyncio.run(main())
        """
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 30
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    """Whether a process of this id runs; one that has ended and is not yet waited for does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
