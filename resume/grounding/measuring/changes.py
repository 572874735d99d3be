"""How the figures of a line belong together: changes, ranges, parts of a whole, units that one side leaves out."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import Reading, Token, light_words
from resume.grounding.measuring.intervals import interval_at, interval_openings, plain_words
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, POINTS, RATIO, TIME, Ledger, Quantity
from resume.grounding.measuring.units import size_of_unit
from resume.wording import past_forms


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
            _share_units(before, quantity)  # "over six years, six of them"
        of_which = lead == "which" and lows[quantity.first - 2 : quantity.first] == ("of", "which")
        if of_which and before.dimension == MONTHS and quantity.dimension == COUNT and not quantity.after:
            _share_units(before, quantity)  # "25 years in care, of which 9 in supervision"
        turns = following in ("on", "off") and lows[before.last + 1] in ("on", "off")
        if before.dimension == TIME and quantity.dimension == COUNT and not quantity.after and turns:
            _share_units(before, quantity)


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
            _share_units(second, first)
            ledger.changes.append((index + 1, index))
        elif _goes_to(tokens, first, second, between):
            _share_millions(first, second)
            _share_units(first, second)
            ledger.changes.append((index, index + 1))
        elif _is_range(tokens, first, between):
            _share_millions(first, second)
            _share_units(first, second)
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


def pass_on_times(ledger: Ledger) -> None:
    """`by three weeks, from eight to five`: the ends of the change are weeks too."""
    for begin, end in ledger.changes:
        before = ledger.quantities[min(begin, end) - 1] if min(begin, end) else None
        if before is None or not before.by or before.dimension not in (MONTHS, TIME):
            continue
        for at in (begin, end):
            figure = ledger.quantities[at]
            if figure.dimension == COUNT and not figure.after:
                _share_units(before, figure)


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


def _goes_on_from(reading: Reading, ledger: Ledger, index: int) -> bool:
    """Whether the figure behind one begins a change of its own: `cut it to 30 hours and brought stops down from 30 to 18`."""
    first, second, *more = ledger.quantities[index : index + 3]
    at = second.first - 3
    if not more or at <= first.last or reading.tokens[at].kind != "word" or lead_in(reading.tokens, second) != "from":
        return False
    return "to" in reading.low_of[second.last + 1 : more[0].first]


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


def _is_range(tokens: Sequence[Token], first: Quantity, between: Sequence[str]) -> bool:
    """Whether two figures are the ends of a range: `15 to 20`, `3–4`, `two or three`, `between 40 and 60`."""
    opened = between == ("and",) and first.first > 0 and tokens[first.first - 1].low == "between"
    return opened or between in (("to",), ("-",), ("–",), ("or",))


def _lies_before(tokens: Sequence[Token], now: Quantity, then: Quantity) -> bool:
    """`14 %, against 9 % the year before`: what was earlier."""
    behind = {token.low for token in tokens[then.last + 1 : then.last + 5]}
    return now.dimension not in (MONTHS, TIME) and bool(behind & words_under("figures.txt", "the time before"))


def _hold_against(tokens: Sequence[Token], ledger: Ledger, index: int, between: Sequence[str]) -> None:
    """`20 instead of 50`, `£412,000 against a target of £360,000`, `by three weeks, to nine`: the units of both are one."""
    second = ledger.quantities[index + 1]
    then = index + 1
    if index and ledger.quantities[index].dimension in (MONTHS, TIME) and second.dimension not in (COUNT, MONTHS, TIME):
        index -= 1  # "7 of 10 trips during the six-month pilot, against 4 of 10 before"
    first = ledger.quantities[index]
    against = not words_under("figures.txt", "held against").isdisjoint(between)
    if _stands_for(between):
        _share_units(first, second)
        ledger.changes.append((then, index))
    elif against and (
        not words_under("figures.txt", "targets").isdisjoint(between) or _lies_before(tokens, first, second)
    ):
        _share_units(first, second)
        ledger.changes.append((then, index))
        ledger.aims.append(then)
    elif _is_spent_of(between) and first.dimension.isupper() and first.dimension == second.dimension:
        ledger.changes.append((then, index))
        ledger.aims.append(then)
    elif (against and first.dimension not in (MONTHS, TIME)) or (
        first.by and first.dimension != PERCENT and between[-2:] == (",", "to") and second.dimension == COUNT
    ):
        _share_units(first, second)


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

_MOST_BETWEEN = 4
"""Words between the two ends of "to 20 minutes a case from 50"; farther apart they are two changes."""


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


def find_wholes(reading: Reading, ledger: Ledger) -> None:
    """A figure, and those in the brackets or behind the `of which` that take it apart."""
    for first, whole in enumerate(ledger.quantities):
        for second in range(first + 1, len(ledger.quantities)):
            part = ledger.quantities[second]
            between = reading.low_of[whole.last + 1 : part.first]
            if second == first + 1 and _is_part_of(between) and not _is_size(whole, part):
                ledger.wholes.append((second, first))
                if whole.dimension != PERCENT:  # "three quarters of 24"
                    _share_units(part, whole)
            pointed = _points_back(reading, part) and first == _whole_before(ledger, second)
            if (
                pointed
                or (second == first + 1 and _is_some_of(whole, part, between))
                or (_acts_alone(reading, whole, part, between) and first == _whole_before(ledger, second))
                or (_may_be_part(whole, part) and _opens_parts(between))
            ):
                ledger.wholes.append((first, second))


def _points_back(reading: Reading, part: Quantity) -> bool:
    """Whether `of them` or the like stands behind a figure."""
    lows, behind = reading.low_of, part.last + 1
    return lows[behind : behind + 1] == ("of",) and (
        not words_under("figures.txt", "of them").isdisjoint(lows[behind + 1 : behind + 2])
    )


def _opens_parts(between: Sequence[str]) -> bool:
    """Whether what stands between two figures makes the second a part: an open bracket, `including`, `of which`."""
    if "(" in between and ")" not in between:
        return True
    return "including" in between or "whom" in between or ("which" in between and ("of", "which") in pairwise(between))


def _may_be_part(whole: Quantity, part: Quantity) -> bool:
    """Whether a figure may be a part of another at all: money is no part of a number of cases."""
    return part.dimension in (whole.dimension, COUNT, PERCENT, RATIO)


def _is_size(first: Quantity, second: Quantity) -> bool:
    """Whether the second of two figures tells which thing the first measures: `40 feet of 6-inch drain`."""
    measured = bool(first.unit) and bool(second.unit) and second.dimension not in (MONTHS, TIME, PERCENT)
    return measured and (first.unit != second.unit or second.compound)


def _whole_before(ledger: Ledger, part: int) -> int:
    """The figure that `of it` takes a part of: the nearest before it of its kind and no less, else the one right before it.

    In "360 children in 9 villages; 270 of them" the nearest is too small, and the children are meant.
    """
    own = ledger.quantities[part]
    kin = [at for at in range(part - 1, -1, -1) if ledger.quantities[at].dimension == own.dimension]
    if not kin and own.dimension == PERCENT:  # "140 defects in the first year, 90 % of them": no share of the year
        kin = [at for at in range(part - 1, -1, -1) if ledger.quantities[at].dimension not in (MONTHS, TIME)][:1]
    return next((at for at in kin if ledger.quantities[at].value >= own.value), kin[0] if kin else part - 1)


def _is_some_of(whole: Quantity, part: Quantity, between: Sequence[str]) -> bool:
    """Whether a figure says of how many of those before it something was done: `applied for 22 grants and won 8`."""
    if whole.dimension != COUNT or part.dimension != COUNT or not whole.after or part.after or part.label or part.of:
        return False
    acts = between[-2:-1] in (("and",), (",",)) and (between[-1] in past_forms() or between[-1].endswith("ing"))
    return acts and part.value < whole.value


def _acts_alone(reading: Reading, whole: Quantity, part: Quantity, between: Sequence[str]) -> bool:
    """Whether a figure without a noun tells what some of those before it did: `taught 60 pupils; 54 passed`."""
    if whole.dimension != COUNT or part.dimension != COUNT or not whole.after or part.after or not part.acts:
        return False
    plain = not (whole.label or part.label or part.of or whole.in_range or part.lead)
    head = reading.tokens[whole.after[-1]].low
    several = head.endswith("s") or head in words_under("figures.txt", "heads")
    return plain and several and part.value < whole.value and between[-1:] in ((";",), (",",))


def _is_part_of(between: Sequence[str]) -> bool:
    """Whether a figure is a part of the next: `9 of 11`, `9 out of the 11`."""
    return "of" in between and {low for low in between if not low.endswith("'s")} <= {
        "of",
        "out",
        "the",
        "all",
        "our",
        "these",
        "its",
        "whose",
        "their",
    }


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
            _share_units(first, second)
            first.compound = False


def pass_on_heads(reading: Reading, ledger: Ledger) -> None:
    """`450 import and 200 export declarations`: the noun behind the second is counted by both."""
    tokens, lows, of_them = reading.tokens, reading.low_of, words_under("figures.txt", "of them")
    points = "of" in reading.lows and not reading.lows.isdisjoint(of_them)
    for at, (first, second) in enumerate(pairwise(ledger.quantities), 1):
        begin = second.last + (lows[second.last] != "of") + 1
        behind = lows[begin] if begin < len(lows) else ""
        if not second.after and behind in of_them:
            whole = ledger.quantities[_whole_before(ledger, at)]
            if not second.before or whole is not first:
                second.before = whole.after or whole.of  # "45 patients, most of them with injuries"
        begin = _behind_part(tokens, second) if points and second.dimension == COUNT and not second.after else 0
        if begin:
            whole = ledger.quantities[_whole_before(ledger, at)]
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


def _share_units(first: Quantity, second: Quantity) -> None:
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


_COMPOUND = frozenset((("year", "month"), ("hour", "minute"), ("minute", "second")))
"""Units of which the smaller one goes on where the larger ends."""


def _goes_on(reading: Reading, first: Quantity, second: Quantity) -> bool:
    return reading.low_of[first.last + 1 : second.first] in ((), (",",), ("and",), ("&",))


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


def find_singles(tokens: Sequence[Token], ledger: Ledger) -> None:
    """What stands last in a list of counts, as one: `6 drivers, 3 loaders and a clerk`."""
    counts = [one for one in ledger.quantities if one.dimension == COUNT and one.after and not one.label]
    if not counts:
        return
    at = counts[-1].after[-1] + 1
    while at + 1 < len(tokens) and tokens[at].low in (",", "and", "plus", "&"):
        at += 1
    joined = at > counts[-1].after[-1] + 1 and at + 1 < len(tokens) and tokens[at].low in ("a", "an", "one", "the")
    last = at + 1
    while (
        joined
        and last + 1 < len(tokens)
        and tokens[last + 1].kind == "word"
        and tokens[last + 1].low not in light_words("en")
    ):
        last += 1
    sized = last + 1 < len(tokens) and tokens[last + 1].low == "of"  # "8 workers and a shift of 14"
    if (
        joined
        and tokens[last].kind == "word"
        and not tokens[last].low.endswith("s")
        and last - at <= _MOST_SINGLE
        and not sized
    ):
        ledger.singles.append(last)


_MOST_SINGLE = 3
"""Words of the name of a single one: "a night shift clerk"."""


@cache
def _adverbs() -> dict[str, str]:
    """Single words that say how often, and the interval."""
    known = {word: period for word, period in periods().items() if word.endswith("ly") or word == "annual"}
    known.update({word: interval for interval in read_sections("intervals.txt") for word in plain_words(interval)})
    return known


def find_rate_heads(reading: Reading, ledger: Ledger) -> None:
    """What is done how often: `monthly drills`, `drills every month`."""
    adverbs, openings, tokens = _adverbs(), interval_openings(), reading.tokens
    if adverbs.keys().isdisjoint(reading.lows):
        return
    for at in [at for at, low in enumerate(reading.low_of[:-1]) if low in adverbs]:
        named = adverbs[tokens[at].low]
        following = tokens[at + 1]
        last = at + 1
        while (
            last + 1 < len(tokens) and tokens[last + 1].kind == "word" and tokens[last + 1].low not in light_words("en")
        ):
            last += 1
        if following.kind == "word" and following.low not in light_words("en") and tokens[last].low.endswith("s"):
            ledger.rate_heads[named] = last
    if openings.isdisjoint(reading.lows):
        return
    for at in [at for at, low in enumerate(reading.low_of[:-1]) if low in openings and at > 1]:
        # "a phishing drill each quarter"
        often = periods().get(tokens[at + 1].low, "") if tokens[at].low in ("each", "every") else ""
        if not often and tokens[at].used and (phrase := interval_at(tokens, at)) is not None:
            often = phrase[0]  # "a course four times a year"
        if often:
            begin = at - 1
            while begin > 0 and tokens[begin].kind == "word" and tokens[begin].low not in light_words("en"):
                begin -= 1
            if begin < at - 1 and tokens[begin].low in ("a", "an", "one"):
                ledger.rate_heads[often] = at - 1


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
