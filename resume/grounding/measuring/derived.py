"""What follows by arithmetic from the figures of one fact: shares, differences, sums, products, averages, rates."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resume.grounding.language.measures import units
from resume.grounding.measuring.ledger import (
    CLOCK,
    COUNT,
    FREQUENCY,
    MONTHS,
    PERCENT,
    POINTS,
    RATIO,
    TIME,
    Ledger,
    Quantity,
)

_MOST_FIGURES = 8
"""A fact with more figures than this is a table; pairs of them would prove nearly anything."""

_PER_YEAR = {"year": 1.0, "semester": 2.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "fortnight": 26.0}
_PER_WORKDAY = {"month": (365.25 / 12, 21.0), "week": (7.0, 5.0)}
"""Days of a period: all of them, and those on which people work."""
_PER_DAY = {"day": 1.0, "hour": 24.0, "minute": 1440.0, "second": 86400.0}
_LENGTH = {"year": 12.0, "quarter": 3.0, "month": 1.0}
"""Months of each period."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that follows from others."""

    value: float
    dimension: str
    change: str = ""
    """`up` or `down` for what compares a later figure with an earlier one."""
    period: str = ""
    comparison: str = ""
    is_rate: bool = False
    """Whether it only holds per its period: 480,000 a year is 40,000 a month, not 40,000."""
    apart: bool = False
    """Whether it adds up things that no one word names: the claim must name them all, "20 cafés and hotels"."""
    is_each: bool = False
    """Whether it holds for each of several things: 7,500 calls by 25 agents are 300 each."""
    is_exact: bool = False
    """Whether it is a sum or a difference, which need not be rounded."""
    in_words: bool = False
    """Whether it is a share of a share, told as "to a third": "to 33 %" would be the share itself."""
    of_range: bool = False
    """Whether it comes from one end of a range: so many times "20 to 25" is a range again."""
    is_product: bool = False
    """Whether it is so many times so many: 140 pupils are what 5 classes of 28 come to, and the size of none."""
    is_whole: bool = False
    """Whether only a part of so many was meant: it may be said as what the part is of, "70 % of the 20", and not by itself."""
    rest_of: int = -1
    """First token of the part that was taken away from a whole, for what is left of it; -1 for all else."""
    parts: tuple[int, ...] = ()
    """First tokens of the figures that were added up."""
    heads: tuple[tuple[int, ...], ...] = ()
    """Tokens that say what each figure behind it counts: the claim's head must be a word for all of them."""
    ends: tuple[float, ...] = ()
    """The lower and the higher figure whose difference it is, where neither is said to have become the other."""
    named: frozenset[str] = frozenset()
    """What some listed names are, for how many they are: "Riga and Tallinn" are two cities, and two of nothing else."""


Alike = Callable[[Quantity, Quantity], bool]
"""Whether two figures count the same thing, or people with people."""


def derive(ledger: Ledger, alike: Alike) -> list[Derived]:
    """All figures that follow from those of one fact.

    Args:
        ledger: its figures.
        alike: whether two of them may be added and compared at all.
    """
    quantities = ledger.quantities
    often = list(_from_rates(ledger))
    if not quantities or len(quantities) > _MOST_FIGURES:
        return often + [rate for quantity in quantities for rate in _other_periods(quantity)]
    often += list(_from_intervals(ledger))
    found: list[Derived] = [*often, *_within_a_year(ledger)]
    changes = set(ledger.changes)
    for index, first in enumerate(quantities):
        if first.label:
            continue
        found += _other_periods(replace(first, period=first.period or first.shared_period))
        found += _said_otherwise(first)
        found += _by_day(first)
        for at in range(index + 1, len(quantities)):
            second = quantities[at]
            if second.label or (index, at) in ledger.ranges:
                continue
            if (index, at) in ledger.wholes:
                found += _from_whole(first, second)
                continue
            if (index, at) in changes:
                found += change_between(first, second)
            elif (at, index) in ledger.wholes:
                found += _from_whole(second, first)
            elif (at, index) in changes:
                found += change_between(second, first)
            else:
                found += _from_pair(first, second, alike)
        if first.dimension == PERCENT and 0 < first.value < 100:
            found.append(Derived(100 - first.value, PERCENT, rest_of=first.first))
    uppers = {first for first, _ in (*ledger.ranges, *ledger.wholes)}
    found += _from_lists([one for at, one in enumerate(quantities) if at not in uppers], alike)
    found += _with_singles(ledger)
    return found


def _from_rates(ledger: Ledger) -> Iterator[Derived]:
    """Monthly drills are 12 drills a year."""
    for rate, head in ledger.rate_heads.items():
        a_year = _TIMES_A_YEAR.get(rate)
        if a_year:
            for period, times in _PER_YEAR.items():
                if a_year > times:
                    yield Derived(a_year / times, COUNT, period=period, is_rate=True, heads=((head,),))


