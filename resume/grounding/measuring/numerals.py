"""Figures as they are written: digits in any grouping, number words, scales."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resume.grounding.language.currencies import currency_at, currency_words
from resume.grounding.language.measures import first_words, units, values
from resume.grounding.language.tokens import Token

_SHORT = 3
"""Words in -s up to this length (`was`, `its`) are no plurals."""


@dataclass(slots=True)
class Figure:
    """A plain number: its value, the last of its tokens, its decimal places."""

    value: float
    last: int
    digits: int = 0
    fraction: bool = False
    scaled: bool = False
    """Whether letters behind it are a scale and no unit: the `m` of "£2m"."""
    group: bool = False
    """Whether it is a word for a number of things: `a pair of`."""


def roman_at(tokens: Sequence[Token], at: int) -> float:
    """The value of a roman numeral that numbers a thing (`Gallery III`, `Phase II`); 0 where a token is none.

    Single letters are left alone, and so is what opens a line or follows a common word: `IV antibiotics` are no four.
    """
    token = tokens[at]
    value = ROMANS.get(token.text, 0.0)
    if not at or not value:
        return 0.0
    before = tokens[at - 1]
    if len(token.text) == 1:
        return value if before.low in _STAGES else 0.0
    names = (token.kind == before.kind == "word") and (
        before.low in _NUMBERED or (at > 1 and before.text[:1].isupper() and before.text[1:].islower())
    )
    return value if names else 0.0


ROMANS = {
    ten + one: 10.0 * tens + ones
    for tens, ten in enumerate(("", "X", "XX", "XXX"))
    for ones, one in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if ten + one
}
"""Roman numerals and their values."""
_STAGES = frozenset(("phase", "stage", "grade", "class", "tier", "act"))
"""Words behind which a single letter is a number, too: `phase I trials`."""
_NUMBERED = frozenset(
    (
        "grade", "level", "phase", "stage", "part", "volume", "type", "class", "category", "group", "tier", "band", "gallery",
        "unit", "act", "module", "step", "block", "zone", "mark",
    )
)  # fmt: skip
"""Words behind which a roman numeral is a number, however they are written."""


def figure_at(tokens: Sequence[Token], at: int) -> Figure | None:
    """The number in digits or words that begins at a token, if one does."""
    token = tokens[at]
    if token.kind == "number":
        return _digits_at(tokens, at)
    if is_part_of_a_scale(tokens, at):
        return _part_of_a_scale(tokens, at)
    return _number_words_at(tokens, at)


def _digits_at(tokens: Sequence[Token], at: int) -> Figure:
    token = tokens[at]
    value, digits = _plain_value(token.text)
    last = at
    scale = values("scales").get(token.suffix.lower()) if token.suffix else None
    if token.suffix == "m" and not (_looks_like_money(tokens, at) or _counts_plural(tokens, at + 1)):
        scale = None
    if scale:
        return Figure(value * scale, last, 0, scaled=True)
    if not token.suffix and last + 1 < len(tokens):
        following = tokens[last + 1]
        if (
            following.text == "/"
            and last + 2 < len(tokens)
            and tokens[last + 2].text in "23458"
            and token.text in "123457"
        ):
            return Figure(value / float(tokens[last + 2].text), last + 2, 2, fraction=True)
        scale = values("scales").get(following.low)
        if scale and (
            following.low not in ("m", "b", "mm", "cr") or following.text in ("M", "B") or _looks_like_money(tokens, at)
        ):
            return Figure(value * scale, last + 1, 0)
    return Figure(value, last, digits)


def _counts_plural(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural follows: `2m users` are millions, `2m of pipe` are metres."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    money = currency_at(tokens, at, 0.0)[0] != ""
    return money or (tokens[at].low.endswith("s") and len(tokens[at].low) > _SHORT)


def _looks_like_money(tokens: Sequence[Token], at: int) -> bool:
    return bool(at) and (tokens[at - 1].kind == "money" or tokens[at - 1].low in currency_words())


def _plain_value(text: str) -> tuple[float, int]:
    """A figure's value and its decimal places: three digits behind a mark are thousands."""
    if text.isdigit():
        return float(text), 0
    if _LAKHS.fullmatch(text):
        return float(text.replace(",", "")), 0
    grouped = text if _BELOW_ONE.fullmatch(text) else _THOUSANDS.sub("", text)
    plain = grouped.replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


_THOUSANDS = re.compile(r"(?<=\d)[.,' ](?=\d{3}(?:\D|$))")
"""A mark that parts thousands: `1,500`."""

_BELOW_ONE = re.compile(r"0[.,]\d+")
"""A figure whose mark is that of its decimals, however many they are; `020 555` is a number to dial."""

_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
"""Digits grouped as in India: `4,50,000`."""


