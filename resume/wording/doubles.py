"""Near doubles: two lines of one role of which one says all that the other does."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from resume.wording.verbs import is_form, root_of
from resume.wording.words import Token, tokens_of, word_class

_MIN_WORDS = 2
"""Words with meaning that the shorter line must have; a single one proves nothing."""

_CLAUSE = re.compile(r"[.;:!?]\s|,\s+(?:which|who|while|but)\b|\s[–—]\s")
_COLLECTIVES = frozenset({"team", "group", "crew", "total", "set", "number", "staff"})
"""Nouns behind which `of` names the same thing again: a team of nurses are nurses."""


def says_all_of(fuller: str, shorter: str) -> bool:
    """Whether one clause of `fuller` says what `shorter` says, and perhaps more.

    All words of `shorter` with meaning must stand there in their order, begun by the same verb; what stands between them may
    only describe the next one (`12 nurses` in `12 experienced nurses`), and nothing may be compounded with the last
    (`stock` in `stock control`). Verbs count in any form, numbers only as they are; a negation must stand in both or in neither.
    """
    wanted = [_meaning(token) for token in _words(shorter)]
    wanted = [meaning for meaning in wanted if meaning]
    if len(wanted) < _MIN_WORDS or len(_CLAUSE.split(shorter.rstrip(". "))) > 1:
        return False
    clauses = (clause for clause in _CLAUSE.split(fuller) if _negated(clause) == _negated(shorter))
    return any(_holds(_words(clause), wanted) for clause in clauses)


def _holds(words: Sequence[Token], wanted: list[str]) -> bool:
    place = _matches_at(words, 0, wanted[0])
    for meaning in wanted[1:]:
        if place is None:
            return False
        place = _matches_at(words, place + 1, meaning)
    if place is None:
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    return following is None or not _meaning(following) or following.start - words[place].end > 1


def _matches_at(words: Sequence[Token], begin: int, meaning: str) -> int | None:
    """The place of the next word with this meaning, if what stands before it only describes it."""
    described = ""
    for index in range(begin, len(words)):
        own = _meaning(words[index])
        if own == meaning:
            return index
        low = words[index].low
        if own:
            if is_form(low, "past", "gerund") and not is_form(low, "base"):
                return None
            described = low
        elif described and not (low == "of" and described in _COLLECTIVES):
            return None
    return None


@lru_cache(maxsize=8_192)  # each line of a role is compared with each other one
def _words(text: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens_of(text) if token.is_word)


def _meaning(token: Token) -> str:
    """What a word means: the base of a verb, the singular of a noun; empty for words of grammar."""
    return _meaning_of(token.low)


@lru_cache(maxsize=16_384)
def _meaning_of(word: str) -> str:
    low = word.replace("’", "'").removesuffix("'s")
    if low in _empty_words():
        return ""
    plural = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))
    return root_of(low[:-1] if plural else low)


@lru_cache(maxsize=8_192)
def _negated(text: str) -> bool:
    return bool(re.search(r"\b(?:no|not|never|without|none|non|except)\b|n['’]t\b", text, re.IGNORECASE))


@cache
def _empty_words() -> frozenset[str]:
    path = Path(__file__).parent.parent / "function_words_en.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) - word_class("negations")
