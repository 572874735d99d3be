"""Whether a line itself states a claim's figure: told of the same, per the same period, of the same part and the same way."""

from resume.grounding.figures.directions import direction
from resume.grounding.figures.ends import (
    contradicts,
    in_one_measure,
    is_aim_alone,
    is_difference_alone,
    is_end_as_saving,
    is_in_course_alone,
    is_once_for_each,
    is_one_of_them,
    is_other_change,
    is_part_alone,
    is_same_end,
    is_size_alone,
    is_size_of_some,
    is_start_alone,
    is_total_alone,
    is_whole_alone,
    leaves_rate_open,
)
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.figures.totals import is_each_as_total
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import COUNT, PERCENT, Quantity
from resume.grounding.measuring.matching import follows
from resume.grounding.measuring.units import is_converted
from resume.grounding.sources import Source


class Statements:
    """Compares the figures of claims with those that stand in a line."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects

    def is_stated(self, claimed: Claimed, source: Source) -> bool:
        """Whether a figure of a line is the claim's, told of the same."""
        quantity, figures, counted = claimed.quantity, source.figures, len(source.ledger.quantities)
        if quantity.is_rest or contradicts(quantity, figures) or _is_share_of_figure(claimed):
            return False
        for index, figure in enumerate(figures):
            if index >= counted and (quantity.comparison or quantity.value != figure.value):
                continue  # a year bounds no count: "over 2,000 families" of "45 families in 2022"
            other = in_one_measure(claimed, figure, source)
            if (
                other.dimension == quantity.dimension
                and follows(
                    quantity, other.value, other.comparison, rounded=not other.exact or is_converted(quantity, other)
                )
                and is_same_end(quantity, other, source, index)
                and self._tells_the_same(claimed, other, source)
                and (index >= counted or not self._is_another_part(claimed, source, index))
            ):
                return True
        return False

    def _tells_the_same(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether a figure of a line that has the claim's value measures the same, per the same period."""
        quantity = claimed.quantity
        return (
            (quantity.most or not other.most)
            and (quantity.aim == other.aim or "of" not in (quantity.aim, other.aim) or not (quantity.aim and other.aim))
            and not is_once_for_each(claimed, other)
            and not is_other_change(claimed, other)
            and not is_difference_alone(claimed, other)
            and not is_in_course_alone(claimed, other, source)
            and self._same_direction(claimed, other, source)
            and self._same_period(quantity, other, source)
            and self._subjects.same_thing(claimed, other, source)
        )

    def _is_another_part(self, claimed: Claimed, source: Source, index: int) -> bool:
        """Whether a line says of another part, stage or number of things what the claim says with its figure."""
        ledger, subjects = source.ledger, self._subjects
        return (
            is_size_alone(claimed, source, index)
            or is_size_of_some(claimed, source, index)
            or is_whole_alone(claimed, source, index)
            or (index in ledger.aims and is_aim_alone(claimed))
            or (bool(ledger.wholes) and is_part_alone(claimed, source, index))
            or (bool(ledger.wholes) and subjects.is_done_to_part(claimed, source, index))
            or (bool(ledger.changes) and is_start_alone(claimed, source, index))
            or (bool(ledger.changes) and is_end_as_saving(claimed, source, index))
            or is_total_alone(claimed, source, index)
            or is_each_as_total(claimed, source, index)
            or (subjects.is_told_of_another(claimed, source, index) and not is_one_of_them(claimed, source, index))
        )

    def _same_direction(self, claimed: Claimed, other: Quantity, source: Source) -> bool:
        """Whether neither says "up" where the other says "down"."""
        if other.change and claimed.quantity.change and other.change != claimed.quantity.change:
            return False
        if not other.by or not claimed.direction:
            return True
        return claimed.direction == (direction(source.reading, other) or claimed.direction)

    def _same_period(self, quantity: Quantity, other: Quantity, source: Source) -> bool:
        """Whether two figures are meant per the same period; a line may leave the period out."""
        if (
            quantity.is_each
            and not (quantity.comparison == other.comparison == "<=")  # "none longer than" is no longer each
            and not other.is_each
            and other.period != "each"
            and "each" not in source.ledger.rates
            and not _is_size_of_each(other, source)
        ):
            return False
        if quantity.shared_period and other.shared_period and quantity.shared_period != other.shared_period:
            return bool(quantity.period) and quantity.period == other.period
        if not quantity.period or quantity.period in (other.period, "each"):
            return True
        return not other.period and (
            other.shared_period == quantity.period
            or leaves_rate_open(source, quantity)
            or _comes_round(source.reading, other) == quantity.period
        )


def _is_share_of_figure(claimed: Claimed) -> bool:
    """Whether a share is of another figure, and follows from the two alone: `less than half the site figure`."""
    if claimed.quantity.dimension != PERCENT or claimed.reading.lows.isdisjoint(_FIGURES):
        return False
    for token in claimed.reading.tokens[claimed.quantity.last + 1 : claimed.quantity.last + _FIGURE_REACH]:
        if token.low in _FIGURES:
            return True
        if token.kind != "word" or token.used:
            return False
    return False


_FIGURES = frozenset(("figure", "figures"))


_FIGURE_REACH = 6
"""Words behind a share in which the figure stands that it is of: "half of the whole site's figure"."""


def _is_size_of_each(quantity: Quantity, source: Source) -> bool:
    """Whether a figure is the size of each of several groups that are not counted: `for groups of 8 to 10 parents`."""
    holder = quantity.of[0] if quantity.of and quantity.dimension == COUNT else -1
    if holder < 0 or not source.reading.tokens[holder].low.endswith("s"):
        return False
    return not any(holder in one.after for one in source.ledger.quantities)


def _comes_round(reading: Reading, quantity: Quantity) -> str:
    """The period of what a figure counts, told right behind it: the month of `20 monthly reports`."""
    behind = reading.tokens[quantity.last + 1 : quantity.last + 2]
    return periods().get(behind[0].low, "") if behind and behind[0].low.endswith("ly") else ""
