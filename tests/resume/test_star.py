import pytest

from resume.star import note_lines_without_result, tells_result_first


def test_lines_without_a_result_are_noted_once_a_role() -> None:
    notes = note_lines_without_result(["Ran the sauce section.", "Cut waste by 9%.", "Wrote menus."], "Chef de Partie")
    assert len(notes) == 1
    assert "“Ran the sauce section” and “Wrote menus” (your time as Chef de Partie) tell what was done" in notes[0]


def test_a_role_whose_lines_all_tell_a_result_gets_no_note() -> None:
    assert note_lines_without_result(["Cut waste by 9%."], "Cook") == []


def test_of_many_lines_only_the_first_are_quoted() -> None:
    (note,) = note_lines_without_result([f"Ran section {name}" for name in "abcde"], None)
    assert note.count("“") == 3
    assert "and 2 more tell" in note


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Cut waste by a third by weighing the flour", True),
        ("Overall complaints fell by half after the new rota", True),
        ("Rewrote the rota for 12 drivers, cutting overtime by 30%", False),
        ("Kept the books of a 28-bed ward", False),
    ],
)
def test_a_line_that_begins_with_its_result_is_known(line: str, first: bool) -> None:
    assert tells_result_first(line) is first
