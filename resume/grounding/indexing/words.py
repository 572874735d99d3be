"""What a line says by its words: each for itself, with its wider words, and those that stand for others."""

from collections.abc import Sequence
from functools import lru_cache

from resume.grounding.indexing.languages import is_language
from resume.grounding.indexing.people import PEOPLE, index_doer, is_oneself, is_others
from resume.grounding.indexing.tables import Tables
from resume.grounding.language.function_words import light_words
from resume.grounding.language.helping import stands_aside
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.thesaurus import is_thing
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.sources import Source
from resume.wording import gerunds, past_forms

_BEFORE_DOINGS = ("and", ",", ";", ".", "then", "i", "•", "while", "by", "through", "not")
"""What stands before a verb that says what one did."""


def index_words(tables: Tables, source: Source) -> None:
    """Note what a fact says by its words and phrases."""
    reading = source.reading
    for term in reading.terms:
        _index_term(tables, term, source)
        for part in term.parts:
            _index_term(tables, part, source)
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        negated = reading.negated[at]
        if not negated:
            index_doer(tables, token, source, is_helped=reading.helped[at] or not is_oneself(source, at))
        keys = tables.words.keys(token.text)
        opens = at == 0 or tokens[at - 1].low in _BEFORE_DOINGS
        if not opens and token.low in light_words(tables.words.language):
            keys = tuple(key for key in keys if key[:2] != "s:" or key[:3] == "s:o")
        tables.say(keys, source, negated, reading.helped[at] or is_others(tables, source, at))
        if not negated and _acts(tokens, at):
            tables.note_done(keys, source)
        if reading.helped[at] and not negated and stands_aside(tokens, at):
            tables.say(keys[:1], source, False, False)
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in "-/" else at + 1
        if after < len(tokens) and tokens[after].kind == "word":
            joined = tables.words.root(token.text + tokens[after].text)
            tables.say((joined,), source, negated, reading.helped[at])
    _index_joined(tables, source)
    _index_ones(tables, source)
    _index_replaced(tables, source)


def _index_term(tables: Tables, term: Term, source: Source) -> None:
    if not term.negated and (term.parts or _acts(source.reading.tokens, term.at)):
        tables.note_done(term.keys, source)
    tables.say(term.keys, source, term.negated, term.helped or is_others(tables, source, term.at))
    if not term.is_name and tables.words.language == "en":
        tables.entail(term)
    if not term.negated and not is_language(source.reading.tokens, term.at):
        tables.say(tables.words.wider(term.keys), source, False, term.helped)


def _index_joined(tables: Tables, source: Source) -> None:
    """What a doing in one word says in two: "stocktaking" that stock is taken; who hires or recruits hires people."""
    reading = source.reading
    for at, token in enumerate(reading.tokens):
        if token.kind != "word" or tables.words.language != "en":
            continue
        for thing, doing in _taken_apart(token.low):
            roots = tables.words.root(thing), tables.words.root(doing)
            keys = (*roots, f"p:{roots[1]} {roots[0]}")
            tables.say(keys, source, reading.negated[at], reading.helped[at] or is_others(tables, source, at))
        if token.low in words_under("cues.txt", "done with people") and not reading.negated[at]:
            tables.say(PEOPLE, source, False, reading.helped[at])


@lru_cache(maxsize=16_384)
def _taken_apart(low: str) -> tuple[tuple[str, str], ...]:
    """A thing and what is done with it, of a doing in one word: `stock` and `taking` of "stocktaking"."""
    if not low.endswith("ing") or len(low) < _LEAST_JOINED:
        return ()
    cuts = ((low[:cut], low[cut:]) for cut in range(_LEAST_THING, len(low) - _LEAST_DOING))
    return tuple((thing, doing) for thing, doing in cuts if doing in gerunds() and is_thing(thing))


_LEAST_JOINED, _LEAST_THING, _LEAST_DOING = 10, 4, 5
"""Letters of such a word, of its thing, and one less than those of its doing."""


def _index_ones(tables: Tables, source: Source) -> None:
    """What `ones` stands for: "no critical findings and 2 minor ones" has findings."""
    tokens = source.reading.tokens
    if "ones" not in source.reading.lows:
        return
    at = next(at for at, token in enumerate(tokens) if token.low == "ones")
    noun = next((one for one in range(at - 1, -1, -1) if is_plural_noun(tokens, one)), -1)
    if noun >= 0 and not source.reading.negated[at]:
        tables.say(tables.words.keys(tokens[noun].text), source, False, source.reading.helped[at])


def is_plural_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word may be a noun for several, by its ending."""
    low = tokens[at].low
    return tokens[at].kind == "word" and low.endswith("s") and not low.endswith("ss") and low not in light_words("en")


def _index_replaced(tables: Tables, source: Source) -> None:
    """Who replaced one thing with another introduced the other: no word but the two together says so."""
    lows, replacing = [token.low for token in source.reading.tokens], words_under("cues.txt", "replacing")
    for at, low in enumerate(lows):
        if low in replacing and not source.reading.negated[at] and "with" in lows[at:]:
            for word in words_under("cues.txt", "introducing"):
                keys = tables.words.keys(word)[:1]
                tables.say(keys, source, False, source.reading.helped[at])
                tables.note_done(keys, source)


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a verb where it stands, or a noun that is made of one: `the check of`, `inspection`, `planning`."""
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    names_doer = low.removesuffix("s") in words_under("cues.txt", "persons")
    return names_doer or opens_verb(tokens, at) or low.endswith(_DEVERBAL) or low in past_forms() or following == "of"


_DEVERBAL = ("ed", "ing")
"""Endings of verbs' forms; a noun that is made of a verb says that verb alone, which its root does."""
