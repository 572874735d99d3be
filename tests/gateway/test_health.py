"""Health: averages that fade."""

from decimal import Decimal

import pytest

from gateway.breaker import Road
from gateway.health import HALF_LIFE, UNKNOWN, Health
from tests.gateway.fake_time import FakeClock

ROAD = Road("aurora", "AURORA_KEY_1", "swift-2")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def health(clock: FakeClock) -> Health:
    return Health(clock)


def test_an_unknown_road_has_the_benefit_of_the_doubt(health: Health) -> None:
    assert health.of(ROAD) == UNKNOWN


def test_one_failure_does_not_condemn(health: Health) -> None:
    health.record(ROAD, False, 0.1, None)
    assert health.of(ROAD).success_rate == pytest.approx(2 / 3)


def test_the_success_rate_comes_near_what_was_seen(health: Health) -> None:
    for number in range(1000):
        health.record(ROAD, number % 4 != 0, 1.0, None)
    assert health.of(ROAD).success_rate == pytest.approx(0.75, abs=0.01)


def test_old_failures_fade(health: Health, clock: FakeClock) -> None:
    for _ in range(10):
        health.record(ROAD, False, 0.1, None)
    before = health.of(ROAD).success_rate
    clock.advance(HALF_LIFE * 10)
    assert before < 0.2
    assert health.of(ROAD).success_rate > 0.99


def test_what_is_new_outweighs_what_is_old(health: Health, clock: FakeClock) -> None:
    health.record(ROAD, True, 9.0, None)
    clock.advance(HALF_LIFE)
    health.record(ROAD, True, 3.0, None)
    assert health.of(ROAD).latency == pytest.approx(5.0)


def test_a_quick_refusal_is_no_speed(health: Health) -> None:
    health.record(ROAD, True, 4.0, None)
    health.record(ROAD, False, 0.01, None)
    assert health.of(ROAD).latency == pytest.approx(4.0)


def test_an_unpriced_call_is_not_a_free_one(health: Health) -> None:
    health.record(ROAD, True, 1.0, None)
    health.record(ROAD, True, 1.0, Decimal("0.004"))
    assert health.of(ROAD).cost == pytest.approx(0.004)


def test_a_road_that_never_answered_has_no_latency(health: Health) -> None:
    health.record(ROAD, False, 30.0, None)
    assert health.of(ROAD).latency is None


def test_what_another_process_saw_counts_as_if_this_one_had_seen_it(health: Health, clock: FakeClock) -> None:
    other = Health(clock)
    for ok, seconds in ((False, 9.0), (True, 3.0), (True, 5.0)):
        other.record(ROAD, ok, seconds, Decimal("0.004"))
        clock.advance(HALF_LIFE / 2)
    for ok, seconds, age in ((False, 9.0, 1.5), (True, 3.0, 1.0), (True, 5.0, 0.5)):
        health.seed(ROAD, ok, seconds, Decimal("0.004"), age=age * HALF_LIFE)
    seen, told = other.of(ROAD), health.of(ROAD)
    assert [told.success_rate, told.latency, told.cost] == pytest.approx([seen.success_rate, seen.latency, 0.004])


def test_what_another_process_saw_is_no_call_of_this_one(health: Health) -> None:
    health.seed(ROAD, True, 1.0, None, age=60.0)
    assert health.of(ROAD).calls == 0


def test_a_call_of_the_future_counts_as_one_of_now(health: Health) -> None:
    health.seed(ROAD, False, 1.0, None, age=-3600.0)
    assert health.of(ROAD).success_rate == pytest.approx(2 / 3)


def test_calls_are_counted_failed_ones_too(health: Health) -> None:
    health.record(ROAD, False, 1.0, None)
    health.record(ROAD, True, 1.0, None)
    assert health.snapshot()[ROAD].calls == 2
