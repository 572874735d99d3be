"""Titles and the employers at which they were held, in summaries and letters."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY

CLERK = Resume.model_validate(
    {
        "work": [
            {"name": "Reedham Papers Ltd", "position": "Senior Buyer", "highlights": ["Buy board for three plants."]},
            {"name": "Twill & Tansy's Mills", "position": "Procurement Officer", "highlights": ["Ordered yarn."]},
            {"name": "Fenland Grain", "position": "Stores Clerk", "highlights": ["Kept the stores."]},
        ]
    }
)


def says(claim: str, section: str) -> bool:
    """Whether the resume of somebody with three titles at three employers lets one say a claim."""
    return FactBase(number_facts(CLERK), TODAY).check(claim, section=section).supported


@pytest.mark.parametrize(
    ("claim", "section"),
    [
        ("Senior Buyer at Reedham Papers.", "summary"),
        ("Buyer at Reedham Papers Ltd who buys board for three plants.", "summary"),
        ("I joined Fenland Grain as a stores clerk.", "letter"),
        ("I moved to Twill & Tansy's Mills as Procurement Officer.", "letter"),
        ("After ordering yarn at Twill & Tansy's Mills, I buy board for three plants.", "letter"),
    ],
)
def test_a_title_may_be_given_where_it_was_held(claim: str, section: str) -> None:
    assert says(claim, section)


@pytest.mark.parametrize(
    ("claim", "section"),
    [
        ("Senior Buyer at Fenland Grain.", "summary"),
        ("Procurement Officer with Reedham Papers.", "summary"),
        ("I joined Fenland Grain as a procurement officer.", "letter"),
        ("I moved to Twill & Tansy's Mills as a Senior Buyer.", "letter"),
        ("After joining Fenland Grain, I bought board for three plants.", "letter"),
    ],
)
def test_a_title_held_at_another_employer_is_caught(claim: str, section: str) -> None:
    assert not says(claim, section)


def test_the_trade_of_a_title_names_who_has_it_and_a_calling_does_not() -> None:
    role = Resume.model_validate(
        {
            "work": [
                {"name": "Reedham Papers", "position": "Marketing Manager", "highlights": ["Ran 12 campaigns."]},
                {"name": "Fenland School", "position": "Teaching Assistant", "highlights": ["Helped 12 pupils."]},
            ]
        }
    )
    base = FactBase(number_facts(role), TODAY)
    assert base.check("Marketer with experience in campaigns.", section="summary").supported
    assert not base.check("Teacher with experience in campaigns.", section="summary").supported


AWARDED = Resume.model_validate(
    {
        "work": [
            {"name": "Solvang", "position": "Baker", "highlights": ["Won 3 contracts with cafes by new samples."]}
        ],
        "awards": [
            {"title": "Bronze, Rye Category", "awarder": "Nordic Bread Cup", "date": "2022-10"},
            {"title": "Highly Commended, Sourdough Prize", "awarder": "Millers", "date": "2020"},
            {"title": "Shortlisted, Hugo", "awarder": "Guild"},
        ],
    }
)


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        ("In 2022 I won Bronze in the rye category of the Nordic Bread Cup.", True),
        ("In 2021 I won Bronze in the rye category of the Nordic Bread Cup.", False),
        ("I won Gold in the rye category of the Nordic Bread Cup.", False),
        ("I won the Nordic Bread Cup.", False),
        ("I won the Sourdough Prize.", False),
        ("I won the Hugo.", False),
    ],
)
def test_a_letter_may_say_that_one_won_the_place_that_an_award_names(claim: str, follows: bool) -> None:
    facts = FactBase(number_facts(AWARDED), TODAY)
    assert facts.check(claim, section="letter").supported is follows


@pytest.mark.parametrize(
    ("title", "claim", "follows"),
    [
        ("HR Adviser", "HR Advisor", True),
        ("Jeweler", "Jeweller", True),
        ("Dietician", "Dietitian", True),
        ("Councilor", "Councillor", True),
        ("HR Adviser", "HR Supervisor", False),
        ("Councillor", "Counsellor", False),
    ],
)
def test_a_title_may_be_spelled_in_the_other_english(title: str, claim: str, follows: bool) -> None:
    role = {"name": "Solvang", "position": title, "highlights": ["Kept the books."]}
    facts = FactBase(number_facts(Resume.model_validate({"work": [role]})), TODAY)
    assert facts.check(f"{claim}, Solvang", entry="w1", section="header").supported is follows
