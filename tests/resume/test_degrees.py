import pytest

from resume.degrees import degree_level, field_of_study, find_degree, highest_level, shares_field


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("High school diploma or GED", 0),
        ("HND in Construction", 1),
        ("Bachelor's degree in statistics", 2),
        ("BSc (Hons) Nursing", 2),
        ("a degree in physics", 2),
        ("Bachelor's or Master's degree", 2),
        ("Master's degree", 3),
        ("MSc Marine Ecology", 3),
        ("PhD in biology", 4),
    ],
)
def test_the_lowest_level_named_is_what_is_asked_for(text: str, level: int) -> None:
    assert degree_level(text) == level


@pytest.mark.parametrize("text", ["MS Excel", "MS Office", "a high degree-day count", "ma and pa shop", "as needed"])
def test_other_uses_of_the_letters_are_no_degree(text: str) -> None:
    assert find_degree(text) is None or "degree" in text


def test_broad_words_alone_make_no_subject_the_same() -> None:
    assert not shares_field(field_of_study("degree in computer science"), field_of_study("BA Political Science"))


def test_the_same_subject_in_other_words_around_it_is_the_same() -> None:
    assert shares_field(field_of_study("degree in marine biology or ecology"), field_of_study("BSc Biology"))


def test_the_number_of_a_british_standard_is_no_degree() -> None:
    assert highest_level("18th Edition (BS 7671)") is None
    assert highest_level("Welding to BS EN 1090") is None


def test_a_subject_with_an_ending_of_its_language_is_the_same_subject() -> None:
    asked = field_of_study("Ausbildung als Steuerfachangestellte")
    assert shares_field(asked, field_of_study("Ausbildung zur Steuerfachangestellten"))
