"""What counts as the same word: stems, words of one origin, synonyms, wider words, aliases.

Every word has keys: its root, and the families that it stands in. Two words may stand for one another where they share a key.
A key of a family of synonyms begins with `s`, one of an alias with `a`, one of the thesaurus with `n`: names (titles, degrees,
skills) are compared by root and alias alone. A wider word's key begins with `w`, and only the source's words carry it: the source
says "nurse", a line may say "staff", never the other way round.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer  # type: ignore[import-untyped]

from resume.grounding.language.lists import read_lines, read_rows, read_sections, words_under
from resume.grounding.language.thesaurus import claimed, is_pair, pair_ends
from resume.grounding.language.tokenizer import tokenize_words
from resume.grounding.language.tokens import Token
from resume.lexicon import all_skills, is_everyday, names_of
from resume.terms import fold, read_list
from resume.wording import read_verbs

Keys = tuple[str, ...]

_PERSON_ENDING = re.compile(r"(.{2,}[^aiou])(?:m[ae]n)$|(.{3,})(?:wom[ae]n|persons?|people)$")
"""Words for people by their work that end in what they are: `draughtsman`, `salespeople`; not "specimen"."""

_SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hi": "hindi", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "nb": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_SHORT = 3
"""Words up to this length are not stemmed: their endings are seldom endings."""

_DOER = ("er", "or", "ist", "yst", "ian", "ant")
_LONG = 5
"""Words in -er up to this length (`order`, `paper`) name no doers."""


@cache
def _verbs_in_er() -> frozenset[str]:
    """Verbs and other words in -er and -or that name no person: `deliver`, `monitor`."""
    terms = [term.strip() for line in read_lines("verbs.txt") for term in line.split(",")]
    first = [line.split()[0] for line in read_lines("derivations.txt")]
    return frozenset(fold(term) for term in (*terms, *first) if term.endswith(("er", "or"))) | words_under(
        "cues.txt", "no doers"
    )


@cache
def guarded_words() -> frozenset[str]:
    """Words that stand for what they say alone: ranks, rises and falls, wins. A thesaurus takes "manage" for "achieve"."""
    ladder = read_sections("scope.txt")
    high = {word for heading, lines in ladder.items() if heading[0] in "456" for line in lines for word in line.split()}
    cues = [
        words_under("cues.txt", heading)
        for heading in ("up", "down", "better", "first place", "achieved", "helpers", "persons")
    ]
    return frozenset(high).union(*cues)


@cache
def _plurals() -> dict[str, str]:
    """Irregular plurals and their singulars."""
    return {plural: singular for singular, plural in (line.split() for line in read_lines("plurals.txt"))}


@cache
def _kinds() -> dict[str, tuple[frozenset[str], bool]]:
    """Skills of the lexicon: those of their names that are not the same, and whether the skill may be said of these."""
    found = {}
    for line in read_lines("kinds.txt"):
        skill, _, kinds = line.partition(" > ") if " > " in line else line.partition(" | ")
        found[skill] = frozenset(kind.strip() for kind in kinds.split("|")), " > " in line
    return found


class Stemmer:
    """Snowball's stemmer of a language, one for each thread.

    It works on a word in its own fields, so that two threads with one stemmer spoil each other's words.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._own = threading.local()

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        own = vars(self._own)
        if "stemmer" not in own:
            own["stemmer"] = stemmer(self._language)
        return str(own["stemmer"].stemWord(word))


@dataclass(frozen=True)
class Phrase:
    """Several words that mean one thing."""

    roots: tuple[str, ...]
    keys: Keys
    exact: bool = False
    """Whether its first word counts only with a capital."""


_NO_DOINGS = frozenset(("men", "man's", "men's"))
"""Words that are no forms of the verb whose root they have: men are not what one "mans" a desk with."""


class Beginning(NamedTuple):
    """What a word may begin."""

    phrases: Mapping[str, Sequence[Phrase]]
    """Phrases, longest first, by the root of their second word."""
    of_pair: bool
    """Whether it may be the first of two words that are one term of the thesaurus."""
    followed: frozenset[str]
    """What its phrases and pairs have behind it: roots, and words in plain form."""


