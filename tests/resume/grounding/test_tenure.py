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


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Harbour pilot since 2019.", True),
        ("Harbour pilot since 2014.", False),
        ("Deck officer from 2014 to 2019.", True),
        ("Deck officer from 2012 to 2019.", False),
        ("Over five years at Pellwick Ferries.", True),
        ("Over ten years at Pellwick Ferries.", False),
        ("Over two years as a boat hand.", False),
        ("Nearly two years as a boat hand.", True),
        ("Over thirteen years afloat, the last five as a harbour pilot.", True),
        ("Holds two certificates.", True),
        ("Holds three certificates.", False),
        ("Speaks three languages.", True),
        ("Speaks four languages.", False),
        ("Three years at the Nautical School of Mereham.", True),
        ("Four years at the Nautical School of Mereham.", False),
    ],
)
def test_titles_employers_and_lists_keep_their_own_figures(claim: str, holds: bool) -> None:
    resume = {
        "basics": {"name": "Isolde Brackwater", "label": "Pilot afloat"},
        "work": [
            {"name": "Marrowgate Port", "position": "Harbour Pilot", "startDate": "2019-09"},
            {"name": "Pellwick Ferries", "position": "Deck Officer", "startDate": "2014-02", "endDate": "2019-08"},
            {"name": "Ostrey Boats", "position": "Boat Hand", "startDate": "2012-04", "endDate": "2014-01"},
        ],
        "education": [
            {
                "institution": "Nautical School of Mereham",
                "area": "Seamanship",
                "startDate": "2010-09",
                "endDate": "2013-06",
            }
        ],
        "certificates": [{"name": "Master Mariner", "date": "2018-05"}, {"name": "Radio Operator", "date": "2020-02"}],
        "languages": [{"language": "English"}, {"language": "Welsh"}, {"language": "French"}],
    }
    facts = FactBase(number_facts(Resume.model_validate(resume)), date(2025, 6, 30))
    assert facts.check(claim, section="summary").supported is holds


TRAINEES = [
    {"name": "Solvang Alloys", "position": "Graduate Engineer Trainee", "startDate": "2011-07", "endDate": "2013-07"},
    {"name": "Solvang School", "position": "Maths Teacher", "startDate": "2018-10", "endDate": "2021-09"},
    {"name": "Solvang Clinic", "position": "Resident Physician", "startDate": "2014-01", "endDate": "2016-12"},
]
POSTS = FactBase(number_facts(Resume.model_validate({"work": TRAINEES})), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("entry", "claim"),
    [
        ("w1", "Two-year graduate engineer traineeship at Solvang Alloys, from July 2011 to July 2013."),
        ("w1", "Two-year engineer traineeship with Solvang Alloys."),
        ("w1", "A two-year trainee post at Solvang Alloys."),
        ("w1", "Two-year post as a graduate engineer trainee at Solvang Alloys."),
        ("w2", "Three-year maths teaching post at Solvang School."),
        ("w3", "Three-year residency at Solvang Clinic."),
    ],
)
def test_a_line_may_open_with_the_kind_of_post_that_the_title_names(entry: str, claim: str) -> None:
    assert POSTS.check(claim, entry=entry).reasons == []


@pytest.mark.parametrize(
    ("entry", "claim"),
    [
        ("w1", "Three-year graduate engineer traineeship at Solvang Alloys."),
        ("w1", "Two-year engineer post at Solvang Alloys."),
        ("w1", "Two-year lead engineer traineeship at Solvang Alloys."),
        ("w1", "Two-year apprenticeship at Solvang Alloys."),
        ("w1", "Two-year fellowship at Solvang Alloys."),
        ("w2", "Three-year physics teaching post at Solvang School."),
        ("w2", "Three-year head teacher post at Solvang School."),
        ("w2", "Three-year management post at Solvang School."),
        ("w3", "Three-year surgical residency at Solvang Clinic."),
    ],
)
def test_another_length_rank_or_kind_of_post_is_caught(entry: str, claim: str) -> None:
    assert not POSTS.check(claim, entry=entry).supported
