"""Whether a claim's figure follows from figures of one line: their sum, difference, share, average or rest."""

from dataclasses import replace

from resume.grounding.figures.ends import is_difference_alone, leaves_rate_open
from resume.grounding.figures.itself import tells_difference
from resume.grounding.figures.nets import is_net_alone, tells_net
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.figures.totals import tells_total
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.derived import Derived
from resume.grounding.measuring.ledger import COUNT, PERCENT, RATIO, Ledger, Quantity, without_period
from resume.grounding.measuring.matching import SAME, follows_derived, may_follow
from resume.grounding.sources import Source
from resume.grounding.support.rests import turns


class Derivations:
    """Compares the figures of claims with those that follow from a line."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects

    def is_derived(self, claimed: Claimed, source: Source) -> bool:
        """Whether a figure follows from those of a line, told of the same."""
        quantity = claimed.quantity
        if quantity.label:
            return False  # the number of a name follows from no others
        found = [one for one in source.derived if may_follow(quantity, one)]
        if not found and not quantity.is_rest:
            return False
        if (claimed.after or claimed.before) and not (
            self._subjects.any_in(claimed.after, source) or self._subjects.any_in(claimed.before, source)
        ):
            return False
        averages = not claimed.reading.lows.isdisjoint(words_under("cues.txt", "average"))
        if quantity.is_rest and turns(claimed.reading, source) and _is_part_of_whole(quantity, source.ledger):
            return True  # "all but two met the limit" of "two of the 31 did not"
        for derived in found:
            if (quantity.is_rest and derived.rest_of < 0) or not self._subjects.counts_names(claimed, derived):
                continue
            if derived.of_range and not quantity.in_range and not quantity.comparison:
                continue
            if derived.is_whole and not _stands_behind_of(claimed.reading, quantity):
                continue
            if derived.is_product and (_is_size_alone(claimed) or quantity.is_each):
                continue
            if quantity.compound and derived.change and derived.dimension not in (PERCENT, RATIO):
                continue  # "the 14-page lease" of one that was cut by 14 pages
            sized = derived.is_each and _is_size_of_counted(claimed)
            if derived.heads and not sized and not self._subjects.sums(claimed, derived, source):
                continue
            told = _as_derived(claimed, derived, source, each=sized or averages)
            bare = told.period and not derived.period and leaves_rate_open(source, told)
            if (
                follows_derived(told, derived, claimed.direction)
                or (bare and follows_derived(without_period(told), derived, claimed.direction))
            ) and not (
                (self._subjects.is_other_part(claimed, derived, source) and not tells_net(claimed, derived, source))
                or self._subjects.is_one_part(claimed, derived, source)
                or self._subjects.is_share_of_others(claimed, derived, source)
                or is_net_alone(claimed, derived, source)
                or is_difference_alone(claimed, derived)
                or self._subjects.is_counted_at_once(claimed, derived, source)
                or self._subjects.is_dated_apart(claimed, derived, source)
            ):
                return True
        return False


def _as_derived(claimed: Claimed, derived: Derived, source: Source, *, each: bool) -> Quantity:
    """A claim's figure as one that follows from others is held against it: for each, without its period, as a difference.

    Args:
        claimed: the figure.
        derived: what follows from the source's.
        source: the line that these stand in.
        each: whether the claim says it of each thing, as an average or as the size of some that it counts.
    """
    quantity = claimed.quantity
    if derived.is_rate and quantity.shared_period and not quantity.period:
        quantity = replace(quantity, period=quantity.shared_period)
    if each and derived.period == "each" and not quantity.period:
        quantity = replace(quantity, period="each", is_each=True)
    if derived.period == "each" and f"{quantity.period}s" in source.reading.lows:
        quantity = replace(quantity, period="each", is_each=True)  # "480 cats in 6 weekends", "80 per weekend"
    if quantity.period == "each" and derived.change and not derived.period:
        quantity = replace(quantity, period="")  # "saved 50 minutes per changeover"
    if quantity.change and tells_difference(claimed, derived):
        quantity = replace(quantity, by=False, change="")
    return quantity


def _is_size_alone(claimed: Claimed) -> bool:
    """Whether a figure is the size of a group, and not told of several together: so many times so many are the size of none."""
    sized = bool(claimed.quantity.of) and claimed.quantity.dimension == COUNT
    return sized and not tells_total(claimed)


def _is_size_of_counted(claimed: Claimed) -> bool:
    """Whether a figure is the size of each of some things that the line counts: the 8 of `six groups of 8`."""
    of = set(claimed.quantity.of)
    return bool(of) and any(one.value > 1 and of & set(one.after) for one in claimed.ledger.quantities)


def _is_part_of_whole(quantity: Quantity, ledger: Ledger) -> bool:
    """Whether a line gives a figure as the part of a whole."""
    return any(abs(ledger.quantities[part].value - quantity.value) < SAME for _, part in ledger.wholes)


def _stands_behind_of(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure is what a part is of: `70 % of the 20`, `14 of our 20`."""
    before = [token.low for token in reading.tokens[max(0, quantity.first - 2) : quantity.first]]
    return "of" in before
