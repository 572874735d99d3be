"""What was left of an amount when its cost was paid: it is what a thing netted, and nothing that it raised."""

from resume.grounding.figures.subjects import Claimed
from resume.grounding.language.lists import words_under
from resume.grounding.measuring.costs import is_cost
from resume.grounding.measuring.derived import Derived
from resume.grounding.sources import Source


def is_net_alone(claimed: Claimed, derived: Derived, source: Source) -> bool:
    """Whether a line tells as raised what was left of it: "raised £750" of "raised £900 at a cost of £150"."""
    return _is_net(derived, source) and claimed.reading.lows.isdisjoint(_net_words())


def tells_net(claimed: Claimed, derived: Derived, source: Source) -> bool:
    """Whether a line tells what was left of an amount when its cost was paid, and says so: `netted £750`."""
    return _is_net(derived, source) and not claimed.reading.lows.isdisjoint(_net_words())


def _net_words() -> frozenset[str]:
    return words_under("figures.txt", "net of costs") | words_under("figures.txt", "what something cost")


def _is_net(derived: Derived, source: Source) -> bool:
    """Whether a figure is the difference of what came in and what it cost."""
    if not derived.ends or not derived.dimension.isupper():
        return False
    low, high = derived.ends
    figures = [one for one in source.ledger.quantities if one.dimension == derived.dimension]
    costs = {one.value for one in figures if is_cost(source.reading, one)}
    return low in costs and high not in costs
