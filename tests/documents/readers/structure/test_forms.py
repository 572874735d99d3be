"""Filled-in forms are set as other resumes set the same."""

from documents.lines import Line
from documents.readers.structure import structure_resume
from documents.readers.structure.forms import unfold_forms


def field(label: str, value: str) -> Line:
    return Line(f"{label} {value}", cells=(label, value))


ROLE = [
    field("Dates", "03/2018 – 11/2021"),
    field("Occupation or position held", "Ferry engineer"),
    field("Main activities and responsibilities", "Kept two diesel engines running"),
    Line("Trained four deckhands", bullet=True),
    field("Name and address of employer", "Fjordlinjen Skipsfart AS"),
]


def test_a_labelled_role_is_read_with_all_its_parts() -> None:
    (work,) = structure_resume([Line("Work experience", bold=True), *ROLE]).resume.work
    assert (work.position, work.name) == ("Ferry engineer", "Fjordlinjen Skipsfart AS")
    assert (work.start_date, work.end_date) == ("2018-03", "2021-11")
    assert work.highlights == ["Kept two diesel engines running", "Trained four deckhands"]


def test_a_second_period_begins_a_second_role() -> None:
    other = [field("Dates", "2012 – 2018"), field("Position held", "Stoker"), field("Employer", "Havn Rederi AS")]
    resume = structure_resume([Line("Work experience", bold=True), *ROLE, *other]).resume
    assert [work.position for work in resume.work] == ["Ferry engineer", "Stoker"]


def test_the_labels_are_told_so_that_nobody_misses_them() -> None:
    assert "Occupation or position held" in unfold_forms(ROLE).labels


def test_lines_without_labels_are_left_as_they_are() -> None:
    lines = [Line("Ferry engineer, Fjordlinjen"), Line("2018 – 2021"), Line("Role: lead of three", bullet=True)]
    assert unfold_forms(lines).lines == lines


def test_a_label_that_a_narrow_column_broke_is_whole() -> None:
    school = [
        field("Dates", "2009 – 2012"),
        field("Title of qualification awarded", "Diploma in Marine Engineering"),
        field("Name and type of organisation", "Bergen Maritime College"),
        Line("providing education and training"),
    ]
    (one,) = structure_resume([Line("Education and training", bold=True), *school]).resume.education
    assert (one.study_type, one.area, one.institution) == ("Diploma", "Marine Engineering", "Bergen Maritime College")
