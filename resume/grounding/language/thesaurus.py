"""What the language lets one say where the source says a word: synonyms, wider words, words of one origin, from WordNet.

The table `data/thesaurus.tsv` is made by `data/build_thesaurus.py`, and looked up in the file by bisection: nothing is loaded. It
knows the direction of meaning: "nurse" lets one say "health professional", and "health professional" proves no nurse. Names and
technologies are not to be looked up here, since "python" is a snake.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from resume.grounding.language.lists import read_lines
from resume.wording import read_verbs

TABLE = Path(__file__).parent.parent / "data" / "thesaurus.tsv"

_ENDINGS = (
    ("ies", "y"), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("s", ""),
    ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("es", "e"), ("es", ""),
)  # fmt: skip
"""Endings of inflected words and what takes their place, as in WordNet's own morphological rules."""

_PREFIXES = ("re", "over", "out", "under")
"""What makes a verb another with the same irregular forms."""

_LEAST_STEM = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the thesaurus."""

    origin: tuple[str, ...]
    """Words of one origin, of other parts of speech: `management` for `manage`."""
    noun: tuple[str, ...]
    """What may be said where the word is said as a noun."""
    verb: tuple[str, ...]
    modifier: tuple[str, ...]
    """The same for adjectives and adverbs."""
    followed: frozenset[str]
    """Second words of phrases that the word begins: `off` for `sign`."""
    by_origin: tuple[str, ...]
    """What may be said for the words of one origin, in the senses that they share with it."""
    doings: frozenset[str]
    """The broad domains of doing that it belongs to as a verb: `creation`, `change`, `communication`."""


class Thesaurus:
    """The table, open for looking up."""

    def __init__(self, table: Path = TABLE) -> None:
        with table.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.entry = lru_cache(maxsize=16_384)(self._entry)

    def _entry(self, word: str) -> Entry | None:
        """The entry of a word in its plain form; two words with a space between."""
        if not word.isascii():
            return None
        wanted = word.replace(" ", "_").encode()
        low, high = 0, len(self._map)
        while low < high:
            middle = (low + high) // 2
            begin = self._map.rfind(b"\n", 0, middle) + 1
            end = self._map.find(b"\n", begin)
            row = self._map[begin:end]
            found = row[: row.index(b"\t")]
            if found == wanted:
                return _read_row(row)
            if found < wanted:
                low = end + 1
            else:
                high = begin
        return None


def _read_row(row: bytes) -> Entry:
    _word, *columns = row.decode("ascii").split("\t")
    origin, noun, verb, modifier = (_spaced(column) for column in columns[:4])
    return Entry(
        origin, noun, verb, modifier, frozenset(columns[4].split()), _spaced(columns[5]), frozenset(columns[6].split())
    )


def _spaced(column: str) -> tuple[str, ...]:
    return tuple(term.replace("_", " ") for term in column.split())


@cache
def thesaurus() -> Thesaurus:
    """The thesaurus, opened once."""
    return Thesaurus()


@lru_cache(maxsize=65_536)
def plain_forms(word: str) -> tuple[str, ...]:
    """The words of the thesaurus that a word may be a form of, in lower case: `mended` is `mend`."""
    first, space, second = word.casefold().partition(" ")
    table = thesaurus()
    found = list(uninflected(first))
    if space:
        found = [f"{one} {other}" for one in found for other in uninflected(second)]
    return tuple(dict.fromkeys(form for form in found if table.entry(form) is not None))


@lru_cache(maxsize=65_536)
def uninflected(low: str) -> tuple[str, ...]:
    """The plain forms that a word in small letters may have, words or not."""
    return tuple(_uninflected(low))


def _uninflected(low: str) -> Iterator[str]:
    yield low
    known = _base_of(low)
    if known:
        yield known
        return
    for ending, other in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST_STEM and not low.endswith("ss"):
            stem = low.removesuffix(ending)
            yield stem + other
            if not other and len(stem) > _LEAST_STEM + 1 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _base_of(low: str) -> str:
    """The plain form of a verb's form, with `re-`, `over-`, `out-` and `under-` too; empty where neither list has it."""
    known = _bases().get(low) or _irregular().get(low)
    if known:
        return known
    for prefix in _PREFIXES:
        rest = low.removeprefix(prefix)
        if rest != low and (base := _bases().get(rest) or _irregular().get(rest)):
            return f"{prefix}{base}"
    return ""


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms of verbs that the wording rules do not know."""
    return {line.split()[0]: line.split()[1] for line in read_lines("irregular.txt")}


@cache
def _bases() -> dict[str, str]:
    """Forms of the verbs that the wording rules know, and their plain forms."""
    return {form: verb.base for verb in read_verbs() for form in verb.forms}


def pair_ends(word: str) -> frozenset[str]:
    """The second words, in plain form, of the terms of two whose first is a word in any form: `off` and `up` of `signed`."""
    entries = [entry for form in plain_forms(word) if (entry := thesaurus().entry(form)) is not None]
    return frozenset().union(*(entry.followed for entry in entries))


def is_pair(first: str, second: str) -> bool:
    """Whether two words together are a term of the thesaurus: `sign off`, `display cases`."""
    return not pair_ends(first).isdisjoint(uninflected(second.casefold()))


@lru_cache(maxsize=65_536)
def claimed(word: str) -> tuple[str, ...]:
    """What a claim's word counts as: its plain forms, and the words of one origin with them."""
    found: dict[str, None] = {}
    for form in plain_forms(word):
        found[form] = None
        entry = thesaurus().entry(form)
        found.update(dict.fromkeys(entry.origin if entry is not None else ()))
    return tuple(found)


