"""Verbs and their forms, and what the wording rules may take for granted about each. The data is `verbs.tsv`."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

VerbForm = Literal["base", "past", "third", "gerund"]
Trait = Literal[
    "ing", "ing-people", "ing-bare", "preposition", "noun", "standing", "once", "makes", "modest", "outcome"
]
"""What the head of `verbs.tsv` explains."""


@dataclass(frozen=True)
class Verb:
    """The forms of a verb and its traits."""

    base: str
    past: str
    participle: str
    gerund: str
    traits: frozenset[str]

    @cached_property
    def third(self) -> str:
        """The form after he, she or it."""
        if self.base.endswith(("s", "x", "z", "ch", "sh")) or self.base in ("do", "go", "undergo"):
            return self.base + "es"
        if self.base.endswith("y") and self.base[-2] not in "aeiou":
            return self.base[:-1] + "ies"
        return self.base + "s"

    @property
    def forms(self) -> tuple[str, ...]:
        """All five forms, the base first."""
        return self.base, self.past, self.participle, self.gerund, self.third

    def has(self, trait: Trait) -> bool:
        """Whether `verbs.tsv` says so of this verb."""
        return trait in self.traits

    def form(self, form: VerbForm) -> str:
        """The verb in one of its forms."""
        return {"base": self.base, "past": self.past, "third": self.third, "gerund": self.gerund}[form]


@cache
def read_verbs() -> tuple[Verb, ...]:
    """The verbs of `verbs.tsv`."""
    rows = (Path(__file__).parent / "verbs.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if not row.startswith("#"))
    return tuple(
        Verb(base, past, participle, gerund, frozenset(traits.split()))
        for base, past, participle, gerund, traits in cells
    )


@cache
def past_forms() -> frozenset[str]:
    """Verbs in the past whose plain form is another word: "run" is both, and says nothing."""
    return frozenset(verb.past for verb in read_verbs() if verb.past != verb.base)


@cache
def plain_forms() -> frozenset[str]:
    """Every verb as it stands in the present and behind `to`."""
    return frozenset(verb.base for verb in read_verbs())


@cache
def gerunds() -> frozenset[str]:
    """Every verb in -ing."""
    return frozenset(verb.gerund for verb in read_verbs())


@cache
def _by_form(form: VerbForm) -> dict[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = defaultdict(list)
    for verb in read_verbs():
        found[verb.form(form)].append(verb)
    return {word: tuple(verbs) for word, verbs in found.items()}


def verb_in(word: str, form: VerbForm) -> Verb | None:
    """The verb of which `word` (in small letters) is this form; None also where it might be either of two verbs."""
    verbs = _by_form(form).get(word, ())
    return verbs[0] if len(verbs) == 1 else None


def is_form(word: str, *forms: VerbForm) -> bool:
    """Whether `word` (in small letters) is one of these forms of any known verb."""
    return any(word in _by_form(form) for form in forms)


@cache
def by_participle() -> dict[str, Verb]:
    """Verbs by the form that follows `have`; a form of several verbs stands for the first."""
    found: dict[str, Verb] = {}
    for verb in read_verbs():
        found.setdefault(verb.participle, verb)
    return found


@cache
def root_of(word: str) -> str:
    """The base of the verb of which `word` is a form; a word that is none is its own root."""
    return _roots().get(word, word)


@cache
def _roots() -> dict[str, str]:
    roots = {verb.base: verb.base for verb in read_verbs()}
    for verb in read_verbs():
        for form in verb.forms:
            roots.setdefault(form, verb.base)
    return roots
