"""What came in whose place: `from A to B` and `replaced B with A`, where the source has it the other way round."""

import functools
import itertools

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.idioms import instead_of
from resume.grounding.language.reading import Reading, Term
from resume.grounding.verdict import Reason, reason_of

_REPLACING = frozenset(
    ("replace", "replaces", "replaced", "replacing", "swap", "swaps", "swapped", "swapping", "exchanged", "exchanging")
)
"""Verbs behind which stands what went, and behind `with`, `by` or `for` what came in its place."""


class Replacements:
    """Holds what a claim says went and came against what its lines say."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def turned(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """`from A to B` where the source goes from B to A."""
        lows = claim.reading.lows
        if not lows.isdisjoint(_REPLACING):
            return self._replaced_otherwise(claim, support, scope)
        own = _from_to(claim.reading)
        if own is None:
            return []
        near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
        for source in self._evidence.among(near or scope.bits):
            other = _from_to(source.reading)
            if other is None:
                continue
            straight = set(own[0].keys) & set(other[0].keys) or set(own[1].keys) & set(other[1].keys)
            crossed = set(own[0].keys) & set(other[1].keys) and set(own[1].keys) & set(other[0].keys)
            if crossed and not straight:
                item = f"from {own[0].text} to {own[1].text}"
                detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                return [reason_of("comparison", item, source.fact.text, detail)]
        return []

    def _replaced_otherwise(self, claim: Claim, support: dict[int, int], scope: Scope) -> list[Reason]:
        """`Replaced B with A` where the source replaced A with B."""
        own = _replaced(claim.reading)
        near = functools.reduce(int.__or__, support.values(), 0) & scope.bits & ~self._evidence.headers
        for source in self._evidence.among(near) if own is not None else ():
            other = _replaced(source.reading)
            if own is None or other is None:
                continue
            crossed = own[0] & other[1], own[1] & other[0]
            straight = own[0] & other[0], own[1] & other[1]
            if all(crossed) and not all(straight):
                item = " ".join(sorted(crossed[0]))
                detail = f"“{item}” is claimed to have been replaced; the source says “{source.fact.text}”."
                return [reason_of("comparison", item, source.fact.text, detail)]
        return []


def _from_to(reading: Reading) -> tuple[Term, Term] | None:
    """The words behind `from` and behind `to`."""
    tokens = reading.tokens
    for at, token in enumerate(tokens if "from" in reading.lows else ()):
        if token.low != "from":
            continue
        for to in range(at + 2, min(len(tokens), at + 8)):
            if tokens[to].low in ("to", "into"):
                first = next((term for term in reading.terms if at < term.at < to), None)
                second = next((term for term in reading.terms if to < term.at <= to + 4), None)
                if first is not None and second is not None:
                    return first, second
    return None


def _replaced(reading: Reading) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of what was replaced, and of what took its place, without those that both have."""
    tokens, text = reading.tokens, reading.text.lower()
    begin = next((at for at, token in enumerate(tokens) if token.low in _REPLACING), len(tokens))
    if begin == len(tokens) and "of" in reading.lows:
        return _put_in_place(reading)
    if 1 < begin < len(tokens) - 1 and tokens[begin - 1].low in ("that", "which", ","):  # "an app that replaced paper"
        came = {word for word in text[: tokens[begin - 1].start].rstrip(", ").split() if _names(word)}
        behind = itertools.takewhile(_goes_on_thing, text[tokens[begin + 1].start :].split())
        went = {word.rstrip(",.;") for word in behind if _names(word)}
        return frozenset(went - came), frozenset(came - went)
    turn = next((at for at in range(begin + 2, len(tokens)) if tokens[at].low in ("with", "by", "for")), len(tokens))
    if turn - begin > _MOST_REPLACED or turn + 1 >= len(tokens):
        return None
    went = {word for word in text[tokens[begin + 1].start : tokens[turn].start].split() if _names(word)}
    behind = itertools.takewhile(_goes_on_thing, text[tokens[turn + 1].start :].split())
    came = {word.rstrip(",.;") for word in behind if _names(word)}
    return frozenset(went - came), frozenset(came - went)


_MOST_REPLACED = 9
"""Tokens from such a verb to `with`: farther behind it something else is told."""


def _put_in_place(reading: Reading) -> tuple[frozenset[str], frozenset[str]] | None:
    """The same of a line that says what came `instead of` what."""
    tokens, text = reading.tokens, reading.text.lower()
    turn = instead_of(tokens)
    if not turn:
        return None
    came = {word for word in text[: tokens[turn].start].split() if _names(word)}
    behind = itertools.takewhile(_goes_on_thing, text[tokens[turn + 2].start :].split())
    went = {word.rstrip(",.;") for word in behind if _names(word)}
    return frozenset(went - came), frozenset(came - went)


def _names(word: str) -> bool:
    return word not in light_words("en")


def _goes_on_thing(word: str) -> bool:
    """Whether a word may still be of one thing: `a new R-410A unit`."""
    return word in ("a", "an", "the", "new") or _names(word)