@dataclass(eq=False)
class Vocabulary:
    """The words of one language."""

    language: str
    _stems: dict[str, str] = field(default_factory=dict)
    _families: dict[str, list[str]] = field(default_factory=dict)
    """Root → keys of its families."""
    _capitals: dict[str, list[str]] = field(default_factory=dict)
    """Root → keys that count only where the word is written with capitals."""
    _acronyms: dict[str, list[str]] = field(default_factory=dict)
    """Root → keys that count only where all of the word is: "WHO guidelines", not "Who"."""
    _wider: dict[str, set[str]] = field(default_factory=dict)
    """Root → roots of wider words."""
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    """By the first root, longest first."""
    _beginnings: dict[str, Keys] = field(default_factory=dict)
    """Key of a phrase → keys of the names that it begins with: `Lean Six Sigma` of a green belt in it."""

    def __post_init__(self) -> None:
        self._snowball = Stemmer(_SNOWBALL[self.language]) if self.language in _SNOWBALL else None
        self._origins: dict[str, str] = {}
        self._not_doers = _verbs_in_er() if self.language == "en" else frozenset()
        self.root = lru_cache(maxsize=65_536)(self._root)
        self.keys = lru_cache(maxsize=65_536)(self._keys)
        self.doing = lru_cache(maxsize=16_384)(self._doing)
        self.pair = lru_cache(maxsize=65_536)(self._pair_keys)
        self.beginning = lru_cache(maxsize=65_536)(self._begun_by)
        self.wider = lru_cache(maxsize=65_536)(self._wider_keys)
        self.all_keys = lru_cache(maxsize=65_536)(self._own_and_wider_keys)
        if self.language == "en":
            self._read_origins()
        self._read_aliases()
        self._guarded = frozenset[str]()
        if self.language == "en":
            self._read_families()
            self._read_wider()
            self._guarded = frozenset(self.root(word) for word in guarded_words())
        for first, phrases in self.phrases.items():
            self._note_beginnings(phrases)
            self.phrases[first] = sorted(
                (_with_beginnings(phrase, phrases) for phrase in phrases), key=lambda phrase: -len(phrase.roots)
            )

    def _root(self, word: str) -> str:
        if self.language == "en":
            word = _plurals().get(word.casefold(), word)
        folded = fold(word) if self.language == "en" else word.casefold().replace("’", "'")
        if not folded.isascii():
            folded = plain_letters(folded)
        if not folded.isalpha() or len(folded) <= _SHORT:
            return self._origins.get(folded, folded)
        known = self._origins.get(folded)
        if known is not None:
            return known
        if folded.endswith("children") and self.language == "en":
            folded = folded.removesuffix("ren")  # "schoolchildren"
        if self.language == "en" and (named := _PERSON_ENDING.match(folded)):
            one = f"{named[1] or named[2]}man"
            return self._origins.get(one, one)
        if self._is_doer(folded):
            return folded
        stem = self._snowball.stem(folded) if self._snowball else folded
        if stem.endswith("if") and stem not in self._origins and folded.startswith(f"{stem}ication"):
            stem += "i"  # "electrification" is of "electrify"
        return self._origins.get(stem, stem)

    def _is_doer(self, folded: str) -> bool:
        """Whether a word names a person by what they do: a teacher is not the teaching, and to operate makes no operator."""
        if self.language != "en":
            return False
        named = folded.endswith(_DOER) and len(folded) > _LONG and folded not in self._not_doers
        return named or folded in words_under("cues.txt", "persons")

    def _doing(self, word: str) -> str:
        """The root of what somebody named by their doing does: of `teach` for a teacher; empty for other words."""
        folded = fold(word)
        if not self._is_doer(folded):
            return ""
        for ending in _DOER:
            for base in (folded.removesuffix(ending), folded.removesuffix(ending) + "e"):
                stem = self._stem(base)
                if stem in self._origins:
                    return self._origins[stem]
        return self._stem(folded[:-2] + "ing") if folded.endswith(("er", "or")) else ""

    def _keys(self, word: str) -> Keys:
        if word.endswith("s") and word[:-1].isupper() and word.isalpha() and len(word) > 2:
            word = word[:-1]  # "PRs"
        root = self.root(word)
        if "." in word:
            plain = self.root(word.replace(".", ""))
            if plain in self._acronyms or plain in self._capitals or plain in self._families:
                word, root = word.replace(".", ""), plain  # "M.Sc", "B.Pharm"
        keys = [root, *self._families.get(root, ())]
        if self.language == "en" and root not in self._guarded:
            keys += [f"n:{form}" for form in claimed(word)]
        if word[:1].isupper() or not word.islower():
            keys += self._capitals.get(root, ())
        if word[1:].isupper():
            keys += self._acronyms.get(root, ())
        if word.casefold() in _NO_DOINGS:
            keys = [key for key in keys if key[:3] != "s:v"]
        return tuple(dict.fromkeys(keys))

    def _begun_by(self, word: str) -> Beginning | None:
        """What a word may begin; None for nothing."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self.phrases.get(self.root(word), ()):
            found.setdefault(phrase.roots[1], []).append(phrase)
        may_pair = self.language == "en" and (word[1:].islower() or len(word) == 1)
        ends = pair_ends(word) if may_pair else frozenset()
        return Beginning(found, bool(ends), ends.union(found)) if found or ends else None

    def _pair_keys(self, first: str, second: str) -> Keys:
        """Keys of two words that are one term of the thesaurus, empty for others; names are none."""
        if second in words_under("cues.txt", "plain prepositions"):
            return ()
        if self.language != "en" or not (first[1:] + second).islower() or not is_pair(first, second):
            return ()
        roots = f"{self.root(first)} {self.root(second)}"
        return (f"p:{roots}", *(f"n:{form}" for form in claimed(f"{first} {second}")))

    def _wider_keys(self, keys: Keys) -> Keys:
        found = {wide for key in keys if key[:2] != "s:" for wide in self._wider.get(key, ())}
        begun = (begin for key in keys if key[:2] == "p:" for begin in self._beginnings.get(key, ()))
        return (*(f"w:{wide}" for wide in sorted(found)), *begun)

    def _own_and_wider_keys(self, word: str) -> Keys:
        """The keys of a word and of the wider words that may be said for it."""
        keys = self.keys(word)
        return (*keys, *self.wider(keys))

    def _note_beginnings(self, phrases: Sequence[Phrase]) -> None:
        """Note what the source says with a longer name: a claim of a green belt is not met by Lean Six Sigma alone."""
        for phrase in phrases:
            shorter = [
                other
                for other in phrases
                if other.roots == phrase.roots[: len(other.roots)]
                and other != phrase
                and not self._is_doer(other.roots[-1])  # a physical therapist assistant is no physical therapist
            ]
            if begun := tuple(dict.fromkeys(key for other in shorter if not other.exact for key in other.keys)):
                self._beginnings[f"p:{' '.join(phrase.roots)}"] = begun

    def _read_origins(self) -> None:
        """Words of one origin share the root of the first."""
        assert self._snowball is not None
        for line in (*read_lines("derivations.txt"), *read_list("word_families.txt")):
            words = [fold(word) for word in line.split()]
            kept_apart = len(words) == 1
            first = words[0] if kept_apart else self._origins.get(words[0]) or self._stem(words[0])
            for word in words:
                if word != words[0] and self._is_doer(word):
                    continue
                self._origins.setdefault(word, first)
                if len(word) > _SHORT and not kept_apart:
                    self._origins.setdefault(self._stem(word), first)
        self.root.cache_clear()
        self._read_verb_forms()
        self.root.cache_clear()

    def _read_verb_forms(self) -> None:
        """All forms of a verb share its root; a form that is a word of its own too (`housing`) shares a family with it."""
        verbs = read_verbs()
        pasts = {verb.past for verb in verbs if verb.past != verb.base}
        for verb in verbs:
            if verb.base in pasts:  # "found" is said of what was found; who founded something writes "founded"
                continue
            base = self.root(verb.base)
            for form in (verb.past, verb.participle, verb.gerund):
                folded = fold(form)
                if self._origins.setdefault(folded, base) != base:
                    for root in {self._origins[folded], base}:
                        self._families.setdefault(root, []).append(f"s:={base}")
            self._origins.setdefault(fold(verb.base), base)

    def _stem(self, word: str) -> str:
        if self._snowball is None or not word.isalpha() or len(word) <= _SHORT:
            return word
        return self._snowball.stem(word)

    def _read_families(self) -> None:
        for name in ("verbs.txt", "nouns.txt", "others.txt"):
            for number, line in enumerate(read_lines(name)):
                if not line.startswith("["):
                    for member in line.split(","):
                        self._add(member.strip(), f"s:{name[0]}{number}")

    def _read_aliases(self) -> None:
        for number, (short, long) in enumerate(read_rows("abbreviations.tsv")):
            self._add(short.rstrip("^"), f"a:{number}", capital=short.endswith("^"))
            self._add(long, f"a:{number}")
        for skill in all_skills():
            names = names_of(skill.name)
            if len(names) > 1:
                apart, is_wider = _kinds().get(skill.name, (frozenset(), False))
                for name in names:
                    if _is_part_of_another(name, names):
                        continue
                    if name in apart:
                        self._add(name, f"a:{name}")
                        if is_wider and " " not in name and " " not in skill.name:
                            self._wider.setdefault(self.root(name), set()).add(self.root(skill.name))
                        continue
                    capital = is_everyday(name) and (name == skill.name or name[:1].isupper())
                    self._add(name, f"a:{skill.name}", capital=capital)

    def _read_wider(self) -> None:
        for line in read_lines("wider.txt"):
            wide, _, narrow = line.partition(": ")
            root = " ".join(self.root(word) for word in wide.split())
            for word in narrow.split():
                self._wider.setdefault(self.root(word), set()).add(root)
        for skill in all_skills():
            words = skill.name.split()
            for parent in skill.parents:
                if len(words) == 1 and " " not in parent:
                    self._wider.setdefault(self.root(words[0]), set()).add(self.root(parent))

    def _add(self, term: str, key: str, *, capital: bool = False) -> None:
        words = list(_split(term))
        if len(words) == 1:
            exact = self._acronyms if term.isupper() and len(term) > 1 else self._capitals
            table = exact if capital else self._families
            table.setdefault(self.root(words[0]), []).append(key)
        elif words:
            roots = tuple(self.root(word) for word in words)
            self._add_phrase(Phrase(roots, (f"p:{' '.join(roots)}", key), capital))

    def _add_phrase(self, phrase: Phrase) -> None:
        known = self.phrases.setdefault(phrase.roots[0], [])
        for at, other in enumerate(known):
            if other.roots == phrase.roots:
                known[at] = Phrase(phrase.roots, tuple(dict.fromkeys((*other.keys, *phrase.keys))), phrase.exact)
                return
        known.append(phrase)


def _with_beginnings(phrase: Phrase, others: Sequence[Phrase]) -> Phrase:
    """A phrase that means what its beginning means too: `stand in for`, `stand in`; a name does not."""
    shorter = [other for other in others if other.roots == phrase.roots[: len(other.roots)] and not other.exact]
    synonyms = [other for other in shorter if any(key[:2] == "s:" for key in other.keys)]
    keys = dict.fromkeys(key for other in (phrase, *synonyms) for key in other.keys)
    return Phrase(phrase.roots, tuple(keys), phrase.exact)


def _is_part_of_another(name: str, names: Sequence[str]) -> bool:
    """Whether a name is another with a common word more (`warehouse operations`); `Microsoft Excel` is not."""
    words = name.split()
    for other in names:
        extra = [word for word in words if word.casefold() not in other.casefold().split()]
        if other != name and len(extra) < len(words) and extra and all(word.islower() for word in extra):
            return True
    return False


def plain_letters(word: str) -> str:
    """`façade` is `facade`, `São` is `Sao`: keyboards decide which is written."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _split(term: str) -> Iterator[str]:
    """The words of a term as `tokenizer` cuts them."""
    words = term.split()
    if all(word.isascii() and word.isalpha() for word in words):
        yield from words
        return
    yield from tokenize_words(term)


@cache
def vocabulary(language: str | None) -> Vocabulary:
    """The words of a language by its ISO 639-1 code; one that is not known has no stems and no synonyms."""
    return Vocabulary(language or "en")


def roots_of(tokens: Sequence[Token], words: Vocabulary) -> list[str]:
    """The roots of words, by token; empty for what is no word."""
    return [words.root(token.text) if token.kind == "word" else "" for token in tokens]
