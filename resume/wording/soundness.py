"""The last look at a reworded line: nothing new in it, nothing broken by it.

Every rule is held to be right by itself; this is the net beneath them all.
"""

import re
from collections import Counter

from resume.wording.openings import duty_verbs
from resume.wording.verbs import root_of
from resume.wording.words import tokens_of

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_DOUBLED = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.IGNORECASE)
_A = re.compile(r"\b(a|an)\s+([^\W\d_]+)", re.IGNORECASE)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
_MAY_COME = frozenset({"to", "for", "and", "a", "the", "by", "with"})


def is_sound(before: str, after: str) -> bool:
    """Whether a reworded line says nothing that the line before it did not, and is whole."""
    return (
        bool(after.strip())
        and Counter(_DIGITS.findall(before)) == Counter(_DIGITS.findall(after))
        and len(_DOUBLED.findall(after)) <= len(_DOUBLED.findall(before))
        and not after[0].islower() | (after[0] in ",;.)") | ("  " in after)
        and all(
            after.count(one) - after.count(other) == before.count(one) - before.count(other) for one, other in _PAIRS
        )
        and before.count('"') % 2 == after.count('"') % 2
        and _has_no_new_word(before, after)
        and _articles(after) <= _articles(before)
    )


def _has_no_new_word(before: str, after: str) -> bool:
    known = {token.low for token in tokens_of(before)}
    roots = {root_of(word) for word in known} | duty_verbs(before)
    new = {token.low for token in tokens_of(after) if token.is_word} - known - _MAY_COME
    return all(root_of(word) in roots for word in new)


def _articles(text: str) -> set[str]:
    """Articles that may not go with the word behind them (`a old`)."""
    wrong = set()
    for match in _A.finditer(text):
        vowel = match[2][0].lower() in "aeiou"
        if vowel != (match[1].lower() == "an"):
            wrong.add(match.group().lower())
    return wrong
