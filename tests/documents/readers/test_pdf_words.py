"""Characters made into words by their boxes alone."""

import random

from hypothesis import given
from hypothesis import strategies as st

from documents.readers.pdf_ink import Box, Face, Glyph, LinkArea, Shape
from documents.readers.pdf_words import Word, read_words

PLAIN = Face(bold=False, italic=False, symbols=False)
SLANTED = Face(bold=True, italic=True, symbols=False)
SYMBOLS = Face(bold=False, italic=False, symbols=True)


def drawn(
    text: str,
    x: float = 50,
    y: float = 100,
    *,
    size: float = 10,
    tracking: float = 0,
    face: Face = PLAIN,
    start: int = 0,
    space: float = 2.5,
) -> list[Glyph]:
    """Characters five points wide, without the spaces."""
    glyphs = []
    for order, char in enumerate(text, start=start):
        if char == " ":
            x += space + tracking
            continue
        glyphs.append(Glyph(char, x, x + size / 2, y, size, face, order, order + 1, False, 0))
        x += size / 2 + tracking
    return glyphs


def texts(glyphs: list[Glyph]) -> list[str]:
    return [word.text for word in read_words(glyphs)[0]]


def only(words: list[Word]) -> Word:
    assert len(words) == 1
    return words[0]


@given(words=st.lists(st.text("abcdefgxyz", min_size=2, max_size=9), min_size=1, max_size=8), seed=st.integers(0, 99))
def test_words_are_found_whatever_the_order_of_drawing_and_without_spaces(words: list[str], seed: int) -> None:
    glyphs = drawn(" ".join(words))
    random.Random(seed).shuffle(glyphs)
    redrawn = [glyph._replace(order=2 * order, part=order) for order, glyph in enumerate(glyphs, start=1)]

    assert texts(redrawn) == words


@given(
    tracking=st.floats(1.0, 6.0), words=st.lists(st.sampled_from(["WORK", "HISTORY", "SKILLS"]), min_size=1, max_size=3)
)
def test_letter_spaced_headings_are_words(tracking: float, words: list[str]) -> None:
    assert texts(drawn(" ".join(words), tracking=tracking)) == words


def test_headings_spaced_by_typed_spaces_are_words() -> None:
    assert texts(drawn("W O R K   H I S T O R Y")) == ["WORK", "HISTORY"]


def test_a_space_narrowed_by_kerning_parts_words_where_pdfium_sees_one() -> None:
    glyphs = drawn("of the", space=1.4)
    seen = [glyph._replace(looks_apart=glyph.order == 3) for glyph in glyphs]
    assert texts(seen) == ["of", "the"]
    assert texts(glyphs) == ["ofthe"]


def test_ligatures_are_letters() -> None:
    assert texts(drawn("o\ufb03ce")) == ["office"]


def test_accents_drawn_apart_stand_on_their_letters() -> None:
    e = Glyph("e", 55, 60, 100, 10, PLAIN, 3, 3, False, 0)
    accent = Glyph("´", 55.5, 59, 99, 10, PLAIN, 2, 2, False, 0)
    assert texts([*drawn("r", 50), accent, e]) == ["ré"]


def test_text_drawn_twice_is_read_once() -> None:
    shadow = drawn("Sculptor", 50.8, 100.9, start=50)
    bolder = drawn("Sculptor", 50.3, 100, start=100)
    assert texts([*drawn("Sculptor"), *shadow, *bolder]) == ["Sculptor"]


def test_double_letters_stay() -> None:
    assert texts(drawn("Lille Aare")) == ["Lille", "Aare"]


def test_icons_are_counted_and_left_out() -> None:
    words, private = read_words([*drawn("\uf095", 30), *drawn("Phone", start=5)])
    assert (only(words).text, only(words).mark, private) == ("Phone", "", 1)


def test_codes_of_symbol_fonts_before_text_are_bullets() -> None:
    words, private = read_words([*drawn("\uf0b7", 30, face=SYMBOLS), *drawn("Welding", start=5)])
    assert (only(words).text, only(words).mark, private) == ("Welding", "•", 1)


def test_a_bullet_on_a_baseline_of_its_own_belongs_to_its_text() -> None:
    words, _ = read_words([*drawn("•", 35, 102), *drawn("Welding", start=5)])
    assert (only(words).text, only(words).mark) == ("Welding", "•")


def test_the_letter_o_as_a_bullet_needs_a_wide_gap() -> None:
    bullet = read_words([*drawn("o", 35), *drawn("Welding", start=5)])[0]
    word = read_words(drawn("o ty"))[0]
    assert only(bullet).mark == "o"
    assert [w.text for w in word] == ["o", "ty"]


def test_a_drawn_dot_before_text_is_a_bullet() -> None:
    dot = Shape(Box(38, 95.2, 42, 99.2), (0, 0, 0))
    assert only(read_words(drawn("Welding"), [dot])[0]).mark == "•"


def test_rating_dots_are_no_bullets() -> None:
    dots = [Shape(Box(20 + 6 * i, 95.2, 24 + 6 * i, 99.2), (0, 0, 0)) for i in range(4)]
    assert only(read_words(drawn("Welding"), dots)[0]).mark == ""


def test_a_dot_on_an_upright_line_is_a_point_of_a_timeline() -> None:
    dot = Shape(Box(38, 95.2, 42, 99.2), (0, 0, 0))
    line = Shape(Box(39.5, 20, 40.5, 300), (0, 0, 0))
    assert only(read_words(drawn("Welding"), [dot, line])[0]).mark == ""


def test_a_dash_inside_a_line_is_no_bullet() -> None:
    assert texts(drawn("2019 – 2022")) == ["2019", "–", "2022"]


def test_hebrew_is_read_from_right_to_left() -> None:
    assert texts(drawn("\u05dd\u05d5\u05dc\u05e9")) == ["\u05e9\u05dc\u05d5\u05dd"]


def test_weight_and_slant_are_those_of_most_letters() -> None:
    word = only(read_words([*drawn("Be", face=SLANTED), *drawn("a", 60, start=5)])[0])
    assert (word.bold, word.italic) == (True, True)


def test_words_know_the_address_their_area_links_to() -> None:
    link = LinkArea(Box(45, 90, 90, 104), "https://forge.example")
    assert only(read_words(drawn("Welding"), links=[link])[0]).links == ("https://forge.example",)
