"""The order of candidates."""

from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.breaker import OPEN_FOR, Breakers, Road
from gateway.health import Health
from gateway.ordering import WEIGHTS, Ranked, order_candidates
from gateway.routes import Candidate
from tests.gateway.fake_time import FakeClock

FIRST = Candidate("aurora", "grand-2", quality=True)
SECOND = Candidate("borealis", "swift-1")
THIRD = Candidate("borealis", "swift-0")
KEYS = {"aurora": ["AURORA_KEY_1", "AURORA_KEY_2"], "borealis": ["BOREALIS_KEY"]}


class World:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.health = Health(self.clock)
        self.breakers = Breakers(self.clock)

    def order(
        self, *candidates: Candidate, complexity: float = 0.5, urgency: int = 1, keys: dict[str, list[str]] = KEYS
    ) -> list[Ranked]:
        return order_candidates(
            candidates or (FIRST, SECOND, THIRD), keys, self.health, self.breakers, complexity, urgency
        )

    def close(self, candidate: Candidate, key: str, seconds: float) -> None:
        for _ in range(3):
            trial = self.breakers.begin(Road(candidate.provider, key, candidate.model))
            self.breakers.failed(trial, failure_cools=True, retry_after=seconds)

    def seen(self, candidate: Candidate, *, ok: bool = True, seconds: float = 3.0, cost: str | None = None) -> None:
        for key in KEYS[candidate.provider]:
            road = Road(candidate.provider, key, candidate.model)
            for _ in range(10):
                self.health.record(road, ok, seconds, Decimal(cost) if cost else None)


@pytest.fixture
def world() -> World:
    return World()


def names(ranked: list[Ranked]) -> list[str]:
    return [f"{one.candidate.model}/{one.key}" for one in ranked]


@pytest.mark.parametrize("urgency", [0, 1, 2])
def test_weights_sum_to_one(urgency: int) -> None:
    assert sum(astuple(WEIGHTS[urgency])) == pytest.approx(1)


def test_while_nothing_is_known_the_routes_order_holds_and_keys_go_in_turn(world: World) -> None:
    expected = ["grand-2/AURORA_KEY_1", "grand-2/AURORA_KEY_2", "swift-1/BOREALIS_KEY", "swift-0/BOREALIS_KEY"]
    assert names(world.order()) == expected


def test_usual_differences_in_speed_and_cost_leave_the_routes_order(world: World) -> None:
    world.seen(FIRST, seconds=15, cost="0.012")
    world.seen(SECOND, seconds=1, cost="0.0003")
    assert world.order()[0].candidate == FIRST


def test_a_candidate_that_often_fails_goes_behind(world: World) -> None:
    world.seen(FIRST, ok=False)
    assert world.order()[0].candidate == SECOND


def test_of_two_keys_the_healthy_one_goes_first(world: World) -> None:
    world.health.record(Road("aurora", "AURORA_KEY_1", "grand-2"), False, 1.0, None)
    assert world.order()[0].key == "AURORA_KEY_2"


def test_who_is_in_a_hurry_gets_the_faster_one(world: World) -> None:
    world.seen(FIRST, seconds=15)
    world.seen(SECOND, seconds=1)
    assert world.order(urgency=2)[0].candidate == SECOND


def test_what_can_wait_goes_to_the_cheaper_one(world: World) -> None:
    world.seen(FIRST, cost="0.05")
    world.seen(SECOND, cost="0.0001")
    assert world.order(urgency=0)[0].candidate == SECOND


@pytest.mark.parametrize(("complexity", "best"), [(1.0, FIRST), (0.0, SECOND)])
def test_hard_content_prefers_quality_models_and_easy_content_the_others(complexity: float, best: Candidate) -> None:
    (ranked, *_) = World().order(SECOND, FIRST, complexity=complexity)
    assert ranked.candidate == best


def test_an_unknown_candidate_counts_as_fast_as_the_others_usually_are(world: World) -> None:
    world.seen(SECOND, seconds=20)
    parts = {one.candidate: one.parts for one in world.order(SECOND, THIRD)}
    assert parts[THIRD].speed == parts[SECOND].speed


def test_a_candidate_chosen_by_the_user_goes_first_though_it_often_fails(world: World) -> None:
    chosen = Candidate("borealis", "swift-1", chosen=True)
    world.seen(chosen, ok=False)
    assert world.order(FIRST, chosen)[0].candidate == chosen


def test_a_chosen_candidate_whose_breaker_is_open_is_left_out(world: World) -> None:
    chosen = Candidate("borealis", "swift-1", chosen=True)
    world.close(chosen, "BOREALIS_KEY", 60)
    assert {one.candidate for one in world.order(chosen, FIRST)} == {FIRST}


def test_an_open_road_is_left_out(world: World) -> None:
    world.close(FIRST, "AURORA_KEY_1", 60)
    assert names(world.order())[0] == "grand-2/AURORA_KEY_2"
    assert "grand-2/AURORA_KEY_1" not in names(world.order())


def test_where_all_are_open_the_one_that_closes_soonest_goes_first(world: World) -> None:
    for candidate, key, seconds in [
        (FIRST, "AURORA_KEY_1", 60),
        (FIRST, "AURORA_KEY_2", 40),
        (SECOND, "BOREALIS_KEY", 7),
        (THIRD, "BOREALIS_KEY", 50),
    ]:
        world.close(candidate, key, seconds)
    ranked = world.order()
    assert [one.wait for one in ranked] == pytest.approx([7, 40, 50, 60])
    assert ranked[0].candidate == SECOND


def test_a_road_that_has_cooled_down_is_offered_again(world: World) -> None:
    world.close(FIRST, "AURORA_KEY_1", 60)
    world.clock.advance(OPEN_FOR)
    assert "grand-2/AURORA_KEY_1" in names(world.order())


def test_a_provider_without_a_key_is_left_out(world: World) -> None:
    assert {one.candidate.provider for one in world.order(keys={"borealis": ["BOREALIS_KEY"]})} == {"borealis"}


def test_no_candidates_no_order(world: World) -> None:
    assert order_candidates([], KEYS, world.health, world.breakers, 0.5, 1) == []


def test_the_formula_says_how_a_score_comes_about(world: World) -> None:
    assert world.order()[0].formula == (
        "0.880 = 0.33·place 1.00 + 0.43·health 1.00 + 0.12·fit 0.50 + 0.06·speed 0.50 + 0.06·cost 0.50"
    )


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0, 100), st.floats(0, 1)), max_size=30),
    st.floats(-1, 2),
    st.integers(-1, 3),
)
def test_scores_lie_between_0_and_1_and_fall(
    calls: list[tuple[bool, float, float]], complexity: float, urgency: int
) -> None:
    world = World()
    for number, (ok, seconds, cost) in enumerate(calls):
        candidate = (FIRST, SECOND, THIRD)[number % 3]
        key = KEYS[candidate.provider][0]
        world.health.record(Road(candidate.provider, key, candidate.model), ok, seconds, Decimal(cost))
    scores = [one.score for one in world.order(complexity=complexity, urgency=urgency)]
    assert all(0 <= score <= 1 + 1e-9 for score in scores)
    assert scores == sorted(scores, reverse=True)
