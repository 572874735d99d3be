"""Long text without blanks: so long that only reading in linear time comes to an end."""

import pytest

from resume.ad.hostile import remove_hostile_text
from resume.ad.lines import plain, sentences
from resume.ad.patterns import compile_patterns
from resume.ad.title import guess_title
from resume.language import detect_language

LENGTH = 300_000
"""At 50,000 characters, quadratic patterns took half a minute; at this length they would take a quarter of an hour."""
SHAPES = ["a", "a@", "a.", "[", "(", "<", "[a](", "/a"]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_language_of_an_endless_word_is_unknown(shape: str) -> None:
    assert detect_language(shape * (LENGTH // len(shape))) is None


@pytest.mark.parametrize("shape", SHAPES)
def test_an_endless_word_is_no_title(shape: str) -> None:
    assert guess_title(shape * (LENGTH // len(shape))) is None


@pytest.mark.parametrize("shape", SHAPES)
def test_an_endless_word_stays_one_word(shape: str) -> None:
    assert " " not in plain(shape * (LENGTH // len(shape)))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_endless_word_of_an_ad_goes_as_data(shape: str) -> None:
    safe = remove_hostile_text("Baker wanted in Ghent.\n\n" + shape * (LENGTH // len(shape)))
    assert safe.text.startswith("Baker wanted in Ghent.")
    assert len(safe.text) < LENGTH


def test_no_sentence_is_longer_than_a_thousand_characters() -> None:
    assert max(map(len, sentences("bake bread and " * 20_000))) <= 1_000


def test_words_in_patterns_are_bounded() -> None:
    pattern = compile_patterns([r"\bignore (?:\w+ ){0,3}?<orders>\w*"], {"orders": r"rules\w+"}).pattern
    assert r"\w+" not in pattern.replace(r"\W+", "")
    assert r"\w*" not in pattern
