"""A word of a line lends itself to a synonym only where the claim does not have it itself."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def says(line: str, claim: str) -> bool:
    """Whether a role with one line lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Reviewed 30 pull requests of 2 deckhands a month.", "Reviewed 30 pull audits of 2 deckhands a month."),
        ("Drew 200 motifs for shirts and scarves.", "Drew 200 motifs for prints and scarves."),
        ("Review the rota of 3 deckhands each week.", "Review the assessment of 3 deckhands each week."),
        ("Bought rope for 3 vessels in May.", "Bought ships for 3 vessels in May."),
    ],
)
def test_a_word_that_the_claim_has_lends_itself_to_no_other_beside_it(line: str, claim: str) -> None:
    assert not says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Bought fenders and rope for 3 vessels.", "Bought fenders and rope for 3 ships."),
        ("Bought rope for 3 vessels and cable for 2 vessels.", "Bought rope for 3 vessels and cable for 2 ships."),
        ("Supervise 2 deckhands and 1 cook.", "Supervise a team of 3: 2 deckhands and 1 cook."),
        ("Held a one-day course on rope work.", "Held a one-day training course on rope work."),
    ],
)
def test_a_word_may_lend_itself_where_it_is_free_and_gather_up_what_was_told(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Installed 12 lifts.", "Installed and commissioned 12 lifts."),
        ("Ran 12 regattas.", "Planned and ran 12 regattas."),
        ("Designed 14 lamps.", "Designed and developed 14 lamps."),
    ],
)
def test_a_second_deed_beside_the_lines_own_is_not_lent_by_it(source: str, claim: str) -> None:
    assert not says(source, claim)


def test_one_deed_may_be_told_twice() -> None:
    assert says("Repaired 12 lifts.", "Repaired and fixed 12 lifts.")
