"""The dictionary: words of both Englishes and of many trades, and what a slip was meant to be."""

import pytest

from resume.spelling import dictionary
from resume.spelling.dictionary import common_misspellings


@pytest.mark.parametrize(
    "word",
    [
        "received",
        "colour",
        "color",
        "organised",
        "organizing",
        "onboarding",
        "backend",
        "inotropes",
        "viennoiserie",
        "runbooks",
        "preoperative",
        "renegotiations",
        "zymurgy",
        "a",
        "kubernetes",
        "practise",
        "analyse",
        "totaling",
    ],
)
def test_words_of_work_are_known(word: str) -> None:
    assert dictionary().knows(word)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("recieved", "received"),
        ("managment", "management"),
        ("seperate", "separate"),
        ("refered", "referred"),
        ("comittee", "committee"),
        ("definately", "definitely"),
        ("maintainance", "maintenance"),
        ("organsed", "organised"),
        ("untill", "until"),
    ],
)
def test_a_slip_is_told_from_what_was_meant(wrong: str, meant: str) -> None:
    assert not dictionary().knows(wrong)
    assert dictionary().meant_by(wrong) == meant


def test_of_several_words_that_may_be_meant_none_is() -> None:
    assert dictionary().meant_by("travling") is None
    assert dictionary().meant_by("xqzzt") is None


def test_a_word_of_the_source_is_meant_before_a_commoner_one() -> None:
    assert dictionary().meant_by("metagenmes", near={"metagenomes", "bread"}) == "metagenomes"


def test_how_often_a_word_was_met_is_read_at_both_ends_of_the_list() -> None:
    assert (dictionary().times_met("a") or 0) > 1_000_000
    assert dictionary().times_met("zymurgy") is not None
    assert dictionary().times_met("zzzzzz") is None
    assert dictionary().times_met("") is None


@pytest.mark.parametrize(("wrong", "meant"), common_misspellings().items())
def test_what_a_common_misspelling_means_is_a_word_and_it_is_none(wrong: str, meant: str) -> None:
    assert not dictionary().knows(wrong)
    assert all(dictionary().knows(word) for word in meant.split())
