"""Turns of phrase for one deed: `took care of` is "looked after", `made deliveries of` is "delivered"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from resume.grounding.language.idioms import Word
from resume.grounding.language.lists import read_sections
from resume.grounding.language.thesaurus import uninflected

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


@cache
def _turns() -> dict[str, tuple[Turn, ...]]:
    """Turns by their verbs in plain form."""
    found: dict[str, list[Turn]] = {}
    rows = [line for lines in read_sections("turns.txt").values() for line in lines]
    for number, line in enumerate(rows):
        for phrase in line.split(", "):
            verb, *rest = phrase.split()
            words = tuple(word for word in rest if word != "…")
            found.setdefault(verb, []).append(Turn(number, words, "…" in rest))
    return {verb: tuple(sorted(turns, key=lambda one: -len(one.rest))) for verb, turns in found.items()}


@lru_cache(maxsize=16_384)
def _turns_of(low: str) -> tuple[Turn, ...]:
    """The turns that a word, in any form, may be the verb of."""
    return tuple(turn for form in dict.fromkeys(uninflected(low)) for turn in _turns().get(form, ()))


def find_turns(tokens: Sequence[Word]) -> Iterator[Told]:
    """The turns in a line, from left to right, at each verb the longest first."""
    for at, token in enumerate(tokens):
        for turn in _turns_of(token.low) if token.kind == "word" else ():
            for begin in range(at + 2, min(len(tokens), at + _REACH)) if turn.is_parted else (at + 1,):
                if turn.is_parted and tokens[begin - 1].low in _ENDS:
                    break
                end = _match(tokens, begin, turn.rest)
                if end:
                    yield Told(turn, at, begin, end)
                    break


def _match(tokens: Sequence[Word], begin: int, rest: Sequence[str]) -> int:
    """The token behind some words, in any form and with articles between, that stand at a token; 0 where they do not."""
    at = begin
    for word in rest:
        while at < len(tokens) and tokens[at].low in _ARTICLES:
            at += 1
        if at >= len(tokens) or (tokens[at].low != word and word not in uninflected(tokens[at].low)):
            return 0
        at += 1
    return at
