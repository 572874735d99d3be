"""Words that count vaguely: `most`, `nearly all`, `several`, `dozens of`, `hundreds of`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resume.grounding.language.currencies import currency_at
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_rows
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, PERCENT, Quantity


@dataclass(frozen=True, slots=True)
class Quantifier:
    """What a vague word may be said of."""

    words: tuple[str, ...]
    dimension: str
    least: float
    most: float
    needs_figure: bool
    """Whether the source must give a figure, or the same word; else it must only not give one that is less."""


@cache
def _quantifiers() -> dict[tuple[str, ...], tuple[Quantifier, ...]]:
    """All of them by their first two words, or the only one, longest first."""
    found: dict[tuple[str, ...], list[Quantifier]] = {}
    for kind, least, most, phrases in read_rows("quantifiers.tsv"):
        dimension = PERCENT if kind.startswith("share") else COUNT
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            one = Quantifier(words, dimension, float(least), float(most), kind.endswith("!"))
            found.setdefault(words[:2], []).append(one)
    return {first: tuple(sorted(ones, key=lambda one: -len(one.words))) for first, ones in found.items()}


@cache
def first_words_of_quantifiers() -> frozenset[str]:
    """Words with which a vague count may begin."""
    return frozenset(first for first, *_ in _quantifiers())


def quantifier_at(reading: Reading, at: int) -> Quantity | None:
    """The vague count that begins at a token, if one does."""
    tokens, lows, known = reading.tokens, reading.low_of, _quantifiers()
    for one in (*known.get(lows[at : at + 2], ()), *known.get(lows[at : at + 1], ())):
        last = at + len(one.words) - 1
        if lows[at : last + 1] != one.words or not _counts_things(tokens, at, last):
            continue
        text = " ".join(token.text for token in tokens[at : last + 1])
        dimension = one.dimension
        end = last
        if dimension == COUNT:
            currency, _, money_last = currency_at(tokens, last + 1, one.least)
            dimension, end = (currency, money_last) if currency else (COUNT, last)
        return Quantity(
            text, one.least, dimension, at, end, comparison=">=", exact=False, most=one.most, soft=not one.needs_figure
        )
    return None


def _counts_things(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether things follow that can be counted: `most cases`, not `most senior`, `the most` or `hundreds and`."""
    before = tokens[at - 1].low if at else ""
    if tokens[at].low != "most" or last > at:
        return before not in ("as", "so", "how", "too", "that")
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if before in ("the", "at", "a", "his", "her", "its", "our", "my", "their") or following is None:
        return False
    plural = following.low.endswith("s") and not following.low.endswith(("ss", "us", "ous"))
    return following.kind == "word" and plural and following.low not in light_words("en")
