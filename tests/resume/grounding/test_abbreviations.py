"""Short forms and what they stand for, in both directions, and forms that only look like them."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.language.lists import read_rows
from resume.schema import Resume


def supports(said: str, claim: str) -> bool:
    """Whether a role's only line lets one say a claim."""
    role = {"name": "Thistlewick Group", "position": "Employee", "startDate": "2010-04", "highlights": [said]}
    facts = number_facts(Resume.model_validate({"basics": {"name": "Odalys Fenwarrow"}, "work": [role]}))
    entry = next(fact.id for fact in facts if fact.path == "/work/0")
    return FactBase(facts, date(2025, 6, 30)).check(claim, cites=(facts[-1].id,), entry=entry, section="work").supported


PAIRS = [
    ("Isolate plant under lockout/tagout before repairs.", "Isolate plant under LOTO before repairs."),
    ("Serviced 24 breathing apparatus sets.", "Serviced 24 BA sets."),
    ("Drove on a Heavy Rigid licence.", "Drove on an HR licence."),
    ("Classified goods by Harmonised System codes.", "Classified goods by HS codes."),
    ("Prepared bills of lading for ocean freight.", "Prepared B/Ls for ocean freight."),
    ("Ran gas chromatography-mass spectrometry.", "Ran GC-MS."),
    ("Ran the click-and-collect desk.", "Ran the C&C desk."),
    ("Assisted Sergeant Marlowe at drill.", "Assisted Sgt Marlowe at drill."),
    ("Assisted the chief executive with board papers.", "Assisted the CEO with board papers."),
    ("Briefed the chief finance officer of a port.", "Briefed the CFO of a port."),
    ("Closed corrective and preventive actions (CAPA).", "Closed CAPAs."),
]


@pytest.mark.parametrize(("long", "short"), PAIRS)
def test_a_short_form_may_be_said_for_the_long_one(long: str, short: str) -> None:
    assert supports(long, short)


@pytest.mark.parametrize(("long", "short"), PAIRS)
def test_the_long_form_may_be_said_for_a_short_one(long: str, short: str) -> None:
    assert supports(short, long.replace(" (CAPA)", ""))


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("Passed the Lean Six Sigma Yellow Belt.", "Passed the Lean Six Sigma Green Belt."),
        ("Drove on a Heavy Rigid licence.", "Drove on an HC licence."),
        ("Worked as physical therapist assistant.", "Worked as PT."),
        ("Worked to Good Laboratory Practice.", "Worked to GMP."),
        ("Nursed in the high dependency unit.", "Nursed in the ICU."),
        ("Who guidelines concern was told of them.", "Worked with World Health Organization guidelines."),
        ("Worked as registered nurse.", "Worked as registered nurse anaesthetist."),
        ("Assisted the chief executive with board papers.", "Assisted the CFO with board papers."),
        ("Assisted the chief executive with board papers.", "As CEO, assisted with board papers."),
        ("Assisted the chief executive with board papers.", "As chief executive officer, assisted with board papers."),
    ],
)
def test_a_short_form_stands_for_nothing_else(said: str, claim: str) -> None:
    assert not supports(said, claim)


def test_each_row_of_the_table_is_a_short_form_and_another_form() -> None:
    rows = read_rows("abbreviations.tsv")
    assert all(len(row) == 2 and row[0].rstrip("^").casefold() != row[1].casefold() for row in rows)


def test_no_row_of_the_table_stands_there_twice() -> None:
    rows = [(short.rstrip("^").casefold(), long.casefold()) for short, long in read_rows("abbreviations.tsv")]
    assert len(rows) == len(set(rows))