@lru_cache(maxsize=65_536)
def entailed(word: str, *, as_verb: bool) -> frozenset[str]:
    """What may be said where the source says a word, the word and its other forms among it.

    Args:
        word: as it stands in the source, in any form.
        as_verb: whether it stands where a verb stands.
    """
    found: set[str] = set()
    for form in plain_forms(word):
        entry = thesaurus().entry(form)
        if entry is None:
            continue
        found.add(form)
        inflected = form != word.casefold() and not word.endswith("s")
        found.update(_senses(entry, as_verb=as_verb or inflected))
        found.update((*entry.origin, *entry.by_origin))
        found -= _unsaid().get(form, frozenset())
    return frozenset(found)


@cache
def _unsaid() -> dict[str, frozenset[str]]:
    """Words that the thesaurus holds for one and that tell of others: whoever trained home carers trained no family's."""
    rows = (line.partition(" : ") for line in read_lines("unsaid.txt"))
    return {word: frozenset(others.split()) for word, _, others in rows}


@lru_cache(maxsize=16_384)
def names_worker(word: str) -> bool:
    """Whether a noun, in any form, names people by their work: `seamstresses`, `masons`."""
    entries = (thesaurus().entry(form) for form in plain_forms(word))
    return any(entry is not None and not _WORKERS.isdisjoint(entry.noun) for entry in entries)


_WORKERS = frozenset(
    ("worker", "artisan", "craftsman", "skilled worker", "workman", "employee", "professional", "health professional", "maker",
     "needlewoman", "needleworker", "educator", "skilled workman", "trained worker", "scientist", "engineer")
)  # fmt: skip
"""Words above those for people by their work."""


@lru_cache(maxsize=16_384)
def doings(word: str) -> frozenset[str]:
    """The broad domains of doing that a verb belongs to, in any form; empty for a word that is no verb."""
    found = (
        entry.doings for form in plain_forms(word) if (entry := thesaurus().entry(form)) is not None and entry.doings
    )
    return next(found, frozenset())


@lru_cache(maxsize=16_384)
def is_thing(word: str) -> bool:
    """Whether a word in its plain form is a noun of the thesaurus."""
    entry = thesaurus().entry(word)
    return entry is not None and bool(entry.noun)


@lru_cache(maxsize=16_384)
def is_plain_noun(word: str) -> bool:
    """Whether a word in its plain form is a noun of the thesaurus and no adjective: not `senior`."""
    entry = thesaurus().entry(word)
    return entry is not None and bool(entry.noun) and not entry.modifier


def _senses(entry: Entry, *, as_verb: bool) -> tuple[str, ...]:
    if as_verb and entry.verb:
        return (*entry.verb, *entry.modifier)
    return (*entry.noun, *entry.modifier) or entry.verb
