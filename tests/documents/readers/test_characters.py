"""From bytes to plain text."""

import pytest

from documents.readers.characters import clean_characters, decode_text, has_mojibake, split_bullet
from errors import UserError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    assert decode_text("Zoë Müller – Köln".encode(encoding), "cv.txt") == "Zoë Müller – Köln"


@pytest.mark.parametrize("data", [b"abc\0def", bytes(range(1, 9)) * 20])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="binary"):
        decode_text(data, "cv.txt")


def test_spaces_and_line_ends_become_plain() -> None:
    assert clean_characters("a\u00a0b\u2009c\r\nd\re\u2028f") == "a b c\nd\ne\nf"


def test_invisible_characters_go() -> None:
    assert clean_characters("a\u200bb\u202ec\u2066d\ufeffe\u00adf\x07g\U000e0041h") == "abcdefgh"


def test_joiners_that_shape_persian_words_stay() -> None:
    assert clean_characters("می\u200cخواهم") == "می\u200cخواهم"


def test_text_is_composed_and_ligatures_are_letters() -> None:
    assert clean_characters("e\u0301 e\ufb03cient") == "é efficient"


def test_symbol_font_bullets_are_bullets() -> None:
    assert split_bullet(clean_characters("\uf0b7 cook")) == (True, "cook")


def test_a_hyphen_inside_a_word_is_no_bullet() -> None:
    assert split_bullet("-5 °C storage") == (False, "-5 °C storage")


def test_garbled_text_is_noticed() -> None:
    assert has_mojibake("cafÃ© manager")
    assert not has_mojibake("café manager, São Paulo, Ã")
