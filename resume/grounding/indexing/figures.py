"""The source's figures: what they count, which are alike, and what words they let one say."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import pairwise

from resume.grounding.indexing.people import PEOPLE
from resume.grounding.indexing.tables import Tables
from resume.grounding.language.enumerations import NameList
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import spellings
from resume.grounding.language.phrases import phrase_at
from resume.grounding.language.reading import Reading
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.measuring.intervals import plain_words
from resume.grounding.measuring.ledger import MONTHS, PERCENT, TIME
from resume.grounding.measuring.quantities import COUNT, Quantity
from resume.grounding.sources import Source


def index_figures(tables: Tables, source: Source, listed: Sequence[NameList]) -> None:
    """Note what words a fact's figures let one say, and the names that it lists."""
    _index_changes(tables, source)
    _index_figures(tables, source)
    _index_intervals(tables, source)
    _index_listed(tables, source, listed)


_TIMES = (MONTHS, TIME, PERCENT)
"""Dimensions whose units are too common to say something by themselves."""


_EVERY = frozenset(("each", "every"))
"""Words before a time of the day that comes round daily: "each morning"."""


def _index_changes(tables: Tables, source: Source) -> None:
    """A figure that falls says "reduced", one that rises "increased", whatever the words are."""
    verbs: list[str] = []
    for before, after in source.ledger.changes:
        first, second = source.ledger.quantities[before], source.ledger.quantities[after]
        verbs += ["reduce" if second.value < first.value else "increase", "improve"]
    for quantity in source.ledger.quantities:
        if quantity.change:
            verbs.append("reduce" if quantity.change == "down" else "increase")
    lows = [token.low for token in source.reading.tokens]
    if any(f"to {none}" in " ".join(lows) for none in ("none", "zero", "nil", "0 ")) and "from" in lows:
        verbs += ["reduce", "eliminate", "end"]
    for verb in verbs:
        keys = tables.words.keys(verb) if verb != "improve" else (tables.words.root(verb),)
        tables.say(keys, source, False, False)
        tables.note_done(keys, source)


def _index_figures(tables: Tables, source: Source) -> None:
    """Figures that mean what words do, `24/7`, and units, which a claim may name apart from their figure."""
    for quantity in source.ledger.quantities:
        if quantity.unit and quantity.dimension not in _TIMES:
            for spelling in spellings(quantity.unit):
                tables.say(tables.words.keys(spelling), source, False, False)
    for at, token in enumerate(source.reading.tokens):
        if token.kind == "number" and (phrase := phrase_at(source.reading.tokens, at, tables.words)) is not None:
            tables.say(phrase[0], source, source.reading.negated[at], source.reading.helped[at])


def _index_intervals(tables: Tables, source: Source) -> None:
    """How often, in the single words for it: "every two weeks" lets one say "fortnightly"."""
    for interval in source.ledger.intervals:
        for word in plain_words(interval):
            tables.say(tables.words.keys(word), source, False, False)
    if not source.reading.lows.isdisjoint(_EVERY):
        for one, other in pairwise(source.reading.tokens):
            if one.low in _EVERY and other.low in words_under("figures.txt", "times of every day"):
                tables.say(tables.words.keys("daily"), source, False, False)
    if "year" in source.ledger.rates:  # "every February"
        for word in ("yearly", "annual", "annually"):
            tables.say(tables.words.keys(word), source, False, False)


def _index_listed(tables: Tables, source: Source, listed: Sequence[NameList]) -> None:
    """What names are that a line lists: "in Riga and Tallinn" is in two cities, and in Baltic ones."""
    for one in listed:
        for word in (*one.nouns, *one.regions):
            tables.say(tables.words.keys(word)[:1], source, False, source.reading.helped[one.first])


def counted(reading: Reading, quantity: Quantity, words: Vocabulary) -> set[str]:
    """Keys of what a figure counts: its noun and that of what it is the size of, and the wider words of both."""
    return count_keys(reading, (*quantity.after, *quantity.of), words)


def count_keys(reading: Reading, places: Sequence[int], words: Vocabulary) -> set[str]:
    """Keys of what some tokens name that are counted: their own, wider words' and people's."""
    counted_as = counting_in(words)
    found = set[str]().union(*[counted_as(reading.tokens[at].text) for at in places])
    phrased = phrased_keys(reading, places)
    found |= phrased
    found.update([f"w:{key}" for key in phrased if f"w:{key}" in PEOPLE])
    return found


@cache
def counting_in(words: Vocabulary) -> Callable[[str], frozenset[str]]:
    """What reads in a language, each word once, the keys of what is counted by it: its own, wider words' and people's."""
    return lru_cache(maxsize=16_384)(partial(_read_counted, words))


def _read_counted(words: Vocabulary, text: str) -> frozenset[str]:
    keys, doing = words.keys(text), words.doing(text)
    found = {key for key in keys if not key.startswith("s:v")} | set(words.wider(keys))
    if doing:
        found |= {doing, *PEOPLE}
    if text.lower() in words_under("figures.txt", "groups of people"):
        found |= set(PEOPLE)
    return frozenset(found | {f"w:{key}" for key in found} & set(PEOPLE))


def phrased_keys(reading: Reading, at: Sequence[int]) -> set[str]:
    """Keys of the phrases that begin among some tokens: `PRs` of "25 pull requests"."""
    found: set[str] = set()
    for term in reading.terms:
        if term.parts and any(term.at <= place <= term.to for place in at):
            found.update(term.keys)
    return found


def are_alike(words: Vocabulary, reading: Reading, first: Quantity, second: Quantity) -> bool:
    """Whether two figures of a line may be of the same, so that one can be reckoned from both."""
    if first.dimension == PERCENT:
        return _are_of_one(reading, first, second)
    if first.dimension != COUNT:
        return True
    one, other = counted(reading, first, words), counted(reading, second, words)
    if (one | other) & set(PEOPLE) and _listed_together(reading, first, second):
        return True
    return not one or not other or bool(one & other)


def _are_of_one(reading: Reading, first: Quantity, second: Quantity) -> bool:
    """Whether two shares may be of one thing: they share a word, or one of them is said of nothing."""
    one, other = ({reading.tokens[at].low for at in (*figure.after, *figure.before[:2])} for figure in (first, second))
    return not one or not other or bool(one & other)


def _listed_together(reading: Reading, first: Quantity, second: Quantity) -> bool:
    """Whether nothing but what it counts stands between a figure and the next: `7 vets and 11 nurses`."""
    heads = set(first.after)
    return all(
        at in heads or reading.tokens[at].low in ("and", "&", ",", "plus", "-")
        for at in range(first.last + 1, second.first)
    )
