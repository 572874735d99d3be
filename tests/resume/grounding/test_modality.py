"""Lines whose words all stand in the source and that say more than it, or the contrary."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase, Verdict
from resume.schema import Resume

TODAY = date(2025, 6, 30)


def check(source: str, claim: str, *, title: str = "Lighthouse Engineer") -> Verdict:
    """What is said of a claim under a role that has one line."""
    return check_lines([source], claim, title=title)


def check_lines(lines: list[str], claim: str, *, title: str = "Lighthouse Engineer") -> Verdict:
    """What is said of a claim under a role that has some lines."""
    work = [{"name": "Skerrow Lights", "position": title, "startDate": "2016-03", "highlights": lines}]
    return FactBase(number_facts(Resume.model_validate({"work": work})), TODAY).check(claim, cites=["w1.1"], entry="w1")


@pytest.mark.parametrize(
    ("source", "claim", "kind"),
    [
        ("Relit the tower £9,000 under budget.", "Relit the tower £9,000 over budget.", "comparison"),
        ("Relit the tower 3 weeks early.", "Relit the tower 3 weeks late.", "comparison"),
        ("Relit the tower two days ahead of schedule.", "Relit the tower two days behind schedule.", "comparison"),
        ("Logged 71 ships against a target of 60.", "Logged 71 ships, 11 below target.", "comparison"),
        ("The dispute was settled before the hearing.", "The dispute was settled at the hearing.", "comparison"),
        ("Painted the gallery; did not wire the lamps.", "Painted the gallery and wired the lamps.", "negation"),
        ("Lost no working day to storms in 2019.", "Lost a working day to storms in 2019.", "negation"),
        ("Mended bulbs without closing the channel.", "Mended bulbs by closing the channel.", "negation"),
        ("Repaired lenses rather than replacing them.", "Repaired and replaced lenses.", "negation"),
        ("Proposed a new fog signal, which the board adopted.", "Introduced a new fog signal.", "scope"),
        ("Jointly wrote the manual of the lamp.", "Wrote the manual of the lamp.", "scope"),
        ("Sat on a panel of 9, chaired by the harbour master.", "Chaired a panel of 9.", "scope"),
        ("Supported the keeper in running a station of 4 lamps.", "Ran a station of 4 lamps.", "scope"),
        ("Acting station manager for 5 months.", "Station manager for 5 months.", "title"),
        ("Cleaned 4 of every 5 lenses by hand.", "Cleaned all lenses by hand.", "audience"),
        ("Trained 6 interns in signalling.", "Trained the harbour staff in signalling.", "audience"),
    ],
)
def test_a_line_that_says_the_contrary_or_more_is_caught(source: str, claim: str, kind: str) -> None:
    verdict = check(source, claim)
    assert not verdict.supported
    assert kind in [reason.kind for reason in verdict.reasons]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Relit the tower £9,000 under budget.", "Relit the tower £9k below budget."),
        ("Relit the tower 3 weeks early.", "Relit the tower three weeks ahead of schedule."),
        ("Logged 71 ships against a target of 60.", "Logged 71 ships, 11 above target."),
        ("Painted the gallery; did not wire the lamps.", "Painted the gallery, but did not wire the lamps."),
        ("Repaired lenses rather than replacing them.", "Repaired lenses instead of replacing them."),
        ("Proposed a new fog signal, which the board adopted.", "Suggested a new fog signal that the board adopted."),
        ("Jointly wrote the manual of the lamp.", "Co-wrote the manual of the lamp."),
        (
            "Sat on a panel of 9, chaired by the harbour master.",
            "Sat on a nine-strong panel chaired by the harbour master.",
        ),
        ("Acting station manager for 5 months.", "Acting station manager for five months."),
        ("Helped with the move, training 27 keepers.", "Trained 27 keepers during the move."),
        ("Cleaned 4 of every 5 lenses by hand.", "Cleaned 80% of lenses by hand."),
    ],
)
def test_a_line_that_says_the_same_in_other_words_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


def test_a_reason_quotes_the_claim_and_the_source() -> None:
    (reason,) = check("Relit the tower £9,000 under budget.", "Relit the tower £9,000 over budget.").reasons
    assert reason.item == "over budget"
    assert reason.detail == "“over budget” is claimed; the source says “Relit the tower £9,000 under budget.”."
