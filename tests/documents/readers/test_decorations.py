"""Frames around headings, and leaders between two columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.decorations import framed_heading, with_plain_headings, without_leaders
from documents.readers.structure import structure_resume
from documents.readers.text import read_text
from resume.schema import Resume

RESUME = """
        T I L D A   B R E N N E K E
        t.brenneke@example.org

* * * EMPLOYMENT * * *

1991-2004   LOCK KEEPER ............ Ostersund Canal Trust
            worked two locks by hand
2004-2012   SENIOR LOCK KEEPER ... Ostersund Canal Trust
            trains 3 keepers

- = S C H O O L I N G = -

1988   School certificate ______ Vastra Evening School

SKILLS --------
Splicing; winches
"""


def structured(text: str) -> Resume:
    return structure_resume(read_text(text)).resume


@pytest.mark.parametrize(
    "drawn",
    [
        "* * * Schooling * * *",
        "=== Schooling ===",
        "- - Schooling - -",
        "<<< Schooling >>>",
        ".:: Schooling ::.",
        "~*~ Schooling ~*~",
        "Schooling ----------------",
    ],
)
def test_a_frame_makes_a_heading_of_any_wording(drawn: str) -> None:
    assert framed_heading(drawn) == "Schooling"


@pytest.mark.parametrize("drawn", ["[SCHOOLING]", "* SCHOOLING *", "-SCHOOLING-", "*** SCHOOLING", "SCHOOLING ___"])
def test_few_marks_frame_capitals(drawn: str) -> None:
    assert framed_heading(drawn) == "SCHOOLING"


@pytest.mark.parametrize(
    "text",
    [
        "* Managed two locks",
        "-- Managed two locks",
        "*Lock keeper*",
        "[Your name]",
        "C++",
        "SCHOOLING",
        "Swedish ****",
        "Signature: __________",
        "== 1991-2004 ==",
        "--- tilda@example.org ---",
        "Ostersund Canal Trust Inc.",
        "* * *",
        "- 2 -",
    ],
)
def test_marks_of_lists_ratings_and_forms_frame_nothing(text: str) -> None:
    assert framed_heading(text) is None


def test_a_frame_of_which_a_mark_was_taken_for_a_bullet_is_a_frame() -> None:
    lines = with_plain_headings(
        [Line(text="* * SCHOOLING * * *", bullet=True), Line(text="worked two locks", bullet=True)]
    )
    assert [(line.text, line.bullet) for line in lines] == [("SCHOOLING", False), ("worked two locks", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Lock keeper ........ Canal Trust",
        "Lock keeper........Canal Trust",
        "Lock keeper . . . . . Canal Trust",
        "Lock keeper ________ Canal Trust",
        "Lock keeper -------- Canal Trust",
        "Lock keeper --- Canal Trust",
        "Lock keeper ……… Canal Trust",
    ],
)
def test_a_leader_parts_two_cells(text: str) -> None:
    (line,) = without_leaders([Line(text=text)])
    assert (line.cells, line.text) == (("Lock keeper", "Canal Trust"), "Lock keeper Canal Trust")


@pytest.mark.parametrize(
    "text",
    [
        "worked two locks ... and a weir",
        "Signature ........",
        "2004 ---- 2012",
        "read __init__.py",
        "a well-kept lock -- twice",
    ],
)
def test_what_leaves_something_unsaid_or_spans_time_is_no_leader(text: str) -> None:
    assert without_leaders([Line(text=text)]) == [Line(text=text)]


def test_short_leaders_count_beside_long_ones() -> None:
    lines = without_leaders([Line(text="Keeper ...... Canal Trust"), Line(text="Senior keeper .. Canal Trust")])
    assert lines[1].cells == ("Senior keeper", "Canal Trust")


def test_roles_of_a_typed_resume_have_title_and_employer() -> None:
    roles = [(work.position, work.name, work.date_text) for work in structured(RESUME).work]
    assert roles == [
        ("LOCK KEEPER", "Ostersund Canal Trust", "1991-2004"),
        ("SENIOR LOCK KEEPER", "Ostersund Canal Trust", "2004-2012"),
    ]


def test_framed_headings_open_their_sections() -> None:
    resume = structured(RESUME)
    assert [school.institution for school in resume.education] == ["Vastra Evening School"]
    assert [skill.name for skill in resume.skills] == ["Splicing", "winches"]
    assert resume.custom_sections == []


@given(st.text("ab .-_*=…", max_size=60).map(str.strip).filter(bool))
def test_no_word_is_lost_with_marks(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(char for char in words if char.isalpha())

    (line,) = with_plain_headings(without_leaders([Line(text=text)]))
    assert letters(line.text) == letters(text)
    assert not line.cells or letters("".join(line.cells)) == letters(text)
