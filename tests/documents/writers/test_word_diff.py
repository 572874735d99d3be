import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writers.word_diff import Piece, diff_words

WORDS = ["led", "a", "team", "of", "12", "nurses,", "and", "helped;", "5%"]
LINES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS)).map(" ".join))


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


@given(LINES, LINES)
def test_the_pieces_of_each_side_give_its_text_again(source: str, result: str) -> None:
    difference = diff_words(source, result)

    assert "".join(piece.text for piece in difference.source) == source
    assert "".join(piece.text for piece in difference.result) == result


@given(LINES, LINES)
def test_what_is_not_marked_is_the_same_on_both_sides(source: str, result: str) -> None:
    difference = diff_words(source, result)

    sides = [
        "".join(piece.text for piece in side if not piece.changed) for side in (difference.source, difference.result)
    ]
    assert "".join(sides[0].split()) == "".join(sides[1].split())


@given(LINES)
def test_a_line_against_itself_has_no_mark(line: str) -> None:
    difference = diff_words(line, line)

    assert not any(piece.changed for piece in difference.source + difference.result)


@given(LINES, LINES)
def test_no_mark_is_empty_or_ends_in_a_blank(source: str, result: str) -> None:
    difference = diff_words(source, result)

    changed = [piece.text for piece in difference.source + difference.result if piece.changed]
    assert all(text and text == text.rstrip() for text in changed)


@pytest.mark.parametrize(
    ("source", "result", "old", "new"),
    [
        (
            "Helped bring in a new handover sheet.",
            "Helped introduce a new handover sheet.",
            "Helped [bring in] a new handover sheet.",
            "Helped [introduce] a new handover sheet.",
        ),
        ("Saved 1,200 euros.", "Saved 1,300 euros.", "Saved [1,200] euros.", "Saved [1,300] euros."),
        ("Wrote C code.", "Wrote C++ code.", "Wrote [C] code.", "Wrote [C++] code."),
        ("Drove trucks", "Drove trucks safely", "Drove trucks", "Drove trucks [safely]"),
        ("看護師として働く", "看護婦として働く", "看護[師]として働く", "看護[婦]として働く"),
    ],
)
def test_marks_whole_words(source: str, result: str, old: str, new: str) -> None:
    difference = diff_words(source, result)

    assert (marked(difference.source), marked(difference.result)) == (old, new)


def test_a_little_word_that_agrees_by_chance_is_part_of_the_change() -> None:
    difference = diff_words(
        "Bakery with long queues and a small oven, open all year.",
        "Bakery serving 300 guests and employing two cooks, open all year.",
    )

    assert marked(difference.source) == "Bakery [with long queues and a small oven], open all year."


def test_lines_that_share_next_to_nothing_are_wholly_replaced() -> None:
    difference = diff_words("Was a baker of bread and rolls in a town", "Ran a night shift that made 4,000 loaves")

    assert marked(difference.source) == "[Was a baker of bread and rolls in a town]"


def test_lines_beyond_all_measure_are_not_compared_word_by_word() -> None:
    began = time.perf_counter()

    difference = diff_words("a b " * 20_000, "b a " * 20_000)

    assert time.perf_counter() - began < 2
    assert [piece.changed for piece in difference.source] == [True, False]
