import pytest

from evals.grounding import BATCHES, Outcome, developed_on, score


@pytest.fixture(scope="module", params=developed_on())
def outcomes(request: pytest.FixtureRequest) -> list[Outcome]:
    return score(BATCHES / request.param)[0]


def share_right(outcomes: list[Outcome], *, faithful: bool) -> float:
    rows = [one for one in outcomes if one.pair.faithful == faithful]
    return sum(one.is_right for one in rows) / len(rows)


def test_at_least_98_in_100_unfaithful_lines_are_caught(outcomes: list[Outcome]) -> None:
    assert share_right(outcomes, faithful=False) >= 0.98


def test_at_most_3_in_100_faithful_lines_raise_an_alarm(outcomes: list[Outcome]) -> None:
    assert 1 - share_right(outcomes, faithful=True) <= 0.03
