"""Two resumes side by side: which line is beside which, and which fields two versions fill differently."""

from resume.edits import Claim
from resume.schema import Resume, Work
from ui.web.comparing import LinePair, changed_fields, pair_lines, shown_lines
from ui.web.origins import after_corrections, field_origins, origin_of

MARA = Resume.model_validate(
    {
        "basics": {"name": "Mara Lindqvist", "email": "mara@lindqvist.example"},
        "work": [{"name": "Old Mill", "highlights": ["Baked"]}],
    }
)


def claim(text: str, fact: str, section: str = "work", action: str = "kept") -> Claim:
    return Claim.model_validate(
        {"id": "k1", "section": section, "text": text, "original": text, "facts": [fact], "action": action, "why": ""}
    )


def test_an_entry_that_was_added_above_the_others_changes_none_of_theirs() -> None:
    newer = MARA.model_copy(update={"work": [Work(name="Weir Mill", position="Miller"), *MARA.work]})
    assert [(one.title, one.before, one.after) for one in changed_fields(MARA, newer)] == [
        ("Miller, Weir Mill: Job title", "", "Miller"),
        ("Miller, Weir Mill: Employer", "", "Weir Mill"),
    ]
    assert [(one.title, one.before, one.after) for one in changed_fields(newer, MARA)] == [
        ("Miller, Weir Mill: Job title", "Miller", ""),
        ("Miller, Weir Mill: Employer", "Weir Mill", ""),
    ]


def test_lines_of_one_source_stand_beside_each_other_by_their_fact() -> None:
    left, right = (
        [claim("Baked bread", "w1.1"), claim("Led a team", "w1.2")],
        [claim("Led a team of 3", "w1.2"), claim("X", "w1.1")],
    )
    assert pair_lines(left, right, same_source=True) == [
        LinePair("work", "Led a team", "Led a team of 3"),
        LinePair("work", "Baked bread", "X"),
    ]


def test_lines_of_different_sources_stand_beside_each_other_where_they_are_alike() -> None:
    left = [claim("Baked 400 loaves a day", "w1.1"), claim("Kept books", "w1.2")]
    right = [claim("Baked 400 loaves daily", "w9.9"), claim("Drove", "w1.2")]
    assert pair_lines(left, right, same_source=False) == [
        LinePair("work", "Baked 400 loaves a day", "Baked 400 loaves daily"),
        LinePair("work", None, "Drove"),
        LinePair("work", "Kept books", None),
    ]


def test_a_line_that_only_one_has_stands_alone() -> None:
    left = [claim("Baked", "w1.1"), claim("Swept", "w1.2")]
    assert pair_lines(left, [claim("Baked", "w1.1"), claim("Led", "w1.3")], same_source=True) == [
        LinePair("work", "Baked", "Baked"),
        LinePair("work", None, "Led"),
        LinePair("work", "Swept", None),
    ]


def test_the_only_line_of_a_section_is_beside_the_only_one() -> None:
    one, other = claim("Baker", "h", "headline"), claim("Head of a bakery", "x", "headline")
    assert pair_lines([one], [other], same_source=False) == [LinePair("headline", "Baker", "Head of a bakery")]


def test_each_line_is_paired_once() -> None:
    same = claim("Baked", "w1.1")
    pairs = pair_lines([same], [same, same], same_source=True)
    assert [(one.left, one.right) for one in pairs] == [("Baked", "Baked"), (None, "Baked")]


def test_letters_and_lines_that_were_left_out_are_not_shown() -> None:
    kept = claim("Baked", "w1.1")
    assert shown_lines([kept, claim("Dear", "", "letter"), claim("Swept", "w1.2", action="dropped")]) == [kept]


def test_changed_added_and_emptied_fields_are_told() -> None:
    data = MARA.to_json()
    data["basics"] = {"name": "Mara L.", "phone": "0170 555 0101"}
    changes = changed_fields(MARA, Resume.model_validate(data))
    assert [(one.title, one.before, one.after) for one in changes] == [
        ("You: Name", "Mara Lindqvist", "Mara L."),
        ("You: Phone", "", "0170 555 0101"),
        ("You: E-mail", "mara@lindqvist.example", ""),
    ]


def test_a_resume_is_as_it_was() -> None:
    assert changed_fields(MARA, MARA) == []


def test_a_field_came_from_where_the_nearest_pointer_says() -> None:
    origins = {"": "cv.pdf", "/work/0": "LinkedIn", "/work/0/name": "typed by you"}
    found = [origin_of(origins, pointer) for pointer in ("/work/0/name", "/work/0/highlights", "/basics/name")]
    assert found == ["typed by you", "LinkedIn", "cv.pdf"]


def test_where_nothing_is_said_it_is_not_recorded() -> None:
    assert origin_of({}, "/basics/name") == "not recorded"


def test_every_filled_field_has_its_origin() -> None:
    origins = after_corrections({"": "cv.pdf"}, {"/basics/name": "Mara"})
    assert [(one.field, one.origin) for one in field_origins(MARA, origins)] == [
        ("Name", "typed by you"),
        ("E-mail", "cv.pdf"),
        ("Old Mill: Employer", "cv.pdf"),
        ("Old Mill: Lines, one below the other", "cv.pdf"),
    ]
