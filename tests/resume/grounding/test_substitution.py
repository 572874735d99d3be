"""A claim's own verb in the place of its line's, and what it must never bring in."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.support.substitution import is_told_by
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def says(lines: str, claim: str) -> bool:
    """Whether a role with some lines (parted by `|`) lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": lines.split("|")}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Rewrote the deck cleaning rota for 3 ferries.", "Overhauled the deck cleaning rota for 3 ferries."),
        ("Took water samples at 9 harbours each week.", "Collected water samples at 9 harbours each week."),
        ("Mapped the mooring lines with a hand-held GPS.", "Surveyed the mooring lines by hand-held GPS."),
        ("Dressed the ticket office window every month.", "Redressed the ticket office window every month."),
        ("Organised replacement crews for 4 sailings.", "Found replacement crews for 4 sailings."),
        ("Analysed the fuel records of 6 ferries in R.", "Ran the analysis of the fuel records of 6 ferries in R."),
        ("Cut queues at the pier by adding a second gate.", "Cut queues at the pier by introducing a second gate."),
        (
            "Replaced the engine cooling without stopping the ferry.",
            "Replaced the engine cooling while keeping the ferry running.",
        ),
        ("Monitored the radar on a 24/7 roster.", "Monitored the radar around the clock."),
        ("Drew the deck plans for PlayStation 5.", "Drew the deck plans for PS5."),
        ("Bought rope from suppliers in Italy and Portugal.", "Bought rope from Italian and Portuguese suppliers."),
        ("Part of the crew team that refitted two hulls.", "Refitted two hulls as part of the crew team."),
    ],
)
def test_the_claim_may_tell_a_line_with_its_own_verb(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Trained 6 deckhands in rope work.", "Hired 6 deckhands in rope work."),
        ("Sold 400 season tickets a year to commuters.", "Bought 400 season tickets a year for commuters."),
        ("Prepared the safety accounts of 3 ferries.", "Audited the safety accounts of 3 ferries."),
        ("Proposed a new timetable for 3 islands.", "Implemented a new timetable for 3 islands."),
        ("Tested the ticket printer of 3 ferries.", "Designed the ticket printer of 3 ferries."),
        ("Repaired the ticket printers of 3 ferries.", "Invented the ticket printers of 3 ferries."),
        ("Checked the accounts of 3 ferries.", "Approved the accounts of 3 ferries."),
        ("Checked the accounts of 3 ferries.", "Managed the accounts of 3 ferries."),
        ("Wrote the safety handbook for 40 deckhands.", "Taught the safety handbook to 40 deckhands."),
        ("Took part in the refit of two hulls.", "Overhauled two hulls in the refit."),
        ("The web team owned the ticket shop; I tested 3 printers.", "Owned the ticket shop."),
        ("Did not paint the hull of 2 ferries.", "Coated the hull of 2 ferries."),
        ("Translated public notices for 3 islands.", "Digitised public notices for 3 islands."),
        ("Maintained the catalogue of 40 charts.", "Photographed the catalogue of 40 charts."),
        (
            "Raised the loading rate from 80 to 110 cars an hour.",
            "Centrifuged the loading rate from 80 to 110 cars an hour.",
        ),
        ("Summarised 500 guest comments for the captain.", "Referred 500 guest comments to the captain."),
    ],
)
def test_a_verb_that_claims_something_else_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


@pytest.mark.parametrize(
    ("lines", "claim"),
    [
        ("Tested 12 lifeboats a year.|Led the Sunday quiz.", "Led and tested 12 lifeboats a year."),
        ("Helped paint 12 lifeboats.|Built a slipway.", "Built and helped paint 12 lifeboats."),
    ],
)
def test_a_bare_verb_shares_the_things_of_the_next_one(lines: str, claim: str) -> None:
    assert not says(lines, claim)


def test_two_verbs_that_the_source_says_of_one_thing_may_stand_together() -> None:
    assert says("Designed 12 lifeboats.|Tested 12 lifeboats.", "Designed and tested 12 lifeboats.")


@pytest.mark.parametrize(
    "claim", ["Deckhand of the Year on the ferries.", "Named Purser of the Month, a deckhand on the ferries."]
)
def test_an_honour_of_a_period_must_stand_in_the_source(claim: str) -> None:
    resume = Resume.model_validate(
        {
            "work": [
                {"name": "Tamsel Ferries", "position": "Deckhand", "highlights": ["Purser on the ferries all year."]}
            ]
        }
    )
    assert not FactBase(number_facts(resume), TODAY).check(claim, section="summary").supported


def test_a_name_made_of_words_that_stand_apart_is_caught() -> None:
    lines = ["Painted the Harbour office.", "Gave first Aid to passengers.", "Joined the Society of Pursers."]
    resume = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": lines}]})
    claim = "Painted offices at Tamsel Ferries and the Harbour Aid Society."
    assert not FactBase(number_facts(resume), TODAY).check(claim, section="letter").supported


@pytest.mark.parametrize(
    ("own", "other"), [("won", "received"), ("taught", "handled"), ("planned", "completed"), ("cut", "raised")]
)
def test_strict_doings_stand_for_nothing_else(own: str, other: str) -> None:
    assert not is_told_by(own, other)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (
            "Raised the boarding rate from 80 to 110 passengers an hour.",
            "Pushed the boarding rate from 80 to 110 passengers an hour.",
        ),
        ("Kept the rope stock list in Excel.", "Tracked the rope stock list in Excel."),
        (
            "Wrote a boarding rule that the pilots adopted without changes.",
            "Wrote a boarding rule that the pilots adopted unchanged.",
        ),
        (
            "Cut the changeover between two sailings to 9 minutes.",
            "Cut the time to change over between two sailings to 9 minutes.",
        ),
    ],
)
def test_a_change_that_the_figures_tell_may_be_told_in_other_words(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Scheduled 40 crew interviews a week for the purser.", "Conducted 40 crew interviews a week for the purser."),
        (
            "Raised the boarding rate from 80 to 110 passengers an hour.",
            "Installed the boarding rate from 80 to 110 passengers.",
        ),
    ],
)
def test_what_was_only_arranged_or_told_of_figures_is_not_done(line: str, claim: str) -> None:
    assert not says(line, claim)


@pytest.mark.parametrize(
    ("line", "passes"), [("Wrote the fare service in Python.", True), ("Helped test a Python service.", False)]
)
def test_a_headline_may_name_a_skill_that_a_line_of_ones_own_doing_names(line: str, passes: bool) -> None:
    resume = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "position": "Purser", "highlights": [line]}]})
    assert FactBase(number_facts(resume), TODAY).check("Purser · Python", section="headline").supported is passes
