"""Which end of a change or of a range a figure is, which way it goes, and whether it is a whole or a part."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from resume.grounding.figures.directions import direction
from resume.grounding.figures.subjects import Claimed
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import units, values
from resume.grounding.language.reading import Reading
from resume.grounding.language.thesaurus import names_worker, uninflected
from resume.grounding.measuring.attachment import date_behind
from resume.grounding.measuring.derived import Derived
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, RATIO, TIME, Quantity
from resume.grounding.measuring.matching import FRACTION_POINTS, SAME, follows
from resume.grounding.measuring.units import size_of_unit
from resume.grounding.sources import Source


def leaves_rate_open(source: Source, quantity: Quantity) -> bool:
    """Whether a line speaks of a period ("monthly returns"), and not as the period of another figure of the kind."""
    return quantity.period in source.ledger.rates and not any(
        one.period == quantity.period and one.dimension == quantity.dimension for one in source.ledger.quantities
    )


def is_same_end(quantity: Quantity, other: Quantity, source: Source, index: int) -> bool:
    """Whether a figure is the same end of a change or a range: "by 1,000" is not said of what went to 1,000."""
    starts, ends = _sides(source.ledger.changes)
    lows, highs = _sides(source.ledger.ranges)
    if quantity.lead == "to" and (index in starts - ends or (other.by and index not in ends)):
        return False
    if quantity.lead == "from" and (index in (ends - starts) | highs or (other.lead == "to" and index not in starts)):
        return False
    if quantity.by and (index in starts | ends or other.lead == "to"):
        return False
    if quantity.by != other.by and any(
        one.by == quantity.by and one.dimension == other.dimension for one in source.ledger.quantities
    ):
        return False  # "by £40k" of what was £40k and grew by £5k
    if index in lows | highs and not quantity.comparison and not quantity.in_range:
        return False  # "20 hours" of "15 to 20 hours"
    if index in highs and quantity.comparison in (">=", ">", "+?"):
        return False  # "at least 8" of what runs from 3 to 8
    return not (index in lows and quantity.comparison in ("<=", "<"))


def _sides(pairs: Sequence[tuple[int, int]]) -> tuple[AbstractSet[int], AbstractSet[int]]:
    """The figures with which some pairs begin, and those with which they end."""
    if not pairs:
        return _NO_FIGURES, _NO_FIGURES
    return {first for first, _ in pairs}, {last for _, last in pairs}


_NO_FIGURES: frozenset[int] = frozenset()


def is_whole_alone(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line says of a whole what the source says of a part of it: "led four rooms" of "led one of four rooms"."""
    if index >= len(source.ledger.quantities):
        return False
    wholes = source.ledger.wholes
    if (
        wholes
        and _is_taken_from_next(claimed.reading, claimed.quantity)
        and any(whole == index for whole, part in wholes if part < index)
    ):
        return True
    if claimed.quantity.dimension in (MONTHS, TIME):
        return False
    if wholes and claimed.ledger.wholes and _names_share(claimed, source, index):
        return False
    part = _part_of(source.reading, source.ledger.quantities[index])
    if part is None or _is_behind_of(claimed.reading, claimed.quantity):
        return False
    return part not in (token.low for token in claimed.reading.tokens)


