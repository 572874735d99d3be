"""Waiting before a retry."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.backoff import FIRST, MOST, wait_before

SEEDS = st.integers()


class Longest(Random):
    """Draws the upper end every time."""

    def uniform(self, a: float, b: float) -> float:
        return b


def test_the_longest_wait_doubles_up_to_a_bound() -> None:
    waits = [wait_before(attempt, None, Longest()) for attempt in range(1, 8)]
    assert waits == [0.5, 1, 2, 4, 8, 8, 8]


@given(st.integers(1, 10_000), SEEDS)
def test_a_wait_of_its_own_accord_is_never_longer_than_the_bound(attempt: int, seed: int) -> None:
    assert 0 <= wait_before(attempt, None, Random(seed)) <= MOST


@given(st.floats(0.001, 1e6), st.integers(1, 5), SEEDS)
def test_a_retry_after_is_never_undercut_and_hardly_exceeded(retry_after: float, attempt: int, seed: int) -> None:
    assert retry_after <= wait_before(attempt, retry_after, Random(seed)) <= retry_after + 1


@pytest.mark.parametrize("retry_after", [None, 20.0])
def test_calls_that_failed_together_come_back_apart(retry_after: float | None) -> None:
    assert len({wait_before(3, retry_after, Random(seed)) for seed in range(100)}) == 100


def test_a_retry_after_of_nothing_is_none() -> None:
    assert wait_before(1, 0.0, Longest()) == FIRST


def test_there_is_no_attempt_zero() -> None:
    with pytest.raises(ValueError, match="from 1"):
        wait_before(0, None, Random(1))
