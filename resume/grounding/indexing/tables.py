"""The tables of the source's words: for every key the facts that say it, as bits."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from resume.grounding.language.reading import Term
from resume.grounding.language.scope import CONTRIBUTED, rung
from resume.grounding.language.thesaurus import entailed
from resume.grounding.language.vocabulary import Keys, Vocabulary
from resume.grounding.sources import Source

_MOST_MASKS = 16_384
"""Words of claims whose facts are kept; a resume's drafts use fewer."""


class Held(dict[Keys, int]):
    """By the keys of a word: the facts that hold it, found once; the table that they are found in changes no more by then."""

    def __init__(self, find: Callable[[Keys], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, keys: Keys) -> int:
        if len(self) >= _MOST_MASKS:
            self.clear()
        found = self[keys] = self._find(keys)
        return found


class Tables:
    """By key of a word: the facts that say it, deny it, have done it; and what they let one say."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.said: dict[str, int] = {}
        self.denied: dict[str, int] = {}
        self.done: dict[str, int] = {}
        """Said by a verb, or by a noun that is made of one: the "show" of a talk show shows nothing."""
        self.undone: dict[str, int] = {}
        """What words with `un-` say is not done: `catalogue` for uncatalogued films."""
        self.ceased: dict[str, int] = {}
        """What lines say was given up: a claim may deny it."""
        self.own: dict[str, int] = {}
        """Said of the candidate's own doing: not merely helped with, not somebody else's."""
        self.doings: dict[str, int] = {}
        """What the people do that a fact names by it: `teach` for a teacher."""
        self.held = Held(partial(self._find, self.said))
        """The facts that say a word, or one that lets one say it."""
        self.held_strictly = Held(self._find_strictly)
        """Those that say it as the same word or an alias: no synonyms, no wider words."""
        self.held_denied = Held(partial(self._find, self.denied))
        self.held_done = Held(partial(self._find, self.done))
        self._held = {
            id(self.said): self.held,
            id(self.denied): self.held_denied,
            id(self.done): self.held_done,
            id(self.own): Held(partial(self._find, self.own)),
            id(self.ceased): Held(partial(self._find, self.ceased)),
        }
        """The same by their tables."""
        self._entailing: set[tuple[frozenset[str], str]] = set()
        """What the language lets one say where the source says a word, and that word's key; the sets are the thesaurus' own."""
        self._letting: dict[str, list[str]] = {}
        """Word of the thesaurus → keys of the source's words that let one say it."""

    def say(self, keys: Iterable[str], source: Source, negated: bool, helped: bool) -> None:
        """Note that a fact says a word, or denies it; what it only helped with, or somebody else did, is not its own."""
        bit = source.bit
        for key in keys:
            if key[:2] == "n:":
                continue
            if negated:
                self.denied[key] = self.denied.get(key, 0) | bit
                continue
            source.keys.add(key)
            self.said[key] = self.said.get(key, 0) | bit
            if not helped:
                self.own[key] = self.own.get(key, 0) | bit

    def note_done(self, keys: Iterable[str], source: Source) -> None:
        """Note that a fact says a word as something that was done."""
        for key in keys:
            if key[:2] != "n:":
                self.done[key] = self.done.get(key, 0) | source.bit

    def entail(self, term: Term) -> None:
        """Note what the language lets one say where the source says a word; who only helped may only be said to have helped."""
        if 0 < rung(term.keys) <= CONTRIBUTED:
            return
        told, key = entailed(term.text, as_verb=term.is_verb), term.keys[0]
        if (told, key) in self._entailing:
            return
        self._entailing.add((told, key))
        for word in told:
            self._letting.setdefault(word, []).append(key)

    def mask(self, keys: Keys, table: dict[str, int]) -> int:
        """The facts that hold any of `keys`, or a wider word of them, in one of the tables `said`, `denied` and `own`."""
        return self._held[id(table)][keys]

    def _find(self, table: dict[str, int], keys: Keys) -> int:
        found = 0
        own, told, _ = _looked_up(keys)
        for key in table.keys() & own:
            found |= table[key]
        letting = self._letting
        for word in letting.keys() & told:
            for root in letting[word]:
                if root in table:
                    found |= table[root]
        return found

    def strict_mask(self, keys: Keys) -> int:
        """The facts that hold one of `keys` as the same word or an alias: no synonyms, no wider words."""
        return self.held_strictly[keys]

    def _find_strictly(self, keys: Keys) -> int:
        found, said = 0, self.said
        for key in _looked_up(keys)[2]:
            found |= said.get(key, 0)
        return found


@lru_cache(maxsize=16_384)
def _looked_up(keys: Keys) -> tuple[Keys, Keys, Keys]:
    """The keys that tables are asked for, wider words' among them; the words of the thesaurus; the keys of the word itself."""
    own: list[str] = []
    for key in keys:
        if key[:2] != "n:":
            own += [key] if key[1:2] == ":" else [key, f"w:{key}"]
    return tuple(own), tuple([key[2:] for key in keys if key[:2] == "n:"]), own_keys(keys)


@lru_cache(maxsize=16_384)
def own_keys(keys: Keys) -> Keys:
    """Keys of a word itself and its aliases: a name has no synonyms, and a certified supervisor is no certified manager."""
    return tuple([key for key in keys if key[:2] not in ("s:", "n:")])
