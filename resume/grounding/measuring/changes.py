"""Figures between which something changed, and the ends of a range: `from 50 to 20`, `20 instead of 50`, `15 to 20`."""

import re
from collections.abc import Sequence
from itertools import pairwise

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ellipses import share_units
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, POINTS, RATIO, TIME, Ledger, Quantity


def find_changes(reading: Reading, ledger: Ledger) -> None:
    """`from 50 to 20`, `to 20 from 50`; units, currencies and periods that one side leaves out are the other's."""
    quantities, tokens = ledger.quantities, reading.tokens
    for index, (first, second) in enumerate(pairwise(quantities)):
        between = reading.low_of[first.last + 1 : second.first]
        apart = ";" in between or "." in between
        if apart or _came_to(first, second, between) or _are_two_things(tokens, first, second):
            continue
        if first.by and between == ("(",) and first.dimension == PERCENT:
            second.by = True  # "by 8 % (€41,000 a year)"
        is_taken = "from" in between and any(index in pair for pair in ledger.changes)
        if _goes_up_from(tokens, first, between, is_taken=is_taken) and not _goes_on_from(reading, ledger, index):
            share_units(second, first)
            ledger.changes.append((index + 1, index))
        elif _goes_to(tokens, first, second, between):
            _share_millions(first, second)
            share_units(first, second)
            ledger.changes.append((index, index + 1))
        elif _is_range(tokens, first, between):
            _share_millions(first, second)
            share_units(first, second)
            first.is_each = second.is_each = first.is_each or second.is_each  # "classes of 20 to 25 each"
            ledger.ranges.append((index, index + 1))
        else:
            _hold_against(tokens, ledger, index, between)


def _share_millions(first: Quantity, second: Quantity) -> None:
    """`$3–8 million`, `from 2 to 3 million`: the first end is of millions too; "from 500 to 2 million" is not."""
    written = _MULTIPLIED.search(second.text)
    if (
        written is None
        or _MULTIPLIED.search(first.text)
        or (COUNT not in (first.dimension, second.dimension) and first.dimension != second.dimension)
    ):
        return
    number = float(written[1].replace(",", ""))
    times = round(second.value / number) if number else 1
    near = number / _MOST_APART <= first.value <= number * _MOST_APART
    if times >= _LEAST_MULTIPLE and first.value < _LEAST_MULTIPLE and near:
        first.value *= times


_MULTIPLIED = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(?:thousand|k|lakhs?|million|mn|m|crores?|billion|bn|trillion|tn)\b", re.IGNORECASE
)
"""A figure with a word or a letter behind it that multiplies it: `8 million`, `40K`."""


_LEAST_MULTIPLE = 1_000


_MOST_APART = 20
"""How often an end of a range or a change holds the other at most, for the two to share a word for millions."""


def _came_to(first: Quantity, second: Quantity, between: Sequence[str]) -> bool:
    """Whether one figure says by what share something changed, and the next what it came to: `by 37.5 %, to 150,000`."""
    shares = first.by and first.dimension in (PERCENT, POINTS, RATIO)
    return shares and second.dimension == COUNT and second.value > _MOST_PERCENT and between[-1:] == ("to",)


def _are_two_things(tokens: Sequence[Token], first: Quantity, second: Quantity) -> bool:
    """Whether two counts are of other things, one of them per period: `from 60 jingles for radio to three scores a year`."""
    if not (first.after and second.after) or first.period == second.period or first.dimension != second.dimension:
        return False
    one, other = ({tokens[at].low.removesuffix("s") for at in figure.after} for figure in (first, second))
    return one.isdisjoint(other)


_MOST_PERCENT = 100
"""Figures above it are not the per cent that a figure before them counts."""


def _goes_up_from(tokens: Sequence[Token], first: Quantity, between: Sequence[str], *, is_taken: bool) -> bool:
    """Whether a figure is what something came to, and the next where it began: `to 20 from 50`, `20, up from 50`."""
    if between[-2:] in (("up", "from"), ("down", "from")) or _was_before(between):
        return True
    near = len(between) <= _MOST_BETWEEN and "," not in between and "from" in between
    return near and not is_taken and lead_in(tokens, first) == "to"


_MOST_BETWEEN = 4
"""Words between the two ends of "to 20 minutes a case from 50"; farther apart they are two changes."""


def _goes_on_from(reading: Reading, ledger: Ledger, index: int) -> bool:
    """Whether the figure behind one begins a change of its own: `cut it to 30 hours and brought stops down from 30 to 18`."""
    first, second, *more = ledger.quantities[index : index + 3]
    at = second.first - 3
    if not more or at <= first.last or reading.tokens[at].kind != "word" or lead_in(reading.tokens, second) != "from":
        return False
    return "to" in reading.low_of[second.last + 1 : more[0].first]


def lead_in(tokens: Sequence[Token], quantity: Quantity) -> str:
    """`from` or `to` where a figure is the beginning or the end of a change."""
    for at in range(quantity.first - 1, max(-1, quantity.first - 5), -1):
        if tokens[at].low in ("from", "to"):
            return tokens[at].low
        if not tokens[at].used and tokens[at].low not in _BEHIND_LEAD:
            return ""
    return ""


_BEHIND_LEAD = frozenset(("just", "a", "an", "the", "over", "under"))
"""Words that may stand between `from` or `to` and its figure."""


