"""What is left of a whole when a part is taken away, told by the opposite word: who kept 11 of 12 accounts lost one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import read_lines
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import COUNT, PERCENT, Ledger, Quantity
from resume.grounding.measuring.matching import FRACTION_POINTS, SAME
from resume.grounding.sources import Source

_ALL = 100.0
"""Per cent of everything."""

_HALF_POINT = 0.5
"""How far a share in digits may be off by rounding."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A whole of which a line names a part."""

    bit: int
    whole: float
    part: float
    dimension: str


class Rests:
    """The lines whose wholes leave what a claim counts."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def bits(self, ledger: Ledger) -> int:
        """The lines of which some figure of a claim counts the rest."""
        if not ledger.quantities or not self._parted:
            return 0
        found = 0
        for one in self._parted:
            if any(_is_rest(quantity, one, ledger) for quantity in ledger.quantities):
                found |= one.bit
        return found

    def opposite(self, word: str) -> int:
        """The lines that say a word's opposite."""
        found = 0
        for other in opposites().get(word, ()):
            found |= self._evidence.mask(self._evidence.words.keys(other), self._evidence.said)
        return found

    @cached_property
    def _parted(self) -> list[Parted]:
        return [one for source in self._evidence.sources if not source.is_header for one in _parted_in(source)]


def turns(reading: Reading, source: Source) -> bool:
    """Whether a claim says the opposite of what a line says, by a word or by not denying it."""
    known = opposites()
    turned = (other for low in reading.lows & known.keys() for other in known[low])
    if not source.reading.lows.isdisjoint(turned):
        return True
    return any(source.reading.negated) != any(reading.negated)


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Words and their opposites, both ways."""
    found: dict[str, set[str]] = {}
    for line in read_lines("opposites.txt"):
        one, other = line.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _parted_in(source: Source) -> Iterator[Parted]:
    figures = source.ledger.quantities
    for whole, part in source.ledger.wholes:
        one, other = figures[whole], figures[part]
        if one.dimension == other.dimension == COUNT and 0 < other.value < one.value:
            yield Parted(source.bit, one.value, other.value, COUNT)
    for quantity in figures:
        changes = quantity.by or quantity.change or quantity.in_range or quantity.aim
        if quantity.dimension == PERCENT and not changes and 0 < quantity.value < _ALL:
            yield Parted(source.bit, _ALL, quantity.value, PERCENT)


def _is_rest(quantity: Quantity, parted: Parted, ledger: Ledger) -> bool:
    rest = parted.whole - parted.part
    if quantity.dimension == PERCENT and not (quantity.by or quantity.change):
        slack = _HALF_POINT if quantity.exact else FRACTION_POINTS
        return abs(quantity.value - rest / parted.whole * _ALL) <= slack
    if quantity.dimension != COUNT or parted.dimension != COUNT:
        return False
    if quantity.is_rest:
        return abs(quantity.value - parted.part) < SAME
    named = any(abs(other.value - parted.whole) < SAME for other in ledger.quantities if other is not quantity)
    return named and abs(quantity.value - rest) < SAME