def _from_intervals(ledger: Ledger) -> Iterator[Derived]:
    """Every six weeks is one week in six."""
    for interval in ledger.intervals:
        number, _, unit = interval.partition(" ")
        if number.isdigit():
            yield Derived(1 / float(number), FREQUENCY, period=unit.removesuffix("s"), is_rate=True)


def _within_a_year(ledger: Ledger) -> Iterator[Derived]:
    """12,000 parcels in 2019 are 1,000 a month."""
    if len(ledger.dates) != 1 or not ledger.dates[0].is_year:
        return
    for quantity in ledger.quantities:
        ends = quantity.period or quantity.by or quantity.change or quantity.lead or quantity.in_range or quantity.label
        if quantity.dimension in (*_RELATIVE, MONTHS, TIME, FREQUENCY, CLOCK) or ends:
            continue
        for period in ("month", "week", "quarter"):
            value = quantity.value / _PER_YEAR[period]
            yield Derived(value, quantity.dimension, period=period, is_rate=True, heads=_heads(quantity))


_TIMES_A_YEAR = {"week": 52.0, "fortnight": 26.0, "month": 12.0, "two months": 6.0, "quarter": 4.0, "half-year": 2.0}
"""How often an interval comes round in a year."""


def _with_singles(ledger: Ledger) -> Iterator[Derived]:
    """The sum of a list whose last thing is one: 6 drivers, 3 loaders and a clerk are 10 people."""
    counts = [one for one in ledger.quantities if one.dimension == COUNT and one.after and not one.label]
    heads = tuple((at,) for at in ledger.singles)
    for begin in range(len(counts) if heads else 0):
        part = counts[begin:]
        total = sum(one.value for one in part) + len(heads)
        yield Derived(total, COUNT, period=part[0].period, heads=(*_heads(*part), *heads))


def _said_otherwise(quantity: Quantity) -> Iterator[Derived]:
    """Doubled is 100 % more; 12 weeks are about 3 months."""
    if quantity.dimension == FREQUENCY and 0 < quantity.value < 1 and quantity.period in units():
        _, dimension, size = units()[quantity.period]
        yield Derived(round(size / quantity.value, 4), dimension)  # every sixth week is every six weeks
    if quantity.dimension == FREQUENCY and quantity.period:
        yield Derived(quantity.value, COUNT, period=quantity.period, is_rate=True)
    if quantity.aim == "of" and quantity.value != _AS_MULTIPLE:
        change = "up" if quantity.value > _AS_MULTIPLE else "down"
        yield Derived(abs(quantity.value - _AS_MULTIPLE), PERCENT, change)
    elif quantity.aim and quantity.dimension == PERCENT:
        yield Derived(_AS_MULTIPLE + quantity.value * (1 if quantity.aim == "up" else -1), PERCENT)
    if quantity.dimension == COUNT and quantity.period:
        yield Derived(quantity.value, FREQUENCY, period=quantity.period, is_rate=True)
    if quantity.dimension == RATIO and quantity.change == "up":
        yield Derived((quantity.value - 1) * 100, PERCENT, "up")
    if quantity.dimension == PERCENT and quantity.value > _AS_MULTIPLE and not quantity.by and not quantity.change:
        yield Derived(quantity.value / 100, RATIO)
    if quantity.dimension == PERCENT and quantity.unit[:1] == "/" and quantity.unit[1:].isdigit():
        whole = float(quantity.unit[1:])  # "14 of 20 batch jobs" are 14 of the 20
        yield Derived(round(quantity.value * whole / 100, 4), COUNT, is_exact=True)
        yield Derived(whole, COUNT, is_exact=True, is_whole=True)
    if quantity.dimension == PERCENT and quantity.by and quantity.value >= _AS_MULTIPLE:
        yield Derived(quantity.value / 100 + 1, RATIO, "up")
    if quantity.dimension == TIME and quantity.value >= _LONG_TIME and not quantity.period:
        yield Derived(quantity.value / _MONTH, MONTHS)
    if quantity.dimension == MONTHS and not quantity.period:
        yield Derived(quantity.value * _MONTH, TIME)


_AS_MULTIPLE = 100.0
"""Per cent from which a rise is told as a multiple: "doubled"."""

_MONTH = 365.25 / 12 * 86_400
"""Seconds of a month, on average."""

_LONG_TIME = 27 * 86_400
"""Seconds from which days and weeks are told in months: four weeks."""


