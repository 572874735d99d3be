"""Verbs whose meaning stands behind their thing: "kept the vans in good order" is "maintained the vans"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resume.grounding.language.lists import read_lines
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token

REACH = 8
"""Tokens between a verb and the words that make an idiom of it: "put the orders of the last three weeks on paper"."""

_ENDS = frozenset(";.:()")
"""Marks that no idiom goes over."""


@dataclass(frozen=True, slots=True)
class Idiom:
    """A verb's idiom."""

    verb: str
    tail: tuple[str, ...]
    means: str
    """The plain verb that says the same."""


@cache
def idioms() -> dict[tuple[str, ...], tuple[Idiom, ...]]:
    """Idioms by the first two words of their tails, or the only one, the longest first."""
    found: dict[tuple[str, ...], list[Idiom]] = {}
    for line in read_lines("idioms.txt"):
        words, means = (part.strip() for part in line.split(" : "))
        verb, *rest = words.split()
        tail = tuple(word for word in rest if word != "…")
        found.setdefault(tail[:2], []).append(Idiom(verb, tail, means))
    return {begin: tuple(sorted(known, key=lambda one: -len(one.tail))) for begin, known in found.items()}


@cache
def first_words() -> frozenset[str]:
    """The first words of all idioms' tails."""
    return frozenset(begin[0] for begin in idioms())


@cache
def last_words() -> frozenset[str]:
    """The longest words of all idioms' tails: a line without any has no idiom."""
    return frozenset(max(one.tail, key=len) for known in idioms().values() for one in known)


def find_idioms(tokens: Sequence[Token]) -> dict[int, str]:
    """The verbs of a line's idioms, by their tokens, and what each means; the words of their tails are marked as used."""
    found: dict[int, str] = {}
    known, first = idioms(), first_words()
    for at in [at for at, token in enumerate(tokens) if token.low in first]:
        begin = tuple([token.low for token in tokens[at : at + 2]])
        for idiom in (*known.get(begin, ()), *known.get(begin[:1], ())):
            verb = _verb_before(tokens, at, idiom) if _stands_at(tokens, at, idiom.tail) else None
            if verb is not None and verb not in found:
                found[verb] = idiom.means
                for one in tokens[at : at + len(idiom.tail)]:
                    one.used = True
                break
    return found


def _stands_at(tokens: Sequence[Token], at: int, tail: Sequence[str]) -> bool:
    end = at + len(tail)
    if end > len(tokens) or tokens[end - 1].low != tail[-1]:
        return False
    return all(one.low == word for one, word in zip(tokens[at:end], tail, strict=True))


def _verb_before(tokens: Sequence[Token], at: int, idiom: Idiom) -> int | None:
    """The token of an idiom's verb, in any form, in the same sentence before its tail."""
    for index in range(at - 1, max(-1, at - REACH), -1):
        if tokens[index].low in _ENDS:
            return None
        if tokens[index].kind == "word" and idiom.verb in uninflected(tokens[index].low):
            return index
    return None


def instead_of(tokens: Sequence[Token]) -> int:
    """The token before `of` where a line says what stands `instead of`, or `in place of`, what; 0 where it does not."""
    behind = (at for at in range(1, len(tokens) - 2) if tokens[at + 1].low == "of")
    return next((at for at in behind if tokens[at].low in ("instead", "place")), 0)
