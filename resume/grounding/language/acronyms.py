"""Whether words spell an acronym out, in the ways that people make them: by initials, and by letters within a long word."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token

_DIGITS = {"two": "2", "three": "3", "four": "4", "five": "5"}
"""What stands in an acronym for a number in words: `2FA` for "two-factor authentication"."""

_LONG = 8
"""Letters from which a word may give more than its initial: `ID` of "identification", all of CTG in "cardiotocography"."""

_LETTERS_EACH = 4
"""Letters that a word that stands for an acronym alone has for each of its letters: a shorter one holds too many by chance."""

_SMALL = frozenset(("of", "and", "the", "for", "in", "to", "on", "a", "an"))
"""Words that give an acronym no letter."""


@lru_cache(maxsize=16_384)
def spells(words: tuple[str, ...], acronym: str, *, beside: bool) -> bool:
    """Whether words, all of them and in their order, give the letters of an acronym in small letters.

    Args:
        words: each gives its initial; a long one may give those behind it too; one in capitals is an acronym itself and gives
            all its letters; a number in words gives its digit.
        acronym: in small letters.
        beside: whether the acronym stands beside the words ("cardiotocography (CTG)"), so that a long word may give any letters.
    """
    if not words:
        return not acronym
    word, rest = words[0], words[1:]
    if word.isupper() and len(word) > 1:
        return acronym.startswith(word.lower()) and spells(rest, acronym[len(word) :], beside=beside)
    word = word.lower()
    if not acronym or acronym[0] not in (word[0], _DIGITS.get(word)):
        return False
    most = _most_given(word, acronym, beside=beside)
    return any(spells(rest, acronym[taken:], beside=beside) for taken in range(1, most + 1))


def _most_given(word: str, acronym: str, *, beside: bool) -> int:
    """How many letters a word may give of those that an acronym begins with."""
    if len(word) < _LONG:
        return 1
    taken = at = 0
    for letter in acronym:
        found = word.find(letter, at)
        if found < 0 or (found > at and not beside):
            break
        at, taken = found + 1, taken + 1
    return max(1, taken)


def spelled_out(reading: Reading, acronym: str) -> Iterator[int]:
    """The tokens of the words that spell an acronym out, in any case."""
    small, tokens = acronym.lower(), reading.tokens
    forms = (small, f"{small}s")
    is_written = not reading.lows.isdisjoint(forms)
    if not is_written and len(small) < _LEAST:
        return
    written = [at for at, token in enumerate(tokens) if token.low in forms] if is_written else []
    words = [
        at for at, token in enumerate(tokens) if token.kind == "word" and token.low not in _SMALL and at not in written
    ]
    for begin, first in enumerate(words):
        low = tokens[first].low
        if low[0] != small[0] and _DIGITS.get(low) != small[0]:
            continue
        if not written and not _goes_on(tokens, words[begin : begin + 2], small):
            continue
        least = 1 if written else max(2, len(small) - 1)
        for count in range(least, len(small) + 1):
            run = words[begin : begin + count]
            if len(run) == count and _may_spell(tokens, run, small, written):
                yield from run
                break


def _goes_on(tokens: Sequence[Token], pair: Sequence[int], small: str) -> bool:
    """Whether the second of two words begins with the next letter of an acronym, or with the one behind it."""
    return len(pair) > 1 and tokens[pair[1]].low[0] in small[1:3]


def _may_spell(tokens: Sequence[Token], run: Sequence[int], small: str, written: Sequence[int]) -> bool:
    """Whether a row of words spells an acronym out: alone only where nearly each letter is a word's."""
    beside = any(0 < at - run[-1] <= _BESIDE or 0 < run[0] - at <= _BESIDE for at in written)
    if not beside and (len(run) < max(2, len(small) - 1) or len(small) < _LEAST):
        return False
    if len(run) == 1 and len(tokens[run[0]].text) < _LETTERS_EACH * len(small):
        return False
    if run[-1] - run[0] > 2 * len(run):
        return False
    return spells(tuple(tokens[at].text for at in run), small, beside=beside)


_BESIDE = 2
"""Tokens between an acronym and the words that it stands for: a bracket."""

_LEAST = 3
"""Letters of an acronym that words spell out with more than their initials."""
