"""What follows a failed request."""

import pytest

from gateway.failures import Failure, failure_of
from gateway.steps import MAX_RETRIES, Step, Tried, Ways, next_step


def steps_after(*failures: Failure, ways: Ways | None = None) -> list[Step]:
    """The step after each of these failures of one request, in turn."""
    tried, steps = Tried(), []
    for failure in failures:
        step = next_step(failure, tried, ways or Ways())
        steps.append(step)
        tried = tried.after(step, failure)
    return steps


DECLINED, BROKEN = failure_of("content_filter"), failure_of("transient", status=500)


def test_the_only_model_that_declines_is_asked_once_more() -> None:
    assert steps_after(DECLINED, DECLINED) == ["wait_and_retry", "next_road"]


def test_a_server_error_before_does_not_count_as_declining() -> None:
    assert steps_after(BROKEN, DECLINED) == ["wait_and_retry", "wait_and_retry"]


def test_a_model_that_declined_before_a_server_error_is_not_asked_a_third_time() -> None:
    assert steps_after(DECLINED, BROKEN, DECLINED)[-1] == "next_road"


def test_another_model_is_asked_rather_than_one_that_declines() -> None:
    assert steps_after(DECLINED, ways=Ways(others=True)) == ["next_road"]


@pytest.mark.parametrize("last", [DECLINED, BROKEN], ids=["declined", "broken"])
def test_no_mix_of_failures_is_retried_oftener_than_any_other(last: Failure) -> None:
    assert steps_after(*[BROKEN] * MAX_RETRIES, last)[-1] == "next_road"
