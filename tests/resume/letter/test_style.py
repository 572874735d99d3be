"""How a letter speaks and to whom: the ad's English, the candidate's register, a person only where the ad names one."""

from datetime import date

import pytest

from documents.readers.structure.contacts import reads_as_name
from resume.job import JobAnalysis
from resume.letter.style import Addressee, Style, choose_style, find_addressee, greet, say_day, say_month, spoken_to
from resume.letter.words import refused_phrase
from resume.schema import Basics, Resume


def addressee(ad: str, **analysis: str) -> Addressee:
    return find_addressee(JobAnalysis.model_validate(analysis), ad, reads_as_name)


@pytest.mark.parametrize(
    ("ad", "person"),
    [
        ("Questions to Dr Priya Nair, head of unit.", "Dr Priya Nair"),
        ("For an informal chat, contact Jane Holloway on 01632 960001.", "Jane Holloway"),
        ("Contact person: Ms Tamsin O'Rourke", "Ms Tamsin O'Rourke"),
        ("Apply to Mr Okafor by Friday.", "Mr Okafor"),
    ],
)
def test_the_person_whom_the_ad_names_is_written_to(ad: str, person: str) -> None:
    assert addressee(ad).person == person


@pytest.mark.parametrize(
    "ad",
    [
        "You report to the Corporate Controller.",
        "Contact Human Resources for details.",
        "Apply to Northgate Chilled by Friday.",
        "Please contact careers@quill.example.",
        "Contact Jane Holloway or speak to Peter Whitcombe.",
        "Jane Holloway founded the firm in 1931.",
    ],
)
def test_nobody_is_written_to_whom_the_ad_does_not_name_for_that(ad: str) -> None:
    assert addressee(ad, company="Northgate Chilled").person is None


@pytest.mark.parametrize("company", ["You'll", "We", "our", "it", ""])
def test_a_pronoun_is_no_employer(company: str) -> None:
    assert addressee("", company=company).company is None


def test_what_stands_in_brackets_behind_a_title_is_left_out() -> None:
    assert addressee("", title="Backend Engineer (m/f/d)").title == "Backend Engineer"


@pytest.mark.parametrize(
    ("ad", "letter_paper", "variety"),
    [
        ("We organise the programme.", True, "british"),
        ("We organize the program.", False, "american"),
        ("Pay: £30,000.", True, "british"),
        ("Pay is good.", True, "american"),
        ("Pay is good.", False, "british"),
    ],
)
def test_the_ads_spelling_decides_and_then_the_paper(ad: str, letter_paper: bool, variety: str) -> None:
    assert choose_style(Resume(), ad, letter_paper=letter_paper).variety == variety


@pytest.mark.parametrize(
    ("summary", "register"),
    [("I'm a baker and I love bread.", "plain"), ("Baker with nine years of experience.", "formal"), (None, "formal")],
)
def test_the_register_is_the_candidates_own(summary: str | None, register: str) -> None:
    assert choose_style(Resume(basics=Basics(summary=summary)), "", letter_paper=False).register == register


@pytest.mark.parametrize(
    ("style", "person", "greeting"),
    [
        (Style("british", "formal"), None, ("Dear Hiring Manager,", "Yours faithfully,")),
        (Style("british", "formal"), "Dr Priya Nair", ("Dear Dr Nair,", "Yours sincerely,")),
        (Style("american", "formal"), None, ("Dear Hiring Manager,", "Sincerely,")),
        (Style("american", "plain"), "Jane Holloway", ("Dear Jane Holloway,", "Best regards,")),
    ],
)
def test_salutation_and_close_go_together(style: Style, person: str | None, greeting: tuple[str, str]) -> None:
    assert greet(style, Addressee(person=person)) == greeting


def test_dates_are_said_as_people_write_them() -> None:
    assert say_day(date(2026, 5, 3), "british") == "3 May 2026"
    assert say_day(date(2026, 5, 3), "american") == "May 3, 2026"
    assert (say_month("2021-03"), say_month("2021")) == ("March 2021", "2021")


def test_somebody_without_a_title_is_greeted_by_the_whole_name() -> None:
    assert spoken_to("Jane Holloway") == "Jane Holloway"


@pytest.mark.parametrize(
    "text", ["I have always admired your firm.", "A proven track record!", "I’m passionate about it."]
)
def test_stock_phrases_are_known(text: str) -> None:
    assert refused_phrase(text) is not None


def test_plain_words_hold_no_stock_phrase() -> None:
    assert refused_phrase("I ran a shop with a perfect record of fitting shoes.") is None
