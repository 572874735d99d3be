"""Misspelled words of a line: what no dictionary, source or ad knows, where a name could not stand."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from resume.spelling.dictionary import SHORTEST_MISSPELLED, common_misspellings, dictionary

_WORD = re.compile(r"(?<![\w@./\\#&'’+-])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?![\w@/\\#&+-]|\.\w)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»|\([A-Z][^)]*\)")
_OPENS = re.compile(r"(?:^|[.!?]\s)\W*$")
_FOLLOWED_BY_SMALL = re.compile(r"\W{1,2}[a-z]")
_MOST_UNKNOWN = 0.3
"""Share of unknown words from which on a line is taken to be in another language, or all terms of a trade."""
_FEW_UNKNOWN = 2


@dataclass(frozen=True)
class Misspelling:
    """A word that is none."""

    word: str
    start: int
    end: int
    meant: str | None
    """What it was surely meant to be; None where that is not sure."""


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts in small letters, with their parts: what is known to be a word because it stands there."""
    found: set[str] = set()
    for text in texts:
        for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text.lower()):
            found.add(word)
            found.update(re.split(r"[-'’]", word))
    return frozenset(found)


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """Words with a capital where no sentence begins, in small letters: names, which may stand at the start of a line too."""
    return frozenset(
        match.group().lower()
        for text in texts
        for match in _WORD.finditer(text)
        if match.group()[0].isupper() and not _OPENS.search(text[: match.start()])
    )


def find_misspellings(text: str, known: Collection[str] = frozenset(), *, names: bool = True) -> list[Misspelling]:
    """The misspelled words of an English text, in order.

    Names, acronyms, words in quotation marks and parts of addresses are not looked at, nor is a line of which so much is unknown
    that it is no English.

    Args:
        text: a line or a paragraph.
        known: further words, in small letters.
        names: whether a name that is not known may open a sentence; in what others wrote of a source all names are known.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[Misspelling] = []
    looked_at = 0
    for match in _WORD.finditer(text):
        if any(begin <= match.start() < end for begin, end in quoted) or not _may_be_looked_at(text, match, names):
            continue
        looked_at += 1
        if not is_word(match.group().lower(), known):
            meant = _meant(match.group(), known)
            found.append(Misspelling(match.group(), match.start(), match.end(), meant))
    foreign = len(found) > max(_FEW_UNKNOWN, _MOST_UNKNOWN * looked_at) or 2 * len(found) > max(2, looked_at)
    return [] if foreign else found


def is_word(low: str, known: Collection[str] = frozenset()) -> bool:
    """Whether a word in small letters, hyphens and possessives included, is one."""
    bare = re.sub(r"['’](?:s|t|d|m|ll|re|ve)?$", "", low)
    if bare in known or low in known or dictionary().knows(bare.replace("-", "")):
        return True
    parts = [
        part for part in re.split(r"[-'’]", bare) if len(part) >= SHORTEST_MISSPELLED or part in common_misspellings()
    ]
    return all(not part.isascii() or part in known or dictionary().knows(part) for part in parts)


def mend_misspellings(text: str, found: Iterable[Misspelling]) -> str:
    """The text with every misspelling as it was meant, where that is sure."""
    for one in sorted(found, key=lambda one: -one.start):
        if one.meant is not None:
            text = text[: one.start] + one.meant + text[one.end :]
    return text


def _may_be_looked_at(text: str, match: re.Match[str], names: bool) -> bool:
    word = match.group()
    if word.islower():
        return len(word) >= SHORTEST_MISSPELLED or word in common_misspellings()
    opens = word[1:].islower() and _OPENS.search(text[: match.start()])
    may_be_name = names and not _FOLLOWED_BY_SMALL.match(text, match.end())
    return bool(opens and len(word) > SHORTEST_MISSPELLED and not may_be_name)


def _meant(word: str, known: Collection[str]) -> str | None:
    low = word.lower()
    if not low.isascii() or not low.isalpha():
        return None
    meant = dictionary().meant_by(low, known)
    return meant.capitalize() if meant is not None and word[0].isupper() else meant
