"""The tables of measures: number words, periods, units, currencies."""

from functools import cache
from typing import TYPE_CHECKING

from resume.grounding.lists import read_rows, read_sections

if TYPE_CHECKING:
    from resume.grounding.reading import Token


def _table(name: str) -> dict[str, str]:
    return {parts[0]: parts[1] for parts in (line.split() for line in read_sections("numbers.txt")[name])}


@cache
def values(name: str) -> dict[str, float]:
    """Words of one part of `numbers.txt` and their values."""
    return {word: float(value) for word, value in _table(name).items()}


@cache
def periods() -> dict[str, str]:
    """Words that name a period, and the period."""
    return _table("periods")


@cache
def units() -> dict[str, tuple[str, str, float]]:
    """Spelling → (unit, dimension, size in base units)."""
    found: dict[str, tuple[str, str, float]] = {}
    for unit, dimension, size, spellings in read_rows("units.tsv"):
        for spelling in spellings.split():
            found.setdefault(spelling.lower(), (unit, dimension, float(size)))
    return found


@cache
def currency_words() -> dict[str, str]:
    """Signs, codes and names of currencies in lower case, and their codes."""
    found: dict[str, str] = {}
    for code, spellings in read_rows("currencies.tsv"):
        for spelling in (code, *spellings.split()):
            found.setdefault(spelling.lower(), code)
    for word in (
        "r",
        "all",
        "try",
        "mad",
        "lei",
        "rand",
        "won",
        "real",
        "quid",
        "rs.",
        "fr.",
        "ft",
        "rm",
        "cfa",
        "top",
        "pen",
    ):
        found.pop(word, None)
    return found


_BEFORE_DIGITS = {"r": "ZAR", "rs": "INR", "rs.": "INR", "rm": "MYR", "ksh": "KES"}
"""Letters that are a currency where digits follow at once, and words elsewhere."""


def currency_of(token: "Token") -> str:
    """The code of the currency that a token before a figure names; the token itself where the table lacks it."""
    return _BEFORE_DIGITS.get(token.low) or currency_words().get(token.low, token.text)
