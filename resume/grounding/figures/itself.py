"""Figures that follow from others of the same line: "17 days faster, from 38 to 21", "5 awards, 3 regional and 2 national"."""

from dataclasses import replace

from resume.grounding.figures.subjects import Claimed
from resume.grounding.measuring.derived import Derived, change_between
from resume.grounding.measuring.ledger import COUNT, PERCENT, RATIO, Quantity
from resume.grounding.measuring.matching import SAME, follows_derived

_JOINING = frozenset(("and", "while", "whilst", "with", "plus", "then", "but"))
"""Words behind which a change is one of something else."""


def own_changes(claimed: Claimed) -> list[tuple[Quantity, Quantity]]:
    """The change that a line tells a figure by: the ends behind "halved", "by 17 days", "17 days faster"."""
    quantity, tokens = claimed.quantity, claimed.reading.tokens
    if not (quantity.by or quantity.change) or quantity.lead:
        return []
    found = []
    for first, second in claimed.ledger.changes:
        before, after = claimed.ledger.quantities[first], claimed.ledger.quantities[second]
        begin = min(before.first, after.first)
        between = tokens[quantity.last + 1 : begin]
        others = any(quantity.last < one.first < begin for one in claimed.ledger.quantities)
        joined = any(token.low in _JOINING or token.text in ";." for token in between)
        kin = quantity.dimension in (PERCENT, RATIO) or quantity.dimension in (before.dimension, COUNT)
        if begin > quantity.last and not others and not joined and kin and before.dimension == after.dimension:
            found.append((before, after))
    return found


def follows_own_change(claimed: Claimed) -> bool:
    """Whether a figure says what the change beside it comes to; the ends are checked for themselves."""
    quantity = claimed.quantity
    for before, after in own_changes(claimed):
        for derived in change_between(before, after):
            counted = derived.dimension if quantity.dimension != COUNT else COUNT
            told = replace(quantity, period="") if not before.period else quantity  # "by 18 a month, from 30 to 12"
            if follows_derived(told, replace(derived, dimension=counted), claimed.direction):
                return True
    return False


def tells_difference(claimed: Claimed, derived: Derived) -> bool:
    """Whether a figure tells how far one that the line names lies from another: `in 5 days, 15 fewer than the inspection`.

    The source gives both figures and leaves their difference to the reader: which of them is the smaller, the line's own says.
    """
    quantity = claimed.quantity
    if derived.rest_of < 0 or derived.change or not derived.ends or not quantity.change:
        return False
    named = derived.ends[0] if quantity.change == "down" else derived.ends[1]
    figures = (one for one in claimed.ledger.quantities if one.dimension == derived.dimension and one is not quantity)
    return any(abs(one.value - named) < SAME * max(1.0, named) for one in figures)


def adds_up_itself(claimed: Claimed) -> bool:
    """Whether a figure is the sum of those that the line lists behind it; they are checked for themselves."""
    quantity, figures = claimed.quantity, claimed.ledger.quantities
    if quantity.comparison or quantity.dimension in (PERCENT, RATIO):
        return False
    rest = [one for one in figures[claimed.at + 1 :] if one.dimension == quantity.dimension and not one.label]
    total = 0.0
    behind = claimed.reading.tokens[quantity.last + 1 : rest[0].first] if rest else []
    apart = any(token.text in ":(" for token in behind)  # "20 instruments: 16 pipettes and 4 centrifuges"
    for count, one in enumerate(rest, 1):
        if not apart and any(claimed.reading.tokens[at].low.endswith("s") for at in one.after):
            return False  # "8 engineers, 2 surveyors and 6 inspectors" are no 8
        total += one.value
        singles = len(claimed.ledger.singles) if apart and one is rest[-1] else 0  # "4: three clerks and a courier"
        if count + singles > 1 and abs(total + singles - quantity.value) < SAME:
            return True
    return False
