"""Prizes: one that somebody has may be told as won, awarded or received; one that somebody was second in may not."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume

TODAY = date(2026, 11, 20)
TOLD = ["I won the {} in 2022.", "Winner of the {}.", "Awarded the {} in 2022.", "I received the {}."]


def base(award: str) -> FactBase:
    """A candidate with one award."""
    awards = [{"title": award, "date": "2022-05", "awarder": "Guild of Skerrow"}]
    return FactBase(number_facts(Resume.model_validate({"awards": awards})), TODAY)


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(
    ("award", "prize"),
    [
        ("Second place, Regional Cup", "Regional Cup"),
        ("Nominee, Golden Trowel Award", "Golden Trowel Award"),
        ("Shortlisted for Best Newcomer Award", "Best Newcomer Award"),
        ("Finalist, Mason of the Year", "Mason of the Year"),
        ("Highly Commended, Teacher of the Year", "Teacher of the Year"),
    ],
)
def test_a_prize_that_one_was_only_named_for_is_not_ones_own(award: str, prize: str, told: str) -> None:
    verdict = base(award).check(told.format(prize), section="letter")
    assert not verdict.supported
    assert any(award in reason.detail for reason in verdict.reasons)


@pytest.mark.parametrize("told", TOLD)
def test_a_prize_that_one_has_is_told_in_all_ways(told: str) -> None:
    assert base("Golden Trowel Award").check(told.format("Golden Trowel Award"), section="letter").supported


def test_a_second_place_may_be_told() -> None:
    assert (
        base("Second place, Regional Cup")
        .check("Awarded second place in the Regional Cup.", section="letter")
        .supported
    )
