"""Two counts told of each other: two desks for every three people where there are 30 and 45, more drivers than buses."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume.grounding.evidence import Evidence
from resume.grounding.language.comparisons import COMPARED, Occasions, find_comparisons, find_occasions
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.attachment import words_behind
from resume.grounding.measuring.ledger import COUNT, Ledger, Quantity
from resume.grounding.measuring.matching import SAME
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of

_JOINTS = (("for", "every"), ("to", "every"), ("for", "each"), ("to", "each"), ("per",))
"""What stands between the two sides of a ratio."""

_ABOUT = 0.05
"""How far a ratio that is told as "about" so many may be off."""

_MOST_NOUN = 4
"""Words of what one side counts."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of one thing for so many of another."""

    top: float
    of: tuple[int, ...]
    """Tokens of the one thing."""
    bottom: float
    per: tuple[int, ...]
    """Tokens of the other."""
    about: bool
    figures: tuple[int, ...]
    """Its figures, by their place in the ledger."""


class Ratios:
    """Holds ratios and comparisons of claims against the counts of lines."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def following(self, reading: Reading, ledger: Ledger, lines: Sequence[Source]) -> Iterator[int]:
        """The figures of a claim, by their place in its ledger, that are the ratio of two counts of one line."""
        for ratio in _ratios_in(reading, ledger):
            for source in lines:
                if any(_agree(ratio, one, other) for one, other in self._pairs(reading, ratio.of, ratio.per, source)):
                    yield from ratio.figures
                    break

    def outnumbered(self, reading: Reading, lines: Sequence[Source]) -> list[Reason]:
        """`More desks than people` where a line counts fewer, and `fewer … than …` where no line counts the two."""
        if "than" not in reading.lows or reading.lows.isdisjoint(COMPARED):
            return []
        for at, than, end in find_comparisons(reading):
            low, item = reading.tokens[at].low, _text(reading, at, end)
            one, other = _kinds(reading, tuple(range(at + 1, than)), tuple(range(than + 1, end + 1)))
            counts = [(pair, source) for source in lines for pair in self._pairs(reading, one, other, source)]
            for (first, second), source in counts:
                if first.value == second.value or (first.value > second.value) != (low == "more"):
                    text = source.fact.text
                    return [reason_of("comparison", item, text, f"“{item}” is claimed; the source says “{text}”.")]
            if not counts and low == "fewer" and not any(source.reading.lows & _LESS for source in lines):
                return [reason_of("content", low, "", f"“{item}” is claimed; the source says nothing of it.")]
        return self._outnumbered_elsewhere(reading, lines)

    def _outnumbered_elsewhere(self, reading: Reading, lines: Sequence[Source]) -> list[Reason]:
        """`More staff in winter than in summer` where a line counts fewer then, and `fewer …` where no line counts both times."""
        for said in find_occasions(reading):
            low, item = reading.tokens[said.at].low, _text(reading, said.at, said.other[-1])
            counts = [(pair, source) for source in lines for pair in self._at_times(reading, said, source)]
            for (first, second), source in counts:
                if first.value == second.value or (first.value > second.value) != (low == "more"):
                    text = source.fact.text
                    return [reason_of("comparison", item, text, f"“{item}” is claimed; the source says “{text}”.")]
            if not counts and low == "fewer" and not any(source.reading.lows & _LESS for source in lines):
                return [reason_of("content", low, "", f"“{item}” is claimed; the source says nothing of it.")]
        return []

    def _at_times(self, reading: Reading, said: Occasions, source: Source) -> Iterator[tuple[Quantity, Quantity]]:
        """The counts of a line that are of one thing, at the one time or place and at the other."""
        words, figures = self._evidence.words, source.ledger.quantities
        counts = [at for at, one in enumerate(figures) if one.dimension == COUNT and not one.label]
        behind = {at: words_behind(source.reading, source.ledger, at, words) for at in counts}
        one, other = (
            [at for at in counts if not behind[at].isdisjoint(words.keys(reading.tokens[place].text))]
            for place in (said.one[-1], said.other[-1])
        )
        for first, second in itertools.product(one, other):
            heads = {first, second}
            if first != second and any(self._counts(reading, said.of, figures[at], source) for at in heads):
                yield figures[first], figures[second]

    def _pairs(
        self, reading: Reading, one: Sequence[int], other: Sequence[int], source: Source
    ) -> Iterator[tuple[Quantity, Quantity]]:
        """The counts of a line that are of the one thing and of the other."""
        counts = [each for each in source.ledger.quantities if each.dimension == COUNT and not each.label]
        for first in counts if len(counts) > 1 else ():
            if self._counts(reading, one, first, source):
                yield from (
                    (first, second)
                    for second in counts
                    if second is not first and self._counts(reading, other, second, source)
                )

    def _counts(self, reading: Reading, at: Sequence[int], quantity: Quantity, source: Source) -> bool:
        """Whether a figure of a line counts what the last word of a noun names."""
        named = next((one for one in reversed(at) if reading.tokens[one].kind == "word"), -1)
        if named < 0:
            return False
        known = self._evidence.counted_in(source, quantity)
        keys = self._evidence.words.keys(reading.tokens[named].text)
        return any(key in known or f"w:{key}" in known for key in keys if not key.startswith("s:v"))


def _kinds(reading: Reading, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first parts of two kinds whose second part is the same: `blue` and `white` of "more blue-collar than white-collar"."""
    tokens = reading.tokens
    hyphens = [next((at for at in side[1:-1] if tokens[at].text == "-"), 0) for side in (one, other)]
    if all(hyphens) and tokens[hyphens[0] + 1].low == tokens[hyphens[1] + 1].low:
        return (hyphens[0] - 1,), (hyphens[1] - 1,)
    return one, other


OPENING_RATIOS = frozenset(("every", "each", "per"))
"""Words one of which stands in every ratio that is told."""

_LESS = frozenset(("fewer", "less", "more"))


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.tokens[first].start : reading.tokens[last].end]


def _ratios_in(reading: Reading, ledger: Ledger) -> Iterator[Ratio]:
    """The ratios that a line tells: `two desks for every three people`, `one carer per four children`."""
    tokens, figures = reading.tokens, ledger.quantities
    for index, second in enumerate(figures):
        joint = next((one for one in _JOINTS if _stands_before(reading, second.first, one)), ())
        if not joint or second.dimension != COUNT or not second.after or second.value <= 1:
            continue
        end = second.first - len(joint)
        first = figures[index - 1] if index else None
        if first is not None and first.dimension == COUNT and first.after and first.after[-1] == end - 1:
            about = "~" in (first.comparison, second.comparison)
            yield Ratio(first.value, first.after, second.value, second.after, about, (index - 1, index))
            continue
        begin = end - 1
        while (
            begin > 0 and tokens[begin].kind == "word" and end - begin <= _MOST_NOUN and tokens[begin].low not in _ONE
        ):
            begin -= 1
        if tokens[begin].low in _ONE and begin < end - 1:
            yield Ratio(
                1.0, tuple(range(begin + 1, end)), second.value, second.after, second.comparison == "~", (index,)
            )


_ONE = frozenset(("one", "a", "an"))


def _stands_before(reading: Reading, at: int, words: Sequence[str]) -> bool:
    return [token.low for token in reading.tokens[max(0, at - len(words)) : at]] == list(words)


def _agree(ratio: Ratio, one: Quantity, other: Quantity) -> bool:
    """Whether two counts are as one side of a ratio to the other."""
    mine, theirs = one.value * ratio.bottom, other.value * ratio.top
    return abs(mine - theirs) <= (_ABOUT * theirs if ratio.about else SAME)
