"""The concurrency limit of a provider, on a loop whose time passes only when all wait."""

import asyncio
from collections.abc import Callable, Coroutine

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.limiter import AGEING, UNPROVEN, Limiter
from tests.gateway.fake_time import FakeClock, run_in_fake_time

Scene = Callable[[FakeClock], Coroutine[None, None, None]]


def play(scene: Scene) -> None:
    clock = FakeClock()
    run_in_fake_time(clock, scene(clock))


class Provider:
    """Answers after a second, to no more than `capacity` calls at once; refuses the others in a tenth of that."""

    def __init__(self, limiter: Limiter, capacity: int = 10_000, faulty_every: int = 1_000_000) -> None:
        self.limiter = limiter
        self.capacity = capacity
        self.faulty_every = faulty_every
        self.asked = 0
        self.under_way = 0
        self.most_under_way = 0
        self.refused = 0
        self.answered = 0

    async def ask(self, priority: float = 0.0) -> None:
        answered = await self._once(priority)
        while not answered:
            await asyncio.sleep(0.5)
            answered = await self._once(priority)

    async def _once(self, priority: float) -> bool:
        async with self.limiter.slot(priority):
            self.asked += 1
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
            try:
                if self.under_way > self.capacity or self.asked % self.faulty_every == 0:
                    await asyncio.sleep(0.1)
                    self.limiter.overloaded()
                    self.refused += 1
                    return False
                await asyncio.sleep(1.0)
                self.limiter.went_well()
                self.answered += 1
                return True
            finally:
                self.under_way -= 1


async def hold(limiter: Limiter, until: asyncio.Event, priority: float = 0.0) -> None:
    async with limiter.slot(priority):
        await until.wait()


async def settle_down() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_no_more_calls_than_the_limit_are_under_way() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(5)]
        await settle_down()
        assert (limiter.in_use, limiter.waiting) == (2, 3)
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_all_slots_are_free_again_in_the_end() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(clock=clock)
        provider = Provider(limiter)
        await asyncio.gather(*(provider.ask() for _ in range(50)))
        assert (limiter.in_use, limiter.waiting) == (0, 0)

    play(scene)


def test_a_healthy_provider_sees_twice_as_many_with_every_round_trip() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(start=UNPROVEN, clock=clock)
        provider = Provider(limiter)
        calls = [asyncio.create_task(provider.ask()) for _ in range(500)]
        seen = []
        for _ in range(4):
            await asyncio.sleep(0.5)
            seen.append(limiter.in_use)
            await asyncio.sleep(0.5)
            await settle_down()
        assert seen == [32, 64, 128, 200]
        await asyncio.gather(*calls)

    play(scene)


def test_the_limit_never_passes_the_setting() -> None:
    async def scene(clock: FakeClock) -> None:
        provider = Provider(Limiter(most=20, clock=clock))
        await asyncio.gather(*(provider.ask() for _ in range(200)))
        assert provider.most_under_way == 20

    play(scene)


def test_five_packets_of_one_run_start_within_a_fifth_of_a_second() -> None:
    async def scene(clock: FakeClock) -> None:
        provider = Provider(Limiter(clock=clock))
        began = clock.now
        await asyncio.gather(*(provider.ask() for _ in range(5)))
        assert clock.now - began <= 1.2

    play(scene)


def test_without_an_answer_the_limit_is_lifted_only_so_far() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(100)]
        await asyncio.sleep(60)
        assert limiter.in_use == UNPROVEN
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_after_a_sign_of_overload_nothing_is_lifted_without_an_answer() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(100)]
        await settle_down()
        limiter.overloaded()
        await asyncio.sleep(60)
        assert limiter.limit == 1
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_a_limit_that_is_not_in_use_does_not_grow() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(start=10, clock=clock)
        async with limiter.slot():
            limiter.went_well()
        assert limiter.limit == 10

    play(scene)


