"""All that the words around a figure say of it, asked in order: bound, difference, rate, what it counts, what it names."""

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.bounds import comparison_after, find_bound
from resume.grounding.measuring.changes import lead_in
from resume.grounding.measuring.differences import aim_of, compare, has_risen, is_done_by, more_or_less, use_degree
from resume.grounding.measuring.heads import (
    are_people,
    goes_on_behind,
    head_after,
    head_before,
    listed_after,
    rest_of_noun,
    size_of,
    title_behind,
)
from resume.grounding.measuring.labels import is_numbered
from resume.grounding.measuring.ledger import CLOCK, COUNT, MONTHS, PERCENT, RATIO, TIME, Quantity
from resume.grounding.measuring.nouns import is_plural
from resume.grounding.measuring.rates import find_period, is_parted_out, period_after
from resume.wording import past_forms


def find_surroundings(reading: Reading, quantity: Quantity, ended: int) -> None:
    """Fill in what the words around a figure say of it; a time of day is what it is.

    Args:
        reading: the line.
        quantity: the figure.
        ended: the last token of the figure before it; -1 for none.
    """
    if quantity.dimension == CLOCK:
        return
    tokens, lows = reading.tokens, reading.low_of
    last = quantity.last
    find_bound(reading, quantity)
    begin = quantity.first - 1
    while begin > ended and tokens[begin].used and tokens[begin].kind == "word":
        begin -= 1
    following = lows[last + 1] if last + 1 < len(tokens) else ""
    quantity.by = begin >= 0 and lows[begin] == "by" and following != "of"  # "answered by 14 % of the ships"
    quantity.by = quantity.by and not is_done_by(tokens, begin, quantity)
    quantity.by = quantity.by or (quantity.dimension == PERCENT and has_risen(tokens, begin, following))
    quantity.change = quantity.change or more_or_less(reading, quantity, following)
    if following == "-" and lows[last + 2 : last + 3] == ("strong",):
        tokens[last + 2].used = True
    if following == "of" and lows[last + 2 : last + 3] in (("them",), ("whom",), ("which",)):
        following = lows[last + 3] if last + 3 < len(tokens) else ""
    quantity.acts = following in past_forms() or following in ("were", "was", "who", "had", "have")
    quantity.acts = quantity.acts and not are_people(tokens, last + 2)  # "2 enrolled nurses" did nothing
    if following == "as" and quantity.dimension in (PERCENT, RATIO):
        use_degree(tokens, quantity)
    quantity.lead = lead_in(tokens, quantity) if "from" in reading.lows or "to" in reading.lows else ""
    quantity.is_each = is_parted_out(reading, quantity)
    quantity.of = size_of(tokens, quantity) if "of" in reading.lows else ()
    quantity.compound = following == "-" and last + 2 < len(tokens) and tokens[last + 2].kind == "word"
    grouped = quantity.compound and tokens[last + 2].low in words_under("figures.txt", "heads of groups")
    if grouped:
        quantity.of = tuple(rest_of_noun(tokens, last + 3))
    quantity.beside_self = following in ("other", "others", "fellow", "colleagues", "peers")
    find_period(reading, quantity, following)
    quantity.aim = aim_of(reading, quantity)
    if quantity.dimension in _LASTING and last + 1 < len(tokens) and lows[last + 1] == "long":
        tokens[last + 1].used = True
    quantity.after = quantity.after or (() if grouped else tuple(head_after(reading, quantity)))
    if quantity.after and tokens[quantity.after[0]].low in words_under("figures.txt", "figured from others"):
        quantity.after = ()
    compare(tokens, quantity)
    _take_listed(reading, quantity)
    if not quantity.comparison and quantity.after:
        quantity.comparison = comparison_after(reading, quantity.after[-1] + 1)
    if quantity.dimension == MONTHS and following == "as" and not quantity.after:
        quantity.after = tuple(title_behind(tokens, last + 2))
    quantity.before = tuple(head_before(reading, quantity))
    if quantity.first and quantity.dimension == COUNT and (quantity.label or is_numbered(tokens, quantity)):
        name = (quantity.first - 1 - (tokens[quantity.first - 1].text == "-" and quantity.first > 1),)
        quantity.label, quantity.after, quantity.of, quantity.before, quantity.listed = True, (), name, name, ()


def _take_listed(reading: Reading, quantity: Quantity) -> None:
    """Fill in what else a figure counts, and the period behind all of it: `300 pumps and valves a year`."""
    if quantity.dimension == COUNT and quantity.after and goes_on_behind(reading, quantity.after[-1]):
        quantity.listed = tuple(listed_after(reading, quantity))
    if not quantity.listed:
        return
    quantity.period = quantity.period or period_after(reading, quantity.listed[-1], quantity.dimension)
    if quantity.value > 1 and not quantity.is_group and not is_plural(reading.tokens[quantity.after[-1]]):
        quantity.after = (*quantity.after, quantity.listed[-1])  # "60 rye and wheat loaves" are loaves


_LASTING = frozenset((MONTHS, TIME, "length"))
"""Dimensions of what may be `long`."""
