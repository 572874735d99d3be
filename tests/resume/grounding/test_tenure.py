"""Lengths of time and dates that the entries give."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume

ROLES = [
    {"name": "Umberfield Press", "position": "Bookbinder", "startDate": "2017-02", "endDate": "2023-06"},
    {"name": "Tidewater Paper", "position": "Paper Restorer", "startDate": "2011", "endDate": "2016"},
    {"name": "Quayle & Daughters", "position": "Assistant Bookbinder", "startDate": "2009-01", "endDate": "2010-12"},
]
BASE = FactBase(number_facts(Resume.model_validate({"work": ROLES})), date(2025, 6, 30))


@pytest.mark.parametrize(
    "claim",
    [
        "More than six years as a bookbinder at Umberfield Press.",
        "Paper restorer for five years.",
        "Over four years as a paper restorer.",
        "Eight years as a bookbinder.",
    ],
)
def test_a_length_of_time_that_the_dates_give_passes(claim: str) -> None:
    assert BASE.check(claim, section="summary").reasons == []


@pytest.mark.parametrize(
    "claim",
    [
        "More than seven years as a paper restorer.",
        "Paper restorer for a decade.",
        "Twelve years as a bookbinder.",
        "Paper restorer since 2008.",
    ],
)
def test_a_length_of_time_beyond_the_dates_is_caught(claim: str) -> None:
    assert not BASE.check(claim, section="summary").supported
