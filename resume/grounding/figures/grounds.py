"""Which lines a figure rests on: one that states it, one that it follows from, a rate over a length of time."""

from collections.abc import Sequence
from dataclasses import replace

from resume.grounding.evidence import Evidence
from resume.grounding.figures.derivations import Derivations
from resume.grounding.figures.itself import adds_up_itself, follows_own_change, own_changes
from resume.grounding.figures.statements import Statements
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.figures.tenure import Tenure
from resume.grounding.language.function_words import light_words
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, MONTHS, TIME
from resume.grounding.measuring.matching import SAME, follows
from resume.grounding.measuring.periods import MONTHS_A_YEAR
from resume.grounding.sources import Source

_MOSTLY = frozenset(("mostly", "mainly", "chiefly", "largely", "primarily", "predominantly"))
"""Words that say of most of something what it is."""

_BOUNDS = frozenset(("<", "<=", ">", ">=", ">~", "+?"))
"""Comparisons that a source's own figure may contradict."""


class Grounds:
    """Looks for the facts from which a figure follows, among those that its claim may rest on."""

    def __init__(
        self, evidence: Evidence, tenure: Tenure, subjects: Subjects, statements: Statements, derivations: Derivations
    ) -> None:
        self._evidence = evidence
        self._tenure = tenure
        self._subjects = subjects
        self._statements = statements
        self._derivations = derivations

    def rests_on(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """The facts from which a figure follows, or the first nearby where it follows from others of its own line."""
        if own_changes(claimed):
            return near & -near if follows_own_change(claimed) else 0
        found = self.find(claimed, near, bits, whole) or self._find_total(claimed, near, bits, whole)
        found = found or self._says_mostly(claimed, near)
        return found or (near & -near if adds_up_itself(claimed) else 0)

    def find(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """The facts from which a figure follows; 0 for none."""
        if self._is_bounded_otherwise(claimed, near):
            return 0
        if (
            whole
            and claimed.quantity.dimension == MONTHS
            and self._tenure.turns(claimed.reading, claimed.quantity, bits)
        ):
            return self._tenure.lasted(claimed.reading, claimed.quantity, near, bits, whole)
        sources = self._evidence.among(near)
        for source in sources:
            if source.figures and self._statements.is_stated(claimed, source):
                return source.bit
        for source in sources:
            if source.derived and self._derivations.is_derived(claimed, source):
                return 0 if self._is_sized_otherwise(claimed, source, near) else source.bit
        quantity = claimed.quantity
        if quantity.dimension == MONTHS and not quantity.period:
            return self._tenure.lasted(claimed.reading, quantity, near, bits, whole)
        return 0

    def _is_bounded_otherwise(self, claimed: Claimed, near: int) -> bool:
        """Whether the line bounds a figure one way and the source the other: "at least 24" of "up to 24".

        No other figure nearby makes that true: it is this one that the line speaks of.
        """
        quantity, tokens = claimed.quantity, claimed.reading.tokens
        if quantity.comparison not in _BOUNDS:
            return False
        if quantity.dimension == MONTHS and "as" in [one.low for one in tokens[quantity.last + 1 : quantity.last + 2]]:
            return False  # how long a title was held, its dates say
        contradicted = False
        for source in self._evidence.among(near):
            for other in source.ledger.quantities:
                if other.dimension != quantity.dimension or abs(other.value - quantity.value) > SAME:
                    continue
                if not (claimed.after or claimed.before) and quantity.dimension == MONTHS:
                    continue  # a length of time that is said of nothing may be another
                if not self._subjects.same_thing(claimed, other, source):
                    continue
                if follows(quantity, other.value, other.comparison, rounded=not other.exact):
                    return False
                contradicted = True
        return contradicted

    def _is_sized_otherwise(self, claimed: Claimed, found: Source, near: int) -> bool:
        """Whether another line gives the size of the very group: "a team of six" of "a team of four" and "five colleagues"."""
        quantity = claimed.quantity
        if not quantity.of or quantity.dimension != COUNT:
            return False
        named = {claimed.reading.tokens[at].low for at in quantity.of}
        sized = [
            source
            for source in self._evidence.among(near)
            for one in source.ledger.quantities
            if one.of and one.dimension == COUNT and named & {source.reading.tokens[at].low for at in one.of}
        ]
        return bool(sized) and found not in sized

    def _find_total(self, claimed: Claimed, near: int, bits: int, whole: bool) -> int:
        """A total over a length of time that the claim names: 90 a year are 450 in five years."""
        quantity = claimed.quantity
        if quantity.by or quantity.lead or quantity.period or quantity.dimension in (MONTHS, TIME):
            return 0
        lengths = [one for one in claimed.ledger.quantities if one.dimension == MONTHS and one.value]
        lines = self._evidence.among(near & ~self._evidence.headers) if lengths else []
        if any(self._tells_of_another(claimed, source) for source in lines):
            return 0  # a line's own figure, told of something else: no total makes that true
        for length in lengths:
            yearly = replace(quantity, value=quantity.value * MONTHS_A_YEAR / length.value, period="year")
            found = self.find(replace(claimed, quantity=yearly), near, bits, whole)
            if found:
                return found
        return 0

    def _tells_of_another(self, claimed: Claimed, source: Source) -> bool:
        """Whether a line has the very figure, and the claim tells it of what the line counts by another one."""
        quantity = claimed.quantity
        if (quantity.value, quantity.dimension) not in source.amounts:
            return False
        parts = {part for _, part in source.ledger.wholes}  # "126 of them" are of the same things
        return any(
            (one.value, one.dimension) == (quantity.value, quantity.dimension)
            and index not in parts
            and self._subjects.is_told_of_another(claimed, source, index)
            for index, one in enumerate(source.ledger.quantities)
        )

    def _says_mostly(self, claimed: Claimed, near: int) -> int:
        """The lines that say in one word of what most of something is: "mostly storm damage", `most of them storm damage`."""
        tokens, quantity = claimed.reading.tokens, claimed.quantity
        if tokens[quantity.first].low != "most" or not quantity.most:
            return 0
        told = self._first_word(tokens[quantity.last + 1 :])
        return sum(
            source.bit
            for source in self._evidence.among(near & ~self._evidence.headers)
            for at, token in enumerate(source.reading.tokens)
            if token.low in _MOSTLY and told and self._first_word(source.reading.tokens[at + 1 :]) == told
        )

    def _first_word(self, tokens: Sequence[Token]) -> str:
        """The root of the first word that says something; empty where a mark stands before it."""
        for token in tokens:
            if token.kind != "word":
                return ""
            if token.low not in light_words("en"):
                return self._evidence.words.root(token.text)
        return ""
