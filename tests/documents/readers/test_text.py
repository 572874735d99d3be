"""Plain text files as lines."""

from hypothesis import given
from hypothesis import strategies as st

from documents.lines import Line
from documents.readers.text import paragraphs, read_text


def test_blank_lines_are_the_gap_of_the_next_line() -> None:
    assert [line.gap for line in read_text("one\n\n\ntwo\nthree")] == [0.0, 2.0, 0.0]


def test_bullets_of_all_kinds_lose_their_mark() -> None:
    source = "• a\n- b\n* c\n– d\n1. e\n(2) f\na) g\no\th\n▪ i\n➢ j"
    assert [(line.text, line.bullet) for line in read_text(source)] == [(one, True) for one in "abcdefghij"]


def test_a_date_at_the_start_is_no_numbering() -> None:
    assert read_text("12. Mai 2020 in Wien")[0].bullet is False


def test_tabs_and_wide_gaps_cut_cells() -> None:
    assert read_text("Cook, Bar Azul        2019 - 2021")[0].cells == ("Cook, Bar Azul", "2019 - 2021")
    assert read_text("Cook\t2019")[0].cells == ("Cook", "2019")


def test_underlined_lines_are_headings_and_rules_go() -> None:
    lines = read_text("INES DUARTE\n===========\n\nWORK\n----\nCook\n\n--------\n")
    assert [(line.text, line.level) for line in lines] == [("INES DUARTE", 1), ("WORK", 2), ("Cook", None)]


def test_a_rule_under_contact_details_makes_no_heading() -> None:
    assert read_text("ines@example.org | 555 0100\n---------------------------")[0].level is None


def test_framed_lines_are_headings() -> None:
    assert [(line.text, line.level) for line in read_text("=== EDUCATION ===")] == [("EDUCATION", 2)]


def test_hard_wrapped_lines_may_go_on() -> None:
    source = (
        "Runs a kitchen of twelve people and plans the menu for each of the four\n"
        "seasons, with produce from farms that lie within one hour of the city of\n"
        "Lisbon.\n"
    )
    assert [line.wraps for line in read_text(source)] == [True, True, False]


def test_short_lines_do_not_go_on() -> None:
    assert [line.wraps for line in read_text("Cook\nBar Azul\nLisbon")] == [False, False, False]


def test_a_text_indented_as_a_whole_has_no_indent() -> None:
    assert [line.indent for line in read_text("    one\n      two")] == [0.0, 1.0]


def test_paragraphs_show_lists_and_space() -> None:
    lines = [Line(text="Tasks", level=2), Line(text="cook", bullet=True), Line(text="Apply now", gap=1.0)]
    assert paragraphs(lines) == "Tasks\n\n- cook\n\nApply now"


@given(st.text(max_size=500))
def test_any_text_is_read_and_no_line_is_empty(text: str) -> None:
    assert all(line.text == " ".join(line.text.split()) != "" for line in read_text(text))


@given(st.lists(st.text(alphabet="abc xyz", min_size=1, max_size=90).filter(str.strip), max_size=20))
def test_no_word_is_lost(rows: list[str]) -> None:
    words = [word for line in read_text("\n".join(rows)) for word in line.text.split()]
    assert words == " ".join(rows).split()


def test_the_letter_o_is_a_bullet_where_several_lines_begin_with_it() -> None:
    lines = read_text("Stoker | Havn Rederi\no Fed two boilers\no Took the night watch")
    assert [(line.text, line.bullet) for line in lines[1:]] == [
        ("Fed two boilers", True),
        ("Took the night watch", True),
    ]


def test_blank_lines_between_all_lines_say_nothing() -> None:
    lines = read_text("\n\n".join(f"line number {number}" for number in range(14)))
    assert {line.gap for line in lines} == {0.0}


def test_a_text_is_seen_as_wrapped_although_its_contact_line_is_longer() -> None:
    body = ["word " * 14 + "and"] * 5
    lines = read_text("\n".join(["x" * 95, "", *body, "end."]))
    assert [line.wraps for line in lines[1:5]] == [True] * 4