def change_between(before: Quantity, after: Quantity) -> Iterator[Derived]:
    """From 50 to 20: 60 % less, 30 less, to two fifths."""
    if before.dimension != after.dimension or before.value <= 0:
        return
    low, high = sorted((before.value, after.value))
    change = "up" if after.value > before.value else "down"
    share = (high - low) / before.value * 100
    bound = (
        {"<": ">", "<=": ">=", ">": ">", ">=": ">="}.get(after.comparison, "") if change == "down" else after.comparison
    )
    yield Derived(share, PERCENT, change, comparison=bound)
    if after.unit[:1] == "/" or before.unit[:1] == "/":  # marks: 7.9 to 9.1 out of 10 are 1.2 points
        size = 100 / float((after.unit if after.unit[:1] == "/" else before.unit)[1:])
        yield Derived((high - low) / size, POINTS, change)
    dimension = POINTS if before.dimension == PERCENT else before.dimension
    if before.dimension == COUNT:
        yield Derived(high - low, POINTS, change, comparison=bound, is_exact=True)
    yield Derived(high - low, dimension, change, before.period, bound, is_exact=True)
    if before.period:
        yield from _other_periods(replace(before, value=high - low, dimension=dimension), change)
    if low > 0:
        yield Derived(high / low, RATIO, change)
        yield Derived(after.value / before.value * 100, PERCENT, in_words=before.dimension == PERCENT)


def _from_pair(first: Quantity, second: Quantity, alike: Alike) -> Iterator[Derived]:
    if first.dimension == second.dimension and first.value > 0 and second.value > 0 and first.dimension != RATIO:
        if alike(first, second):
            yield from _from_like(first, second)
        elif first.dimension == COUNT and first.after and second.after:
            heads = _heads(first, second)
            shared = first.shared_period if first.shared_period == second.period else ""
            period = first.period or shared
            yield Derived(first.value + second.value, COUNT, period=period, heads=heads, apart=True)
        inner = _inner(first, second)
        if inner is not None:
            yield Derived(
                first.value * second.value,
                COUNT,
                period=first.period or second.period,
                heads=_heads(inner, inner),
                is_product=True,
                of_range=inner.in_range,
            )
    if first.dimension == RATIO and first.change == "up" and second.lead == "to" and second.dimension not in _RELATIVE:
        begin = second.value / first.value
        yield Derived(begin, second.dimension, period=second.period, heads=_heads(second))
        yield Derived(second.value - begin, second.dimension, "up", second.period, heads=_heads(second))
    if first.dimension == second.dimension and second.change and not first.change and second.dimension not in _RELATIVE:
        begin = first.value - second.value * (1 if second.change == "up" else -1)
        if begin > 0:  # "6.4 million, 1.6 million more than the year before"
            yield Derived(begin, first.dimension, period=first.period)
            yield from change_between(replace(first, value=begin, period=second.period), first)
    if first.dimension == POINTS and second.dimension == PERCENT and second.lead == "to":
        for begin in (second.value - first.value, second.value + first.value):  # "rose 2.1 points to 34.6 %"
            yield Derived(begin, PERCENT, is_exact=True)
    if first.dimension == second.dimension and second.by and not first.by and second.value < first.value:
        for change in ("up", "down"):  # which of them it was, the verbs say
            yield Derived(second.value / first.value * 100, PERCENT, change)
    yield from _mixed(first, second)
    yield from _mixed(second, first)


_RELATIVE = (PERCENT, RATIO, POINTS)
"""Dimensions of figures that say how much of another."""


def _from_whole(whole: Quantity, part: Quantity) -> Iterator[Derived]:
    """Of 5 people 2 are apprentices: two fifths, and 3 others."""
    measured = whole.dimension not in (PERCENT, RATIO, POINTS)
    if whole.dimension == part.dimension == COUNT and whole.value == part.value:  # "84 of 84"
        yield Derived(_AS_MULTIPLE, PERCENT, parts=(part.first, whole.first))
    if whole.dimension == part.dimension and measured and whole.value > part.value > 0:
        yield Derived(part.value / whole.value * 100, PERCENT, parts=(part.first, whole.first))
        yield Derived((whole.value - part.value) / whole.value * 100, PERCENT, rest_of=part.first)
        yield Derived(whole.value - part.value, whole.dimension, heads=_heads(whole), rest_of=part.first)
    yield from _mixed(part, whole)
    yield from _mixed(whole, part)


