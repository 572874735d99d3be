"""Acronyms written out, and words that spell none."""

import pytest

from resume.grounding.language.acronyms import spells


@pytest.mark.parametrize(
    ("words", "acronym", "beside"),
    [
        (("radio", "frequency", "identification"), "rfid", False),
        (("two", "factor", "authentication"), "2fa", False),
        (("quantitative", "PCR"), "qpcr", False),
        (("cardiotocography",), "ctg", True),
        (("electrocardiogram",), "ecg", True),
    ],
)
def test_words_spell_their_acronym_out(words: tuple[str, ...], acronym: str, beside: bool) -> None:
    assert spells(words, acronym, beside=beside)


@pytest.mark.parametrize(
    ("words", "acronym", "beside"),
    [
        (("radio", "frequency", "identification"), "rfd", False),
        (("cardiotocography",), "ctg", False),
        (("executive", "reporting"), "erp", False),
        (("blood", "pressure", "monitor"), "bpr", True),
        ((), "a", True),
    ],
)
def test_other_words_do_not(words: tuple[str, ...], acronym: str, beside: bool) -> None:
    assert not spells(words, acronym, beside=beside)
