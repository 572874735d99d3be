"""Correcting what was read of a resume, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.schema import Basics, CustomEntry, CustomSection, Education, Meta, Resume, Skill, Work
from ui.web.corrections import (
    ADDED,
    as_typed,
    correct,
    entries_of,
    find_field,
    leave_out,
    moved_entries,
    put_back,
    section_forms,
)
from ui.web.origins import TYPED, after_corrections

RESUME = Resume(
    basics=Basics(name="Mara Lindqvist", email="mara@lindqvist.example"),
    work=[
        Work(
            name="Old Mill Bakery",
            position="Baker",
            start_date="2019-03",
            date_text="March 2019 to now",
            highlights=["Baked 400 loaves a day", "Trained three apprentices"],
        )
    ],
    education=[Education(institution="Harbour College", study_type="Diploma")],
    skills=[Skill(name="Baking", keywords=["Sourdough", "Pastry"])],
    custom_sections=[CustomSection(title="Allotment", entries=[CustomEntry(name="Plot 7")])],
    meta=Meta(section_order=["work", "education"]),
)


def test_without_corrections_the_resume_is_as_it_was() -> None:
    assert correct(RESUME, {}) == (RESUME, {})


@pytest.mark.parametrize(
    ("pointer", "text", "held"),
    [
        ("/basics/name", "  Mara Berg ", "Mara Berg"),
        ("/basics/location/city", "Hull", "Hull"),
        ("/work/0/position", "Head baker", "Head baker"),
        ("/work/0/highlights", "One\n\n  Two  ", "One\nTwo"),
        ("/education/0/studyType", "BSc", "BSc"),
        ("/skills/0/keywords", "Pastry", "Pastry"),
        ("/basics/email", "", ""),
    ],
)
def test_a_field_takes_its_new_text(pointer: str, text: str, held: str) -> None:
    corrected, problems = correct(RESUME, {pointer: text})
    field = find_field(corrected, pointer)
    assert problems == {}
    assert field is not None
    assert field.text == held


def test_a_new_date_takes_the_place_of_the_sources_own_words() -> None:
    corrected, _ = correct(RESUME, {"/work/0/startDate": "2020-01"})
    assert (corrected.work[0].start_date, corrected.work[0].date_text) == ("2020-01", None)


@pytest.mark.parametrize("date", ["last spring", "2020-13", "01/2020", "2020-1"])
def test_what_is_no_date_is_told_and_the_field_stays(date: str) -> None:
    corrected, problems = correct(RESUME, {"/work/0/startDate": date})
    assert problems == {"/work/0/startDate": "Write a date as 2024, 2024-05 or 2024-05-31."}
    assert corrected == RESUME


@pytest.mark.parametrize("pointer", ["/work/9/position", "/nothing", "/work/0/unknown", "", "/meta/language"])
def test_what_no_field_is_named_by_is_told(pointer: str) -> None:
    corrected, problems = correct(RESUME, {pointer: "x"})
    assert list(problems) == [pointer]
    assert corrected == RESUME


def test_what_cannot_be_corrected_is_not_lost() -> None:
    corrected, _ = correct(RESUME, {"/basics/name": "Mara Berg"})
    assert (corrected.custom_sections, corrected.meta) == (RESUME.custom_sections, RESUME.meta)


def test_every_field_of_the_form_is_a_field_of_the_schema() -> None:
    """A misspelt key would be kept as an unknown one, and never be printed."""
    full = Resume.model_validate(
        {form.name: {} if form.single else [{}] for form in section_forms() if form.name != "profiles"}
        | {"basics": {"profiles": [{}], "location": {}}}
    ).model_dump(by_alias=True)
    for form in section_forms():
        held = full["basics"] if form.single else (full["basics"] if form.name == "profiles" else full)[form.name][0]
        for field in form.fields:
            place, _, last = field.name.rpartition("/")
            assert last in (held[place] if place else held), (form.name, field.name)


def test_entries_are_called_by_what_they_are() -> None:
    forms = {form.name: form for form in section_forms()}
    assert [entry.title for entry in entries_of(RESUME, forms["work"])] == ["Baker, Old Mill Bakery"]
    assert [entry.title for entry in entries_of(Resume(work=[Work()]), forms["work"])] == ["Experience 1"]


POINTERS = [field.pointer for form in section_forms() for entry in entries_of(RESUME, form) for field in entry.fields]


@given(st.dictionaries(st.sampled_from(POINTERS), st.text(max_size=60), max_size=5))
def test_whatever_is_typed_the_resume_stays_one(corrections: dict[str, str]) -> None:
    corrected, problems = correct(RESUME, corrections)
    assert Resume.model_validate(corrected.to_json()).work
    assert set(problems) <= set(corrections)


def test_a_role_that_was_missed_is_added_among_the_others_by_its_date() -> None:
    typed = {"/work/1": ADDED, "/work/1/position": "Head baker", "/work/1/startDate": "2023-05"}
    corrected, problems = correct(RESUME, typed)
    assert problems == {}
    assert [work.position for work in corrected.work] == ["Head baker", "Baker"]
    assert moved_entries(RESUME, typed) | {"/work/0": "/work/1", "/work/1": "/work/0"} == moved_entries(RESUME, typed)


def test_a_section_that_was_missed_is_begun() -> None:
    corrected, _ = correct(RESUME, {"/languages/0": ADDED, "/languages/0/language": "Danish"})
    assert [one.language for one in corrected.languages] == ["Danish"]


def test_an_entry_that_was_added_and_never_filled_in_is_dropped() -> None:
    typed = {"/work/1": ADDED, "/work/1/position": "  "}
    assert correct(RESUME, typed) == (RESUME, {})
    assert len(as_typed(RESUME, typed)[0].work) == 2


def test_an_entry_that_is_left_out_is_gone_and_comes_back() -> None:
    typed: dict[str, str] = {}
    leave_out(typed, "/education/0")
    assert correct(RESUME, typed)[0].education == []
    assert moved_entries(RESUME, typed)["/education/0"] is None
    put_back(typed, "/education/0")
    assert correct(RESUME, typed) == (RESUME, {})


def test_what_was_added_and_left_out_keeps_the_place_of_what_was_added_after_it() -> None:
    typed = {"/skills/1": ADDED, "/skills/1/name": "Icing", "/skills/2": ADDED, "/skills/2/name": "Ordering"}
    leave_out(typed, "/skills/1")
    assert [skill.name for skill in correct(RESUME, typed)[0].skills] == ["Baking", "Ordering"]
    put_back(typed, "/skills/1")
    assert [skill.name for skill in correct(RESUME, typed)[0].skills] == ["Baking", "Icing", "Ordering"]


def test_where_a_field_came_from_moves_with_its_entry() -> None:
    typed = {"/work/1": ADDED, "/work/1/position": "Head baker", "/work/1/startDate": "2023-05"}
    leave_out(typed, "/education/0")
    origins = {"": "cv.pdf", "/work/0/position": "letter.pdf", "/education/0/area": "letter.pdf"}
    assert after_corrections(origins, typed, moved_entries(RESUME, typed)) == {
        "": "cv.pdf",
        "/work/1/position": "letter.pdf",
        "/work/0": TYPED,
        "/work/0/position": TYPED,
        "/work/0/startDate": TYPED,
    }
