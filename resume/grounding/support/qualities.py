"""A measured change told in a word: "made the app more stable" where its crash rate went down, "improved retention".

Which quality a measure decides, and in which direction, is a table (`data/qualities.txt`). A line lends its quality only to a
part of a claim all of whose other words stand in it, or say no more than that it got better, or whose it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from resume.grounding.claims import Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import read_lines, words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.vocabulary import Vocabulary, vocabulary
from resume.grounding.measuring.ledger import MONTHS, TIME
from resume.grounding.sources import Source

_TIME = "@time"
"""What stands in the table for a length of time."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured thing, and how it went."""

    direction: str
    root: str


class Qualities:
    """The qualities that the source's changes let one say."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._measured: list[tuple[int, frozenset[Measure]]] = [
            (source.bit, measured)
            for source in evidence.sources
            if not source.is_header and (measured := frozenset(_measured(source, evidence.words)))
        ]

    def let_tell(self, terms: Sequence[Term], masks: list[int], scope: Scope) -> list[int]:
        """Give a quality the lines whose measure says so, and a verb of bettering beside it the same lines.

        Args:
            terms: the words of a part of a claim.
            masks: the facts that hold each.
            scope: the facts that the claim may rest on.
        """
        if scope.named or not self._measured or self._evidence.words.language != "en" or not _name_quality(terms):
            return masks
        told = [self._telling(term, scope) if _may_tell(term) else 0 for term in terms]
        if not any(told):
            return masks
        common = scope.bits
        loose = [
            _betters(term)
            or bool(own)
            or self._is_of_the_whole(term)
            or (self._is_whose(term) and any(told[at + 1 : at + 2]))
            for at, (term, own) in enumerate(zip(terms, told, strict=True))
        ]
        for own in told:
            common &= own or common
        for mask, is_loose in zip(masks, loose, strict=True):
            common &= common if is_loose else self._evidence.with_entries(mask)
        if not common:
            return masks
        return [mask | common if is_loose else mask for mask, is_loose in zip(masks, loose, strict=True)]

    def _is_of_the_whole(self, term: Term) -> bool:
        """Whether the work as a whole is of a thing, by a header or by what the source says of role or person: `the app`."""
        evidence = self._evidence
        held = 0 if term.is_verb else evidence.strict_mask(term.keys) | evidence.mask(term.keys, evidence.said)
        return bool(held & (evidence.headers | evidence.about | evidence.outlines | evidence.settings))

    def _is_whose(self, term: Term) -> bool:
        """Whether a word only says whose quality it is, of people or a place that the source knows: `patient safety`."""
        several = {term.low, f"{term.low}s"} & words_under("cues.txt", "named people")
        place = term.low in words_under("cues.txt", "whose quality")
        return not term.is_name and (place or (bool(several) and bool(self._evidence.strict_mask(term.keys))))

    def _telling(self, term: Term, scope: Scope) -> int:
        """The lines whose change lets one say a word."""
        decided = _decided_by()
        wanted = decided.get(term.keys[0]) or (decided.get(term.parts[0].keys[0]) if term.parts else None)
        if wanted is None:
            return 0
        return sum(bit for bit, measured in self._measured if bit & scope.bits and measured & wanted)


def _name_quality(terms: Sequence[Term]) -> bool:
    """Whether a quality is among the words of a part of a line."""
    decided = _decided_by()
    named = [term for term in terms if term.keys[0] in decided or (term.parts and term.parts[0].keys[0] in decided)]
    return bool(named)


def _may_tell(term: Term) -> bool:
    """Whether a word may be a quality: no name, and not denied."""
    return not term.is_name and not term.negated


def _betters(term: Term) -> bool:
    """Whether a verb says of a quality no more than that there is more of it."""
    return not term.negated and term.low in words_under("cues.txt", "bettering")


def _measured(source: Source, words: Vocabulary) -> Iterator[Measure]:
    """What a line says went up or down."""
    reading = source.reading
    ways, times = _ways(source)
    all_ways = set().union(*ways.values())
    yield from (Measure(way, _TIME) for way in times)
    up, down = words_under("cues.txt", "up"), words_under("cues.txt", "down")
    moves = (up | down | _NO_WAY) - _NOUNS
    for at, token in enumerate(reading.tokens):
        own = ways.get(reading.segment_of[at], all_ways)
        if (
            token.kind == "word"
            and not token.used
            and not reading.negated[at]
            and token.low not in moves
            and len(own) == 1
        ):
            yield Measure(next(iter(own)), words.root(token.text))


def _ways(source: Source) -> tuple[dict[int, set[str]], set[str]]:
    """Which way each part of a line that tells a change says it went, and which way lengths of time went."""
    reading, ledger = source.reading, source.ledger
    ways: dict[int, set[str]] = {}
    times: set[str] = set()
    for begin, end in ledger.changes:
        first, second = ledger.quantities[begin], ledger.quantities[end]
        way = "down" if second.value < first.value else "up"
        ways.setdefault(reading.segment_of[first.first], set()).add(way)
        if first.dimension in (MONTHS, TIME):
            times.add(way)
    lows = [token.low for token in reading.tokens]
    if "from" in lows and any(one == "to" and other in _NONE for one, other in pairwise(lows)):
        ways.setdefault(reading.segment_of[lows.index("from")], set()).add("down")
    if not ledger.quantities:
        return ways, times
    told: dict[int, set[str]] = {}
    for at, token in enumerate(reading.tokens):
        if token.low in _NO_WAY or reading.negated[at] or reading.segment_of[at] in ways:
            continue
        for way in ("up", "down"):
            if token.low in words_under("cues.txt", way):
                told.setdefault(reading.segment_of[at], set()).add(way)
                times |= {way for one in ledger.quantities if one.by and one.dimension in (MONTHS, TIME)}
    return ways | told, times


_NO_WAY = frozenset(
    ("more", "add", "added", "adding", "above", "below", "less", "off", "up", "down", "additional", "extra")
)
"""Words of more and less that may tell a figure's bound, and no change."""


_NONE = frozenset(("none", "zero", "nil", "0"))

_NOUNS = frozenset(("falls", "savings", "loss", "losses", "growth"))
"""Words of rise and fall that are measured themselves: "falls dropped by half"."""


@cache
def _decided_by() -> dict[str, frozenset[Measure]]:
    """Root of a word for a quality → the measures that decide it."""
    words = vocabulary("en")
    found: dict[str, set[Measure]] = {}
    for line in read_lines("qualities.txt"):
        names, way, measures = (part.strip() for part in line.split(" : "))
        decided = {Measure(way, measure if measure == _TIME else words.root(measure)) for measure in measures.split()}
        for name in names.split():
            found.setdefault(words.root(name), set()).update(decided)
    return {root: frozenset(measures) for root, measures in found.items()}
