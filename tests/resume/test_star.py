from resume.star import note_lines_without_result


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
