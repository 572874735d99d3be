"""What a line denies, and the other words in which a claim may deny it too."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume


def is_supported(source: str, claim: str) -> bool:
    """Whether a claim of a role follows from the role's only line."""
    role = {"name": "Osterby Works", "position": "Caretaker", "startDate": "2010-01", "highlights": [source]}
    facts = number_facts(Resume.model_validate({"basics": {"name": "Ama Testperson"}, "work": [role]}))
    entry = next(fact.entry for fact in facts if fact.text == source)
    return FactBase(facts, date(2025, 6, 30)).check(claim, entry=entry).supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Trained in, but not yet certified for, crane signalling.", "Trained in crane signalling."),
        (
            "Did not perform endoscopies, but prepared the patients for them.",
            "Prepared patients for endoscopies without performing them.",
        ),
        (
            "Did not perform endoscopies, but prepared the patients for them.",
            "Prepared patients for endoscopies without performing the procedure.",
        ),
        (
            "Filed 300 returns; no fine for misdeclaration since 2017.",
            "Filed 300 returns, with no misdeclaration fine since 2017.",
        ),
        (
            "Shipped 200 harps in 2019; 10 were scratched.",
            "Shipped 200 harps in 2019, 95% of which were not scratched.",
        ),
        (
            "Shipped 200 harps in 2019; 10 were scratched.",
            "Shipped 200 harps in 2019, 190 of which were not scratched.",
        ),
        ("Packed 30 clocks; 2 were damaged, none beyond repair.", "Packed 30 clocks with no irreparable damage."),
        ("Changed the rota in 2015 without cutting any jobs.", "Changed the rota in 2015 with no job losses."),
        ("Merged three kitchens without redundancies.", "Merged three kitchens without any layoffs."),
    ],
)
def test_what_a_line_denies_may_be_denied_in_other_words(source: str, claim: str) -> None:
    assert is_supported(source, claim)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Trained in, but not yet certified for, crane signalling.", "Trained in and certified for crane signalling."),
        (
            "Did not perform endoscopies, but prepared the patients for them.",
            "Prepared patients for endoscopies and performed the procedure.",
        ),
        ("Filed 300 returns; no fine for misdeclaration since 2017.", "Filed 300 returns with no fine since 2017."),
        (
            "Filed 300 returns; no fine for misdeclaration since 2017.",
            "Filed 300 returns, with no late-filing fine since 2017.",
        ),
        ("Shipped 200 harps in 2019; 10 were scratched.", "Shipped 200 harps in 2019, 5% of which were not scratched."),
        ("Shipped 200 harps in 2019; 10 were scratched.", "Shipped 200 harps in 2019, none of which were scratched."),
        ("Packed 30 clocks; 2 were damaged, none beyond repair.", "Packed 30 clocks, none damaged."),
        ("Changed the rota in 2015 without cutting any jobs.", "Changed the rota in 2015 with no losses."),
        ("Laid off 12 staff when two shops closed.", "Closed two shops with no job losses."),
        ("Inspected 480 doors; 60 had no working closer.", "Inspected 480 doors; a quarter had no working closer."),
    ],
)
def test_more_than_a_line_denies_may_not_be_denied_nor_its_contrary_said(source: str, claim: str) -> None:
    assert not is_supported(source, claim)


@pytest.mark.parametrize(
    ("source", "claim", "supported"),
    [
        ("Cut loading from 120 seconds to 90 seconds.", "Cut loading from two minutes to a minute and a half.", True),
        ("Cut loading from 120 seconds to 90 seconds.", "Cut loading from two minutes to half a minute.", False),
        (
            "Cut set-up time from 5 hours to 1 hour in 2012.",
            "Cut set-up time by four fifths in 2012, to a single hour.",
            True,
        ),
        (
            "Cut set-up time from 5 hours to 1 hour in 2012.",
            "Cut set-up time by four fifths in 2012, to a single day.",
            False,
        ),
        ("Contributed to the county's flood plan.", "Had input into the county's flood plan.", True),
        ("Contributed to the county's flood plan.", "Led input to the county's flood plan.", False),
        ("Lead the print shop, with four printers.", "Head the print shop, overseeing four printers.", True),
        ("Work in the print shop, with four printers.", "Work in the print shop, overseeing four printers.", False),
    ],
)
def test_lengths_of_time_shares_in_a_work_and_the_people_led_are_read_in_other_words(
    source: str, claim: str, supported: bool
) -> None:
    assert is_supported(source, claim) == supported


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("Painted part of the stage flats for the 2016 pantomime.", True),
        ("Painted several stage flats for the 2016 pantomime.", True),
        ("Painted the stage flats for the 2016 pantomime.", False),
    ],
)
def test_what_was_done_to_some_was_not_done_to_all(claim: str, supported: bool) -> None:
    assert is_supported("Painted some of the stage flats for the 2016 pantomime.", claim) == supported
