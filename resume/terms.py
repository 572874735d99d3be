"""Words and terms: tokens, spelling variants, stems, and the search for terms as whole words.

Everything that compares an ad with a resume goes through here, so that one rule decides what counts as the same word.
The stemmer is deliberately shy: it joins inflections (`budgets`, `budgeting`) and listed word families (`manage`,
`management`), but never words that merely begin alike (`custom`, `customs`, `customer`), because false support is worse
than a missed one.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "lexicon"
"""Folder of the word lists."""

_TOKEN = re.compile(
    r"(?<!\w)\.NET\b"  # the one name that begins with a dot
    r"|\b(?:[dDlL]|[Qq]u)['’](?=[^\W\d_])"  # French elisions: d'Excel
    r"|[Ee]-mail(?:s|ing|ed)?\b"  # the same word as "email"
    r"|[^\W_]+(?:['’.][^\W_]+)*(?:\+\+(?!\w)|(?<=[A-Za-z])\+(?!\w)|#(?!\w))?"  # Node.js, driver's, C++, Network+, C#
    r"|(?<=\s)&(?=\s)"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_YSE = re.compile(r"(?<=[a-z])lys(?=(?:e|ed|es|er|ers|ing)$)")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_MIN_STEM = 3
_SPREAD = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, and where it stands."""

    text: str
    start: int
    end: int
    word: str
    """The word as it is compared: lower case, singular, American spelling."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content words of a term, ready for search."""

    stems: tuple[str, ...]


def tokenize(text: str) -> list[Token]:
    """The words of `text` in order. `C++`, `C#`, `.NET`, `Node.js` and `5S` are one word each; hyphens and slashes part them."""
    return [Token(m[0], m.start(), m.end(), fold(m[0])) for m in _TOKEN.finditer(text)]


@functools.lru_cache(maxsize=32_768)
def fold(word: str) -> str:
    """`word` as it is compared: lower case, without possessive and plural, in American spelling."""
    lower = word.casefold().replace("’", "'")
    if lower == "&":
        return "and"
    if lower.startswith("e-mail"):
        lower = lower.replace("-", "", 1)
    lower = lower.removesuffix("'s").removesuffix("'")
    if len(lower) > 3 and lower[0].isalpha():
        lower = _singular(_american(lower))
    return lower


def _american(word: str) -> str:
    for british, american in _spelling():
        if british in word:
            word = word.replace(british, american)
    return _YSE.sub("lyz", _ISE.sub("iz", word))


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _plural_only():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


@functools.lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The key under which the forms of one word meet: `managing`, `managed` and `management` share one."""
    folded = fold(word)
    family = _families().get(folded)
    if family is not None:
        return family
    return _strip_ending(folded)


def _strip_ending(word: str) -> str:
    if not word.isalpha() or len(word) <= _MIN_STEM + 1:
        return word
    for ending in ("ing", "ed", "ment"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _MIN_STEM and _VOWEL.search(base):
            known = _families().get(base) or _families().get(base + "e")
            return known or _DOUBLED.sub(r"\1", base).removesuffix("e")
    if word.endswith("ation") and len(word) > 7:
        return word.removesuffix("ion")
    return word.removesuffix("e")


@functools.lru_cache(maxsize=16_384)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words of `text` that carry meaning, in order; small words are left out."""
    small = small_words()
    return tuple(stem(token.word) for token in tokenize(text) if token.word not in small)


@functools.lru_cache(maxsize=16_384)
def phrase(term: str) -> Phrase:
    """`term` ready for `find_phrase`."""
    return Phrase(tuple(dict.fromkeys(content_stems(term))))


def find_phrase(wanted: Phrase, stems: Sequence[str]) -> bool:
    """Whether all content words of a term stand near one another in a line.

    Args:
        wanted: the term.
        stems: the line's `content_stems`.

    Near: within three times as many words as the term has, so that "managed a budget of £2m for the ward" shows "budget
    management", while words scattered over a long line show nothing.
    """
    if not wanted.stems:
        return False
    places = [[at for at, found in enumerate(stems) if found == one] for one in wanted.stems]
    if not all(places):
        return False
    if len(places) == 1:
        return True
    reach = _SPREAD * len(places)
    return any(all(any(abs(at - first) < reach for at in other) for other in places[1:]) for first in places[0])


def contains_words(text: str, term: str) -> bool:
    """Whether `term` stands in `text` word for word, whole words only, spelling variants and plurals allowed."""
    wanted, words = _words(term), _words(text)
    if not wanted or wanted[0] not in words:
        return False
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


@functools.lru_cache(maxsize=16_384)  # the same lines are compared with every term of an ad
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenize(text))


@functools.cache
def small_words() -> frozenset[str]:
    """Words without meaning of their own (articles, prepositions, pronouns), folded."""
    return frozenset(fold(word) for line in read_list("small_words.txt") for word in line.split())


@functools.cache
def _plural_only() -> frozenset[str]:
    return frozenset(word for line in read_list("plural_only.txt") for word in line.split())


@functools.cache
def _families() -> dict[str, str]:
    families: dict[str, str] = {}
    for line in read_list("word_families.txt"):
        words = line.split()
        for word in words:
            families.setdefault(fold(word), fold(words[0]))
    return families


@functools.cache
def _spelling() -> tuple[tuple[str, str], ...]:
    pairs = [line.split("\t") for line in read_list("spelling.tsv")]
    return tuple((british, american) for british, american in pairs)


def read_list(name: str) -> list[str]:
    """Lines of a word list, comments and blank lines left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("# ")]


def read_sections(name: str) -> dict[str, list[str]]:
    """A word list with `[headings]`: the lines under each, in order."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in read_list(name):
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1], [])
        else:
            lines.append(line)
    return sections
