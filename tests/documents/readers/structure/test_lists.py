import pytest

from documents.lines import Line
from documents.readers.structure.lists import read_languages, read_skills, split_items
from resume.schema import Skill


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Python, Go, SQL", ["Python", "Go", "SQL"]),
        ("C/C++, CI/CD, A/B testing", ["C/C++", "CI/CD", "A/B testing"]),
        ("Excel (pivot tables, macros), Word", ["Excel (pivot tables, macros)", "Word"]),
        ("Forklift | Reach truck | Crane", ["Forklift", "Reach truck", "Crane"]),
        ("Fluke meters, Megger; Aerial lift; Conduit", ["Fluke meters, Megger", "Aerial lift", "Conduit"]),
        ("Figma / Sketch / Pen and paper", ["Figma", "Sketch", "Pen and paper"]),
        (
            "Able to calm upset customers on the telephone, and to keep the till right at the end of the day",
            ["Able to calm upset customers on the telephone, and to keep the till right at the end of the day"],
        ),
    ],
)
def test_a_list_is_cut_where_its_items_part(text: str, items: list[str]) -> None:
    assert split_items(text) == items


def test_a_labelled_line_makes_a_group() -> None:
    assert read_skills([Line("Databases: PostgreSQL, Redis")]) == [
        Skill(name="Databases", keywords=["PostgreSQL", "Redis"])
    ]


def test_a_bold_line_above_bullets_names_their_group() -> None:
    skills = read_skills([Line("Kitchen", bold=True), Line("Knife work", bullet=True), Line("Stocks", bullet=True)])
    assert skills == [Skill(name="Kitchen", keywords=["Knife work", "Stocks"])]


@pytest.mark.parametrize(
    ("text", "language", "fluency"),
    [
        ("German – B2", "German", "B2"),
        ("English: native", "English", "native"),
        ("French (fluent)", "French", "fluent"),
        ("Spanish B1", "Spanish", "B1"),
        ("Native Polish", "Polish", "Native"),
        ("Deutsch (Muttersprache)", "Deutsch", "Muttersprache"),
        ("Klingon", "Klingon", None),
    ],
)
def test_a_language_keeps_its_level(text: str, language: str, fluency: str | None) -> None:
    (found,) = read_languages([Line(text)])
    assert (found.language, found.fluency) == (language, fluency)
