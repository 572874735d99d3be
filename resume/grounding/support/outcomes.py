"""Words that tell how a figure comes from two others: what an event netted, with what success rate bids were written.

No line says them: `netted $120,000` follows from what came in and what it cost, `a 75% success rate` from 18 of 24 that were
funded. They say of no figure but that one, so they are let stand beside it alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.measuring.costs import is_cost
from resume.grounding.measuring.ledger import COUNT, PERCENT, Quantity
from resume.grounding.measuring.matching import SAME
from resume.grounding.sources import Source

_HALF_POINT = 0.5
"""How far a share may be off by rounding."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure that follows from two of a line, and the list of the words that tell it."""

    bit: int
    value: float
    dimension: str
    words: str


class Outcomes:
    """What the lines of a source let one say of the figures that follow from theirs."""

    def __init__(self, evidence: Evidence) -> None:
        self._known = [
            one
            for source in evidence.sources
            if not source.is_header
            for one in (*_nets(source), *_rates(source), *_losses(source), *_capacities(source))
        ]
        self._words = frozenset[str]().union(*(words_under("figures.txt", one.words) for one in self._known))

    def let_tell(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[int]:
        """Give the words that no line holds those from whose figures they follow."""
        if self._words.isdisjoint(claim.reading.lows) or not claim.ledger.quantities:
            return masks
        return [mask | (self._telling(term, claim) & scope.bits) for term, mask in zip(terms, masks, strict=True)]

    def _telling(self, term: Term, claim: Claim) -> int:
        lows = term.low.split()
        if term.negated or term.is_name:
            return 0
        found = 0
        opens = term.at == 0 or not (lows[-1].endswith("ing") or _CAN & claim.reading.lows)
        for one in self._known:
            if opens and one.words == _LETS:
                continue  # "ran 24,000 bottles an hour"
            told = words_under("figures.txt", one.words) | _ENDS
            figures = (
                quantity
                for quantity in claim.ledger.quantities
                if quantity.dimension == one.dimension and abs(quantity.value - one.value) <= _slack(one)
            )
            if told.issuperset(lows) and any(figures):
                found |= one.bit
        return found


_ENDS = frozenset(("rate", "rates"))
"""What ends a word that says how often something succeeded."""


def _slack(outcome: Outcome) -> float:
    return _HALF_POINT if outcome.dimension == PERCENT else SAME


def _nets(source: Source) -> Iterator[Outcome]:
    """What came in less what it cost."""
    money = [one for one in source.ledger.quantities if one.dimension.isupper() and not one.by]
    for income, cost in permutations(money, 2):
        costs = is_cost(source.reading, cost) and not is_cost(source.reading, income)
        if costs and income.dimension == cost.dimension and income.value > cost.value:
            yield Outcome(source.bit, income.value - cost.value, income.dimension, "net of costs")


def _losses(source: Source) -> Iterator[Outcome]:
    """How many are gone of what was brought from more to fewer."""
    figures = source.ledger.quantities
    for begin, end in source.ledger.changes:
        first, last = figures[begin], figures[end]
        if first.dimension == last.dimension == COUNT and first.value > last.value:
            yield Outcome(source.bit, first.value - last.value, COUNT, "taking away")


def _rates(source: Source) -> Iterator[Outcome]:
    """The share of a whole that was won, funded, accepted."""
    figures, reading = source.ledger.quantities, source.reading
    if not source.ledger.wholes or reading.lows.isdisjoint(words_under("figures.txt", "what succeeds")):
        return
    for first, second in source.ledger.wholes:
        whole, part = figures[first], figures[second]
        if whole.dimension == part.dimension == COUNT and whole.value > 0 and _succeeded(source, part):
            yield Outcome(source.bit, part.value / whole.value * 100, PERCENT, "rates of success")


def _capacities(source: Source) -> Iterator[Outcome]:
    """What a thing can hold or do, told by its capacity, and the capacity of what can hold or do so much."""
    tokens, sizes = source.reading.tokens, words_under("figures.txt", "sizes of what can be done")
    for one in source.ledger.quantities:
        if any(tokens[at].low in sizes for at in one.of):
            yield Outcome(source.bit, one.value, one.dimension, _LETS)
        elif (
            tokens[one.first - 1].low in words_under("figures.txt", _LETS)
            and one.first > 1
            and _CAN & source.reading.lows
        ):
            yield Outcome(source.bit, one.value, one.dimension, "sizes of what can be done")


_LETS = "doing what a capacity lets"
"""The list of the verbs that a capacity lets one say of a thing."""

_CAN = frozenset(("each", "can", "able", "capable", "that", "which"))
"""Words one of which stands where a thing is said to hold or to do so much."""


def _succeeded(source: Source, part: Quantity) -> bool:
    """Whether a word of success, not denied, stands in the part of a line in which a figure does."""
    reading = source.reading
    return any(
        reading.tokens[at].low in words_under("figures.txt", "what succeeds") and not reading.negated[at]
        for at in (*reading.part(reading.segment_of[part.first]), *part.part_of)
    )