def _from_like(first: Quantity, second: Quantity) -> Iterator[Derived]:
    low, high = sorted((first.value, second.value))
    heads = _heads(first, second)
    yield Derived(low / high * 100, PERCENT)
    part = first.first if first.value < second.value else second.first
    yield Derived((high - low) / high * 100, PERCENT, rest_of=part)
    yield Derived((high - low) / low * 100, PERCENT, "up", rest_of=part)
    yield Derived(high / low, RATIO, "up")
    rest = POINTS if first.dimension == PERCENT else first.dimension
    yield Derived(high - low, rest, heads=heads, rest_of=part, is_exact=True, ends=(low, high))
    if first.dimension != PERCENT and not first.acts and not second.acts:
        parts = (first.first, second.first)
        total = first.value + second.value
        yield Derived(total, first.dimension, period=first.period, heads=heads, parts=parts, is_exact=True)


def _heads(*quantities: Quantity) -> tuple[tuple[int, ...], ...]:
    if quantities[0].dimension != COUNT:
        return ()
    return tuple((*one.after, *one.of) for one in quantities if one.after or one.of)


def _inner(first: Quantity, second: Quantity) -> Quantity | None:
    """Of two counts, the one that is the size of each of the other: the pupils of "2 classes of 40 pupils"."""
    if first.dimension != COUNT:
        return None
    if second.is_each or (second.of and set(second.of) & set(first.after)):
        return second
    return first if first.is_each else None


def _mixed(one: Quantity, other: Quantity) -> Iterator[Derived]:
    """A share of an amount; a total over a length of time or a number of things."""
    if one.dimension == PERCENT and other.dimension not in (PERCENT, RATIO, POINTS, MONTHS, TIME):
        part = one.value / 100 * other.value
        if other.dimension != COUNT or abs(part - other.value) >= 1:  # 99.95 % of 3 things are no 3 of others
            yield Derived(part, other.dimension, period=other.period)
        if one.aim in ("up", "down"):
            share = 1 + one.value / 100 * (1 if one.aim == "up" else -1)
            yield Derived(share * other.value, other.dimension, period=other.period)
    measured = one.dimension not in (COUNT, PERCENT, RATIO, POINTS, MONTHS, TIME)
    if other.dimension == COUNT and other.value > 1 and measured:
        yield Derived(one.value / other.value, one.dimension, period="each", is_rate=True)
        if one.is_each or one.period == "each":
            yield Derived(one.value * other.value, one.dimension, is_product=True)
    if one.dimension == other.dimension == COUNT and one.value > other.value > 1:
        period = one.period or "each"
        yield Derived(one.value / other.value, COUNT, period=period, is_rate=True, is_each=True, heads=_heads(one))
    is_end = bool(one.lead) or one.in_range
    if one.period and other.unit == one.period and other.period and not is_end:  # "12 a day, 4 days a week"
        rate = one.value * other.value / other.step
        yield Derived(rate, one.dimension, period=other.period, is_rate=True, heads=_heads(one))
    if other.dimension == MONTHS and other.value > 0 and (measured or one.dimension == COUNT) and not is_end:
        for period, months in _LENGTH.items():
            rate = one.value / other.value * months
            yield Derived(rate, one.dimension, period=period, is_rate=True, heads=_heads(one))
            if one.period == period:
                yield Derived(one.value * other.value / months, one.dimension, heads=_heads(one))


def _other_periods(quantity: Quantity, change: str = "") -> Iterator[Derived]:
    """40,000 a month is 480,000 a year."""
    for table in (_PER_YEAR, _PER_DAY):
        if quantity.period in table and quantity.dimension != PERCENT:
            yearly = quantity.value * table[quantity.period]
            for period, times in table.items():
                if period != quantity.period:
                    rate = yearly / times
                    yield Derived(rate, quantity.dimension, change, period, is_rate=True, heads=_heads(quantity))


def _by_day(quantity: Quantity) -> Iterator[Derived]:
    """90 a month are about three a day."""
    for days in _PER_WORKDAY.get(quantity.period, ()) if quantity.dimension != PERCENT else ():
        heads = _heads(quantity)
        yield Derived(quantity.value / days, quantity.dimension, period="day", is_rate=True, heads=heads)


def _from_lists(quantities: Sequence[Quantity], alike: Alike) -> Iterator[Derived]:
    """The sum of three and more of the same; one more than "5 others"."""
    for dimension in {quantity.dimension for quantity in quantities} - {PERCENT, RATIO, POINTS}:
        group = [quantity for quantity in quantities if quantity.dimension == dimension]
        for begin in range(len(group) - 1):
            for end in range(begin + 3, len(group) + 1):
                part = group[begin:end]
                if all(alike(one, other) for one, other in pairwise(part)):
                    parts = tuple(one.first for one in part)
                    yield Derived(sum(one.value for one in part), dimension, heads=_heads(*part), parts=parts)
    for quantity in quantities:
        if quantity.dimension == COUNT and quantity.beside_self:
            yield Derived(quantity.value + 1, "with-self", period=quantity.period)
