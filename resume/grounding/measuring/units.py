"""What stands behind a figure and says what it is of: units, currencies, ages, frequencies."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resume.grounding.language.currencies import SCALES, currency_at, currency_of, currency_words, scale_in
from resume.grounding.language.lists import read_rows
from resume.grounding.language.measures import first_words, periods, units
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, FREQUENCY, MONTHS, PERCENT, POINTS, RATIO, TIME, Ledger, Quantity
from resume.grounding.measuring.numerals import Figure


@dataclass(slots=True)
class Measure:
    """What a figure is of, and the last token that says so."""

    unit: str
    dimension: str
    size: float
    last: int


def measure_after(tokens: Sequence[Token], figure: Figure) -> Measure:
    """What a figure is of: a unit, a currency behind it, or a plain count."""
    unit, dimension, size, last = _unit_after(tokens, figure)
    if unit == "year" and last + 1 < len(tokens) and _says_age(tokens, last):
        return Measure("", COUNT, 1.0, last + 1)
    if dimension == RATIO and _is_frequency(tokens, last):
        return Measure("", FREQUENCY, 1.0, last)
    if unit:
        return Measure(unit, dimension, size, last)
    currency, scale, last = _currency_after(tokens, figure)
    return Measure("", currency or dimension, scale, last)


def money_after(tokens: Sequence[Token], figure: Figure, currency: str, first: int) -> Measure:
    """`$12M (CAD)`: the code behind says which dollars."""
    scale = scale_in(tokens[first].text)
    named, _, last = _currency_after(tokens, figure)
    if named and (currency in ("USD", named)):
        return Measure("", named, scale, last)
    return Measure("", currency, scale, figure.last)


def _says_age(tokens: Sequence[Token], last: int) -> bool:
    """`17 years old`, `6-year-old`, `17 years of age`."""
    following = [token.low for token in tokens[last + 1 : last + 3]]
    return following[0] in ("old", "olds") or following in (["-", "old"], ["-", "olds"], ["of", "age"])


def _behind_plus(tokens: Sequence[Token], at: int) -> int:
    """The unit of `12+ years` stands behind the mark."""
    is_plus = at + 1 < len(tokens) and tokens[at].text == "+"
    return at + 1 if is_plus and tokens[at + 1].low in ("year", "years", "months", "hours") else at


def _joined_unit(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The spelling in the table of units for one written as several words, and its last: `square-foot`, `sq. ft`, `Gbit/s`."""
    if tokens[at].low not in first_words():
        return None
    spelled, found = tokens[at].low, None
    for index in range(at + 1, min(len(tokens), at + _MOST_PARTS)):
        low = tokens[index].low
        if low == "/":
            spelled += low
        elif tokens[index].kind == "word":
            spelled += low if spelled[-1] == "/" else f"-{low}"
        elif low not in "-." or (low == "." and spelled not in ("sq", "cu")):
            break
        if spelled in units():
            found = spelled, index
    return found


_MOST_PARTS = 6
"""Tokens of a unit's spelling: "pounds per square inch"."""


def _paired_unit(low: str, following: str) -> str:
    """The spelling in the table of units for one written as two words: `° C`, `business days`."""
    if low == "°" and following in ("c", "f"):
        return f"°{following}"
    return following if low in ("business", "working", "calendar") and following in ("day", "days", "hours") else ""


_Unit = tuple[str, str, float, int]
"""Unit, dimension, size in base units, last token."""


def _unit_after(tokens: Sequence[Token], figure: Figure) -> _Unit:
    last = figure.last
    none = ("", COUNT, 1.0, last)
    if tokens[last].suffix:
        attached = None if figure.scaled else _attached_unit(tokens, last)
        if attached is not None:
            return attached
    at = _behind_plus(tokens, last + 1)
    if at < len(tokens) and tokens[at].text in "-–" and at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        at += 1
    if at >= len(tokens) or tokens[at].low not in _openings():
        return none
    return _phrased_unit(tokens, last, at) or _spelled_unit(tokens, figure, at) or none


@cache
def _openings() -> frozenset[str]:
    """Words and signs with which a unit may begin that stands behind its figure."""
    return frozenset((*units(), *first_words(), *_OF_TWO_WORDS, '"', "×", "x"))


_OF_TWO_WORDS = frozenset(("percentage", "per", "°", "business", "working", "calendar"))
"""First words of units that the table has in one word: `percentage points`, `working days`."""


def _attached_unit(tokens: Sequence[Token], last: int) -> _Unit | None:
    """The unit that stands directly after a figure: `24h`, `120m`."""
    suffix = tokens[last].suffix
    if suffix == "m":
        return (*units()["metre"], last)
    if suffix == "M" or suffix.lower() == "k" or suffix.lower() not in units():
        return None
    return (*units()[suffix.lower()], last)


def _phrased_unit(tokens: Sequence[Token], last: int, at: int) -> _Unit | None:
    """A unit of two words, or one whose sign may be something else: `percentage points`, `per cent`, `120 m`, `3 x`."""
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].text == "m" and not tokens[last].suffix and tokens[last].kind == "number":
        return (*units()["metre"], at)
    if low == "percentage" and following in ("point", "points"):
        return "pp", POINTS, 1.0, at + 1
    if low == "per" and following == "cent":
        return "percent", PERCENT, 1.0, at + 1
    joined = _joined_unit(tokens, at)
    if joined is not None:
        return (*units()[joined[0]], joined[1])
    paired = _paired_unit(low, following)
    if paired:
        return (*units()[paired], at + 1)
    if tokens[at].text == '"' and tokens[at].start == tokens[last].end and _closes_nothing(tokens, at):
        return (*units()["inch"], at)
    if low == "×" or (low == "x" and tokens[at].start == tokens[last].end):
        return "times", RATIO, 1.0, at
    return None