def _names_share(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line tells by its share the part that the source takes from a whole: "20, 35 % of which" of "7 of 20"."""
    figures, mine = source.ledger.quantities, claimed.ledger.quantities
    shares = [
        mine[part] for whole, part in claimed.ledger.wholes if whole == claimed.at and mine[part].dimension == PERCENT
    ]
    parts = [figures[part].value for whole, part in source.ledger.wholes if whole == index]
    whole = figures[index].value
    return any(
        abs(share.value - part / whole * 100) <= (_HALF_POINT if share.exact else FRACTION_POINTS)
        for share in shares
        for part in parts
        if whole
    )


_HALF_POINT = 0.5
"""How far a share in digits may be off by rounding."""


def is_part_alone(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line takes a share of what the source says is itself a part: "6, 25 % of which" of "6 of 24"."""
    if any(part == claimed.at for _, part in claimed.ledger.wholes) or not any(
        whole == claimed.at and claimed.ledger.quantities[part].dimension == PERCENT
        for whole, part in claimed.ledger.wholes
    ):
        return False
    return any(part == index for _, part in source.ledger.wholes) and not any(
        whole == index for whole, _ in source.ledger.wholes
    )


def is_size_alone(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line says of all together what the source says of each: "28 pupils in 5 classes" of "5 classes of 28"."""
    quantity, figures = claimed.quantity, source.ledger.quantities
    if index >= len(figures) or not figures[index].of or quantity.of or quantity.is_each or quantity.dimension != COUNT:
        return False
    holders = [one for one in figures if one.value > 1 and set(one.after) & set(figures[index].of)]
    return any(
        own.value == one.value for one in holders for own in claimed.ledger.quantities if own.last > quantity.last
    )


def is_size_of_some(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line gives as a group's size what is a part of it: "a shift of 28" of "28 pickers and 4 drivers"."""
    quantity, figures = claimed.quantity, source.ledger.quantities
    if index >= len(figures) or quantity.after or not quantity.of or quantity.dimension != COUNT:
        return False
    mine = figures[index]
    kin = [one for one in figures if one is not mine and one.after and one.of and one.of == mine.of]
    return bool(mine.after) and any(_are_doers(source, one) == _are_doers(source, mine) for one in kin)


def _are_doers(source: Source, quantity: Quantity) -> bool:
    """Whether a figure counts people, or things, that are called by what they do: pickers, drivers; no appliances."""
    low = source.reading.tokens[quantity.after[-1]].low
    return names_worker(low) or low.endswith(("ers", "ors"))


def contradicts(quantity: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether a line says "below 98 %" where the source says 98 %: no smaller figure beside it makes that true."""
    return quantity.comparison in ("<", ">") and any(
        other.dimension == quantity.dimension
        and abs(other.value - quantity.value) < SAME
        and not follows(quantity, other.value, other.comparison, rounded=not other.exact)
        for other in figures
    )


def is_aim_alone(claimed: Claimed) -> bool:
    """Whether the line says of what was reached what the source says of the aim, and speaks of no aim."""
    lows = claimed.reading.lows
    return lows.isdisjoint(words_under("figures.txt", "targets")) and lows.isdisjoint(
        words_under("figures.txt", "earlier")
    )


def is_end_as_saving(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line tells as saved what was left: `saved £45,000` of "brought costs down from £60,000 to £45,000"."""
    quantity, tokens = claimed.quantity, claimed.reading.tokens
    saving = words_under("figures.txt", "saving")
    if claimed.reading.lows.isdisjoint(saving) or quantity.lead or quantity.by or quantity.in_range:
        return False
    at = quantity.first - 1
    while at > 0 and (tokens[at].used or tokens[at].low in ("of", "about", "another")):
        at -= 1
    if at < 0 or tokens[at].low not in saving or not source.reading.lows.isdisjoint(saving - {"cut", "cutting"}):
        return False
    return any(index in pair for pair in source.ledger.changes)


def is_start_alone(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether the line tells as it stands what the source says it began with: "30,000 outstanding" of "down from 30,000"."""
    figures = source.ledger.quantities
    changes = [(one, two) for one, two in source.ledger.changes if figures[one].dimension == figures[two].dimension]
    starts, ends = ({pair[side] for pair in changes} for side in (0, 1))
    if index not in starts - ends or claimed.quantity.lead or claimed.quantity.in_range:
        return False
    if any(first == index and _tells_loss(claimed, source, figures[first], figures[last]) for first, last in changes):
        return False
    if claimed.quantity.compound and any(one.by for one in claimed.ledger.quantities):
        return False  # "cut the 24-page lease by 14 pages"
    told, own = date_behind(claimed.ledger, claimed.at), date_behind(source.ledger, index)
    if told is not None and own is not None and told.year == own.year:
        return False  # "2,600 bottles in 2015, 3,900 in 2017"
    earlier = (
        words_under("figures.txt", "earlier") | words_under("figures.txt", "at first") | {"to", "after", "instead"}
    )
    if index in source.ledger.aims:
        earlier |= words_under("figures.txt", "targets")
    return claimed.reading.lows.isdisjoint(earlier)


def _tells_loss(claimed: Claimed, source: Source, first: Quantity, last: Quantity) -> bool:
    """Whether a line tells a fall by what was lost of the start, or kept of it: "removed 4 of 10" of "cut from 10 to 6"."""
    figures = claimed.ledger.quantities
    measured, counted = (
        {reading.tokens[at].low.removesuffix("s") for at in places}
        for reading, places in ((source.reading, first.before), (claimed.reading, claimed.quantity.after))
    )
    if last.value >= first.value or (measured and not measured & counted):
        return False
    parts = [figures[part] for whole, part in claimed.ledger.wholes if whole == claimed.at]
    gone = words_under("figures.txt", "taking away")
    falls = [
        claimed.reading.tokens[part.first - 1].low in gone or direction(claimed.reading, part) == "down"
        for part in parts
    ]
    return any(
        abs(part.value - (first.value - last.value if fall else last.value)) < SAME
        for part, fall in zip(parts, falls, strict=True)
    )


def is_total_alone(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether a line says of one thing what the source says of several in all: "a grant of £9k" of "a total of £9k in grants"."""
    if index >= len(source.ledger.quantities) or not claimed.quantity.dimension.isupper():
        return False
    one, tokens = source.ledger.quantities[index], source.reading.tokens
    noun = _single_noun(claimed)
    before = {token.low for token in tokens[max(0, one.first - _TOTAL_REACH) : one.first]}
    behind = [token.low for token in tokens[one.last + 1 : one.last + 1 + _TOTAL_REACH]]
    summed = not before.isdisjoint(_IN_ALL) or behind[:1] == ["in"]
    return bool(noun) and summed and f"{noun}s" in behind


def is_one_of_them(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether a line says of one thing what the source says of the largest of several: "a grant of £2k" of "the largest £2k"."""
    if index >= len(source.ledger.quantities) or source.reading.lows.isdisjoint(_FURTHEST):
        return False
    first, tokens = source.ledger.quantities[index].first, source.reading.tokens
    before = [token.low for token in tokens[max(0, first - _TOTAL_REACH) : first] if not token.used]
    noun = _single_noun(claimed)
    named = [token.low for token in tokens[:first]]
    return bool(noun) and not _FURTHEST.isdisjoint(before) and f"{noun}s" in named


def _single_noun(claimed: Claimed) -> str:
    """The noun of which a claim tells an amount as of one: `a grant of £9,000`, `a £9,000 grant`."""
    quantity, tokens = claimed.quantity, claimed.reading.tokens
    at = (quantity.of or quantity.after or (-1,))[-1]
    if at < 0 or tokens[at].low.endswith("s"):
        return ""
    begin = min(at, quantity.first)
    before = tokens[max(0, begin - _TOTAL_REACH) : begin]
    return tokens[at].low if any(token.low in ("a", "an", "one", "single") for token in before) else ""


_TOTAL_REACH = 4
"""Tokens beside an amount in which a word says that it is a total, or of what."""

_IN_ALL = frozenset(("total", "combined", "totalling", "totaling", "overall"))
_FURTHEST = frozenset(("largest", "biggest", "smallest", "highest", "lowest", "greatest"))


def is_once_for_each(claimed: Claimed, other: Quantity) -> bool:
    """Whether a line tells of all together the time that the source says each took: "6 lifts, each in four weeks"."""
    timed = other.dimension in (MONTHS, TIME) and not other.period
    if not timed or not other.is_each or claimed.quantity.is_each:
        return False
    return any(one.dimension == COUNT and one.value > 1 for one in claimed.ledger.quantities)


def is_in_course_alone(claimed: Claimed, other: Quantity, source: Source) -> bool:
    """Whether a line says how long something was done, and the source within what time it came about."""
    if other.dimension != MONTHS or claimed.quantity.dimension != MONTHS or other.period:
        return False
    both_over = claimed.quantity.comparison == other.comparison == "+?"
    if both_over and source.ledger.changes and abs(claimed.quantity.value - other.value) > SAME:
        return True  # "from 8 % to 3 % over 12 months" came about in these, and not over 6
    return _leads(claimed.reading, claimed.quantity) == "for" and _leads(source.reading, other) in ("in", "within")


def _leads(reading: Reading, quantity: Quantity) -> str:
    """The word before a figure and what bounds it."""
    at = quantity.first - 1
    while at > 0 and reading.tokens[at].used:
        at -= 1
    return reading.tokens[at].low if at >= 0 else ""


def is_other_change(claimed: Claimed, other: Quantity) -> bool:
    """Whether a line adds, or begins with, what the source says was reached: "added 18" of "doubled to 18"."""
    if other.lead != "to" or claimed.quantity.lead == "to":
        return False
    at = claimed.quantity.first - 1
    return at >= 0 and claimed.reading.tokens[at].low in words_under("figures.txt", "adding")


def is_difference_alone(claimed: Claimed, other: Quantity | Derived) -> bool:
    """Whether a line tells as a sum what is how much less or more it was: "spent $200" of "$200 less than budgeted"."""
    if not other.change or other.dimension in (PERCENT, RATIO):
        return False
    quantity = claimed.quantity
    told = quantity.change or quantity.by or claimed.direction
    return not told and claimed.reading.lows.isdisjoint(words_under("figures.txt", "tells a difference"))


def in_one_measure(claimed: Claimed, figure: Quantity, source: Source) -> Quantity:
    """A source's figure in the claim's measure, where one writes the unit apart: `days lost from 15 to 9`."""
    mine = claimed.quantity
    if not mine.unit and not figure.unit:
        return figure
    if (
        mine.unit == _TIMES
        and figure.dimension == COUNT
        and _counts_doing(claimed.reading, mine, source.reading, figure)
    ):
        return replace(figure, dimension=RATIO, after=())
    if (
        figure.unit == _TIMES
        and mine.dimension == COUNT
        and _counts_doing(source.reading, figure, claimed.reading, mine)
    ):
        return replace(figure, dimension=COUNT, value=figure.value)
    if mine.unit and figure.dimension == COUNT and not figure.label and _names_unit(source.reading, figure, mine.unit):
        return replace(figure, dimension=mine.dimension, value=figure.value * size_of_unit(mine), after=())
    if figure.unit and mine.dimension == COUNT and not mine.label and _names_unit(claimed.reading, mine, figure.unit):
        return replace(figure, dimension=COUNT, value=figure.value / size_of_unit(figure))
    return figure


_TIMES = "times"
"""The unit of how often something was done: `downloaded 85,000 times`."""


def _counts_doing(said: Reading, often: Quantity, counted: Reading, number: Quantity) -> bool:
    """Whether a line counts by a noun what another says was done so often: `85,000 downloads`, `downloaded 85,000 times`."""
    at = often.first - 1
    while at > 0 and said.tokens[at].used:
        at -= 1
    if at < 0 or not number.after or not said.tokens[at].low.endswith(("ed", "en")):
        return False
    verb, noun = said.tokens[at].low, counted.tokens[number.after[-1]].low
    made = frozenset(f"{form.removesuffix('e')}{end}" for form in uninflected(verb) for end in _OF_DOING)
    return not frozenset(uninflected(verb)).isdisjoint(uninflected(noun)) or noun.removesuffix("s") in made


_OF_DOING = ("ation", "ion", "al", "ment")
"""Endings that make a noun of a verb: what has 40 installations was installed 40 times."""


def _names_unit(reading: Reading, quantity: Quantity, unit: str) -> bool:
    """Whether a unit stands near a figure as a plural of its own: `cut sick days from 15 to 9`."""
    known = units()
    for token in reading.tokens[max(0, quantity.first - _UNIT_REACH) : quantity.last + _UNIT_REACH]:
        if token.low in known and not token.used and token.low.endswith("s") and known[token.low][0] == unit:
            return True
    return False


_UNIT_REACH = 6
"""Words between a figure and a unit that is written apart from it."""


def _is_taken_from_next(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure is a part of the one behind it: the first of `9 of 11`."""
    following = reading.tokens[quantity.last + 1 : quantity.last + 3]
    return len(following) == 2 and following[0].low == "of" and following[1].kind == "number"


def _is_behind_of(reading: Reading, quantity: Quantity) -> bool:
    """Whether some part is taken from a figure: `70% of the 10 squads`, `most of 14 claims`."""
    begin = max(0, quantity.first - 3)
    for at in range(begin, quantity.first):
        low, before = reading.tokens[at].low, reading.tokens[at - 1] if at else None
        if low in ("of", "among"):
            return True
        if low in ("in", "from") and before is not None and (before.kind == "number" or before.low in values("ones")):
            return True
    return False


def _part_of(reading: Reading, quantity: Quantity) -> str | None:
    """The part that "of" takes from a figure: `one` in "one of four rooms"; None where it is a whole of its own."""
    at = quantity.first - 1
    while at > 0 and reading.tokens[at].low in ("the", "these", "our", "all", "its", "their"):
        at -= 1
    if at < 1 or reading.tokens[at].low not in ("of", "among", "in", "from"):
        return None
    before = reading.tokens[at - 1]
    if at > 2 and reading.tokens[at - 2].low in ("to", "-", "–") and reading.tokens[at - 3].kind == "number":
        return None  # "aged 2 to 5 in 9 villages"
    digits = re.sub(r"\D", "", before.text) if before.kind == "number" else ""
    if digits and float(digits) > quantity.value:
        return None  # "to 150,000 in two seasons"
    return before.low if before.kind == "number" or before.low in values("ones") else None
