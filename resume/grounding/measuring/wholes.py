"""Figures that are parts of others of their line: `9 of 11`, `seven (three chemists, four technicians)`."""

from collections.abc import Sequence
from itertools import pairwise

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ellipses import share_units, whole_before
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, RATIO, TIME, Ledger, Quantity
from resume.wording import past_forms


def find_wholes(reading: Reading, ledger: Ledger) -> None:
    """A figure, and those in the brackets or behind the `of which` that take it apart."""
    for first, whole in enumerate(ledger.quantities):
        for second in range(first + 1, len(ledger.quantities)):
            part = ledger.quantities[second]
            between = reading.low_of[whole.last + 1 : part.first]
            if second == first + 1 and _is_part_of(between) and not _is_size(whole, part):
                ledger.wholes.append((second, first))
                if whole.dimension != PERCENT:  # "three quarters of 24"
                    share_units(part, whole)
            pointed = _points_back(reading, part) and first == whole_before(ledger, second)
            if (
                pointed
                or (second == first + 1 and _is_some_of(whole, part, between))
                or (_acts_alone(reading, whole, part, between) and first == whole_before(ledger, second))
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
