import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.wording import follow_spelling, spelling_variety
from resume.wording.spelling import read_spellings


def test_listed_words_follow_the_variety_with_their_capitals() -> None:
    line = "Organised colour-coded rotas, catalogued jewellery and centred labels"
    american = "Organized color-coded rotas, cataloged jewelry and centered labels"
    assert follow_spelling(line, "american") == american


def test_american_words_with_other_senses_in_british_english_stay() -> None:
    assert follow_spelling("Wrote a program to check the meter", "british") == "Wrote a program to check the meter"


@pytest.mark.parametrize(
    "line",
    [
        "Volunteered for the World Health Organisation",
        "Centre Manager at the Harbour Theatre",
        'Wrote "The colour of labour" for “Behaviour”',
        "Mailed info@centre.example and colour.py",
        "COLOUR",
    ],
)
def test_names_titles_and_addresses_stay(line: str) -> None:
    assert follow_spelling(line, "american") == line


@pytest.mark.parametrize(
    ("text", "variety"),
    [
        ("We organise programmes", "british"),
        ("We organize behavioral programs", "american"),
        ("We sell bread", None),
        ("colour color", None),
    ],
)
def test_the_variety_is_told_by_the_listed_words(text: str, variety: str | None) -> None:
    assert spelling_variety(text) == variety


@given(st.lists(st.sampled_from(sorted(read_spellings().to_british)), min_size=1, max_size=6))
def test_there_and_back_gives_the_same_words(words: list[str]) -> None:
    line = "We " + " ".join(words)
    assert follow_spelling(follow_spelling(line, "british"), "american") == line


def test_no_word_is_listed_on_both_sides() -> None:
    spellings = read_spellings()
    assert not spellings.to_american.keys() & spellings.to_british.keys()
