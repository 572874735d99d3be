"""Patterns as the files of hostile phrases write them: readable, with words filled in."""

import re
from collections.abc import Iterable, Mapping

from resume.ad.disguises import fold

_BOUNDED = {" ": r"\W+", r"\w+": r"\w{1,30}", r"\w*": r"\w{0,30}"}
"""Words are bounded, so that the time an expression takes grows with the length of a text and not with its square."""
_DEEPEST = 5
"""Levels of vocabulary within vocabulary."""


def compile_patterns(patterns: Iterable[str], vocabulary: Mapping[str, str]) -> re.Pattern[str]:
    """One expression that finds any of the patterns in folded text.

    `<name>` is replaced by the vocabulary of that name; a space stands for one or more characters that are no letters or digits.

    Raises:
        KeyError: a pattern names a vocabulary that is not there.
    """
    return re.compile("|".join(f"(?:{_expand(pattern, vocabulary)})" for pattern in patterns))


def _expand(pattern: str, vocabulary: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST):
        pattern = re.sub(r"<(\w+)>", lambda match: vocabulary[match[1]], pattern)
    wide = re.sub(r" [?*]", r"\\W*", _folded(pattern))
    return re.sub(r"\[[^\]]*\]|\\w[+*]| ", lambda match: _BOUNDED.get(match.group(), match.group()), wide)


def _folded(pattern: str) -> str:
    """Letters outside ASCII as folding leaves them, for it takes the marks off Japanese and Cyrillic letters too."""
    return re.sub(r"[^\x00-\x7f]+", lambda match: fold(match.group()), pattern)
