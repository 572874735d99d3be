"""What of a text may stand in a document."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writers.printable import clean_line, clean_paragraphs, direction


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  two\t words\n", "two words"),
        ("eﬃcient ﬁnish", "efficient finish"),
        ("\ue000 icon", "icon"),
        ("zero\u200bwidth soft\u00adhyphen", "zerowidth softhyphen"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Wis\u0301niewska", "Wiśniewska"),
        ("10\u202f%", "10\u00a0%"),
        ("nul\x00l", "null"),
        (None, ""),
    ],
)
def test_a_line_holds_only_what_can_be_printed(text: str | None, clean: str) -> None:
    assert clean_line(text) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(st.characters(categories=("L", "N", "P"))))
def test_letters_figures_and_marks_all_stay(text: str) -> None:
    assert unicodedata.normalize("NFKC", clean_line(text)) == unicodedata.normalize("NFKC", text)


def test_a_line_break_begins_a_new_paragraph() -> None:
    assert clean_paragraphs("one\r\n\r\ntwo\u2028three") == ("one", "two", "three")


@pytest.mark.parametrize(("text", "way"), [("ليلى", "rtl"), ("12 שלום", "rtl"), ("Zoë ليلى", "ltr"), ("", "ltr")])
def test_a_line_runs_as_its_first_letter_does(text: str, way: str) -> None:
    assert direction(text) == way
