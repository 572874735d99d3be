"""Repeats: lines of one role that open with the same verb, and phrases that come again and again.

A verb gives way only to its twin (`verb_twins.tsv`), which says the same of the same thing; where there is none, the line stays.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resume.wording.verbs import VerbForm, root_of, verb_in
from resume.wording.words import Token, tokens_of, word_class

MOST_ALIKE = 2
"""Lines of one role that may open with the same verb, if they do not follow each other."""

SHORTEST_PHRASE = 4
"""Words from which on a sequence that comes again counts as a phrase."""

_FORMS: tuple[VerbForm, ...] = ("past", "base", "gerund", "third")
_CHANGE = re.compile(r"\bby (?:\w+ )?[$£€]?\d|\bfrom\b.*\d.*\bto\b.*\d|\d ?(?:%|per ?cent)", re.IGNORECASE)
_PARTICLES = frozenset({"out", "up", "in", "with", "to"})


@dataclass(frozen=True)
class Twin:
    """A verb that may stand for another, and before what."""

    verb: str
    """In its plain form, with its particle."""
    before: frozenset[str]
    figure: bool
    people: bool


@dataclass(frozen=True)
class Opening:
    """The verb that a line opens with."""

    root: str
    form: VerbForm
    words: str
    """As it stands there, with its particle."""


def read_opening(text: str) -> Opening | None:
    """The verb that a line opens with; None where it opens with none, or with a word that may be none."""
    tokens = tokens_of(text)
    if len(tokens) < 2 or not tokens[0].is_word:
        return None
    for form in _FORMS:
        verb = verb_in(tokens[0].low, form)
        if verb is not None:
            with_particle = f"{verb.base} {tokens[1].low}"
            if with_particle in twins():
                return Opening(with_particle, form, text[: tokens[1].end])
            return Opening(verb.base, form, tokens[0].text)
    return None


def vary_openings(lines: Sequence[str]) -> dict[int, str]:
    """Lines of one role, by index, that open otherwise now, since one right above or two before them opened with the same verb.

    Done again, it changes nothing more.

    Args:
        lines: the lines of one role in the order in which they stand.
    """
    openings = [read_opening(line) for line in lines]
    roots = [opening.root if opening else "" for opening in openings]
    changed: dict[int, str] = {}
    for at, opening in enumerate(openings):
        if opening is None or not _repeats(roots, at):
            continue
        for twin in twins().get(opening.root, ()):
            if twin.verb not in roots and _fits(twin, lines[at], opening):
                changed[at] = _put_twin(twin, lines[at], opening)
                roots[at] = twin.verb
                break
    return changed


def _repeats(roots: Sequence[str], at: int) -> bool:
    return (at > 0 and roots[at - 1] == roots[at]) or roots[:at].count(roots[at]) >= MOST_ALIKE


def _fits(twin: Twin, text: str, opening: Opening) -> bool:
    if twin.figure:
        return bool(_CHANGE.search(text))
    tokens = [token for token in tokens_of(text) if token.start >= len(opening.words)]
    if tokens and tokens[0].low in twin.before & _PARTICLES:
        return True
    noun = _head_noun(tokens)
    return noun in twin.before or (twin.people and noun in word_class("people"))


def _head_noun(tokens: Sequence[Token]) -> str:
    """The last word of the noun phrase that begins here; empty where it is one of several that are listed."""
    ends = word_class("prepositions") | word_class("subordinators") | word_class("finite")
    last = ""
    for token in tokens:
        if token.low in ends or not token.is_word:
            break
        if token.low in word_class("conjunctions"):
            return ""
        last = token.low
    return last


def _put_twin(twin: Twin, text: str, opening: Opening) -> str:
    verb, _, particle = twin.verb.partition(" ")
    known = verb_in(verb, "base")
    form = known.form(opening.form) if known is not None else verb
    words = f"{form} {particle}".strip()
    return (words[0].upper() + words[1:] if opening.words[0].isupper() else words) + text[len(opening.words) :]


@cache
def twins() -> Mapping[str, tuple[Twin, ...]]:
    """The twins of each verb, by its plain form, of `verb_twins.tsv`."""
    rows = (Path(__file__).parent / "verb_twins.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[Twin, ...]] = {}
    for row in rows:
        if row and not row.startswith("#"):
            verb, other, before = row.split("\t")
            words = frozenset(before.split())
            twin = Twin(other, words - {"figure", "people"}, "figure" in words, "people" in words)
            found[verb] = (*found.get(verb, ()), twin)
    return found


def repeated_phrases(texts: Sequence[str], own: Sequence[str]) -> set[int]:
    """Which texts, by index, hold a phrase that a text before them holds, and that their own source does not.

    Args:
        texts: what somebody wrote of each line.
        own: the source's words of each.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    again: set[int] = set()
    for at, (text, source) in enumerate(zip(texts, own, strict=True)):
        phrases = _phrases(text) - _phrases(source)
        if any(seen[phrase] for phrase in phrases):
            again.add(at)
        seen.update(phrases)
    return again


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = [root_of(token.low) for token in tokens_of(text) if token.is_word]
    return {tuple(words[at : at + SHORTEST_PHRASE]) for at in range(len(words) - SHORTEST_PHRASE + 1)}
