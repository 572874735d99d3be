"""Which words of a line changed, for people who read both versions side by side."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(
    r"(?P<word>[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: each character is a word
    r"|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:[.,'’/+\-&][^\W\u3040-\u30ff\u3400-\u9fff]+)*[+#%]*"
    r"|[^\w\s])(?P<space>\s*)"
)
_LEAST_SHARED = 0.3
"""Share of the words that two lines must have in common before marking single words helps more than it confuses."""
_LITTLE_WORD = 3
"""Most letters of a word that may agree by chance."""
_MOST_COMPARED = 4_000_000
"""Longest product of two lines' word counts that is compared word by word; far above any line of a resume."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a line."""

    text: str
    changed: bool
    """Whether the other version lacks it."""


@dataclass(frozen=True)
class WordDiff:
    """Two versions of a line, cut where they part. The pieces of each side joined give its text again."""

    source: tuple[Piece, ...]
    result: tuple[Piece, ...]


@dataclass(frozen=True)
class _Run:
    """Words `source[a:b]` against `result[c:d]`."""

    a: int
    b: int
    c: int
    d: int
    same: bool


def diff_words(source: str, result: str) -> WordDiff:
    """Compares two versions of a line word by word.

    Little words that happen to agree in the middle of a rewritten stretch are counted as rewritten, and lines that share
    almost nothing as wholly replaced: marks are for reading, and a chequered line cannot be read.
    """
    ours, theirs = _cut(source), _cut(result)
    runs = _runs([word.strip() for word in ours], [word.strip() for word in theirs])
    return WordDiff(
        source=_pieces([("".join(ours[run.a : run.b]), not run.same) for run in runs]),
        result=_pieces([("".join(theirs[run.c : run.d]), not run.same) for run in runs]),
    )


def _cut(text: str) -> list[str]:
    """The words of a text, each with the white space after it; white space at the start goes with the first."""
    words = [match[0] for match in _WORD.finditer(text)]
    lead = text[: len(text) - len(text.lstrip())]
    if not words:
        return [text] if text else []
    return [lead + words[0], *words[1:]]


def _runs(source: list[str], result: list[str]) -> list[_Run]:
    whole = [_Run(0, len(source), 0, len(result), same=False)]
    if len(source) * len(result) > _MOST_COMPARED:
        return whole
    matcher = SequenceMatcher(None, source, result, autojunk=False)
    runs = [_Run(a, b, c, d, same=tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()]
    shared = sum(_word_count(source[run.a : run.b]) for run in runs if run.same)
    longest = max(_word_count(source), _word_count(result))
    if longest and shared / longest < _LEAST_SHARED:
        return whole
    return _join(_settle(runs, source))


def _word_count(words: list[str]) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in words)


def _settle(runs: list[_Run], source: list[str]) -> list[_Run]:
    """Takes an agreement of one little word ("a", "and"), or of none but marks, between two longer changes for chance."""

    def by_chance(index: int) -> bool:
        run = runs[index]
        if not run.same or not 0 < index < len(runs) - 1:
            return False
        around = min(max(side.b - side.a, side.d - side.c) for side in (runs[index - 1], runs[index + 1]))
        words = source[run.a : run.b]
        little = sum(len(word) for word in words) <= _LITTLE_WORD
        return _word_count(words) == 0 or (_word_count(words) == 1 and little and around >= 2)

    return [_Run(run.a, run.b, run.c, run.d, run.same and not by_chance(i)) for i, run in enumerate(runs)]


def _join(runs: list[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and last.same == run.same:
            joined[-1] = _Run(last.a, run.b, last.c, run.d, run.same)
        else:
            joined.append(run)
    return joined


def _pieces(stretches: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    """Pieces without empty ones; the space after changed words is outside the mark."""
    pieces: list[Piece] = []
    for text, changed in stretches:
        body = text.rstrip() if changed else text
        if body:
            pieces.append(Piece(body, changed))
        if text[len(body) :]:
            pieces.append(Piece(text[len(body) :], changed=False))
    return tuple(pieces)