def test_a_round_trip_of_answers_after_overload_adds_a_few_slots() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=100, clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(100)]
        await settle_down()
        limiter.overloaded()
        for _ in range(100):
            limiter.went_well()
        assert 102 <= limiter.limit <= 104
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_a_round_trip_of_refusals_halves_the_limit() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(start=100, clock=clock)
        done = asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(100)]
        await settle_down()
        for _ in range(100):
            limiter.overloaded()
        assert limiter.limit == 50
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_one_refusal_in_a_hundred_hardly_moves_it() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=100, clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(100)]
        await settle_down()
        limiter.overloaded()
        assert limiter.limit == 99
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_an_isolated_refusal_among_answers_does_not_end_slow_start() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=UNPROVEN, clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(4 * UNPROVEN)]
        await settle_down()
        limiter.overloaded()
        for _ in range(UNPROVEN):
            limiter.went_well()
        assert limiter.limit >= 2 * UNPROVEN - 1
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_a_first_refusal_among_few_calls_ends_slow_start() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=2, most=10, clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(9)]
        await settle_down()
        limiter.overloaded()
        for _ in range(2):
            limiter.went_well()
        assert limiter.limit == 2  # one and a half, and not twice that but one more
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_one_answer_in_twenty_refused_for_no_reason_leaves_nine_tenths_of_the_limit() -> None:
    async def scene(clock: FakeClock) -> None:
        provider = Provider(Limiter(clock=clock), faulty_every=20)
        await asyncio.gather(*(provider.ask() for _ in range(3000)))
        assert provider.limiter.limit >= 180

    play(scene)


def test_a_limit_far_above_what_is_refused_falls_quickly() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=200, clock=clock), asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(4)]
        await settle_down()
        for _ in range(8):
            limiter.overloaded()
        assert limiter.limit <= 4
        done.set()
        await asyncio.gather(*calls)

    play(scene)


def test_one_slot_always_remains() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(clock=clock)
        for _ in range(50):
            limiter.overloaded()
        async with limiter.slot():
            assert limiter.in_use == 1

    play(scene)


def test_calls_settle_near_what_a_provider_takes_and_all_are_answered() -> None:
    async def scene(clock: FakeClock) -> None:
        provider = Provider(Limiter(clock=clock), capacity=30)
        await asyncio.gather(*(provider.ask() for _ in range(1500)))
        assert provider.answered == 1500
        assert provider.refused <= 0.5 * provider.answered

    play(scene)


def test_the_most_important_goes_first() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, order = Limiter(start=1, most=1, clock=clock), list[float]()

        async def call(priority: float) -> None:
            async with limiter.slot(priority):
                order.append(priority)

        async with limiter.slot():
            calls = [asyncio.create_task(call(priority)) for priority in (0.2, 0.9, 0.5)]
            await settle_down()
        await asyncio.gather(*calls)
        assert order == [0.9, 0.5, 0.2]

    play(scene)


def test_equals_go_in_the_order_they_came() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, order = Limiter(start=1, most=1, clock=clock), list[int]()

        async def call(number: int) -> None:
            async with limiter.slot(0.5):
                order.append(number)

        async with limiter.slot():
            calls = [asyncio.create_task(call(number)) for number in range(20)]
            await settle_down()
        await asyncio.gather(*calls)
        assert order == list(range(20))

    play(scene)


def test_nobody_who_comes_ten_seconds_later_goes_before_a_call_of_no_importance() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, came_of_served = Limiter(start=1, most=1, clock=clock), list[float]()

        async def important() -> None:
            came = clock.now
            async with limiter.slot(1.0):
                came_of_served.append(came)
                await asyncio.sleep(1)

        async def stream() -> None:
            async with asyncio.TaskGroup() as calls:
                for _ in range(60):  # two come where one is served, so the queue never empties
                    calls.create_task(important())
                    await asyncio.sleep(0.5)

        running = asyncio.create_task(stream())
        await settle_down()
        came = clock.now
        async with limiter.slot(0.0):
            assert max(came_of_served) <= came + 1 / AGEING
        assert len(came_of_served) < 60
        await running

    play(scene)


