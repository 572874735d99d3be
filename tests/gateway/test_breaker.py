"""Circuit breakers with a clock that stands still until told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.breaker import OPEN_FOR, Breakers, Road, Trial
from gateway.failures import LONGEST_RETRY_AFTER
from tests.gateway.fake_time import FakeClock

ROAD = Road("aurora", "AURORA_KEY_1", "swift-2")
SISTER = Road("aurora", "AURORA_KEY_1", "grand-2")
OTHER_KEY = Road("aurora", "AURORA_KEY_2", "swift-2")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def breakers(clock: FakeClock) -> Breakers:
    return Breakers(clock)


def fail(breakers: Breakers, road: Road = ROAD, times: int = 1, retry_after: float | None = None) -> None:
    for _ in range(times):
        breakers.failed(breakers.begin(road), failure_cools=True, retry_after=retry_after)


def refuse_key(breakers: Breakers, road: Road = ROAD) -> None:
    breakers.failed(breakers.begin(road), failure_cools=True, opens_key=True)


def test_a_road_that_was_never_asked_is_allowed(breakers: Breakers) -> None:
    assert breakers.allows(ROAD)


def test_two_failures_leave_it_closed(breakers: Breakers) -> None:
    fail(breakers, times=2)
    assert breakers.allows(ROAD)


def test_three_failures_open_it(breakers: Breakers) -> None:
    fail(breakers, times=3)
    assert not breakers.allows(ROAD)


def test_it_stays_open_for_its_time(breakers: Breakers, clock: FakeClock) -> None:
    fail(breakers, times=3)
    clock.advance(OPEN_FOR - 1)
    assert not breakers.allows(ROAD)
    assert breakers.reopens_in(ROAD) == pytest.approx(1)


def test_three_failures_in_ten_do_not_open_it(breakers: Breakers) -> None:
    for outcome in "+++-+++-++-+++-+++-++-":
        trial = breakers.begin(ROAD)
        if outcome == "+":
            breakers.succeeded(trial)
        else:
            breakers.failed(trial, failure_cools=True)
        assert breakers.allows(ROAD)


def test_an_outage_opens_it_after_many_successes(breakers: Breakers) -> None:
    for _ in range(1000):
        breakers.succeeded(breakers.begin(ROAD))
    fail(breakers, times=20)
    assert not breakers.allows(ROAD)


def test_failures_far_apart_do_not_add_up(breakers: Breakers, clock: FakeClock) -> None:
    for _ in range(5):
        fail(breakers)
        clock.advance(200)
    assert breakers.allows(ROAD)


def test_failures_of_the_request_itself_never_open_it(breakers: Breakers) -> None:
    for _ in range(10):
        breakers.failed(breakers.begin(ROAD), failure_cools=False)
    assert breakers.allows(ROAD)


def test_an_open_road_leaves_the_sister_model_and_the_other_key_alone(breakers: Breakers) -> None:
    fail(breakers, times=3)
    assert breakers.allows(SISTER)
    assert breakers.allows(OTHER_KEY)


def test_retry_after_takes_the_place_of_the_usual_time(breakers: Breakers, clock: FakeClock) -> None:
    fail(breakers, times=3, retry_after=7)
    clock.advance(6.9)
    assert not breakers.allows(ROAD)
    clock.advance(0.2)
    assert breakers.allows(ROAD)


def test_a_first_refusal_with_retry_after_is_honoured_by_everyone(breakers: Breakers, clock: FakeClock) -> None:
    fail(breakers, retry_after=5)
    assert not breakers.allows(ROAD)
    assert breakers.reopens_in(ROAD) == pytest.approx(5)
    clock.advance(5)
    assert breakers.allows(ROAD)


def test_after_a_mere_pause_any_number_may_ask(breakers: Breakers, clock: FakeClock) -> None:
    fail(breakers, retry_after=5)
    clock.advance(5)
    breakers.begin(ROAD)
    assert breakers.allows(ROAD)


def test_an_answer_in_between_does_not_shorten_a_retry_after(breakers: Breakers) -> None:
    early = breakers.begin(ROAD)
    fail(breakers, times=3, retry_after=9)
    breakers.succeeded(early)
    assert breakers.reopens_in(ROAD) == pytest.approx(9)


@pytest.mark.parametrize("nonsense", [0.0, -3.0, float("nan")])
def test_a_retry_after_that_is_no_wait_is_left_aside(breakers: Breakers, nonsense: float) -> None:
    fail(breakers, times=3, retry_after=nonsense)
    assert breakers.reopens_in(ROAD) == pytest.approx(OPEN_FOR)


def test_a_retry_after_without_end_ends(breakers: Breakers) -> None:
    fail(breakers, retry_after=float("inf"))
    assert breakers.reopens_in(ROAD) == pytest.approx(LONGEST_RETRY_AFTER)


def half_open(breakers: Breakers, clock: FakeClock) -> None:
    fail(breakers, times=3)
    clock.advance(OPEN_FOR)


def test_half_open_lets_exactly_one_probe_through(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    assert breakers.allows(ROAD)
    assert breakers.begin(ROAD).probe
    assert not breakers.allows(ROAD)
    assert not breakers.begin(ROAD).probe


def test_a_probe_that_succeeds_closes_it(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    breakers.succeeded(breakers.begin(ROAD))
    breakers.begin(ROAD)
    assert breakers.allows(ROAD)


def test_a_probe_that_fails_opens_it_for_the_whole_time_again(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    fail(breakers)
    assert breakers.reopens_in(ROAD) == pytest.approx(OPEN_FOR)


def test_a_cancelled_probe_is_given_back(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    breakers.abandoned(breakers.begin(ROAD))
    assert breakers.begin(ROAD).probe


def test_a_probe_that_ends_in_an_exception_is_given_back(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    with pytest.raises(KeyboardInterrupt), breakers.trial(ROAD):
        raise KeyboardInterrupt
    assert breakers.begin(ROAD).probe


def test_a_probe_refused_for_what_it_said_is_given_back(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    breakers.failed(breakers.begin(ROAD), failure_cools=False)
    assert breakers.begin(ROAD).probe


def test_the_end_of_an_old_request_does_not_give_back_the_probe_of_another(
    breakers: Breakers, clock: FakeClock
) -> None:
    old = breakers.begin(ROAD)
    half_open(breakers, clock)
    breakers.begin(ROAD)
    breakers.abandoned(old)
    assert not breakers.allows(ROAD)


def test_a_request_for_want_of_others_does_not_give_back_the_probe_beside_it(
    breakers: Breakers, clock: FakeClock
) -> None:
    half_open(breakers, clock)
    breakers.begin(ROAD)
    breakers.abandoned(breakers.begin(ROAD))
    assert not breakers.allows(ROAD)


def test_a_probe_of_last_time_does_not_give_back_the_probe_of_this_time(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    last_time = breakers.begin(ROAD)
    breakers.succeeded(breakers.begin(ROAD))
    half_open(breakers, clock)
    breakers.begin(ROAD)
    breakers.abandoned(last_time)
    assert not breakers.allows(ROAD)


def test_a_closed_breaker_starts_with_a_clean_sheet(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    breakers.succeeded(breakers.begin(ROAD))
    fail(breakers, times=2)
    assert breakers.allows(ROAD)


def test_a_probe_long_after_the_failures_opens_it_alone(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    clock.advance(10 * OPEN_FOR)
    fail(breakers)
    assert breakers.reopens_in(ROAD) == pytest.approx(OPEN_FOR)


def test_only_the_first_outcome_told_of_a_request_counts(breakers: Breakers, clock: FakeClock) -> None:
    half_open(breakers, clock)
    first = breakers.begin(ROAD)
    breakers.abandoned(first)
    breakers.begin(ROAD)
    breakers.abandoned(first)
    assert not breakers.allows(ROAD)


def test_an_answer_that_was_asked_for_before_closes_it(breakers: Breakers) -> None:
    early = breakers.begin(ROAD)
    fail(breakers, times=3)
    breakers.succeeded(early)
    assert breakers.allows(ROAD)


def test_failures_of_requests_sent_before_it_opened_do_not_prolong_it(breakers: Breakers, clock: FakeClock) -> None:
    early = breakers.begin(ROAD)
    fail(breakers, times=3)
    clock.advance(100)
    breakers.failed(early, failure_cools=True)
    assert breakers.reopens_in(ROAD) == pytest.approx(OPEN_FOR - 100)


def test_an_open_road_that_is_asked_for_want_of_others_and_answers_is_closed(breakers: Breakers) -> None:
    fail(breakers, times=3)
    breakers.succeeded(breakers.begin(ROAD))
    assert breakers.allows(ROAD)


def test_a_refused_key_opens_at_once_for_all_its_models(breakers: Breakers) -> None:
    refuse_key(breakers)
    assert not breakers.allows(ROAD)
    assert not breakers.allows(SISTER)


def test_a_refused_key_leaves_the_next_key_alone(breakers: Breakers) -> None:
    refuse_key(breakers)
    assert breakers.allows(OTHER_KEY)


def test_a_refused_key_is_tried_by_one_call_over_all_its_models(breakers: Breakers, clock: FakeClock) -> None:
    refuse_key(breakers)
    clock.advance(OPEN_FOR)
    assert breakers.begin(SISTER).probe
    assert not breakers.allows(ROAD)


def test_a_key_that_works_again_is_open_to_all_its_models(breakers: Breakers, clock: FakeClock) -> None:
    refuse_key(breakers)
    clock.advance(OPEN_FOR)
    breakers.succeeded(breakers.begin(SISTER))
    assert breakers.allows(ROAD)


def test_a_road_that_fails_gives_the_probe_of_its_key_back(breakers: Breakers, clock: FakeClock) -> None:
    refuse_key(breakers)
    clock.advance(OPEN_FOR)
    fail(breakers, SISTER)
    assert breakers.begin(ROAD).probe


def test_the_snapshot_tells_keys_and_roads_apart(breakers: Breakers) -> None:
    fail(breakers, times=3)
    refuse_key(breakers, OTHER_KEY)
    states = {(view.key, view.model): view.state for view in breakers.snapshot()}
    assert states == {
        ("AURORA_KEY_1", None): "closed",
        ("AURORA_KEY_2", None): "open",
        ("AURORA_KEY_1", "swift-2"): "open",
        ("AURORA_KEY_2", "swift-2"): "closed",
    }


STEPS = st.lists(st.tuples(st.sampled_from(["begin", "ok", "fail", "abandon", "wait"]), st.integers(0, 9)), max_size=60)


@given(STEPS)
def test_there_is_never_more_than_one_probe_whatever_happens_in_whatever_order(steps: list[tuple[str, int]]) -> None:
    clock = FakeClock()
    breakers = Breakers(clock)
    under_way: list[Trial] = []
    for what, which in steps:
        if what == "wait":
            clock.advance(OPEN_FOR / 2 * which)
        elif what == "begin" and breakers.allows(ROAD):
            under_way.append(breakers.begin(ROAD))
        elif what != "begin" and under_way:
            trial = under_way.pop(which % len(under_way))
            if what == "ok":
                breakers.succeeded(trial)
            elif what == "fail":
                breakers.failed(trial, failure_cools=True)
            else:
                breakers.abandoned(trial)
        probing = [view for view in breakers.snapshot() if view.state == "probing"]
        live = [trial for trial in under_way if trial.probe and trial.on_road.current]
        assert len(live) == len(probing) <= 1


@given(STEPS)
def test_a_road_is_always_tried_again_in_the_end(steps: list[tuple[str, int]]) -> None:
    clock = FakeClock()
    breakers = Breakers(clock)
    for what, which in steps:
        if what == "wait":
            clock.advance(30.0 * which)
            continue
        with breakers.trial(ROAD) as trial:
            if what == "ok":
                breakers.succeeded(trial)
            elif what == "fail":
                breakers.failed(trial, failure_cools=True, retry_after=float(which) or None)
    clock.advance(OPEN_FOR)
    assert breakers.allows(ROAD)
