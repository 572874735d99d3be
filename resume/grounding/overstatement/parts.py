"""What a line says of some of its things, told of all of them: `60 books, all still in print` of "12 of which are"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from resume.grounding.claims import Claim
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, RATIO, TIME
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of

_SOME = frozenset(
    ("one", "some", "part", "parts", "several", "most", "many", "few", "half", "partly", "certain", "selected")
)
"""Words that say that only some of a thing is meant."""

_BEFORE_WHOLE = 2
"""Tokens from a vague part to the word that names its whole again: "some of whom"."""


def _names_some(reading: Reading) -> bool:
    """Whether a line says that only some of a thing is meant; who took part in it says nothing of the kind."""
    some = reading.lows & _SOME
    return bool(some) and not (some == {"part"} and not reading.lows.isdisjoint(_TAKING))


_TAKING = frozenset(("take", "takes", "took", "taking", "taken"))


@dataclass(frozen=True, slots=True)
class Part:
    """What one line says of some of its things alone."""

    source: Source
    whole: float
    """How many things they are in all."""
    roots: frozenset[str]
    """Roots of what is said of the part."""
    words: str
    counts: bool
    """Whether the line says the number of the part in figures, and neither is a share."""


class Parts:
    """Holds what a claim says of all of something against the lines that say it of a part."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def told_of_all(self, claim: Claim, support: Mapping[int, int]) -> list[Reason]:
        """What a line says of some, where a claim names all and no part."""
        if not claim.ledger.quantities or not self._parts or _names_some(claim.reading):
            return []
        figures = {one.value for one in claim.ledger.quantities if one.dimension not in (MONTHS, TIME)}
        counts = {
            one.value for one in claim.ledger.quantities if one.dimension == COUNT
        }  # "…, avoiding payments of €310,000"
        shares = any(one.dimension in (PERCENT, RATIO) for one in claim.ledger.quantities)
        near = reduce(int.__or__, support.values(), 0)
        said: set[str] = set()
        for part in self._parts:
            if not part.source.bit & near or {part.whole} not in (
                figures,
                counts if part.counts and not shares else figures,
            ):
                continue
            said = said or {self._evidence.words.root(one.text) for one in claim.reading.tokens if one.kind == "word"}
            alone = (
                len(part.roots) == 1 and part.words.lower() not in claim.reading.lows
            )  # "for printing" is not "printed"
            if part.roots <= said and not alone:
                text = part.source.fact.text
                detail = f"“{part.words}” is claimed of all; the source says “{text}”."
                return [reason_of("audience", part.words, text, detail)]
        return []

    @cached_property
    def _parts(self) -> list[Part]:
        return [part for source in self._evidence.sources if not source.is_header for part in self._parts_of(source)]

    def _parts_of(self, source: Source) -> Iterator[Part]:
        figures, of_them = source.ledger.quantities, words_under("figures.txt", "of them")
        if source.reading.lows.isdisjoint(of_them):
            return
        tokens = source.reading.tokens
        for at in range(1, len(tokens) - 2):
            if tokens[at].low != "of" or tokens[at + 1].low not in of_them:
                continue
            before = [
                index for index, one in enumerate(figures) if one.last < at - 1 and one.dimension not in (MONTHS, TIME)
            ]
            counted = any((one.last == at - 1 and one.first > 0) or one.first == at + _BEFORE_WHOLE for one in figures)
            if not before or not (counted or tokens[at - 1].low in _SOME):
                continue
            places = list(self._said_behind(source.reading, at + _BEFORE_WHOLE))
            if places:
                roots = frozenset(self._evidence.words.root(tokens[one].text) for one in places)
                words = " ".join(tokens[one].text for one in places)
                counts = figures[before[-1]].dimension == COUNT and len(figures) > len(before) + 1
                yield Part(source, figures[before[-1]].value, roots, words, counts)

    def _said_behind(self, reading: Reading, begin: int) -> Iterator[int]:
        """The words that say something, up to the end of the clause."""
        light = light_words(self._evidence.words.language) | generic_words()
        for at in range(begin, len(reading.tokens)):
            token = reading.tokens[at]
            if token.kind == "mark" and token.text not in "-'":
                return
            if token.kind == "word" and token.low not in light and not token.used:
                yield at
