"""What a line denies otherwise than by a word of denial, what it says was given up, and what goes on all the same."""

from functools import cache, lru_cache

from resume.grounding.indexing.tables import Tables
from resume.grounding.indexing.words import is_plural_noun
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.phrases import phrase_at
from resume.grounding.language.thesaurus import is_thing
from resume.grounding.language.tokenizer import tokenize
from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.sources import Source


def index_denials(tables: Tables, source: Source) -> None:
    """Note what a fact denies otherwise than by a word of denial, and what it says by what it denies."""
    reading = source.reading
    for at, token in enumerate(reading.tokens):
        if token.kind == "word" and not reading.negated[at]:
            _index_undone(tables, token, source)
    _index_none(tables, source)
    if any(reading.negated):
        _index_jobs_kept(tables, source)
    _index_kept(tables, source)
    _index_ceased(tables, source)


def _index_undone(tables: Tables, token: Token, source: Source) -> None:
    """What a word with `un-` or `-less` denies: "unused plug-ins" are not used, cordless drills have no cord."""
    rest = token.low.removeprefix("un")
    if rest != token.low and rest.endswith(("ed", "en")) and tables.words.language == "en":
        tables.say(tables.words.keys(rest), source, True, False)
        root = tables.words.root(rest)
        tables.undone[root] = tables.undone.get(root, 0) | source.bit
    thing = lacked(token.low)
    if thing and tables.words.language == "en":
        tables.say(tables.words.keys(thing), source, True, False)


def _index_none(tables: Tables, source: Source) -> None:
    """What `none` and `not one` deny of: "40 tax returns; not one was rejected" denies a rejected tax return."""
    tokens, light = source.reading.tokens, light_words(tables.words.language)
    if source.reading.lows.isdisjoint(_NONE_OF) or tables.words.language != "en":
        return
    for at, token in enumerate(tokens):
        none = token.low == "none" or [one.low for one in tokens[max(0, at - 1) : at + 1]] == ["not", "one"]
        noun = next((one for one in range(at - 1, -1, -1) if is_plural_noun(tokens, one)), -1) if none else -1
        while noun >= 0 and tokens[noun].kind == "word" and tokens[noun].low not in light:
            tables.say((tables.words.root(tokens[noun].text),), source, True, False)
            noun -= 1


def _index_jobs_kept(tables: Tables, source: Source) -> None:
    """Who cut no jobs made nobody redundant: "without cutting any posts" lets one say "with no job losses"."""
    reading = source.reading
    cuts, jobs = words_under("cues.txt", "cutting jobs"), words_under("cues.txt", "jobs that are cut")
    if reading.lows.isdisjoint(cuts) or reading.lows.isdisjoint(jobs):
        return
    for at, token in enumerate(reading.tokens):
        if token.low in cuts and reading.negated[at]:
            behind = [one.low for one in reading.tokens[at + 1 : at + 4]]
            if jobs.intersection(behind):
                for line in read_sections("cues.txt")["losses of jobs"]:
                    phrase = phrase_at(tokenize(line), 0, tables.words)
                    tables.say(phrase[0] if phrase else tables.words.keys(line), source, True, False)


def _index_kept(tables: Tables, source: Source) -> None:
    """What goes on where a line denies that it was stopped: "without closing the pool" keeps the pool open."""
    reading = source.reading
    stops = words_under("cues.txt", "stopping")
    for at, token in enumerate(reading.tokens):
        if token.low not in stops or not reading.negated[at]:
            continue
        for word in words_under("cues.txt", "going on"):
            tables.say(tables.words.keys(word), source, False, False)
        for other, following in enumerate(reading.tokens[at + 1 :], at + 1):
            if not reading.negated[other]:
                break
            if following.kind == "word":
                tables.say(tables.words.keys(following.text), source, False, False)


def _index_ceased(tables: Tables, source: Source) -> None:
    """What a line says was given up is what the work does without: "gave up peat" lets one say "without peat"."""
    tokens = source.reading.tokens
    for term in source.reading.terms:
        if term.negated or not term.is_verb or not verbs_of_ceasing(tables.words) & set(term.keys):
            continue
        for other in range(term.to + 1, len(tokens)):
            if tokens[other].kind == "mark" or tokens[other].low in (
                "which",
                "that",
                "by",
                "for",
                "in",
                "on",
                "to",
            ):
                break
            if tokens[other].kind == "word" and not tokens[other].used:
                for key in tables.words.keys(tokens[other].text):
                    tables.ceased[key] = tables.ceased.get(key, 0) | source.bit


@cache
def verbs_of_ceasing(words: Vocabulary) -> frozenset[str]:
    """Keys of verbs of giving up, alone or with their particle."""
    single = {words.root(word) for word in words_under("cues.txt", "ceasing")}
    phrases = {
        f"p:{' '.join(words.root(part) for part in line.split())}"
        for line in read_sections("cues.txt")["ceasing phrases"]
    }
    return frozenset(single | phrases)


@lru_cache(maxsize=16_384)
def lacked(low: str) -> str:
    """What a word in `-less` says there is none of: `ticket` of "ticketless"; empty for other words."""
    thing = low.removesuffix("less").removesuffix("-")
    return thing if thing != low and len(thing) > _LEAST_LACKED and is_thing(thing) else ""


_LEAST_LACKED = 2
"""Letters that a thing has more than, of which there is none."""


_NONE_OF = frozenset(("none", "one"))
"""Words with which a line denies of all things that it has named before: `none`, `not one`."""
