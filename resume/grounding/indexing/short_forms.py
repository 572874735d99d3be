"""Short forms of the source's names: acronyms with what they are spelled out as, and names with a number."""

from functools import cache, lru_cache
from itertools import pairwise
from string import ascii_letters

from resume.grounding.language.acronyms import spelled_out
from resume.grounding.language.lists import words_under
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.sources import Source

LEAST_LETTERS, MOST_LETTERS = 2, 3
"""Letters of a short form before its number: `PS5`; one letter may be any name."""


_ACRONYM = range(3, 7)
"""Letters of an acronym that its words' initials prove; two prove two words that stand together, unless they are known."""


_SMALL = frozenset(["of", "the", "and", "for", "in", "to", "on", "a", "an", "de", "du", "des", "la", "le", "y", "e"])
"""Words whose initials an acronym may leave out."""


_ARTICLES = frozenset(["the", "a", "an"])
"""Those that an acronym leaves out though it keeps the others."""


class ShortForms:
    """The short forms of the source's names, and the names that have some."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._sources: list[Source] = []
        self.acronyms: dict[str, int] = {}
        """Acronym → the facts whose words have its initials."""
        self.uppers: dict[str, int] = {}
        """Acronyms that facts use."""
        self._numbered: dict[str, list[tuple[str, int]]] = {}
        """Number → names that stand before it, and the facts that have them."""
        self._spelling: dict[str, int] = {}
        """Acronym → the facts that spell it out, for those that were looked up."""
        self._initials: list[str] = []
        """By fact: the first letters of its words in a row, small words left out."""

    def add(self, source: Source) -> None:
        """Take up the short forms of a fact, and what its words may be shortened to."""
        self._sources.append(source)
        self._index_acronyms(source)
        self._index_numbered(source)

    def _index_acronyms(self, source: Source) -> None:
        for token in source.reading.tokens:
            letters = acronym_of(token.text) if token.kind == "word" else ""
            two = len(letters) == 2 and not any(key[:2] == "a:" for key in self._words.keys(token.text))
            if len(letters) in _ACRONYM or two:
                self.uppers[letters] = self.uppers.get(letters, 0) | source.bit
        tokens = [token for token in source.reading.tokens if token.kind == "word"]
        initials = [(token.low[0], token.low in _SMALL, token.low in _ARTICLES) for token in tokens]
        self._initials.append("".join([letter for letter, is_small, _ in initials if not is_small]))
        for one, other in pairwise(tokens):
            for inner in _inner_letters(one.low):
                key = one.low[0] + inner + other.low[0]
                self.acronyms[key] = self.acronyms.get(key, 0) | source.bit
        for begin in range(len(initials)):
            if initials[begin][1]:
                continue
            full, bare, spoken = "", "", ""
            for letter, is_small, is_article in initials[begin : begin + 8]:
                full += letter
                bare += "" if is_small else letter
                spoken += "" if is_article else letter  # "hardware-in-the-loop" is HIL
                for acronym in {full, bare, spoken}:
                    if (len(acronym) in _ACRONYM or acronym == bare[:2] == full) and not is_small:
                        self.acronyms[acronym] = self.acronyms.get(acronym, 0) | source.bit

    def _index_numbered(self, source: Source) -> None:
        """Names with a number, by their short forms' letters: `ps5` for "PlayStation 5"."""
        for token, following in pairwise(source.reading.tokens):
            if token.kind == "word" and token.text[0].isupper() and following.kind == "number":
                self._numbered.setdefault(following.text, []).append((token.low, source.bit))

    def by_number(self, text: str) -> int:
        """Facts that have in full the name whose short form is letters and a number: `EC2` for "Eurocode 2"."""
        letters, number = text.rstrip("0123456789").lower(), text.lstrip(ascii_letters)
        if not number or not LEAST_LETTERS <= len(letters) <= MOST_LETTERS or letters + number != text.lower():
            return 0
        return sum(
            {bit for name, bit in self._numbered.get(number, ()) if name[0] == letters[0] and _holds(name, letters)}
        )

    def spelling(self, letters: str) -> int:
        """Facts that spell an acronym out otherwise than by initials: "radio-frequency identification" for RFID."""
        known = self._spelling.get(letters)
        if known is None:
            likely = self._beginning_like(letters.lower())
            known = self._spelling[letters] = sum(
                [one.bit for one in likely if next(spelled_out(one.reading, letters), None) is not None]
            )
        return known

    def _beginning_like(self, acronym: str) -> list[Source]:
        """The facts in which two words in a row begin like an acronym, its second letter left out or not."""
        pairs = [acronym[0] + letter for letter in acronym[1:3]]
        one, other = pairs[0], pairs[-1]
        known = zip(self._sources, self._initials, strict=True)
        return [source for source, initials in known if one in initials or other in initials]


@lru_cache(maxsize=16_384)
def acronym_of(word: str) -> str:
    """The letters of an acronym as it is written, in capitals and without its plural's ending; empty for other words."""
    letters = word[:-1] if word.endswith("s") else word
    if (
        letters[:1].isdigit()
        and letters[1:].isupper()
        and letters[1:].isalpha()
        and 2 <= len(letters[1:]) <= MOST_LETTERS
    ):
        return letters
    capitals = sum(letter.isupper() for letter in letters)
    return (
        letters.upper()
        if letters.isalpha() and 2 <= capitals >= len(letters) - 1 and len(letters) < _ACRONYM.stop
        else ""
    )


@lru_cache(maxsize=16_384)
def _inner_letters(word: str) -> tuple[str, ...]:
    """The letter with which the second part of a learned compound begins: `p` of "postpartum" in PPH."""
    prefixes = _first_parts()
    if not word.startswith(prefixes):
        return ()
    return tuple(word[len(prefix)] for prefix in prefixes if word.startswith(prefix) and len(word) > len(prefix) + 2)


@cache
def _first_parts() -> tuple[str, ...]:
    return tuple(words_under("cues.txt", "first parts"))


def _holds(name: str, letters: str) -> bool:
    """Whether letters stand in a name, in their order."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
