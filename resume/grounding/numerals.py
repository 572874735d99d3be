"""Figures as they are written: digits in any grouping, number words, scales."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resume.grounding.measures import currency_words, units, values
from resume.grounding.reading import Token

_SHORT = 3
"""Words in -s up to this length (`was`, `its`) are no plurals."""


@dataclass(slots=True)
class Figure:
    """A plain number: its value, the last of its tokens, its decimal places."""

    value: float
    last: int
    digits: int = 0
    fraction: bool = False
    group: bool = False
    """Whether it is a word for a number of things: `a pair of`."""


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
    if token.suffix == "m" and not _looks_like_money(tokens, at) and not _counts_plural(tokens, at + 1):
        scale = None
    if scale:
        return Figure(value * scale, last, 0)
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
            following.low not in ("m", "b", "mm") or following.text in ("M", "B") or _looks_like_money(tokens, at)
        ):
            return Figure(value * scale, last + 1, 0)
    return Figure(value, last, digits)


def _counts_plural(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural follows: `2m users` are millions, `2m of pipe` are metres."""
    return (
        at < len(tokens) and tokens[at].kind == "word" and tokens[at].low.endswith("s") and len(tokens[at].low) > _SHORT
    )


def _looks_like_money(tokens: Sequence[Token], at: int) -> bool:
    return bool(at) and (tokens[at - 1].kind == "money" or tokens[at - 1].low in currency_words())


def _plain_value(text: str) -> tuple[float, int]:
    """A figure's value and its decimal places: three digits behind a mark are thousands."""
    grouped = re.sub(r"(?<=\d)[.,' ](?=\d{3}(?:\D|$))", "", text) if not text.startswith("0") else text
    plain = grouped.replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


def is_part_of_a_scale(tokens: Sequence[Token], at: int) -> bool:
    """Whether `a quarter of a million`, `three quarters of a million` begins at a token."""
    words = [token.low for token in tokens[at : at + 5]]
    begins = len(words) == 5 and (words[0] in ("a", "one") or words[0] in values("ones"))
    return (
        begins
        and words[1] in values("fractions")
        and words[2:4] == ["of", "a"]
        and len(words[4]) > 2
        and words[4] in values("scales")
    )


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
    ones, tens, scales = values("ones"), values("tens"), values("scales")
    words = [token.low for token in tokens[at : at + 12]]
    if words[0] == "half" and len(words) > 2 and words[1] in ("a", "an"):
        if words[2] in scales:
            return Figure(scales[words[2]] / 2, at + 2)
        if words[2] in units():
            return Figure(0.5, at + 1, 1)
        return None
    total, current, index, found = 0.0, begun, 0, bool(begun)
    while index < len(words):
        word = words[index]
        if word in ones or word in tens:
            current += ones.get(word, 0) + tens.get(word, 0)
            found = True
        elif word in scales and found and len(word) > 2:
            if scales[word] == 100:
                current *= 100
            else:
                total, current = total + (current or 1) * scales[word], 0.0
        elif found and word in ("-", "and") and index + 1 < len(words) and _goes_on(words, index):
            pass
        else:
            break
        index += 1
    if not found:
        return None
    value, last = total + current, at + index - 1
    if words[index : index + 3] == ["and", "a", "half"]:
        scale = scales.get(words[index + 3], 1.0) if len(words) > index + 3 and len(words[index + 3]) > 2 else 1.0
        added = 0.5 * _lowest_scale(words[:index]) if scale == 1.0 else 0.5
        return Figure((value + added) * scale, last + 3 + (scale != 1.0), 1)
    if words[index : index + 1] == ["point"] and words[index + 1 : index + 2] and words[index + 1] in ones:
        scale = scales.get(words[index + 2], 1.0) if len(words) > index + 2 and len(words[index + 2]) > 2 else 1.0
        return Figure((value + ones[words[index + 1]] / 10) * scale, last + 2 + (scale != 1.0), 1)
    return Figure(value, last)


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
