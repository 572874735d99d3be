"""Figures told in another way than the source tells them, and the same with one slip."""

import pytest

from tests.resume.grounding.test_modality import check

RATES = [
    (
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 4.5 per 1,000 bed days.",
        "Introduced a falls bundle in 2018, which lowered falls by 25%.",
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 3.5 per 1,000 bed days.",
    ),
    (
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 4.5 per 1,000 bed days.",
        "Introduced a falls bundle that brought falls down by a quarter, to 4.5 per 1,000 bed days.",
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 4.5 per 100 bed days.",
    ),
    (
        "Reduced the cost of printing a page from 50 cents to 35 cents.",
        "Cut the cost of printing a page by 30%, to 35 cents.",
        "Cut the cost of printing a page by 50%, to 35 cents.",
    ),
    (
        "Takings rose by 15% in a year; one in five guests tipped.",
        "Takings rose 15% in a year.",
        "Takings rose 20% in a year.",
    ),
    (
        "In winter 12% of the looms stood still.",
        "In winter one in eight looms stood still.",
        "In winter one in seven looms stood still.",
    ),
]

COUNTS = [
    (
        "Teach four classes of 20 to 25 pupils each.",
        "Teach 80 to 100 pupils in four classes.",
        "Teach 100 to 120 pupils in four classes.",
    ),
    (
        "Throw three kilns a month of 40 to 50 pots each.",
        "Throw 120 to 150 pots a month.",
        "Throw 120 to 150 pots a week.",
    ),
    (
        "Baked about 300 rye and sourdough wheat loaves a night.",
        "Baked some 300 loaves of rye and sourdough wheat a night.",
        "Baked some 300 rye and sourdough wheat loaves an hour.",
    ),
    (
        "Lead a gang of 8 track workers and a night shift of 14.",
        "Lead eight track workers and a 14-strong night shift.",
        "Lead a gang of 9 track workers and a night shift of 14.",
    ),
]


@pytest.mark.parametrize(("source", "faithful"), [(source, faithful) for source, faithful, _ in RATES + COUNTS])
def test_a_figure_may_be_told_in_another_way(source: str, faithful: str) -> None:
    assert check(source, faithful).reasons == []


@pytest.mark.parametrize(("source", "slip"), [(source, slip) for source, _, slip in RATES + COUNTS])
def test_a_figure_told_in_another_way_keeps_its_value_and_what_it_is_of(source: str, slip: str) -> None:
    assert not check(source, slip).supported
