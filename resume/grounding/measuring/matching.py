"""Whether one figure follows from another: value, rounding, comparison."""

from resume.grounding.measuring.derived import Derived
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, RATIO, Quantity

ABOUT = 0.1
"""How far "about 40" may be from the figure: a tenth, the widest that style guides let "about" stand for."""

NEARLY = 0.15
"""How far below "nearly 40" the figure may lie; it never lies above."""

BOUND_REACH = 2.0
"""How far a figure may lie beyond the bound that a line states: "more than 20" is said of up to 40; beyond twice it says so."""

FRACTION_POINTS = 1.0
"""Percentage points that a fraction in words may be off: "a third" is said of 33 % and 34 %; a tenth of what is small."""

SAME = 1e-6
"""How far two equal figures may differ by the machine's rounding."""


def follows(claimed: Quantity, value: float, comparison: str, *, rounded: bool) -> bool:
    """Whether `claimed` may be said where the source's figure is `value`.

    Args:
        claimed: the figure of the line.
        value: the source's, in the same base units.
        comparison: the source's own comparison (`<` for "fewer than").
        rounded: whether the figure is the result of arithmetic, which may be rounded to the digits that the line writes.
    """
    wanted, sign = claimed.value, claimed.comparison
    if sign == "=":
        return comparison == "" and _is_same(claimed, value, rounded=False)
    if claimed.most:
        return comparison not in ("<", "<=") and wanted <= value + SAME and value <= claimed.most
    same = _is_same(claimed, value, rounded=rounded)
    if comparison in ("<", "<=", "-"):
        return _under_a_ceiling(wanted, sign, value, same, comparison)
    if comparison in (">", ">=", ">~"):
        if sign in (">", ">=", "+?", ">~"):
            return same or wanted < value <= wanted * BOUND_REACH
        return same and sign in ("", "~")
    if comparison == "~" and same and sign in (">", ">=", ">~", "<", "<="):
        return False  # "at least 40" of "about 40"
    if sign in ("", "<=") and same:
        return True
    if sign == "~":
        return abs(value - wanted) <= ABOUT * abs(wanted) + SAME and (same or _is_rounder(claimed, value))
    if sign == "-":
        return wanted * (1 - NEARLY) <= value <= wanted + SAME and not (same and not rounded)
    if sign in (">=", "+?"):  # "over two shifts" of "over three shifts" may be in the course of them
        in_course = sign == comparison == "+?" and claimed.dimension == COUNT
        return same or (not in_course and wanted < value <= wanted * BOUND_REACH)
    if sign in (">", ">~"):
        slack = ABOUT * 2 if claimed.dimension == MONTHS else ABOUT  # 14 months are "just over a year"
        reach = 1 + slack if sign == ">~" else BOUND_REACH
        return wanted + SAME < value <= wanted * reach
    if sign == "<":
        return wanted / BOUND_REACH <= value < wanted - SAME
    return False


def _under_a_ceiling(wanted: float, sign: str, value: float, same: bool, comparison: str) -> bool:
    if sign in ("<", "<="):
        return (same and not (sign == "<" and comparison == "<=")) or (
            sign == "<" and value < wanted <= value * BOUND_REACH
        )
    if comparison == "-":
        return same and sign in ("-", "~")
    return False


def _is_rounder(claimed: Quantity, value: float) -> bool:
    """Whether "about 400" is the figure, told in a rounder one: 420 may be; nobody rounds it to 450, nor 200 to 207.

    What is rounded to may be a five at its place too: 87 is "about 85".
    """
    if not claimed.exact or claimed.dimension in (MONTHS, RATIO) or claimed.value < _LEAST_ROUND:
        return True
    place = claimed.step
    while abs(claimed.value / (place * 10) - round(claimed.value / (place * 10))) < SAME:
        place *= 10
    five = abs(claimed.value / (place * 5) - round(claimed.value / (place * 5))) < SAME
    return abs(value - claimed.value) <= place * (5 if five else 1) / 2 + SAME * claimed.value


_LEAST_ROUND = 10
"""The least figure that is told in rounder ones: below, "about 5" is all that can be said."""


def _is_same(claimed: Quantity, value: float, *, rounded: bool) -> bool:
    wanted = claimed.value
    if abs(wanted - value) <= SAME * max(1.0, abs(value)):
        return True
    if not claimed.exact and claimed.dimension == PERCENT:
        return abs(wanted - value) <= min(FRACTION_POINTS, ABOUT * wanted)
    if not claimed.exact and claimed.dimension == RATIO:
        return abs(wanted - value) <= ABOUT / 2 * wanted
    return rounded and abs(wanted - value) < claimed.step / 2 + SAME and wanted != 0


def may_follow(claimed: Quantity, derived: Derived) -> bool:
    """Whether a figure's value is that of a derived one: without it, nothing else of the two needs to be looked at."""
    if derived.dimension == claimed.dimension:
        return follows(claimed, derived.value, derived.comparison, rounded=not derived.is_exact)
    return derived.dimension == "with-self" and claimed.dimension == COUNT


def follows_derived(claimed: Quantity, derived: Derived, direction: str) -> bool:
    """Whether `claimed` may be said of a derived figure, in a line that speaks of a rise or a fall (`up`, `down` or neither)."""
    if derived.is_each and (not claimed.is_each or claimed.period not in ("each", derived.period)):
        return False
    if derived.dimension == "with-self":
        return claimed.dimension == COUNT and follows(claimed, derived.value, "", rounded=False)
    if derived.dimension != claimed.dimension or (derived.in_words and claimed.exact):
        return False
    if claimed.lead == "to" and derived.change and claimed.dimension != RATIO:
        return False  # what it went down by is not what it went down to
    towards = claimed.change or direction
    if derived.change and towards and derived.change != towards:
        return False
    if (claimed.change or (claimed.by and direction and claimed.dimension in (PERCENT, RATIO))) and not derived.change:
        return False
    if (claimed.period or derived.is_rate) and derived.period != claimed.period and not derived.is_each:
        return False
    told = claimed.is_rest or derived.rest_of >= 0 or (claimed.by and derived.change)
    if derived.dimension == COUNT and claimed.value < 2 and not told:
        return False
    return follows(claimed, derived.value, derived.comparison, rounded=not derived.is_exact)
