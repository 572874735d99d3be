"""Makes `thesaurus.tsv` from the WordNet database: `make thesaurus`.

Debian's package `wordnet-base` holds the database; its folder is the one argument. The table keeps what the fact check asks:

    word <tab> of one origin <tab> nouns <tab> verbs <tab> adjectives and adverbs <tab> phrases <tab> by origin <tab> doings

The second column holds words of one origin (`manage`: `management`). Columns three to five hold what may be said where the word
is said, by part of speech: its synonyms, and its hypernyms ("nurse" may be told as "health professional", never the other way
round). The sixth column holds what follows the word in phrases of two words that WordNet knows (`sign`: `off`), the seventh what
may be said for the words of one origin, in the sense in which they are, the last the broad domains of doing that the word belongs
to as a verb (`creation`, `change`: WordNet's files of verbs). Words are in byte order, to be looked up by bisection.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}

LEVELS = {"n": 3, "v": 1, "a": 1, "r": 0}
"""How many steps up a word is taken. Nouns keep their sense over three; two steps above a verb is mostly "act" or "change"."""

SENSES = {"n": 3, "v": 3, "a": 3, "r": 2}
"""Senses that count as common by their rank alone: WordNet's counts come from a small corpus, where many words have none."""

SHARE = {"n": 0.1, "v": 0.15, "a": 0.1, "r": 0.1}
"""A sense beyond that rank counts as common where it has this share of the word's uses in WordNet's tagged corpus. Verbs have the
most senses, and the rare ones lead anywhere."""

SHALLOW = 6
"""Hypernyms nearer to the root than this many steps ("entity", "artifact", "activity") say nothing, and are left out."""

SHALLOW_PERSON = 4
"""The same for people, who stand near the root: "worker" and "leader" are four steps below "entity", "person" is three."""

PERSON = 18
"""WordNet's file number of nouns that name people."""

THINGS = {5, 6, 8, 13, 15, 17, PERSON, 20, 27}
"""File numbers of nouns that name things, places and people: they are no other form of a word (`nurse`, `nursery`)."""


DOINGS = {
    29: "body", 30: "change", 31: "cognition", 32: "communication", 33: "competition", 34: "consumption", 35: "contact",
    36: "creation", 37: "emotion", 38: "motion", 39: "perception", 40: "possession", 41: "social", 42: "stative", 43: "weather",
}  # fmt: skip
"""WordNet's file numbers of verbs, and the broad domain of doing that each holds."""

LEADING_SENSES = 2
"""Senses of a verb whose domain counts: the rarer ones lie in nearly all domains."""


