from resume.ad.analysis import analyze_job
from resume.ad.lines import read_lines
from resume.job import JobText


def parts(text: str) -> list[tuple[str, str]]:
    return [(line.part, line.text) for line in read_lines(text)]


def test_a_table_gives_each_cell_the_weight_of_its_column() -> None:
    table = "Attribute | Essential | Desirable\nSkills | Report writing; Excel | GIS\nOther | Driving licence | "
    assert parts(table) == [
        ("required", "Report writing"),
        ("required", "Excel"),
        ("preferred", "GIS"),
        ("required", "Driving licence"),
    ]


def test_a_markdown_table_with_marks_in_its_rows_is_read() -> None:
    table = "| Criteria | E/D |\n|---|---|\n| Wound care | E |\n| Venepuncture | D |"
    assert parts(table) == [("required", "Wound care"), ("preferred", "Venepuncture")]


def test_marks_behind_the_lines_say_how_much_they_matter() -> None:
    marked = "Person specification (E = Essential, D = Desirable)\nWound care (E)\nVenepuncture (D)\nTriage (E)"
    reading = analyze_job(JobText(text=marked)).analysis
    assert (reading.required_skills, reading.preferred_skills) == (["Wound care", "Triage"], ["Venepuncture"])


def test_one_letter_in_brackets_is_no_mark() -> None:
    assert parts("Requirements\n- Vitamin tests (D)") == [("required", "Vitamin tests (D)")]


def test_a_line_with_a_bar_that_is_no_table_stays_whole() -> None:
    assert [text for _, text in parts("Leeds | Permanent | Grade 7")] == ["Leeds | Permanent | Grade 7"]
