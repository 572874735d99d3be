import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.sentences import article, list_up, split_sentences


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert split_sentences("Ran the bar. Hired four.") == ["Ran the bar.", "Hired four."]


def test_abbreviations_initials_and_decimals_do_not() -> None:
    text = "Worked with Dr. Pell at Mt. Orrin, e.g. Ward 3, for approx. 2.5 years under J. Quill."
    assert split_sentences(text) == [text]


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()


def test_names_that_hold_commas_stay_whole_in_a_list() -> None:
    assert list_up(["Go", "AWS (ECS, S3)"]) == "Go and AWS (ECS, S3)"
    assert list_up(["Go", "SQL", "AWS (ECS, S3)"], "or") == "Go, SQL or AWS (ECS, S3)"


@pytest.mark.parametrize(
    ("name", "said"), [("NVQ", "an"), ("BSc", "a"), ("MSc", "an"), ("University diploma", "a"), ("HND", "an")]
)
def test_the_article_follows_the_sound(name: str, said: str) -> None:
    assert article(name) == said