@dataclass
class Synset:
    """One sense: its words, and its links to others."""

    part: str
    file: int
    words: list[str]
    hypernyms: list[str] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    links: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Lexical links: sign, synset, and which word of this one is linked to which of the other (from 1)."""


class WordNet:
    """The database, read."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[str, Synset] = {}
        self.senses: dict[tuple[str, str], list[str]] = {}
        """(word, part of speech) → its synsets, the most frequent first."""
        self.counts: dict[tuple[str, str, int], int] = {}
        for name, part in PARTS.items():
            self._read_data(folder / f"data.{name}", part)
            self._read_index(folder / f"index.{name}", part)
        self._read_counts(folder / "cntlist.rev")
        self._depths: dict[str, int] = {}

    def _read_data(self, file: Path, part: str) -> None:
        for line in file.read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            head = line.split(" | ")[0].split()
            many = int(head[3], 16)
            words = [word.split("(")[0] for word in head[4 : 4 + 2 * many : 2]]
            synset = Synset(part, int(head[1]), words)
            at = 4 + 2 * many
            for _ in range(int(head[at])):
                sign, offset, target, pair = head[at + 1 : at + 5]
                at += 4
                other = f"{target}{offset}"
                if sign == "@":
                    synset.hypernyms.append(other)
                elif sign == "&" and head[2] == "s":
                    synset.similar.append(other)
                elif sign in ("+", "\\", "!") and pair != "0000":
                    synset.links.append((sign, other, int(pair[:2], 16), int(pair[2:], 16)))
            self.synsets[f"{part}{head[0]}"] = synset

    def _read_index(self, file: Path, part: str) -> None:
        for line in file.read_text("latin-1").splitlines():
            if not line.startswith("  "):
                fields = line.split()
                self.senses[fields[0], part] = [f"{part}{offset}" for offset in fields[-int(fields[2]) :]]

    def _read_counts(self, file: Path) -> None:
        parts = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
        for line in file.read_text("latin-1").splitlines():
            key, rank, count = line.split()
            word, _, rest = key.partition("%")
            self.counts[word, parts[rest[0]], int(rank)] = int(count)

    def common(self, word: str, part: str) -> list[str]:
        """The common senses of a word."""
        senses = self.senses.get((word, part), [])
        counts = [self.counts.get((word, part, rank), 0) for rank in range(1, len(senses) + 1)]
        enough = SHARE[part] * sum(counts)
        return [sense for at, sense in enumerate(senses) if at < SENSES[part] or (counts[at] and counts[at] >= enough)]

    def means(self, word: str, sense: str) -> bool:
        """Whether a word commonly has a sense."""
        return sense in self.common(word.lower(), sense[0])

    def depth(self, sense: str) -> int:
        """Steps from a sense to the root, by the shortest way."""
        if sense not in self._depths:
            above = self.synsets[sense].hypernyms
            self._depths[sense] = 1 + min((self.depth(other) for other in above), default=-1)
        return self._depths[sense]

    def entailed(self, word: str, part: str) -> set[str]:
        """What may be said where a word is said."""
        found: set[str] = set()
        for sense in self.common(word, part):
            found |= set(self._used_for(sense))
            level = {sense}
            for _ in range(LEVELS[part]):
                level = {other for one in level for other in (*self.synsets[one].hypernyms, *self.synsets[one].similar)}
                found |= {other for one in level if self._says_something(one) for other in self._used_for(one)}
        return {other for other in found if is_kept(other)} - {word} - self.opposites(word)

    def _says_something(self, sense: str) -> bool:
        if sense[0] != "n":
            return True
        return self.depth(sense) >= (SHALLOW_PERSON if self.synsets[sense].file == PERSON else SHALLOW)

    def _used_for(self, sense: str) -> list[str]:
        """The words of a sense that commonly have it, and are in use: tagged somewhere, or of this one meaning."""
        return [
            word
            for word in self.synsets[sense].words
            if self.means(word, sense) and (self.is_tagged(word.lower()) or len(self.all_senses(word.lower())) == 1)
        ]

    def is_tagged(self, word: str) -> bool:
        """Whether WordNet's tagged corpus has a word in any sense."""
        return any((word, part, rank) in self.counts for part in PARTS.values() for rank in (1, 2, 3))

    def all_senses(self, word: str) -> list[str]:
        """Every sense of a word."""
        return [sense for part in PARTS.values() for sense in self.senses.get((word, part), ())]

    def linked(self, word: str, signs: str) -> set[str]:
        """Words that lexical links lead to from the common senses of a word."""
        found: set[str] = set()
        for part in PARTS.values():
            for sense in self.common(word, part):
                synset = self.synsets[sense]
                for sign, other, mine, theirs in synset.links:
                    target = self.synsets.get(other.replace("s", "a", 1) if other[0] == "s" else other)
                    if sign in signs and target is not None and synset.words[mine - 1].lower() == word:
                        other_word = target.words[theirs - 1]
                        things = {synset.file, target.file} & THINGS or self._names_person(other_word)
                        if "!" in signs or sign == "\\" or not things:
                            found.add(other_word)
        return {other for other in found if is_kept(other)} - {word}

    def entailed_by_origin(self, word: str) -> set[str]:
        """What may be said for the words of one origin with a word, in the senses that they share with it."""
        found: set[str] = set()
        for part in PARTS.values():
            for sense in self.common(word, part):
                for sign, other, mine, _theirs in self.synsets[sense].links:
                    target = self.synsets.get(other)
                    own = self.synsets[sense].words[mine - 1].lower() == word
                    if sign == "+" and own and target and target.part != "v" and target.file not in THINGS:
                        found |= set(self._used_for(other))
        kept = {other for other in found if is_kept(other) and not self._names_person(other)}
        return kept - {word} - self.opposites(word)

    def _names_person(self, word: str) -> bool:
        first = self.senses.get((word, "n"), [])[:1]
        return bool(first) and self.synsets[first[0]].file == PERSON

    def doings(self, word: str) -> set[str]:
        """The broad domains of doing that a word belongs to as a verb."""
        return {DOINGS[self.synsets[sense].file] for sense in self.senses.get((word, "v"), [])[:LEADING_SENSES]}

    def opposites(self, word: str) -> set[str]:
        """Antonyms of a word in any common sense."""
        return self.linked(word, "!")


def is_kept(word: str) -> bool:
    """Whether a term is one or two plain words: no names, no figures."""
    return (
        word.islower() and word.replace("_", "").replace("-", "").isalpha() and word.count("_") <= 1 and len(word) > 1
    )


def kept_words(net: WordNet) -> list[str]:
    """The words that get a row: single ones; of two words those that are verbs, in use, or told in a single one's place."""
    words = sorted({word for word, _ in net.senses if is_kept(word)})
    told = {other for word in words if "_" not in word for part in PARTS.values() for other in net.entailed(word, part)}
    return [
        word for word in words if "_" not in word or word in told or net.is_tagged(word) or (word, "v") in net.senses
    ]


def rows(net: WordNet) -> list[str]:
    """The lines of the table."""
    words = kept_words(net)
    followed: dict[str, set[str]] = defaultdict(set)
    for word in words:
        first, _, second = word.partition("_")
        if second:
            followed[first].add(second)
    lines = []
    for word in sorted({*words, *followed}):
        columns = [
            net.linked(word, "+\\"),
            net.entailed(word, "n"),
            net.entailed(word, "v"),
            net.entailed(word, "a") | net.entailed(word, "r"),
            followed.get(word, set()),
            net.entailed_by_origin(word) - net.linked(word, "+\\"),
            net.doings(word),
        ]
        if any(columns) or "_" in word:
            lines.append("\t".join([word, *(" ".join(sorted(column)) for column in columns)]))
    return lines


def irregular_forms(folder: Path) -> list[str]:
    """Forms of verbs that no ending explains, and their plain forms: `struck strike`."""
    pairs = (line.split()[:2] for line in (folder / "verb.exc").read_text("latin-1").splitlines())
    return [
        f"{form} {plain}"
        for form, plain in pairs
        if is_kept(form) and "_" not in form and "-" not in form and not form.endswith(("ing", "ed", "es", "ies"))
    ]


def main(arguments: list[str]) -> None:
    """Write the table and the list of irregular forms beside this file."""
    lines = sorted(rows(WordNet(Path(arguments[0]))), key=lambda line: line.split("\t")[0].encode())
    (Path(__file__).parent / "thesaurus.tsv").write_text("\n".join(lines) + "\n", "ascii")
    heading = "# Forms of verbs that no ending explains, and their plain forms, from WordNet: `make thesaurus`."
    forms = [heading, *irregular_forms(Path(arguments[0]))]
    (Path(__file__).parent / "irregular.txt").write_text("\n".join(forms) + "\n", "ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
