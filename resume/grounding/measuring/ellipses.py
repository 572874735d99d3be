"""What a figure leaves out and has from another of its line: the unit, the noun, what it is the size of, the period."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, POINTS, RATIO, TIME, Ledger, Quantity
from resume.grounding.measuring.units import size_of_unit


def share_units(first: Quantity, second: Quantity) -> None:
    """Let two figures that measure the same thing have from one another what either leaves out: unit, period, noun."""
    for one, other in ((first, second), (second, first)):
        if one.dimension == COUNT and other.dimension not in (COUNT, RATIO, POINTS) and not one.after:
            one.dimension, one.unit = other.dimension, other.unit
            size = size_of_unit(other)
            one.value *= size
            one.step = size * 10.0**-one.digits
        if one.dimension == other.dimension and not one.period and other.period:
            one.period = other.period
        if not one.after and other.after:
            one.after = other.after
        if not one.of and other.of:
            one.of = other.of
        if not one.before and other.before:
            one.before = other.before


def pass_on_years(reading: Reading, ledger: Ledger) -> None:
    """`three years in publishing and almost four in travel`, `two weeks on and three off`: the second counts the same."""
    lows = reading.low_of
    for before, quantity in pairwise(ledger.quantities):
        if quantity.dimension != COUNT:
            continue
        following = lows[quantity.last + 1] if quantity.last + 1 < len(lows) else ""
        lead = lows[quantity.first - 1]
        begins = quantity.comparison or lead in ("and", "last", "past", "first", "latest", "final", "recent", "other")
        goes_on = following in ("more", "in", "at", "as", "with") and begins
        if before.unit == "year" and goes_on:
            quantity.dimension, quantity.unit, quantity.after = MONTHS, "year", ()
            quantity.value *= before.step
            quantity.step = before.step
        if (
            following == "of"
            and lows[quantity.last + 2 : quantity.last + 3] in (("them",), ("these",), ("those",))
            and before.dimension in (MONTHS, TIME)
            and quantity.dimension == COUNT
            and quantity.value <= before.value / before.step  # 126 of what was done in the first year are no years
        ):
            share_units(before, quantity)  # "over six years, six of them"
        of_which = lead == "which" and lows[quantity.first - 2 : quantity.first] == ("of", "which")
        if of_which and before.dimension == MONTHS and quantity.dimension == COUNT and not quantity.after:
            share_units(before, quantity)  # "25 years in care, of which 9 in supervision"
        turns = following in ("on", "off") and lows[before.last + 1] in ("on", "off")
        if before.dimension == TIME and quantity.dimension == COUNT and not quantity.after and turns:
            share_units(before, quantity)


def pass_on_times(ledger: Ledger) -> None:
    """`by three weeks, from eight to five`: the ends of the change are weeks too."""
    for begin, end in ledger.changes:
        before = ledger.quantities[min(begin, end) - 1] if min(begin, end) else None
        if before is None or not before.by or before.dimension not in (MONTHS, TIME):
            continue
        for at in (begin, end):
            figure = ledger.quantities[at]
            if figure.dimension == COUNT and not figure.after:
                share_units(before, figure)


def pass_on_units(reading: Reading, ledger: Ledger) -> None:
    """`3- and 7-tonne forklifts`: the unit behind the second is that of both."""
    lows = reading.low_of
    for first, second in pairwise(ledger.quantities):
        if not second.unit or first.dimension != COUNT:
            continue
        between = lows[first.last + 1 : second.first]
        lead = lows[first.first - 1] if first.first else ""
        alone = between in (("and",), ("or",)) and lead == "of" and not first.after  # "forklifts of 3 and 7 tonnes"
        if alone or between in (("-", "and"), ("-", "or"), ("-", "to")):
            share_units(first, second)
            first.compound = False


def pass_on_heads(reading: Reading, ledger: Ledger) -> None:
    """`450 import and 200 export declarations`: the noun behind the second is counted by both."""
    tokens, lows, of_them = reading.tokens, reading.low_of, words_under("figures.txt", "of them")
    points = "of" in reading.lows and not reading.lows.isdisjoint(of_them)
    for at, (first, second) in enumerate(pairwise(ledger.quantities), 1):
        begin = second.last + (lows[second.last] != "of") + 1
        behind = lows[begin] if begin < len(lows) else ""
        if not second.after and behind in of_them:
            whole = ledger.quantities[whole_before(ledger, at)]
            if not second.before or whole is not first:
                second.before = whole.after or whole.of  # "45 patients, most of them with injuries"
        begin = _behind_part(tokens, second) if points and second.dimension == COUNT and not second.after else 0
        if begin:
            whole = ledger.quantities[whole_before(ledger, at)]
            if whole.dimension == COUNT:
                second.part_of = (*whole.after, *_words_of_part(tokens, begin))
        between = lows[first.last + 1 : second.first]
        if first.after and behind in _AT and not (second.after or second.of or second.label):
            beside = lows[min(first.after[-1] + 1, second.first - 1)] in _AT and between[-1:] == ("and",)
            if beside and first.dimension == second.dimension == COUNT and first.after[-1] < second.first:
                second.after = first.after  # "4 people in the office and 7 in maintenance"
        bare = len(first.after) == 1 and len(between) == len(_ELLIPSIS) and between[1:] == ("and",)
        shares = first.dimension == second.dimension == COUNT and first.value > 1 and len(second.after) > 1
        if bare and shares and not between[0].endswith("s"):
            first.after, first.period = (*first.after, second.after[-1]), first.period or second.period


_AT = frozenset(("in", "at", "on", "for"))
"""Words behind a figure that leave out what it counts, as behind the one before it."""


_ELLIPSIS = ("import", "and")
"""What stands between two figures that share the noun behind the second."""


def _behind_part(tokens: Sequence[Token], part: Quantity) -> int:
    """The token behind `270 of them` or `of which 270`; 0 where a figure is not told as some of what stands before it."""
    of_them, last = words_under("figures.txt", "of them"), part.last
    behind = [token.low for token in tokens[last + 1 : last + 3]]
    if len(behind) > 1 and behind[0] == "of" and behind[1] in of_them:
        return last + 3
    before = [token.low for token in tokens[max(0, part.first - 2) : part.first]]
    return last + 1 if len(before) > 1 and before[0] == "of" and before[1] in of_them else 0


def _words_of_part(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    """The words from a token to the next mark or figure: what some of a number of things did."""
    for at in range(begin, len(tokens)):
        if tokens[at].kind != "word":
            return
        if not tokens[at].used and tokens[at].low not in light_words("en"):
            yield at


def whole_before(ledger: Ledger, part: int) -> int:
    """The figure that `of it` takes a part of: the nearest before it of its kind and no less, else the one right before it.

    In "360 children in 9 villages; 270 of them" the nearest is too small, and the children are meant.
    """
    own = ledger.quantities[part]
    kin = [at for at in range(part - 1, -1, -1) if ledger.quantities[at].dimension == own.dimension]
    if not kin and own.dimension == PERCENT:  # "140 defects in the first year, 90 % of them": no share of the year
        kin = [at for at in range(part - 1, -1, -1) if ledger.quantities[at].dimension not in (MONTHS, TIME)][:1]
    return next((at for at in kin if ledger.quantities[at].value >= own.value), kin[0] if kin else part - 1)


def pass_on_sizes(reading: Reading, ledger: Ledger) -> None:
    """`a rota of 7 vets and 11 nurses` is of both; `lines 3 and 7` are the numbers of both."""
    for index, (first, second) in enumerate(pairwise(ledger.quantities)):
        between = reading.low_of[first.last + 1 : second.first]
        named = between in (("and",), (",",), ("&",), ("or",))
        if first.label and named and second.dimension == COUNT and not second.after:
            second.label, second.before, second.of = True, first.before, first.of
        if second.period and not first.period and between and _are_listed(first, between):
            first.shared_period = second.period
        counts = first.dimension == second.dimension == COUNT
        if counts and first.of and not second.of and _are_listed(first, between) and _ends_list(reading, ledger, index):
            second.of = first.of


def _are_listed(first: Quantity, between: Sequence[str]) -> bool:
    """Whether nothing but what the first of two figures counts, and what joins them, stands between the two."""
    return all(low in ("and", ",", "&", "plus") or at in first.after for at, low in enumerate(between, first.last + 1))


def _ends_list(reading: Reading, ledger: Ledger, index: int) -> bool:
    """Whether an `and` stands between two figures from one on: "a shift of 24, 11,000 places, two shifts" is no list."""
    return any(
        not _ANDS.isdisjoint(reading.low_of[one.last + 1 : other.first])
        for one, other in pairwise(ledger.quantities[index:])
    )


_ANDS = frozenset(("and", "&", "plus"))
"""What joins the last of a list."""


def pass_on_periods(tokens: Sequence[Token], ledger: Ledger) -> None:
    """`1,500 invoices a month, worth RM 4.5 million`: what so many a month are worth is of each month.

    So are the first of two counts, where the second only says whose they are: `1,500 invoices of 9 clients a month`.
    """
    for counted, amount in pairwise(ledger.quantities):
        if amount.period and not counted.period and _is_among(tokens, counted, amount):
            counted.shared_period = amount.period
        if not amount.dimension.isupper() or amount.period or not counted.period or counted.dimension != COUNT:
            continue
        at = amount.first - 1
        while at > 0 and tokens[at].used:
            at -= 1
        between = tokens[counted.last + 1 : at + 1]
        if any(token.text in ";." for token in between):
            continue
        if between and (between[-1].low in _WORTH or " ".join(token.low for token in between[-2:]) in _WORTH):
            amount.shared_period = counted.period


def _is_among(tokens: Sequence[Token], counted: Quantity, holders: Quantity) -> bool:
    """Whether a count of things is told of so many others that have, send or get them: `120 lifts in 14 buildings`."""
    if counted.dimension != COUNT or holders.dimension != COUNT or counted.value <= holders.value:
        return False
    behind = counted.after[-1] + 1 if counted.after else 0
    return bool(behind) and tokens[behind].low in _AMONG and all(one.used for one in tokens[behind + 1 : holders.first])


_AMONG = frozenset(("of", "at", "in", "across", "from", "to", "for"))
"""Words between things and those that have, send or get them."""


_WORTH = frozenset(("worth", "totalling", "totaling", "valued at", "value of", "total of", "amounting to"))
"""Words between a number of things and what these come to in money."""


def find_shared_sizes(reading: Reading, ledger: Ledger) -> None:
    """`five classes, with 38 learners in a class`: what is said of one of a number of things is said of each."""
    for quantity in ledger.quantities:
        if quantity.dimension != COUNT or not quantity.after or quantity.is_each or quantity.label:
            continue
        lows = reading.low_of[quantity.after[-1] + 1 : quantity.after[-1] + 4]
        if (
            len(lows) < len(_IN_ONE)
            or lows[0] not in ("in", "to", "on", "at")
            or lows[1] not in ("a", "an", "each", "every")
        ):
            continue
        quantity.is_each = any(
            other is not quantity
            and other.dimension == COUNT
            and other.value > 1
            and _is_plural_of(reading.tokens, other, lows[2])
            for other in ledger.quantities
        )


_IN_ONE = ("in", "a", "class")
"""What stands behind the figure that is the size of each of several things."""


def _is_plural_of(tokens: Sequence[Token], quantity: Quantity, low: str) -> bool:
    """Whether a figure counts several of what a word names: `five classes` of a `class`."""
    head = tokens[quantity.after[-1]].low if quantity.after else ""
    return head in (f"{low}s", f"{low}es", f"{low[:-1]}ies")
