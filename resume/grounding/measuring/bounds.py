"""How a figure is bounded: `at least 40`, `never more than two`, `60 or more`."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.negation import denied_bound
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, TIME, Quantity
from resume.wording import past_forms


def find_bound(reading: Reading, quantity: Quantity) -> None:
    """Fill in how a figure is bounded by the words before and behind it."""
    tokens = reading.tokens
    quantity.comparison = quantity.comparison or _comparison_before(
        reading, quantity.first, is_share=quantity.dimension == PERCENT
    )
    if quantity.comparison == "+?" and _lasts(tokens, quantity):
        quantity.comparison = ""
    if quantity.comparison == "+?" and _is_more_than(tokens, quantity):
        quantity.comparison = ">"
    if quantity.dimension.isupper() and not quantity.comparison and tokens[quantity.first - 1].low == "within":
        quantity.comparison = "<="  # "till differences within MDL 50"
    if quantity.comparison in _TURNED and _is_never(reading, quantity.first):
        quantity.comparison = _TURNED[quantity.comparison]
    last = quantity.last
    if last + 1 < len(tokens) and tokens[last + 1].text == "+" and not quantity.comparison:
        quantity.comparison = ">="
        tokens[last + 1].used = True
    if not quantity.comparison and "+" in reading.low_of[quantity.first : last]:
        quantity.comparison = ">="
    if not quantity.comparison:
        quantity.comparison = comparison_after(reading, last + 1)


_TURNED = {">": "<=", ">~": "<=", "<": ">="}
"""What a bound means behind `never`: "never took more than two" is "at most two"."""


def _is_never(reading: Reading, first: int) -> bool:
    """Whether the bound before a figure is denied: `never took more than two days`."""
    begin = first - 1
    while begin > 0 and reading.tokens[begin].used:
        begin -= 1
    if not reading.lows.isdisjoint(("no", "without")) and any(
        denied_bound(reading.tokens, at) == first
        for at in range(max(0, first - _DENIED_REACH), first)
        if reading.tokens[at].low in ("no", "without")
    ):
        return True
    verbs = words_under("figures.txt", "denying verbs")
    denied = [token.low for token in reading.tokens[max(0, begin - 1) : begin + 1]]
    if "never" in [token.low for token in reading.tokens[max(0, begin - 3) : begin + 1]]:
        return True  # "never absent for more than two days"
    return any(low in verbs or low.endswith("n't") for low in denied)


_DENIED_REACH = 12
"""Tokens from `without` to the figure whose bound it turns."""


def _lasts(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether `over` stands before a number of times of some kind: `over three school years` is in the course of them."""
    behind = [token.low for token in tokens[quantity.last + 1 : quantity.last + 3]]
    return quantity.dimension == COUNT and len(behind) > 1 and behind[1] in _STRETCHES


_STRETCHES = frozenset(("years", "seasons", "terms", "semesters", "months", "winters", "summers"))
"""Times so long that one tells what was done in the course of several; flight hours are counted."""


def _is_more_than(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether `over` bounds a figure: `carved over 22 heads`, `at over £18`; behind a noun it may be `across`."""
    following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
    if quantity.dimension in (MONTHS, TIME) or following.removesuffix("s") in periods():
        return False  # "over four seasons" may be in the course of them
    begin = quantity.first - 1
    while begin > 0 and tokens[begin].used:
        begin -= 1
    before = tokens[begin]
    return (
        quantity.dimension != COUNT
        or before.kind == "mark"
        or before.low in past_forms()
        or before.low in words_under("figures.txt", "before a bound")
    )


def _comparison_before(reading: Reading, first: int, *, is_share: bool) -> str:
    tokens, lows = reading.tokens, reading.low_of
    for words, sign in _comparisons("before").get(lows[first - 1], ()) if first else ():
        begin = first - len(words)
        if begin >= 0 and lows[begin:first] == words:
            if (
                words == ("over",)
                and not is_share
                and begin
                and tokens[begin - 1].low in words_under("comparisons.txt", "verbs with over")
            ):
                return ""
            _use(tokens, begin, first)
            return sign
    return ""


def comparison_after(reading: Reading, at: int) -> str:
    """`60 or more`, `30 guests or fewer`, `40-odd`: behind a figure, or behind what it counts."""
    tokens, lows = reading.tokens, reading.low_of
    if at >= len(tokens):
        return ""
    for words, sign in _comparisons("after").get(lows[at], ()):
        if lows[at : at + len(words)] == words and not (words[0] == "and" and _names_aim(tokens, at + len(words))):
            _use(tokens, at, at + len(words))
            return sign
    return ""


@cache
def _comparisons(place: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases that bound a figure and stand `before` or `after` it, by the word next to it, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for heading, lines in read_sections("comparisons.txt").items():
        side, _, sign = heading.partition(" ")
        for line in lines if side == place else ():
            words = tuple(line.split())
            found.setdefault(words[-1 if place == "before" else 0], []).append((words, sign))
    return {word: tuple(sorted(phrases, key=lambda pair: -len(pair[0]))) for word, phrases in found.items()}


def _names_aim(tokens: Sequence[Token], at: int) -> bool:
    """Whether a budget or the like stands at a token: "and under budget" bounds no figure."""
    return any(token.low in words_under("modality.txt", "aims") for token in tokens[at : at + 2])


def _use(tokens: Sequence[Token], begin: int, end: int) -> None:
    for token in tokens[begin:end]:
        token.used = True
