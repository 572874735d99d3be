"""The segments of a line: where a part begins that speaks of something else."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.function_words import BREAK_WORDS
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token

_BREAKS = frozenset(',;:.()—–•·|!?→"[]')


@cache
def _breaks() -> frozenset[str]:
    """The words and marks that begin a part of a line, or may."""
    return _BREAKS | BREAK_WORDS | words_under("cues.txt", "result verbs") | {"with", "i"}


def cut_segments(reading: Reading) -> None:
    """Give each token its segment."""
    tokens, breaks = reading.tokens, _breaks()
    segment = begin = 0
    for at in [at for at, token in enumerate(tokens) if token.low in breaks]:
        if at and _breaks_here(tokens, begin, at):
            reading.segment_of += [segment] * (at - begin)
            segment, begin = segment + 1, at
    reading.segment_of += [segment] * (len(tokens) - begin)


def _breaks_here(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """Whether a word or mark that may begin a part of a line does so where it stands, behind a part that begins at `begin`."""
    low = tokens[at].low
    if low == "and":
        return tokens[at - 1].text != "-"  # "3- and 7-tonne forklifts"
    if low == "with":
        return _tells_tenure(tokens, at)
    if low == "i":
        return _fronted(tokens, begin, at)
    return low not in _NO_RESULT or not _causes_nothing(tokens, at)


def _causes_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of results tells of none: `returns caused by firmware`, `a degree earned in 2012`."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return following in _NO_RESULT[tokens[at].low]


_NO_RESULT = {"caused": ("by",), "earned": ("in", "at", "from"), "prompted": ("by",)}
"""Verbs of results, and the words behind which they tell of none."""


def _tells_tenure(tokens: Sequence[Token], at: int) -> bool:
    """Whether `with` begins how long somebody has done what follows: `with more than twelve years in shipping`."""
    return any(token.low in _TENURE for token in tokens[at + 1 : at + 1 + _TENURE_REACH])


_TENURE = frozenset(("year", "years", "decade", "decades", "experience"))
_TENURE_REACH = 5
"""Tokens behind `with` in which a length of time stands: "with well over a dozen years"."""


def _fronted(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """Whether what stands before `I` is a clause of its own: `Since my degree in social work I …`; `At Larkmeter I` is where."""
    before = tokens[begin:at]
    lows = [token.low for token in before[:3]]
    if (
        lows[:1] in (["before"], ["after"], ["since"])
        and lows[1:2]
        and lows[1] in words_under("cues.txt", "coming and going")
    ):
        return True
    named = any(token.kind != "word" or token.text[:1].isupper() for token in before[1 if begin == 0 else 0 :])
    return len(before) > 1 and not named
