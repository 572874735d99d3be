"""The dictionary: whether a word is one, and which words are one slip of the finger away.

pyspellchecker (MIT) ships 160,000 English words with how often each was met, as sorted JSON. It is looked up by bisection in the
unpacked bytes, as nothing else of the package is needed: parsing all of it would take ten times as long as a resume's words do.
"""

import gzip
import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from resume.grounding.language.thesaurus import thesaurus
from resume.lexicon import FIELDS
from resume.terms import DATA
from resume.wording.spelling import american, read_spellings
from resume.wording.verbs import root_of

LEAST_MET = 300
"""How often a word must have been met to be what somebody meant: pyspellchecker gives 50 to words it never met."""

CLEARLY_OFTENER = 10
"""How many times as often as the next one a word must have been met to be the one that was meant."""

COMMON_SLIP = 10
"""How many times as likely the commonest slips are: one of two letters left out (`refered`), or two changed over (`recieved`)."""

SHORTEST_MISSPELLED = 4
"""Letters from which on a word is looked at: shorter ones are mostly codes, units and names."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROW = re.compile(rb'"([a-z]+)":')
_DOUBLED = re.compile(r"(.)\1")
_ISE = re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)")
_LEAST_STEM = 5
_LEAST_PART = 4


class Dictionary:
    """The words, ready to be looked up."""

    def __init__(self, rows: bytes, own: frozenset[str]) -> None:
        """Hold the words.

        Args:
            rows: a JSON object of words and counts, one a line, sorted.
            own: further words, in small letters.
        """
        self._rows = rows
        self._own = own

    def knows(self, word: str) -> bool:
        """Whether a word (in small letters, no hyphen, no possessive) is one, in British or American spelling."""
        if word in common_misspellings():
            return False
        return (
            word in self._own
            or self.times_met(word) is not None
            or self._knows_variant(word)
            or root_of(word) != word
            or (word.isascii() and thesaurus().entry(word) is not None)
            or self._is_derived(word)
        )

    def times_met(self, word: str) -> int | None:
        """How often pyspellchecker's sources held a word; None for one it does not list."""
        wanted = word.encode()
        low, high = 0, len(self._rows)
        while low < high:
            begin = self._rows.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._rows.find(b"\n", begin)
            end = len(self._rows) if end < 0 else end
            found, _, count = self._rows[begin:end].partition(b'": ')
            if count and found[1:] == wanted:
                return int(count.rstrip(b",} \r"))
            if found[1:] < wanted:
                low = end + 1
            else:
                high = begin
        return None

    def meant_by(self, word: str, near: Collection[str] = ()) -> str | None:
        """The one word that a misspelled word (in small letters) was surely meant to be; None where none or several may be.

        One letter is wrong, missing, too much, or in its neighbour's place; never the first, which people rarely miss.

        Args:
            word: the misspelled word.
            near: words that stand about it and are known to be right: of several, one of these is meant.
        """
        if (listed := common_misspellings().get(word)) is not None:
            return listed
        candidates = set(_one_slip_away(word))
        named = candidates & set(near)
        if len(named) == 1:
            return named.pop()
        variants = read_spellings().to_american
        counts = {one: self.times_met(variants.get(one, one)) or 0 for one in candidates if self._is_listed(one)}
        likely = sorted(
            (
                (count * (COMMON_SLIP if _is_common_slip(word, one) else 1), one)
                for one, count in counts.items()
                if count >= LEAST_MET
            ),
            reverse=True,
        )
        if not likely or (len(likely) > 1 and likely[0][0] < CLEARLY_OFTENER * likely[1][0]):
            return None
        return likely[0][1]

    def _is_listed(self, word: str) -> bool:
        return word in self._beginning_with(word[:1]) or word in read_spellings().to_american

    def _beginning_with(self, letter: str) -> frozenset[str]:
        return _words_from(self._rows, letter)

    def _knows_variant(self, word: str) -> bool:
        other = american(word)
        if other != word:
            return True
        with_z = _ISE.sub("iz", word)
        return with_z != word and self.times_met(with_z) is not None

    def _is_derived(self, word: str) -> bool:
        """A word with a living prefix (`renegotiations`, `preoperative`), or two words in one (`packhouse`, `runbooks`)."""
        for prefix in _prefixes():
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= _LEAST_STEM and self._is_met(rest):
                return True
        parts = ((word[:at], word[at:]) for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1))
        return any(self._is_met(one) and self._is_met(other) for one, other in parts)

    def _is_met(self, word: str) -> bool:
        return (self.times_met(american(word)) or 0) >= LEAST_MET


@lru_cache(maxsize=26)
def _words_from(rows: bytes, letter: str) -> frozenset[str]:
    begin = rows.find(f'\n"{letter}'.encode())
    end = rows.find(f'\n"{chr(ord(letter[:1] or "z") + 1)}'.encode())
    return frozenset(found.decode() for found in _ROW.findall(rows, max(begin, 0), end if end > 0 else len(rows)))


def _one_slip_away(word: str) -> Iterator[str]:
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _is_common_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sorted(one) == sorted(other)
    return _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)


@cache
def common_misspellings() -> dict[str, str]:
    """Misspelling → what is meant, of `common_misspellings.tsv`."""
    rows = (Path(__file__).parent / "common_misspellings.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t", 1) for row in rows if row and not row.startswith("#"))
    return dict(pairs)


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(_section("prefixes"))


@cache
def _section(name: str) -> tuple[str, ...]:
    """The words of one section of `words.txt`."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    parts = re.split(r"^\[(\w+)\]$", text, flags=re.MULTILINE)
    rows = dict(zip(parts[1::2], parts[2::2], strict=True))[name].splitlines()
    return tuple(word for row in rows if not row.startswith("#") for word in row.split())


@cache
def dictionary() -> Dictionary:
    """The dictionary, opened once.

    Raises:
        ModuleNotFoundError: pyspellchecker is not installed.
    """
    found = find_spec("spellchecker")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("pyspellchecker, which ships the English words, is not installed")
    packed = Path(found.submodule_search_locations[0], "resources", "en.json.gz")
    own = {word for name in ("words", "trades") for word in _section(name)}
    for field in FIELDS:
        own.update(re.findall(r"[^\W\d_]+", (DATA / f"{field}.txt").read_text(encoding="utf-8").casefold()))
    return Dictionary(gzip.decompress(packed.read_bytes()), frozenset(own))
