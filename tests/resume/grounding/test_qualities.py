"""Measured changes told by the quality that they decide."""

import pytest

from tests.resume.grounding.weaver import check


@pytest.mark.parametrize(
    "text",
    [
        "Improved basket quality, with returns by buyers down from 8% to 3%.",
        "Made work safer: accidents with knives went from 7 in 2018 to none in 2022.",
        "Improved workplace safety.",
    ],
)
def test_a_measure_proves_its_quality(text: str) -> None:
    assert check(text, "work", "w1").reasons == []


@pytest.mark.parametrize(
    "text",
    [
        "Improved staff retention, with returns by buyers down from 8% to 3%.",
        "Made baskets cheaper, with returns down from 8% to 3%.",
        "Made looms safer.",
        "Worsened basket quality.",
    ],
)
def test_a_measure_proves_no_other_quality(text: str) -> None:
    assert not check(text, "work", "w1").supported


def test_no_quality_is_proved_in_another_role() -> None:
    assert not check("Improved workplace safety.", "work", "w2").supported