def test_a_cancelled_waiter_leaves_the_queue() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=1, most=1, clock=clock), asyncio.Event()
        async with limiter.slot():
            waiter = asyncio.create_task(hold(limiter, done))
            await settle_down()
            waiter.cancel()
            await asyncio.wait([waiter])
            assert limiter.waiting == 0
        async with limiter.slot():
            assert limiter.in_use == 1

    play(scene)


def test_a_slot_given_in_the_moment_of_cancelling_is_given_on() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter, done = Limiter(start=1, most=1, clock=clock), asyncio.Event()
        async with limiter.slot():
            unlucky = asyncio.create_task(hold(limiter, done))
            await settle_down()
            next_one = asyncio.create_task(hold(limiter, done))
            await settle_down()
        assert limiter.waiting == 1  # unlucky was given the slot and has not woken yet
        unlucky.cancel()
        await settle_down()
        assert unlucky.cancelled()
        assert (limiter.in_use, limiter.waiting) == (1, 0)
        done.set()
        await next_one
        assert limiter.in_use == 0

    play(scene)


def test_a_cancelled_call_gives_its_slot_back() -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(clock=clock)
        call = asyncio.create_task(hold(limiter, asyncio.Event()))
        await settle_down()
        call.cancel()
        await asyncio.wait([call])
        assert limiter.in_use == 0

    play(scene)


def test_a_loop_that_ends_in_the_midst_of_a_lift_leaves_nothing_behind_for_the_next() -> None:
    clock = FakeClock()
    limiter = Limiter(clock=clock)

    async def short() -> None:
        done = asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(3)]
        await settle_down()
        done.set()
        await asyncio.gather(*calls)

    async def long() -> None:
        done = asyncio.Event()
        calls = [asyncio.create_task(hold(limiter, done)) for _ in range(5)]
        await asyncio.sleep(1)
        assert limiter.in_use == 5
        done.set()
        await asyncio.gather(*calls)

    run_in_fake_time(clock, short())
    run_in_fake_time(clock, long())


@pytest.mark.parametrize(("start", "most"), [(0, 5), (6, 5)])
def test_bounds_that_contradict_each_other_are_refused(start: int, most: int) -> None:
    with pytest.raises(ValueError, match="limiter"):
        Limiter(start, most, clock=FakeClock())


PLANS = st.lists(
    st.tuples(
        st.floats(0, 5),  # when it comes
        st.floats(0, 1),  # its priority
        st.floats(0.01, 3),  # how long it takes
        st.sampled_from(["well", "overload", "error"]),
        st.none() | st.floats(0, 6),  # when it is cancelled
    ),
    max_size=25,
)


@given(PLANS, st.integers(1, 4))
def test_whatever_happens_the_setting_holds_and_every_slot_comes_back(
    plans: list[tuple[float, float, float, str, float | None]], most: int
) -> None:
    async def scene(clock: FakeClock) -> None:
        limiter = Limiter(start=1, most=most, clock=clock)
        under_way = 0

        async def call(comes: float, priority: float, takes: float, ends: str) -> None:
            nonlocal under_way
            await asyncio.sleep(comes)
            async with limiter.slot(priority):
                under_way += 1
                assert under_way <= limiter.in_use <= most  # a slot handed over counts before its taker wakes
                try:
                    await asyncio.sleep(takes)
                    if ends == "well":
                        limiter.went_well()
                    elif ends == "overload":
                        limiter.overloaded()
                    else:
                        raise ConnectionError
                finally:
                    under_way -= 1

        calls = []
        for comes, priority, takes, ends, cancelled in plans:
            task = asyncio.create_task(call(comes, priority, takes, ends))
            calls.append(task)
            if cancelled is not None:
                asyncio.get_running_loop().call_later(cancelled, task.cancel)
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert {type(result) for result in results} <= {type(None), ConnectionError, asyncio.CancelledError}
        assert (limiter.in_use, limiter.waiting) == (0, 0)

    play(scene)