def is_part_of_a_scale(tokens: Sequence[Token], at: int) -> bool:
    """Whether `a quarter of a million`, `three quarters of a million` begins at a token."""
    if at + 4 >= len(tokens) or tokens[at + 1].low not in values("fractions"):
        return False
    words = [token.low for token in tokens[at : at + 5]]
    begins = words[0] in ("a", "one") or words[0] in values("ones")
    return begins and words[2:4] == ["of", "a"] and len(words[4]) > 2 and words[4] in values("scales")


def _part_of_a_scale(tokens: Sequence[Token], at: int) -> Figure:
    words = [token.low for token in tokens[at : at + 5]]
    top = values("ones").get(words[0], 1.0)
    return Figure(round(top * values("fractions")[words[1]] * values("scales")[words[4]]), at + 4)


def one_scale(tokens: Sequence[Token], at: int) -> Figure | None:
    """`a dozen`, `a hundred`, `a million`."""
    if is_part_of_a_scale(tokens, at):
        return _part_of_a_scale(tokens, at)
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].low not in ("a", "an"):
        return None
    if following in ("hundred", "thousand", "million", "billion", "dozen", "lakh", "crore"):
        return _number_words_at(tokens, at + 1, begun=1.0)
    of = tokens[at + 2].low if at + 2 < len(tokens) else ""
    if following in values("groups") and (of == "of" or following == "couple"):
        return Figure(values("groups")[following], at + 1, group=True)
    return None


def _number_words_at(tokens: Sequence[Token], at: int, *, begun: float = 0.0) -> Figure | None:
    """`twenty-four`, `two hundred and fifty`, `four and a half`, `half a dozen`, `two and a half million`.

    Args:
        tokens: of the line.
        at: the first that belongs to the number.
        begun: what an article before it counts: the `a` of "a hundred" is 1.
    """
    scales = values("scales")
    words = [token.low for token in tokens[at : at + 12]]
    if words[0] == "half" and len(words) > 2 and words[1] in ("a", "an"):
        if words[2] in scales:
            return Figure(scales[words[2]] / 2, at + 2)
        if words[2] in units() or words[2] in first_words():
            return Figure(0.5, at + 1, 1)
        return None
    value, length = _add_up(words, begun)
    if not length and not begun:
        return None
    return _with_fraction(words, at, value, length)


def _add_up(words: Sequence[str], begun: float) -> tuple[float, int]:
    """The value of the number that words begin with, and how many of them it takes; 0 where they begin with none."""
    ones, tens, scales = values("ones"), values("tens"), values("scales")
    total, current, index, found = 0.0, begun, 0, bool(begun)
    while index < len(words):
        word = words[index]
        if word in ones or word in tens:
            current += ones.get(word, 0) + tens.get(word, 0)
            found = True
        elif word in scales and found and len(word) > _LEAST_SCALE:
            if scales[word] == 100:
                current *= 100
            else:
                total, current = total + (current or 1) * scales[word], 0.0
        elif not (found and word in ("-", "and") and index + 1 < len(words) and _goes_on(words, index)):
            break
        index += 1
    return (total + current, index) if found else (0.0, 0)


_LEAST_SCALE = 2
"""Letters up to which a scale is a sign behind digits (`k`, `bn`) and no word."""


def _with_fraction(words: Sequence[str], at: int, value: float, length: int) -> Figure:
    """A number, and the half or the decimal that goes on behind it: `two and a half million`, `two point five million`."""
    last = at + length - 1
    rest = words[length:]
    if list(rest[:3]) == ["and", "a", "half"]:
        scale = _scale_at(rest, 3)
        if scale:
            return Figure((value + 0.5) * scale, last + 4, 1)
        return Figure(value + 0.5 * _lowest_scale(words[:length]), last + 3, 1)
    if len(rest) > 1 and rest[0] == "point" and rest[1] in values("ones"):
        scale = _scale_at(rest, 2)
        return Figure((value + values("ones")[rest[1]] / 10) * (scale or 1.0), last + 2 + bool(scale), 1)
    return Figure(value, last)


def _scale_at(words: Sequence[str], at: int) -> float:
    return values("scales").get(words[at], 0.0) if at < len(words) and len(words[at]) > _LEAST_SCALE else 0.0


def _lowest_scale(words: Sequence[str]) -> float:
    """What "and a half" is a half of: a million in "a million and a half", one in "four and a half"."""
    scales = values("scales")
    return scales[words[-1]] if words and words[-1] in scales else 1.0


def _goes_on(words: Sequence[str], index: int) -> bool:
    """Whether a number in words goes on behind `-` or `and`."""
    following, ones, tens = words[index + 1], values("ones"), values("tens")
    before = words[index - 1]
    if words[index] == "-":
        return before in tens and following in ones
    return before in ("hundred", "thousand", "million") and (following in ones or following in tens)


def is_small_number(low: str) -> bool:
    """Whether a word is a number below twenty, or one in digits."""
    return low.isdigit() or low in values("ones")
