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
