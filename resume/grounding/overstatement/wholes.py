"""The whole of something told of a part of it: `all 60 pupils` of 48, `the flats` of some of them, `every` of what is unsaid."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import Quantity
from resume.grounding.overstatement.parts import Parts
from resume.grounding.support.coverage import Coverage
from resume.grounding.verdict import Reason, reason_of

_OF_ALL = frozenset(("all", "every", "each"))
"""Words before a figure that counts all there are."""

_BOTH_OF = frozenset(("from", "at", "in", "with", "by"))
"""Words behind a `both` that only takes up the two things before it."""

_SOME = frozenset(("some", "part", "parts", "several", "most", "many", "few", "half", "partly", "certain", "selected"))
"""Words that say that only some of a thing is meant."""

_THE = frozenset(("the", "its", "their", "our"))
"""Words before things that are all meant."""

_WHOLE = _THE | {"all", "each", "every"}
"""The same, and those that say so."""

_MOST_BEFORE_HEAD = 4
"""Tokens from the article to the noun: "the two painted stage flats"."""


class Wholes:
    """Holds what a claim says of the whole of a thing against the part that its lines speak of."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage
        self._words = evidence.words
        self._parts = Parts(evidence)

    def widened(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """Words that claim the whole of something where the source speaks of no extent."""
        reasons: list[Reason] = []
        for words, at in claim.reading.wide:
            segment = claim.reading.segment_of[at]
            near = support.get(segment) or scope.bits
            following = claim.reading.tokens[at + 1 : at + 2]
            counted = words.lower() == "all" and bool(following) and following[0].used
            before = claim.reading.tokens[at - 1 : at] if at else ()
            if (
                words.lower() == "both"
                and before
                and before[0].text == ","
                and following
                and following[0].low in _BOTH_OF
            ):
                continue  # "an MA and a BA, both from the University of Pediaios"
            one_by_one = self._evidence.each if words.lower() in ("every", "each") or counted else 0
            denies = any(claim.reading.negated) and any(
                "none" in one.reading.lows for one in self._evidence.among(near)
            )
            if (
                not near & (self._evidence.wide | one_by_one)
                and not denies
                and not self._coverage.spellings.spelled_out(at, claim)
            ):
                source = self._evidence.first(near)
                detail = f"“{words}” is claimed; the source speaks of no such extent."
                reasons.append(reason_of("audience", words, source.fact.text, detail))
        return reasons

    def whole_of_part(self, claim: Claim, support: Mapping[int, int], scope: Scope) -> list[Reason]:
        """`All 60 pupils` where the line says `48 of 60`; what is said of some of them, told of all."""
        told = self._parts.told_of_all(claim, support)
        if told:
            return told
        if claim.reading.lows.isdisjoint(_OF_ALL) and not claim.ledger.wholes:
            return []
        tokens = claim.reading.tokens
        figures = {one.value for one in claim.ledger.quantities}
        for quantity in claim.ledger.quantities:
            before = [token.low for token in tokens[max(0, quantity.first - 2) : quantity.first + 1]]
            if _OF_ALL.isdisjoint(before) and not _is_its_own_part(quantity, claim):
                continue
            near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
            for source in self._evidence.sources:
                part = _part_of(source.reading, source.ledger.quantities, quantity.value) if source.bit & near else None
                if part is not None and part not in figures:
                    detail = f"“all {quantity.text}” is claimed; the source says “{source.fact.text}”."
                    return [reason_of("audience", f"all {quantity.text}", source.fact.text, detail)]
        return []

    def made_whole(self, claim: Claim, support: Mapping[int, int], scope: Scope) -> list[Reason]:
        """`Painted the flats` where the line says `some of the flats`, and no other line speaks of them."""
        tokens, reading = claim.reading.tokens, claim.reading
        if scope.whole or scope.named or not reading.lows.isdisjoint(_SOME) or reading.lows.isdisjoint(_WHOLE):
            return []
        near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
        for source in self._evidence.among(near & self._partial):
            for root in _heads_of_parts(source.reading, self._words.root):
                again = near & self._evidence.said.get(root, 0) & ~source.bit
                at = next((at for at, token in enumerate(tokens) if self._words.root(token.text) == root), -1)
                before = {token.low for token in tokens[max(0, at - _MOST_BEFORE_HEAD) : max(0, at)]}
                counted = any(
                    reading.segment_of[one.first] == reading.segment_of[at] for one in claim.ledger.quantities
                )
                if at < 0 or again or counted or reading.helped[at] or before.isdisjoint(_WHOLE):
                    continue
                item = f"the {tokens[at].text}"
                detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                return [reason_of("audience", item, source.fact.text, detail)]
        return []

    @cached_property
    def _partial(self) -> int:
        """The facts that speak of some of a thing."""
        return sum(source.bit for source in self._evidence.sources if not source.reading.lows.isdisjoint(_SOME))


def _is_its_own_part(quantity: Quantity, claim: Claim) -> bool:
    """Whether a line names as many as there are in all: `16 of 16 quarters`."""
    figures = claim.ledger.quantities
    return any(
        figures[one] is quantity
        and figures[other].value == quantity.value
        and figures[other].dimension == quantity.dimension  # "80 % of the 80" is a part of them
        for one, other in claim.ledger.wholes
    )


def _part_of(reading: Reading, quantities: Sequence[Quantity], whole: float) -> float | None:
    """The part that a line gives of a whole: 48 of "48 of 60", "48 out of the 60"; None where it gives none."""
    for first, second in pairwise(quantities):
        between = [token.low for token in reading.tokens[first.last + 1 : second.first]]
        of = between in (["of"], ["out", "of"], ["of", "the"], ["out", "of", "the"], ["of", "all"])
        if of and second.value == whole and first.value < whole:
            return first.value
    return None


def _heads_of_parts(reading: Reading, root: Callable[[str], str]) -> Iterator[str]:
    """The roots of the nouns of which a line says `some of the …`."""
    tokens = reading.tokens
    for at in range(len(tokens) - 3):
        if (
            tokens[at].low not in ("some", "most", "several")
            or tokens[at + 1].low != "of"
            or tokens[at + 2].low not in _THE
        ):
            continue
        head = at + 2
        while head + 1 < len(tokens) and (tokens[head + 1].kind == "word" or tokens[head + 1].text == "-"):
            if tokens[head + 1].low in light_words("en"):
                break
            head += 1
        if head > at + 2 and not reading.helped[head]:
            yield root(tokens[head].text)
