"""Turns of phrase for one deed: `took care of` is "looked after", `made deliveries of` is "delivered"."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from resume.grounding.language.lists import read_sections
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token

_REACH = 8
"""Tokens between a verb and what stands behind its thing."""

_ARTICLES = frozenset(("a", "an", "the", "my", "our", "their"))
"""Words within a turn that change nothing."""

_ENDS = frozenset(";.:(),")
"""Marks that no turn goes over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One way to tell a deed."""

    row: int
    """The row of the table: ways to tell one deed share it."""
    rest: tuple[str, ...]
    """The words behind the verb."""
    is_parted: bool
    """Whether the thing stands between the verb and the rest."""
    is_of_thing: bool = False
    """Whether it names its thing, and says no more of somebody's rank than the others of its row: `managed the diary`."""


@dataclass(frozen=True, slots=True)
class Told:
    """A turn in a line."""

    turn: Turn
    at: int
    """The token of its verb."""
    begin: int
    """The first token of the rest; the one behind the verb where there is none."""
    end: int
    """The token behind the last of the rest."""


_OF_THINGS = "things, whatever the rank of their verbs"
"""The part of the table whose turns name their things."""


@cache
def _turns() -> dict[str, tuple[Turn, ...]]:
    """Turns by their verbs in plain form."""
    found: dict[str, list[Turn]] = {}
    rows = [(line, heading == _OF_THINGS) for heading, lines in read_sections("turns.txt").items() for line in lines]
    for number, (line, is_of_thing) in enumerate(rows):
        for phrase in line.split(", "):
            verb, *rest = phrase.split()
            words = tuple(word for word in rest if word != "…")
            found.setdefault(verb, []).append(Turn(number, words, "…" in rest, is_of_thing))
    return {verb: tuple(sorted(turns, key=lambda one: -len(one.rest))) for verb, turns in found.items()}


@lru_cache(maxsize=16_384)
def _turns_of(low: str) -> Mapping[str, Sequence[Turn]]:
    """The turns that a word, in any form, may be the verb of, by the word that must stand behind it; empty where any may."""
    found: dict[str, list[Turn]] = {}
    for form in dict.fromkeys(uninflected(low)):
        for turn in _turns().get(form, ()):
            found.setdefault("" if turn.is_parted or not turn.rest else turn.rest[0], []).append(turn)
    return found


def find_turns(tokens: Sequence[Token], lows: AbstractSet[str]) -> Iterator[Told]:
    """The turns in a line, from left to right, at each verb the longest first.

    Args:
        tokens: of the line.
        lows: the same in small letters.
    """
    for at, token in enumerate(tokens):
        known = _turns_of(token.low) if token.kind == "word" else None
        for turn in _that_may_begin(tokens, at, known, lows) if known else ():
            for begin in range(at + 2, min(len(tokens), at + _REACH)) if turn.is_parted else (at + 1,):
                if turn.is_parted and tokens[begin - 1].low in _ENDS:
                    break
                end = _match(tokens, begin, turn.rest)
                if end:
                    yield Told(turn, at, begin, end)
                    break


def _that_may_begin(
    tokens: Sequence[Token], at: int, known: Mapping[str, Sequence[Turn]], lows: AbstractSet[str]
) -> Sequence[Turn]:
    """The turns of a verb behind which the word stands with which their rest begins, the longest first."""
    found = [turn for turn in known.get("", ()) if not turn.is_parted or turn.rest[0] in lows]
    if len(known) > 1 or "" not in known:
        for form in _forms_behind(tokens, at + 1):
            found += known.get(form, ())
    return sorted(found, key=_by_length) if len(found) > 1 else found


def _by_length(turn: Turn) -> int:
    return -len(turn.rest)


def _forms_behind(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """The first word from a token on that is no article, as it stands and in plain form."""
    while at < len(tokens) and tokens[at].low in _ARTICLES:
        at += 1
    return _forms(tokens[at].low) if at < len(tokens) else frozenset()


@lru_cache(maxsize=16_384)
def _forms(low: str) -> frozenset[str]:
    return frozenset((low, *uninflected(low)))


def _match(tokens: Sequence[Token], begin: int, rest: Sequence[str]) -> int:
    """The token behind some words, in any form and with articles between, that stand at a token; 0 where they do not."""
    at = begin
    for word in rest:
        while at < len(tokens) and tokens[at].low in _ARTICLES:
            at += 1
        if at >= len(tokens) or (tokens[at].low != word and word not in uninflected(tokens[at].low)):
            return 0
        at += 1
    return at
