"""A line that tells two doings, parted into the two: `lead a shift of 6 and maintain 12 packaging lines`.

Both are true where each is. So a line that fails as a whole, though no word of it is missing, may be checked by its halves: a
figure of the one is then not held against the line that the other rests on.
"""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading, Token, plain_forms
from resume.grounding.measuring.surroundings import past_forms
from resume.grounding.verdict import ReasonKind
from resume.wording import read_verbs

BINDING: frozenset[ReasonKind] = frozenset(
    ("moved", "number", "unit", "scope", "comparison", "period", "duration", "audience")
)
"""Kinds of reasons that say what belongs to what, and not that something is missing."""

_LEAST_HALF = 3
"""Tokens of a half: a verb and its thing, with an article or a figure."""

_SPEAKS_OF_OTHER = frozenset(
    ("it", "its", "them", "their", "theirs", "they", "this", "these", "that", "those", "both", "each", "such", "there",
     "same", "one", "ones", "other", "another", "others", "so", "then", "thus", "therefore", "later", "respectively", "together",
     "again", "too")
)  # fmt: skip
"""Words of a half that speak of the half before it."""


def halves(reading: Reading) -> tuple[str, str] | None:
    """The two doings of a line, each in its own words; None where it tells one, or where the second speaks of the first.

    Where there are three, the second half holds the last two.
    """
    tokens = reading.tokens
    if "and" not in reading.lows or any(reading.negated):
        return None
    begin = _first_verb(tokens)
    for at in range(begin + _LEAST_HALF, len(tokens) - _LEAST_HALF) if begin >= 0 else ():
        verb = _second_verb(tokens, at, tokens[begin].low)
        if verb and _SPEAKS_OF_OTHER.isdisjoint([token.low for token in tokens[verb:]]):
            last = at - 2 if tokens[at - 1].text in ",;" else at - 1
            spoken = verb - 1 if tokens[verb - 1].low == "i" else verb
            return reading.text[: tokens[last].end], reading.text[tokens[spoken].start :]
    return None


def _first_verb(tokens: Sequence[Token]) -> int:
    """The verb of what somebody did: a line's first word, or the one behind `I` or `who`; -1 where it has none."""
    lows = [token.low for token in tokens[:_SUBJECT_REACH]]
    begin = lows.index("who") + 1 if "who" in lows else int(lows[:1] == ["i"])
    begin += lows[begin : begin + 1] in (["have"], ["has"])
    return begin if begin < len(tokens) and _tells(tokens[begin].low) else -1


def _second_verb(tokens: Sequence[Token], at: int, first: str) -> int:
    """The verb behind an `and` with which a second doing begins; 0 where none does."""
    if tokens[at].low != "and" or tokens[at - 1].text == "-":
        return 0
    verb = at + 1 + (tokens[at + 1].low == "i")
    low, following = tokens[verb].low, tokens[verb + 1]
    if tokens[verb].used or not _tells(low):
        return 0
    if low in past_forms():
        return verb
    counted = following.kind in ("number", "money") or following.used
    named = counted or following.low in words_under("modality.txt", "determiners") or following.low in _BEFORE_A_FIGURE
    alike = low in _timeless() or (first not in past_forms() and low.endswith("s") == first.endswith("s"))
    return verb if named and alike else 0


def _tells(low: str) -> bool:
    """Whether a word may be a verb in the past or the present, in the first or the third person."""
    return low in past_forms() or low in plain_forms() or (low.endswith("s") and low[:-1] in plain_forms())


@cache
def _timeless() -> frozenset[str]:
    """Verbs that are the same in the past and in the present: `cut`, `set`."""
    return frozenset(verb.base for verb in read_verbs() if verb.past == verb.base)


_BEFORE_A_FIGURE = frozenset(("up", "about", "around", "over", "some", "more", "nearly", "almost", "roughly"))
"""Words before a figure: a verb that is a noun too (`maintain about 12 lines`) has its thing there."""

_SUBJECT_REACH = 12
"""Tokens within which a summary that begins with a title says `who`."""
