"""What lines say by the languages that they name, are spoken in, or take their names from."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.indexing.tables import Tables
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_lines, words_under
from resume.grounding.language.phrases import phrase_at
from resume.grounding.language.tokenizer import tokenize
from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import plain_letters
from resume.grounding.sources import Source


def index_languages(tables: Tables, source: Source) -> None:
    """Note what a fact says by the languages that it names, and what a place is by its name in another."""
    _index_institution(tables, source)
    _index_languages(tables, source)


def _index_institution(tables: Tables, source: Source) -> None:
    """What a place is by its name in another language: `Agencia Tucanela` is an agency."""
    if not source.is_header or tables.words.language != "en":
        return
    for token in source.reading.tokens:
        for phrase in institutions().get(plain_letters(token.low), ()) if token.kind == "word" else ():
            found = phrase_at(tokenize(phrase), 0, tables.words)
            keys = found[0] if found else tuple(tables.words.root(word) for word in phrase.split())
            tables.say(keys, source, False, False)


@cache
def institutions() -> dict[str, tuple[str, ...]]:
    """Foreign words in the names of employers and schools, and what they are in English."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("institutions.txt"):
        plain, names = line.split(" : ")
        for name in names.split():
            found[name] = (*found.get(name, ()), plain)
    return found


def _index_languages(tables: Tables, source: Source) -> None:
    """What a line is that names two languages: "a story hour in Arabic and Danish" is bilingual."""
    named = {token.low for token in source.reading.tokens if token.text[:1].isupper()} & _languages()
    for least, word in ((2, "bilingual"), (3, "trilingual"), (3, "multilingual")):
        if len(named) >= least:
            tables.say(tables.words.keys(word)[:1], source, False, False)
    if source.fact.section == "languages" and not source.reading.lows.isdisjoint(("mother", "first")):
        tables.say(tables.words.keys("native"), source, False, False)  # "French, mother tongue"


def note_spoken(tables: Tables, sources: Sequence[Source]) -> None:
    """Who speaks several languages well is multilingual, who has two as native or fluent bilingual."""
    spoken = [source for source in sources if source.fact.section == "languages"]
    lesser = words_under("cues.txt", "proficiency 1") | words_under("cues.txt", "proficiency 2")
    well = [one for one in spoken if not lesser & {token.low for token in one.reading.tokens}]
    best = words_under("cues.txt", "proficiency 4")
    fluent = [one for one in well if best & {token.low for token in one.reading.tokens}]
    for least, found, word in ((2, fluent, "bilingual"), (3, fluent, "trilingual"), (3, well, "multilingual")):
        for source in found if len(found) >= least else ():
            tables.say(tables.words.keys(word)[:1], source, False, False)


def is_language(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a language and no country's adjective: `sang in French` says nothing of France, `French firms` does."""
    if tokens[at].low not in _languages():
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.kind != "word" or following.low in light_words("en")


@cache
def _languages() -> frozenset[str]:
    return words_under("cues.txt", "languages")
