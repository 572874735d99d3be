"""Two columns side by side in a plain text."""

from hypothesis import given
from hypothesis import strategies as st

from documents.readers.structure import structure_resume
from documents.readers.text import read_text
from documents.readers.text_columns import columns_apart

SIDE_BY_SIDE = """                     CLEMENTINE RASH
                clementine@example.org

SKILLS                EXPERIENCE
Plastering            Site Foreman
Screeding             Ashgrove Builders Ltd, Leeds
                      2016 - present
EDUCATION             - runs sites of 12 trades
NVQ 3 Plastering      - finished 31 houses
Leeds College
2008"""

DATES_BESIDE = """EXPERIENCE
2016 - now            Site Foreman
                      Ashgrove Builders Ltd
                      - runs sites of 12 trades
2008 - 2016           Plasterer
                      Hackett Ltd
                      - plastered 400 rooms"""


def test_each_column_is_read_from_top_to_bottom() -> None:
    resume = structure_resume(read_text(SIDE_BY_SIDE)).resume
    assert [(role.position, role.name, role.highlights) for role in resume.work] == [
        ("Site Foreman", "Ashgrove Builders Ltd", ["runs sites of 12 trades", "finished 31 houses"])
    ]
    assert [skill.name for skill in resume.skills] == ["Plastering", "Screeding"]
    assert [(study.study_type, study.institution) for study in resume.education] == [
        ("NVQ 3 Plastering", "Leeds College")
    ]


def test_dates_beside_text_are_no_column() -> None:
    rows = DATES_BESIDE.split("\n")
    assert columns_apart(rows) == rows


def test_labels_beside_text_are_no_column() -> None:
    rows = [f"{label:<14}{text}" for label, text in zip(["Skills", "Languages", "", "", ""], "abcde", strict=True)]
    assert columns_apart(rows) == rows


@given(st.lists(st.text("ab \t", max_size=40), max_size=20))
def test_no_word_is_lost(rows: list[str]) -> None:
    assert sorted("\n".join(columns_apart(rows)).split()) == sorted("\n".join(rows).split())


def test_no_word_of_two_columns_is_lost() -> None:
    assert sorted("\n".join(columns_apart(SIDE_BY_SIDE.split("\n"))).split()) == sorted(SIDE_BY_SIDE.split())
