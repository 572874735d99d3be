import pytest

from documents.read_back import find_unsupported_shipped
from resume.facts import number_facts
from resume.grounding import FactBase
from tests.people import nurse
from tests.resume.grounding.person import TODAY

FILE = """Ottilie Brandwick
Ward Sister
Leeds | +44 7700 900123 | ottilie@example.org
Ward sister with a calm hand. Known at St. Alcuin's for quiet nights.
Ward Sister, St. Alcuin's Hospital, March 2019 – present
Responsible for managing a team of 14 nurses
Cut medication errors by 38 % within 9 months
"""


def shipped(text: str) -> list[str]:
    source = nurse()
    facts = FactBase(number_facts(source), TODAY)
    allowed = [source.model_dump_json(by_alias=True), *(fact.text for fact in number_facts(source))]
    return find_unsupported_shipped(
        {"resume.md": text}, allowed, is_supported=lambda line: facts.check(line, section="summary").supported
    )


def test_a_file_that_says_what_was_checked_ships_nothing_unsupported() -> None:
    assert shipped(FILE) == []


@pytest.mark.parametrize(
    ("true", "lie"),
    [
        ("a team of 14 nurses", "a team of 38 nurses"),
        ("Cut medication errors by 38 %", "Cut medication errors by 14 %"),
        ("Ward Sister, St.", "Ward Manager, St."),
        ("Responsible for managing a team of 14 nurses", "Led a team of 14 nurses at Northgate"),
        ("within 9 months", "within 9 nights"),
    ],
)
def test_a_lie_in_a_file_is_found_even_where_all_its_words_are_the_sources(true: str, lie: str) -> None:
    assert true in FILE
    assert len(shipped(FILE.replace(true, lie))) == 1


def test_a_name_of_which_fonts_lack_a_character_claims_nothing() -> None:
    allowed = ["株式会社ツバメ銀行 (Tsubame Bank)", "Logged 900 bugs"]

    def found(line: str) -> list[str]:
        return find_unsupported_shipped({"resume.pdf": line}, allowed, is_supported=lambda _: False)

    assert found("式会社ツバメ 行 (Tsubame Bank)") == []
    assert found("日本銀行 (Tsubame Bank)") != []


TITLE = "Krankenhausverwaltungsfachangestellte of the North Ward, 5 k nights, 1 000 beds"


def found_beside_title(text: str) -> list[str]:
    return find_unsupported_shipped({"resume.pdf": text}, [TITLE], is_supported=lambda _: False)


@pytest.mark.parametrize(
    "text",
    [
        "Krankenhausverwaltungs\nfachangestellte of the North Ward",
        "Krankenhaus\nverwaltungsfach\nangestellte of the North Ward",
    ],
)
def test_a_word_cut_by_the_end_of_its_line_claims_nothing(text: str) -> None:
    assert found_beside_title(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Krankenhausverwaltungs\nleitung of the North Ward",
        "Krankenhausverwaltungs\nof the North Ward",
        "Krankenhausverwaltungs",
    ],
)
def test_a_cut_word_that_goes_on_as_no_known_one_is_found(text: str) -> None:
    assert len(found_beside_title(text)) >= 1


def test_a_date_set_beside_a_cut_word_does_not_part_it() -> None:
    def found(date: str) -> list[str]:
        text = f"Krankenhausverwaltungs {date}\nfachangestellte of the North Ward"
        return find_unsupported_shipped(
            {"resume.pdf": text}, [TITLE, "2019"], is_supported=lambda line: "ellte" in line
        )

    assert found("2019") == []
    assert len(found("2018")) == 1


def test_a_lost_space_makes_no_new_word() -> None:
    assert found_beside_title("Krankenhausverwaltungsfachangestellte ofthe North Ward") == []


@pytest.mark.parametrize("figure", ["5k nights", "1000 beds", "51 beds"])
def test_a_lost_space_beside_a_figure_makes_another_figure(figure: str) -> None:
    assert found_beside_title(figure) == [figure]
