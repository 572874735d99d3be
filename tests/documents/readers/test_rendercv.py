"""RenderCV documents."""

import pytest

from documents.readers.rendercv import read_rendercv
from documents.readers.yaml_document import parse_yaml
from errors import UserError
from resume import schema


def read(sections: str, head: str = "") -> schema.Resume:
    indented = "\n".join(f"    {row}" for row in sections.splitlines())
    return read_rendercv(parse_yaml(f"cv:\n  name: Ada Byte\n{head}  sections:\n{indented}\n", "cv.yaml"), "cv.yaml")


def test_the_head_is_read() -> None:
    head = (
        "  phone: +32 470\n  website: https://a.example\n  social_networks:\n    - {network: GitHub, username: ada}\n"
    )
    basics = read("summary:\n  - Hello.", head).basics
    assert (basics.phone, basics.url, basics.summary) == ("+32 470", "https://a.example", "Hello.")
    assert basics.profiles == [schema.Profile(network="GitHub", username="ada", url="https://github.com/ada")]


def test_experience_entries_are_roles() -> None:
    resume = read(
        "experience:\n  - {company: Rye, position: Baker, start_date: 2020-09, end_date: present, highlights: ['**Baked**']}"
    )
    assert resume.work == [schema.Work(name="Rye", position="Baker", start_date="2020-09", highlights=["Baked"])]


def test_education_entries_are_degrees() -> None:
    resume = read("education:\n  - {institution: U, area: Bread, degree: BSc, date: Fall 2020}")
    assert resume.education == [
        schema.Education(institution="U", area="Bread", study_type="BSc", end_date="2020", date_text="Fall 2020")
    ]


def test_publications_keep_authors_and_doi() -> None:
    resume = read(
        "papers:\n  - {title: Rye, authors: ['*A. Byte*', B. Wheat], doi: 10.1/2, journal: Crust, date: 2021-05}"
    )
    assert resume.publications == [
        schema.Publication(
            name="Rye",
            publisher="Crust",
            release_date="2021-05",
            url="https://doi.org/10.1/2",
            summary="A. Byte, B. Wheat",
        )
    ]


def test_one_line_entries_are_skills_and_languages() -> None:
    resume = read(
        "skills:\n  - {label: Code, details: 'Go, C (old, new)'}\nlanguages:\n  - {label: Dutch, details: native}"
    )
    assert resume.skills == [schema.Skill(name="Code", keywords=["Go", "C (old, new)"])]
    assert resume.languages == [schema.Language(language="Dutch", fluency="native")]


def test_a_linked_name_gives_the_address() -> None:
    resume = read("projects:\n  - {name: '[Crumb](https://crumb.example)', summary: Bread tracker}")
    assert resume.projects == [schema.Project(name="Crumb", url="https://crumb.example", description="Bread tracker")]


def test_bullets_of_an_unknown_section_stay_under_its_title() -> None:
    resume = read("invited_talks:\n  - reversed_number: Crust\n  - reversed_number: Crumb")
    assert resume.custom_sections == [
        schema.CustomSection(title="Invited Talks", entries=[schema.CustomEntry(highlights=["Crust", "Crumb"])])
    ]


def test_a_second_section_of_roles_keeps_its_own_title() -> None:
    resume = read(
        "experience:\n  - {company: Rye, position: Baker}\nteaching:\n  - {company: School, position: Teacher}"
    )
    assert resume.custom_sections[0].title == "Teaching"
    assert resume.custom_sections[0].entries == [schema.CustomEntry(name="Teacher", organization="School")]


def test_sections_keep_their_order() -> None:
    resume = read("skills:\n  - {label: Code, details: Go}\nexperience:\n  - {company: Rye, position: Baker}")
    assert resume.meta.section_order == ["skills", "work"]


def test_nested_highlights_are_lines() -> None:
    resume = read(
        "experience:\n  - company: Rye\n    highlights:\n      - Won prizes\n        - Gold\n        - Silver"
    )
    assert resume.work[0].highlights == ["Won prizes", "Gold", "Silver"]


def test_fields_of_ones_own_become_lines() -> None:
    assert read("experience:\n  - {company: Rye, position: Baker, team_size: 12}").work[0].highlights == [
        "Team Size: 12"
    ]


def test_digits_stay_as_they_are() -> None:
    assert parse_yaml("phone: 0049\ngpa: 3.90\nday: 2020-09-01\nyes: no", "x") == {
        "phone": "0049",
        "gpa": "3.90",
        "day": "2020-09-01",
        "yes": "no",
    }


def test_aliases_that_multiply_are_refused() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]" for number in range(1, 9)]
    with pytest.raises(UserError, match="beyond any resume"):
        parse_yaml("\n".join(rows), "cv.yaml")


@pytest.mark.parametrize("source", ["cv: [", "a: 1\na: 2", "\t- x: y: z"])
def test_broken_yaml_is_refused(source: str) -> None:
    with pytest.raises(UserError, match=r"cv\.yaml"):
        parse_yaml(source, "cv.yaml")


def test_a_document_without_sections_is_refused() -> None:
    with pytest.raises(UserError, match="no sections"):
        read_rendercv({"cv": {"name": "Ada"}}, "cv.yaml")
