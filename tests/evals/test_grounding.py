import pytest

from evals.grounding import BATCHES, Outcome, developed_on, score

FALSE_ALARMS = {
    "develop_a": 0.03,
    "develop_b": 0.03,
    "develop_c": 0.03,
    "develop_d": 0.11,
    "develop_e": 0.03,
    "develop_f": 0.03,
    "develop_g": 0.03,
    "develop_h": 0.03,
    "develop_i": 0.03,
    "develop_j": 0.03,
    "develop_k": 0.04,
    "develop_l": 0.03,
    "develop_m": 0.03,
    "develop_n": 0.03,
    "develop_o": 0.05,
    "develop_p": 0.03,
    "develop_q": 0.03,
    "develop_r": 0.03,
    "develop_s": 0.03,
    "develop_t": 0.03,
    "develop_u": 0.03,
    "develop_v": 0.03,
    "develop_w": 0.03,
    "develop_x": 0.03,
    "develop_y": 0.03,
    "develop_z": 0.07,
    "develop_zb": 0.03,
    "develop_zc": 0.03,
    "develop_zd": 0.03,
    "develop_za": 0.09,
    "develop_ze": 0.03,
    "develop_zf": 0.03,
    "develop_zg": 0.03,
    "develop_zh": 0.03,
    "develop_zi": 0.03,
    "develop_zj": 0.03,
}
"""Most faithful lines of a batch that may raise an alarm: the goal of 0.03, and for the boldest paraphrases what has been
reached so far. No figure here may rise."""


CAUGHT = {"develop_za": 0.95}
"""Least share of a batch's unfaithful lines that is caught, where it is not the goal of 0.98. No figure here may fall."""


@pytest.fixture(scope="module", params=developed_on())
def batch(request: pytest.FixtureRequest) -> tuple[str, list[Outcome]]:
    return request.param, score(BATCHES / request.param)[0]


def share_right(outcomes: list[Outcome], *, faithful: bool) -> float:
    rows = [one for one in outcomes if one.pair.faithful == faithful]
    return sum(one.is_right for one in rows) / len(rows)


def test_at_least_98_in_100_unfaithful_lines_are_caught(batch: tuple[str, list[Outcome]]) -> None:
    name, outcomes = batch
    assert share_right(outcomes, faithful=False) >= CAUGHT.get(name, 0.98)


def test_faithful_lines_raise_no_more_alarms_than_they_did(batch: tuple[str, list[Outcome]]) -> None:
    name, outcomes = batch
    assert 1 - share_right(outcomes, faithful=True) <= FALSE_ALARMS[name]
