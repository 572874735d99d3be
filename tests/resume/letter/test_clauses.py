"""Lines of resumes as clauses in the first person: what is taken, how it reads, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.letter.clauses import MOST_WORDS, clause_of


def told(line: str, *, ongoing: bool = False, dated: bool = True) -> str | None:
    clause = clause_of(line, ongoing=ongoing, dated=dated)
    return " ".join([clause.standing(), clause.after]).strip() if clause else None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "Cut waits from 40 to 12 days by opening a second desk",
            "I cut waits from 40 to 12 days by opening a second desk.",
        ),
        ("Was in charge of the yearly stock take", "I was in charge of the yearly stock take."),
        ("Responsible for invoices of 14 shops", "I was responsible for invoices of 14 shops."),
        (
            "Duties included triage, dressings and discharge letters",
            "My duties included triage, dressings and discharge letters.",
        ),
        ("I ran the wound-care round every day.", "I ran the wound-care round every day."),
        (
            "Member of the site safety committee for two years",
            "I was a member of the site safety committee for two years.",
        ),
        ("Seconded to the head office for 8 months", "I was seconded to the head office for 8 months."),
        (
            "Helped set up a clinic; waits fell from 9 to 4 days",
            "I helped set up a clinic; waits fell from 9 to 4 days.",
        ),
        ("Kept the ledger; wrote the monthly report", "I kept the ledger and wrote the monthly report."),
        ("Ran the weekly count, accuracy of stock 99.6%", "I ran the weekly count, with accuracy of stock of 99.6%."),
        ("Worked on a ward, 28 beds", "I worked on a ward, with 28 beds."),
        ("Drafted leases for review; did not sign them off", "I drafted leases for review."),
        ("Sorted post & parcels for ca. 300 offices", "I sorted post and parcels for about 300 offices."),
        ("Wrote leaflets in Welsh, used by 7 practices", "I wrote leaflets in Welsh, used by 7 practices."),
        ("Together with IT I moved the shop to a new till", "Together with IT I moved the shop to a new till."),
    ],
)
def test_a_line_becomes_a_sentence_of_its_writer(line: str, sentence: str) -> None:
    assert told(line) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Responsible for invoices of 14 shops", "I am responsible for invoices of 14 shops."),
        ("Lead a crew of 9 fitters on site", "I lead a crew of 9 fitters on site."),
        ("Member of the site safety committee", "I am a member of the site safety committee."),
        ("Mentoring two junior fitters on site", "I mentor two junior fitters on site."),
    ],
)
def test_a_role_that_goes_on_is_told_in_the_present(line: str, sentence: str) -> None:
    assert told(line, ongoing=True) == sentence


@pytest.mark.parametrize(
    "line",
    [
        "Advanced Excel and pivot tables for reports",
        "Mixed ability classes of up to 30 pupils",
        "GST and PST returns, payroll tax remittances",
        "Built with Flask and used by 4 colleagues",
        "Adopted by 14 engineers in 3 offices",
        "On-time delivery 97.8% in 2024",
        "Picking, packing, loading, reach truck",
        "Verantwortlich für ein Team von 11 Konstrukteuren",
        "Honorable discharge.",
        "",
    ],
)
def test_a_line_that_is_no_deed_is_left_alone(line: str) -> None:
    assert told(line) is None


def test_a_result_told_in_a_sentence_of_its_own_follows() -> None:
    line = "Redesigned the booking page. After the redesign the share of finished bookings went from 54% to 71%."
    assert (told(line) or "").endswith("After the redesign the share of finished bookings went from 54% to 71%.")


def test_a_lead_goes_before_and_an_adverb_behind_the_person() -> None:
    clause = clause_of("Was asked to train 8 drivers", ongoing=False, dated=True)
    assert clause is not None
    assert clause.standing("At Harwood") == "At Harwood, I was asked to train 8 drivers."
    assert clause.standing(also="also") == "I was also asked to train 8 drivers."


@given(st.text(max_size=200))
def test_whatever_stands_in_a_line_a_clause_is_short_and_in_the_first_person(line: str) -> None:
    clause = clause_of(line, ongoing=True, dated=True)
    if clause is not None:
        assert len(clause.text.split()) <= MOST_WORDS
        assert " I " in f" {clause.text} " or clause.text.startswith("my ")
