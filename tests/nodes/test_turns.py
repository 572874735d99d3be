"""Who does the next piece of work."""

import asyncio
import time
from dataclasses import dataclass

import pytest

from nodes.turns import BUSY, WINDOW_SECONDS, SpareTime, Turns


@dataclass
class Machine:
    """A clock, and how much CPU this process has taken by it."""

    wall: float = 0.0
    spent: float = 0.0

    def pass_on(self, seconds: float, busy: float) -> None:
        self.wall += seconds
        self.spent += seconds * busy

    def spare(self) -> SpareTime:
        return SpareTime(lambda: self.wall, lambda: self.spent)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def idle(machine: Machine) -> SpareTime:
    spare = machine.spare()
    machine.pass_on(WINDOW_SECONDS, 0.1)
    return spare


def busy(machine: Machine) -> SpareTime:
    spare = machine.spare()
    machine.pass_on(WINDOW_SECONDS, 1.0)
    return spare


async def asked(turns: Turns, order: int, begun: list[tuple[int, bool]], end: asyncio.Event) -> None:
    async with turns.turn(order) as by_worker:
        begun.append((order, by_worker))
        await end.wait()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_run_that_came_first_goes_first(machine: Machine) -> None:
    turns, begun, end = Turns(1, busy(machine)), list[tuple[int, bool]](), asyncio.Event()
    tasks = [asyncio.create_task(asked(turns, order, begun, end)) for order in (7, 5, 9, 2)]
    await settle()
    end.set()
    await asyncio.gather(*tasks)
    assert [order for order, _ in begun] == [7, 2, 5, 9]


async def test_a_worker_has_no_more_pieces_than_it_has_places_for(machine: Machine) -> None:
    turns, begun, end = Turns(2, busy(machine)), list[tuple[int, bool]](), asyncio.Event()
    tasks = [asyncio.create_task(asked(turns, order, begun, end)) for order in range(5)]
    await settle()
    assert len(begun) == 2
    end.set()
    await asyncio.gather(*tasks)


async def test_a_process_with_time_to_spare_takes_what_would_wait(machine: Machine) -> None:
    turns, begun, end = Turns(1, idle(machine)), list[tuple[int, bool]](), asyncio.Event()
    tasks = [asyncio.create_task(asked(turns, order, begun, end)) for order in range(3)]
    await settle()
    assert begun == [(0, True), (1, False)]
    end.set()
    await asyncio.gather(*tasks)


async def test_a_busy_process_leaves_it_to_the_worker(machine: Machine) -> None:
    turns, begun, end = Turns(1, busy(machine)), list[tuple[int, bool]](), asyncio.Event()
    tasks = [asyncio.create_task(asked(turns, order, begun, end)) for order in range(3)]
    await settle()
    end.set()
    await asyncio.gather(*tasks)
    assert begun == [(0, True), (1, True), (2, True)]


async def test_whoever_gives_up_waiting_holds_up_nobody(machine: Machine) -> None:
    turns, begun, end = Turns(1, busy(machine)), list[tuple[int, bool]](), asyncio.Event()
    first, given_up, last = (asyncio.create_task(asked(turns, order, begun, end)) for order in range(3))
    await settle()
    given_up.cancel()
    end.set()
    await asyncio.gather(first, last)
    assert [order for order, _ in begun] == [0, 2]


async def test_whoever_gives_up_in_the_moment_of_their_turn_passes_it_on(machine: Machine) -> None:
    turns, begun, end = Turns(1, busy(machine)), list[tuple[int, bool]](), asyncio.Event()
    first, given_up, last = (asyncio.create_task(asked(turns, order, begun, end)) for order in range(3))
    await settle()
    end.set()
    await first  # its turn is given to the next, who has not heard of it yet
    given_up.cancel()
    async with asyncio.timeout(5):
        await last
    assert begun[-1] == (2, True)


def test_one_piece_at_a_time_is_taken(machine: Machine) -> None:
    spare = idle(machine)
    assert [spare.take(), spare.take()] == [True, False]


def test_a_piece_given_back_leaves_time_for_the_next(machine: Machine) -> None:
    spare = idle(machine)
    spare.take()
    spare.give_back()
    assert spare.take()


def test_how_busy_it_is_is_measured_anew(machine: Machine) -> None:
    spare = idle(machine)
    assert spare.take()
    spare.give_back()
    machine.pass_on(WINDOW_SECONDS, BUSY + 0.1)
    assert not spare.take()


async def test_time_that_went_into_such_work_does_not_count_as_busy(machine: Machine) -> None:
    spare = machine.spare()
    machine.pass_on(WINDOW_SECONDS, 0.1)
    assert spare.take()
    seconds = await spare.use(_burn)
    machine.pass_on(1.0, seconds)
    spare.give_back()
    assert spare.take()


def _burn() -> float:
    """Take CPU; at most that many seconds of it."""
    begin = time.thread_time()
    while time.thread_time() - begin < 0.7:
        sum(range(1000))
    return time.thread_time() - begin