def _was_before(between: Sequence[str]) -> bool:
    """Whether words in brackets or behind a comma tell that the next figure is an earlier one: `(previously 50)`."""
    if _EARLIER.isdisjoint(between):
        return False
    at = next((at for at in range(len(between) - 1, -1, -1) if between[at] in _EARLIER), -1)
    return at >= len(between) - _MOST_HEDGES and not {",", "("}.isdisjoint(between[: max(at, 0)])


_EARLIER = frozenset(("was", "were", "previously", "formerly"))
"""Words before what a figure was earlier."""


_MOST_HEDGES = 4
"""Tokens from such a word to its figure, with itself: "was still more than 50"; in "12 were confirmed, saving 50" it is far."""


def _goes_to(tokens: Sequence[Token], first: Quantity, second: Quantity, between: Sequence[str]) -> bool:
    """Whether a figure is where something began, and the next what it came to: `from 50 to 20`, `used to take 11 and takes 6`."""
    lead, then_now = lead_in(tokens, first), words_under("figures.txt", "then and now")
    if lead == "from" and "to" in between:
        return True
    if _was_once(tokens, first) and set(between) <= then_now | {second.unit, first.unit}:
        return True
    joins = between in (("to",), ("→",), ("down", "to"), ("up", "to")) and (lead or between != ("to",))
    return bool(joins) or _was_at_first(tokens, first, between)


def _was_at_first(tokens: Sequence[Token], first: Quantity, between: Sequence[str]) -> bool:
    """`at first for 5 and in the end for 32`: what was, and what came of it."""
    if words_under("figures.txt", "in the end").isdisjoint(between):
        return False
    before = {token.low for token in tokens[max(0, first.first - 3) : first.first]}
    return not words_under("figures.txt", "at first").isdisjoint(before)


def _was_once(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`used to take 11 days and takes 6`."""
    before = [token.low for token in tokens[max(0, quantity.first - 4) : quantity.first]]
    return "used" in before and "to" in before


def _is_range(tokens: Sequence[Token], first: Quantity, between: Sequence[str]) -> bool:
    """Whether two figures are the ends of a range: `15 to 20`, `3–4`, `two or three`, `between 40 and 60`."""
    opened = between == ("and",) and first.first > 0 and tokens[first.first - 1].low == "between"
    return opened or between in (("to",), ("-",), ("–",), ("or",))


def _hold_against(tokens: Sequence[Token], ledger: Ledger, index: int, between: Sequence[str]) -> None:
    """`20 instead of 50`, `£412,000 against a target of £360,000`, `by three weeks, to nine`: the units of both are one."""
    second = ledger.quantities[index + 1]
    then = index + 1
    if index and ledger.quantities[index].dimension in (MONTHS, TIME) and second.dimension not in (COUNT, MONTHS, TIME):
        index -= 1  # "7 of 10 trips during the six-month pilot, against 4 of 10 before"
    first = ledger.quantities[index]
    against = not words_under("figures.txt", "held against").isdisjoint(between)
    if _stands_for(between):
        share_units(first, second)
        ledger.changes.append((then, index))
    elif against and (
        not words_under("figures.txt", "targets").isdisjoint(between) or _lies_before(tokens, first, second)
    ):
        share_units(first, second)
        ledger.changes.append((then, index))
        ledger.aims.append(then)
    elif _is_spent_of(between) and first.dimension.isupper() and first.dimension == second.dimension:
        ledger.changes.append((then, index))
        ledger.aims.append(then)
    elif (against and first.dimension not in (MONTHS, TIME)) or (
        first.by and first.dimension != PERCENT and between[-2:] == (",", "to") and second.dimension == COUNT
    ):
        share_units(first, second)


def _lies_before(tokens: Sequence[Token], now: Quantity, then: Quantity) -> bool:
    """`14 %, against 9 % the year before`: what was earlier."""
    behind = {token.low for token in tokens[then.last + 1 : then.last + 5]}
    return now.dimension not in (MONTHS, TIME) and bool(behind & words_under("figures.txt", "the time before"))


def _is_spent_of(between: Sequence[str]) -> bool:
    """Whether a sum was spent of the next, which is a budget: `€900 out of a budget of €1,200`."""
    opens = between[:1] == ("of",) or between[:2] == ("out", "of")
    return opens and between[-1] == "of" and len(between) > 1 and between[-2] in words_under("figures.txt", "targets")


def _stands_for(between: Sequence[str]) -> bool:
    """Whether a figure stands in the place of the next: `20 instead of 50`, `rather than`, `20, not 50`, `compared with 50`."""
    if len(between) > _MOST_COMPARED or not _PARTING.isdisjoint(between):
        return False
    if between[-2:] in (("compared", "with"), ("compared", "to")):
        return True
    if len(between) > _MOST_INSTEAD:
        return False
    return (
        between[-2:] in (("instead", "of"), ("rather", "than"), (",", "not"))
        or between[-3:] == ("in", "place", "of")
        or between == ("not",)
    )


_MOST_INSTEAD = 8
"""Words between a figure and the one in whose place it stands: "14 days after the sketch instead of 21"."""


_MOST_COMPARED = 14
"""Words between a figure and the one that it is compared with: "bottles from the cellar door in 2017, compared with"."""


_PARTING = frozenset(("and", "but", "while", "whilst", ":"))
"""Words behind which another thing is told."""
