"""Misspelled words of a line, and everything that is none though no dictionary has it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.spelling import find_misspellings, mend_misspellings, names_of, words_of


def found(text: str, known: frozenset[str] = frozenset(), *, names: bool = True) -> dict[str, str | None]:
    return {one.word: one.meant for one in find_misspellings(text, known, names=names)}


def test_a_misspelled_word_is_found_with_what_was_meant() -> None:
    assert found("Managed a team that recieved two prizes") == {"recieved": "received"}


def test_a_misspelled_opening_keeps_its_capital() -> None:
    assert found("Maintaned the boilers of 3 schools") == {"Maintaned": "Maintained"}


@pytest.mark.parametrize(
    "text",
    [
        "Trained 6 nurses in RotaWise and Thraxted",
        "Moved the site to www.kelpflow.example and wrote to ops@kelpflow.example",
        "Ran postgres_exporter and kelp/flow.py on staging",
        "Wrote “Ze kwekling dansen” for the local stage",
        "Betreuung der Anlage und der Konformität nach Richtlinie",
        "Co-ordinated a 28-bed ward's rota, self-funded",
        "Bartosz ran the night shift of the bakery",
        "P.S. the CAM-ICU study of the n=40 cohort",
    ],
)
def test_names_addresses_codes_quotations_and_other_languages_are_let_be(text: str) -> None:
    assert found(text, names_of([text, "The team of Bartosz"])) == {}


def test_what_the_source_says_is_a_word() -> None:
    known = words_of(["Bred ubikweets for 3 zoos"])
    assert found("Raised ubikweets for zoos", known) == {}
    assert "ubikweets" in found("Raised ubikweets for zoos")


def test_a_writer_who_came_after_the_source_may_not_open_with_a_name() -> None:
    assert found("Supervize 2 clerks of the branch", names=False) == {"Supervize": "Supervise"}
    assert found("Supervize 2 clerks of the branch") == {}


def test_mending_touches_the_misspelled_words_alone() -> None:
    text = "Maintaned the boilers, 12 a day, in a seperate shed"
    assert mend_misspellings(text, find_misspellings(text)) == "Maintained the boilers, 12 a day, in a separate shed"


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_looked_through(text: str) -> None:
    for one in find_misspellings(text):
        assert text[one.start : one.end] == one.word
