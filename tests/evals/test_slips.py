"""One word of a line in the place of another, drawn from other people's lines: what a careless or lying rewording does."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from evals.grounding import BATCHES, TODAY, read_people
from resume.facts import Fact, number_facts
from resume.grounding import FactBase
from resume.grounding.claims import is_generic
from resume.grounding.language.parsing import read_line
from resume.grounding.language.reading import Term
from resume.grounding.language.terms import find_terms
from resume.grounding.language.thesaurus import is_plain_noun, plain_forms
from resume.grounding.language.vocabulary import vocabulary

SLIPS = 600
"""Enough to see a point of change in a hundred, and done in a second or two."""

LEAKS = 0.07
"""Most slips that may pass: 6 in 100 do, half of them true ("assisted" for "counted"). The figure may not rise."""


@dataclass(frozen=True)
class Word:
    """A word of a line that may be put in another's place, and of what kind it is."""

    text: str
    kind: str
    start: int


def words_of(text: str) -> Iterator[Word]:
    """The verbs in the past that open a line, and its plain nouns."""
    reading = read_line(text, vocabulary("en"))
    find_terms(reading, vocabulary("en"))
    for term in reading.terms:
        if term.parts or term.is_name or is_generic(term) or not term.text.isalpha() or reading.text != text:
            continue
        kind = _kind_of(term)
        if kind:
            yield Word(term.text, kind, reading.tokens[term.at].start)


def _kind_of(term: Term) -> str:
    low = term.text.lower()
    if term.at == 0:
        return "verb" if low.endswith("ed") else ""
    if not term.text.islower() or low.endswith(("ed", "ing")) or not any(map(is_plain_noun, plain_forms(low))):
        return ""
    return "things" if low.endswith("s") else "thing"


def test_hardly_a_word_of_a_line_may_be_another_than_it_is() -> None:
    lines: list[tuple[FactBase, Fact, list[Word]]] = []
    for name in ("develop_j", "develop_k", "develop_l"):
        for person in read_people(BATCHES / name).values():
            facts = number_facts(person)
            base = FactBase(facts, TODAY)
            told = [fact for fact in facts if fact.section == "work" and fact.field != "header"]
            lines += [(base, fact, words) for fact in told if (words := list(words_of(fact.text)))]
    draw = random.Random(1)
    drawn = passed = 0
    while drawn < SLIPS:
        base, fact, words = draw.choice(lines)
        old = draw.choice(words)
        others = [word.text for word in draw.choice(lines)[2] if word.kind == old.kind]
        new = next((word for word in others if word.lower() not in fact.text.lower()), None)
        if new is None:
            continue
        drawn += 1
        slip = f"{fact.text[: old.start]}{new}{fact.text[old.start + len(old.text) :]}"
        passed += base.check(slip, cites=[fact.id], entry=fact.entry).supported
    assert passed / SLIPS <= LEAKS
