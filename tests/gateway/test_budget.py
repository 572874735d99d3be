"""A run's budget of tokens."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import BudgetExceeded
from gateway.budget import BASE_INPUT, OVERLAP, RESERVE, RUN_TOKENS, SHARES, Purpose, Reservation, RunBudget
from gateway.calls import Usage

STAGES = sorted(stage for share in SHARES for stage in share.steps)
ON_TOP = {stage for share in SHARES if share.on_top for stage in share.steps}


def spend(budget: RunBudget, stage: str, tokens: int, purpose: Purpose = "work") -> None:
    budget.settle(budget.reserve(stage, tokens, purpose), tokens)


def test_the_shares_of_a_run_sum_to_its_limit() -> None:
    assert sum(share.tokens for share in SHARES if not share.on_top) == RUN_TOKENS


def test_the_reserve_is_a_quarter_of_the_run() -> None:
    assert RESERVE * 4 == RUN_TOKENS


@pytest.mark.parametrize(
    ("stage", "share"),
    [
        ("job_analyzer", 1_500),
        ("profile_extractor", 2_000),
        ("cover_letter", 1_500),
        ("web_search", 1_500),
        ("intake", 6_000),
    ],
)
def test_a_stage_has_its_share_and_what_may_overlap(stage: str, share: int) -> None:
    budget = RunBudget()
    assert budget.room(stage) == share + (0 if stage in ON_TOP else OVERLAP)


def test_a_run_that_spends_nothing_early_may_spend_it_late() -> None:
    assert RunBudget().room("polisher") == RUN_TOKENS


def test_what_a_finished_stage_left_flows_on() -> None:
    budget = RunBudget()
    spend(budget, "job_analyzer", 1_000)
    assert budget.room("researcher") == 2_000 + 500 + OVERLAP


def test_a_stage_beside_another_does_not_touch_what_that_has_left() -> None:
    budget = RunBudget()
    spend(budget, "profile_extractor", 2_500)
    with pytest.raises(BudgetExceeded):
        budget.reserve("profile_extractor", 1)
    assert budget.room("job_analyzer") == 1_500 + OVERLAP


def test_what_was_taken_from_a_later_share_is_missing_there() -> None:
    budget = RunBudget()
    spend(budget, "job_analyzer", 2_000)
    assert budget.room("researcher") == 2_000 - OVERLAP + OVERLAP
    spend(budget, "researcher", 2_000)
    assert budget.room("drafter") == 3_000


def test_the_run_is_at_its_end_when_all_of_it_is_spent() -> None:
    budget = RunBudget()
    spend(budget, "polisher", RUN_TOKENS)
    with pytest.raises(BudgetExceeded) as refused:
        budget.reserve("polisher", 1)
    assert (refused.value.budget, refused.value.limit, refused.value.wanted) == ("run", RUN_TOKENS, 1)


def test_a_stage_that_meets_its_own_limit_says_so() -> None:
    budget = RunBudget()
    with pytest.raises(BudgetExceeded) as refused:
        budget.reserve("job_analyzer", 2_001)
    assert (refused.value.stage, refused.value.budget, refused.value.limit) == ("job_analyzer", "stage", 2_000)


def test_repairs_do_not_touch_the_share() -> None:
    budget = RunBudget()
    before = budget.room("drafter")
    spend(budget, "drafter", RESERVE, "repair")
    assert budget.room("drafter") == before


def test_the_stricter_pass_has_room_when_the_run_is_spent() -> None:
    budget = RunBudget()
    spend(budget, "polisher", RUN_TOKENS)
    spend(budget, "polisher", RESERVE, "stricter")
    with pytest.raises(BudgetExceeded):
        budget.reserve("polisher", 1, "stricter")


def test_a_repair_that_the_reserve_cannot_pay_is_paid_from_the_share() -> None:
    budget = RunBudget()
    spend(budget, "drafter", RESERVE, "repair")
    before = budget.room("drafter")
    spend(budget, "drafter", 400, "repair")
    assert budget.room("drafter") == before - 400


def test_work_never_touches_the_reserve() -> None:
    budget = RunBudget()
    spend(budget, "polisher", RUN_TOKENS)
    assert budget.room("polisher", "repair") == RESERVE


def test_a_letter_takes_nothing_from_the_resume() -> None:
    budget = RunBudget()
    spend(budget, "cover_letter", 1_500)
    assert budget.room("polisher") == RUN_TOKENS


def test_small_inputs_keep_the_figures() -> None:
    assert RunBudget(BASE_INPUT // 3).limit == RUN_TOKENS


@pytest.mark.parametrize("times", [2, 3, 20])
def test_larger_inputs_scale_every_figure(times: int) -> None:
    budget = RunBudget(BASE_INPUT * times)
    assert (budget.limit, budget.reserve_limit) == (RUN_TOKENS * times, RESERVE * times)
    assert budget.room("job_analyzer") == (1_500 + OVERLAP) * times
    assert budget.room("cover_letter") == 1_500 * times


def test_a_resumed_run_starts_with_what_it_spent() -> None:
    budget = RunBudget(spent={"job_analyzer": Usage(900, 100), "drafter": Usage(2_000, 1_000)})
    assert budget.settled == 4_000
    assert budget.room("polisher") == RUN_TOKENS - 4_000


def test_a_resumed_runs_repairs_were_the_reserves() -> None:
    spent, repairs = {"polisher": Usage(1_000, 500), "drafter": Usage(100, 0)}, {"polisher": Usage(700, 300)}
    budget = RunBudget(spent=spent, from_reserve=repairs)
    assert (budget.settled, budget.room("polisher")) == (1_600, RUN_TOKENS - 600)
    with pytest.raises(BudgetExceeded):
        budget.reserve("polisher", RUN_TOKENS - 599, "repair")
    budget.reserve("polisher", RUN_TOKENS - 600)
    budget.reserve("polisher", RESERVE - 1_000, "repair")
    assert budget.room("polisher", "repair") == 0


def test_repairs_of_before_that_the_reserve_cannot_hold_are_the_stages() -> None:
    many = {"drafter": Usage(RESERVE, 500)}
    budget = RunBudget(spent=many, from_reserve=many)
    assert (budget.room("polisher"), budget.room("polisher", "stricter")) == (RUN_TOKENS - 500, RUN_TOKENS - 500)


def test_settling_frees_what_was_not_used() -> None:
    budget = RunBudget()
    reservation = budget.reserve("job_analyzer", 2_000)
    assert budget.room("job_analyzer") == 0
    budget.settle(reservation, 300)
    assert budget.room("job_analyzer") == 1_700


def test_a_provider_that_bills_more_than_was_reserved_is_booked_as_billed() -> None:
    budget = RunBudget()
    budget.settle(budget.reserve("job_analyzer", 500), 9_000)
    assert budget.settled == 9_000
    assert budget.room("polisher") == 0


def test_a_call_that_takes_nothing_has_room_even_where_more_was_billed_than_there_is() -> None:
    budget = RunBudget()
    budget.settle(budget.reserve("job_analyzer", 500), 9_000)
    assert budget.reserve("job_analyzer", 0).tokens == 0


def test_a_failed_call_gives_everything_back() -> None:
    budget = RunBudget()
    with pytest.raises(ConnectionError), budget.held(budget.reserve("drafter", 700)):
        raise ConnectionError
    assert (budget.settled, budget.reserved) == (0, 0)


def test_a_reservation_that_was_settled_is_not_released_as_well() -> None:
    budget = RunBudget()
    with budget.held(budget.reserve("drafter", 700)) as reservation:
        budget.settle(reservation, 650)
    assert (budget.settled, budget.reserved) == (650, 0)


def test_settling_twice_is_a_defect() -> None:
    budget = RunBudget()
    reservation = budget.reserve("drafter", 10)
    budget.settle(reservation, 10)
    with pytest.raises(ValueError, match="settled already"):
        budget.settle(reservation, 10)


@pytest.mark.parametrize("act", [lambda b: b.reserve("drafter", -1), lambda b: b.settle(b.reserve("drafter", 5), -5)])
def test_tokens_are_never_negative(act: Callable[[RunBudget], object]) -> None:
    with pytest.raises(ValueError, match="-"):
        act(RunBudget())


def test_a_stage_without_a_share_is_a_defect() -> None:
    with pytest.raises(ValueError, match="exporter"):
        RunBudget().reserve("exporter", 1)


class Shadow:
    """Books kept by somebody else: what was granted and not given back, by whose limit it falls under."""

    def __init__(self, budget: RunBudget) -> None:
        self.budget = budget
        self.open: list[Reservation] = []
        self.used = {"run": 0, "reserve": 0, **dict.fromkeys(ON_TOP, 0)}

    @staticmethod
    def account(reservation: Reservation) -> str:
        if reservation.from_reserve:
            return "reserve"
        return reservation.stage if reservation.stage in ON_TOP else "run"

    def end(self, which: int, share: float) -> None:
        reservation = self.open.pop(which % len(self.open))
        used = int(reservation.tokens * share)
        self.budget.settle(reservation, used)
        self.used[self.account(reservation)] += used

    def check(self) -> None:
        taken = dict(self.used)
        for reservation in self.open:
            taken[self.account(reservation)] += reservation.tokens
        assert taken["run"] <= self.budget.limit
        assert taken["reserve"] <= self.budget.reserve_limit
        assert taken["cover_letter"] <= 1_500 * self.budget.scale
        assert taken["web_search"] <= 1_500 * self.budget.scale
        assert taken["intake"] <= 6_000 * self.budget.scale
        assert sum(taken.values()) == self.budget.settled + self.budget.reserved


PURPOSES = st.sampled_from(list[Purpose](["work", "repair", "stricter"]))
STEPS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(STAGES), st.integers(0, 4_000), PURPOSES, st.floats(0, 1)), max_size=60
)


@given(st.integers(0, 6_000), STEPS)
def test_whatever_the_order_of_calls_no_limit_is_ever_passed(
    input_tokens: int, steps: list[tuple[bool, str, int, Purpose, float]]
) -> None:
    shadow = Shadow(RunBudget(input_tokens))
    for begins, stage, tokens, purpose, share in steps:
        if begins:
            try:
                shadow.open.append(shadow.budget.reserve(stage, tokens, purpose))
            except BudgetExceeded:
                assert tokens > shadow.budget.room(stage, purpose)
        elif shadow.open:
            shadow.end(tokens, share)
        shadow.check()
    while shadow.open:
        shadow.end(0, 0.0)
    assert shadow.budget.reserved == 0


@given(STEPS)
def test_what_the_room_says_can_be_reserved(steps: list[tuple[bool, str, int, Purpose, float]]) -> None:
    budget = RunBudget()
    for _, stage, tokens, purpose, _ in steps:
        room = budget.room(stage, purpose)
        budget.release(budget.reserve(stage, room, purpose))
        with pytest.raises(BudgetExceeded):
            budget.reserve(stage, room + 1, purpose)
        spend(budget, stage, min(tokens, room), purpose)


PACKETS = st.lists(st.tuples(st.integers(1, 2_500), st.floats(0, 1), st.integers(0, 3), st.booleans()), max_size=20)


@given(PACKETS)
def test_parallel_packets_never_overspend_together_and_each_gets_an_end(
    packets: list[tuple[int, float, int, bool]],
) -> None:
    budget = RunBudget()
    ends: list[str] = []

    async def packet(tokens: int, share: float, turns: int, fails: bool) -> None:
        try:
            reservation = await budget.reserve_in_turn("drafter", tokens)
        except BudgetExceeded:
            ends.append("refused")
            return
        with budget.held(reservation):
            for _ in range(turns):
                assert budget.settled + budget.reserved <= 7_000
                await asyncio.sleep(0)
            if not fails:
                budget.settle(reservation, int(tokens * share))
        ends.append("done")

    async def scene() -> None:
        await asyncio.wait_for(asyncio.gather(*(packet(*one) for one in packets)), timeout=20)

    asyncio.run(scene())
    assert len(ends) == len(packets)
    assert budget.reserved == 0


def test_a_packet_waits_for_its_turn_where_others_reserved_more_than_they_use() -> None:
    async def scene() -> None:
        budget = RunBudget()
        first = budget.reserve("drafter", 6_000)
        second = asyncio.create_task(budget.reserve_in_turn("drafter", 2_000))
        await asyncio.sleep(0)
        assert not second.done()
        budget.settle(first, 1_000)
        assert (await second).tokens == 2_000

    asyncio.run(scene())


def test_a_repair_waits_for_another_repair_where_the_run_is_spent() -> None:
    async def scene() -> None:
        budget = RunBudget()
        spend(budget, "drafter", 7_000)
        first = budget.reserve("drafter", RESERVE, "repair")
        second = asyncio.create_task(budget.reserve_in_turn("drafter", 1_500, "repair"))
        await asyncio.sleep(0)
        budget.release(first)
        assert (await second).from_reserve

    asyncio.run(scene())


def test_a_packet_that_cannot_fit_is_refused_without_waiting() -> None:
    async def scene() -> None:
        budget = RunBudget()
        spend(budget, "drafter", 6_000)
        budget.reserve("drafter", 900)
        with pytest.raises(BudgetExceeded):
            await budget.reserve_in_turn("drafter", 1_500)

    asyncio.run(scene())


def test_a_packet_cancelled_in_the_queue_leaves_room_for_the_next() -> None:
    async def scene() -> None:
        budget = RunBudget()
        first = budget.reserve("drafter", 7_000)
        gone, next_one = (asyncio.create_task(budget.reserve_in_turn("drafter", 7_000)) for _ in range(2))
        await asyncio.sleep(0)
        gone.cancel()
        budget.release(first)
        assert (await next_one).tokens == 7_000
        assert gone.cancelled()

    asyncio.run(scene())
