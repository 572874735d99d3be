"""Text as it may stand in a document: no control marks, no private glyphs, one kind of blank; and which way it runs."""

import re
import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_LATIN_LIGATURES = {ord(mark): unicodedata.normalize("NFKC", mark) for mark in "ﬀﬁﬂﬃﬄﬅﬆ"}
_UNPRINTABLE = frozenset({"Cc", "Co", "Cs", "Cn"})
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
"""Invisible marks that Persian, Indic and mixed-direction text need. All others (zero-width spaces, soft hyphens, direction
overrides) would only split words for whoever reads the text layer, or deceive."""

_RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RTL_CLASSES = frozenset({"R", "AL"})


def clean_line(text: str | None) -> str:
    """The text on one line: single spaces, composed letters (NFC), nothing that no font can draw; empty for None."""
    return " ".join(_clean(text or "").split(" ")).strip()


def clean_paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a longer text, each as `clean_line` gives it; a line break in the text begins a new one."""
    lines = (clean_line(line) for line in re.split(r"[\r\n\u2028\u2029]+", text or ""))
    return tuple(line for line in lines if line)


def direction(text: str) -> Direction:
    """Which way a line runs, told by its first letter of certain direction (Unicode bidirectional algorithm, rule P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RTL_CLASSES:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def language_direction(language: str) -> Direction:
    """Which way a document in this language (ISO 639-1, perhaps with a region) runs."""
    return "rtl" if language.lower().split("-")[0] in _RTL_LANGUAGES else "ltr"


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.translate(_LATIN_LIGATURES))
    if composed.isascii() and composed.isprintable():
        return re.sub(r" +", " ", composed)
    return re.sub(r" +", " ", "".join(_printed(character) for character in composed))


def _printed(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\t\n\r\x0b\x0c" or category in ("Zl", "Zp"):
        return " "
    if category == "Zs":
        return "\u00a0" if character in "\u00a0\u202f" else " "
    if category == "Cf":
        return character if character in _JOINERS else ""
    return "" if category in _UNPRINTABLE else character