def _closes_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation mark behind a figure ends no quotation, and so is the sign of inches: `24"`."""
    return sum(token.text == '"' for token in tokens[:at]) % 2 == 0


_LEAST_FORINTS = 1_000
"""Amounts from which `Ft` is no foot."""


def _spelled_unit(tokens: Sequence[Token], figure: Figure, at: int) -> _Unit | None:
    token, low, last = tokens[at], tokens[at].low, figure.last
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    capital = token.kind == "word" and len(low) == 1 and token.text.isupper() and low not in "vwal"
    if low not in units() or capital:
        return None
    if token.text == "Ft" and figure.value >= _LEAST_FORINTS:
        return None
    ordinal = low in ("second", "bar", "quarter", "in") and at == last + 1 and tokens[last].low not in ("one", "1")
    behind = [one.low for one in tokens[at + 1 : at + 3]]
    if behind == ["-", "long"] and at == last + 1 and figure.value > 1 and not low.endswith("s"):
        return None  # "four week-long camps" are four
    if low in ("star", "stars") and not figure.digits:
        return None  # "a five-star hotel" is no rating of the candidate
    label = low == "year" and token.text[0].isupper() and following.isdigit()
    if ordinal or label or low in {"a", "x"} or (low == "s" and tokens[at - 1].text == "'"):
        return None
    return (*units()[low], at)


def _currency_after(tokens: Sequence[Token], figure: Figure) -> tuple[str, float, int]:
    """The currency behind a figure, the scale that is joined to it (`450 T€`), and the last token of both."""
    last = figure.last
    suffix = tokens[last].suffix
    if suffix and not figure.scaled and suffix.lower() in currency_words():
        return currency_of(suffix), 1.0, last
    at = last + 1
    if at + 1 < len(tokens) and (tokens[at].text == "(" or (tokens[at].text == "." and tokens[last].low in SCALES)):
        at += 1  # "$12M (CAD)", "1,2 Mio. €"
    if at >= len(tokens) or _opens_amount(tokens, at):
        return "", 1.0, last  # "ended 2023 $5,500 under plan"
    currency, scale, end = currency_at(tokens, at, figure.value)
    return (currency, scale, end) if currency else ("", 1.0, last)


def _opens_amount(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign of money stands right before the next figure, and apart from the one before it."""
    if at + 1 >= len(tokens) or tokens[at].kind != "money" or tokens[at + 1].kind != "number":
        return False
    return tokens[at + 1].start == tokens[at].end and tokens[at - 1].end < tokens[at].start


def _is_frequency(tokens: Sequence[Token], last: int) -> bool:
    """`three times a week` counts; `three times the output` multiplies."""
    following = [token.low for token in tokens[last + 1 : last + 3]]
    return bool(following) and (
        following[0] in ("per", "each", "every", "daily", "weekly", "monthly")
        or (following[0] == "a" and following[-1] in periods())
    )


def size_of_unit(quantity: Quantity) -> float:
    """Base units in one of the unit in which a figure is written; per cent in one mark of `9.1 out of 10`."""
    if quantity.unit[:1] == "/":
        return 100 / float(quantity.unit[1:])
    return _sizes().get(quantity.unit, 1.0)


@cache
def _sizes() -> dict[str, float]:
    """Units, and base units in one of each."""
    return {unit: float(size) for unit, _, size, _ in reversed(read_rows("units.tsv"))}


def is_converted(first: Quantity, second: Quantity) -> bool:
    """Whether two figures are of units of two systems, whose conversion is rounded: metres and feet, hectares and acres."""
    if (
        not first.unit
        or not second.unit
        or first.unit == second.unit
        or first.dimension in (MONTHS, TIME, PERCENT, POINTS)
    ):
        return False
    tens = math.log10(size_of_unit(first) / size_of_unit(second))
    return abs(tens - round(tens)) > _SAME_TENS


_SAME_TENS = 1e-9
"""How far the ratio of two metric units may be from a power of ten by the machine's rounding."""


def join_compound(reading: Reading, ledger: Ledger) -> None:
    """`4 years 3 months`, `4 yrs, 3 mos` and `3 h 40 min` are one length of time."""
    joined: list[Quantity] = []
    for quantity in ledger.quantities:
        before = joined[-1] if joined else None
        if before is not None and (before.unit, quantity.unit) in _COMPOUND and _goes_on(reading, before, quantity):
            before.value += quantity.value
            before.last, before.text = quantity.last, f"{before.text} {quantity.text}"
            before.unit, before.step = quantity.unit, quantity.step
        else:
            joined.append(quantity)
    ledger.quantities[:] = joined


_COMPOUND = frozenset((("year", "month"), ("hour", "minute"), ("minute", "second")))
"""Units of which the smaller one goes on where the larger ends."""


def _goes_on(reading: Reading, first: Quantity, second: Quantity) -> bool:
    return reading.low_of[first.last + 1 : second.first] in ((), (",",), ("and",), ("&",))
