"""Whose doing a clause says it was, names with `of`, money of small countries, figures of a compound and of each month."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def holds(lines: list[str], claim: str, section: str = "work") -> bool:
    """Whether a role with some lines lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "position": "Officer", "highlights": lines}]})
    entry = "w1" if section == "work" else None
    return FactBase(number_facts(role), TODAY).check(claim, entry=entry, section=section).supported


LINES = [
    "Raised the revenue of a room from GEL 210 in 2021 to GEL 273 in 2023.",
    "Set daily prices for 148 rooms in IDeaS G3.",
    "Supported the manager in moving the ledger to SAP EWM; training of floor staff was done by the vendor.",
    "Accompanied 40 pupils on a study tour to Punakha each December.",
    "Sold 3,900 bottles in 2017, compared with 2,600 in 2015.",
    "Inspected the plugs of 120 refrigerated containers every 6 hours.",
    "Measured the water of 30 wells for the town of Sigatoka.",
]


@pytest.mark.parametrize(
    "claim",
    [
        "Raised the revenue of a room by 30%, from GEL 210 to GEL 273.",
        "Accompanied 40 pupils on a study tour each December.",
        "Sold 3,900 bottles in 2017, half as many again as in 2015.",
        "Inspected the plugs of 120 reefer containers every 6 hours.",
    ],
)
def test_what_follows_passes(claim: str) -> None:
    assert holds(LINES, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "Raised the revenue of a room by 40%, from GEL 210 to GEL 273.",
        "Raised the revenue of a room from USD 210 to USD 273.",
        "Supported the manager in moving the ledger to SAP EWM and trained floor staff.",
        "Accompanied 40 pupils on a study tour each month.",
        "Sold 3,900 bottles in 2017, twice as many as in 2015.",
    ],
)
def test_what_does_not_is_caught(claim: str) -> None:
    assert not holds(LINES, claim)


def test_a_name_is_not_put_together_of_words_that_stand_apart() -> None:
    apart = [*LINES, "Spoke for the Harbour Authority of Ba.", "Wrote to Fiji Water."]
    assert not holds(apart, "Officer who spoke for the Water Authority of Fiji.", "summary")
    assert holds(apart, "Officer who spoke for the Harbour Authority of Ba.", "summary")
