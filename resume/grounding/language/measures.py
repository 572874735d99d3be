"""The tables of measures: number words, periods, units."""

from functools import cache

from resume.grounding.language.lists import read_rows, read_sections


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
def number_words() -> frozenset[str]:
    """The words for numbers up to ninety-nine."""
    return frozenset((*values("ones"), *values("tens")))


@cache
def time_words() -> frozenset[str]:
    """Words for periods, in either number, and for parts of the day and the year."""
    days = {"morning", "afternoon", "evening", "time", "spring", "autumn", "sunday", "monday"}
    return frozenset({*periods(), *(f"{word}s" for word in periods()), *days})


@cache
def units() -> dict[str, tuple[str, str, float]]:
    """Spelling → (unit, dimension, size in base units)."""
    found: dict[str, tuple[str, str, float]] = {}
    for unit, dimension, size, spellings in read_rows("units.tsv"):
        for spelling in spellings.split():
            found.setdefault(spelling.lower(), (unit, dimension, float(size)))
    return found


@cache
def spellings(unit: str) -> tuple[str, ...]:
    """The words for a unit, signs and short forms of one letter left out."""
    rows = (row[3].split() for row in read_rows("units.tsv") if row[0] == unit)
    return tuple(word for words in rows for word in words if word.isalpha() and len(word) > 1)


@cache
def first_words() -> frozenset[str]:
    """Words with which the units begin that are written as several."""
    return frozenset(spelling.replace("/", "-").split("-")[0] for spelling in units() if {"-", "/"} & set(spelling))
