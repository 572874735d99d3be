"""The ladder of scope: assisted < contributed < did < owned < led < founded."""

from functools import cache

from resume.grounding.language.lists import read_lines, read_sections, words_under
from resume.grounding.language.vocabulary import Keys, vocabulary
from resume.wording import read_verbs

CONTRIBUTED = 2
"""The rung up to which a verb says that others did the work."""

OWNED = 4
"""The rung of the ladder from which a verb says whose work it was."""


@cache
def _rungs() -> dict[str, int]:
    words = vocabulary("en")
    found: dict[str, int] = {}
    for heading, lines in read_sections("scope.txt").items():
        for line in lines:
            for word in line.split():
                found[words.root(word)] = max(int(heading[0]), found.get(words.root(word), 0))
    return found


def rung(keys: Keys) -> int:
    """How high a verb stands: 1 assisted, 2 contributed, 3 did, 4 owned, 5 led, 6 founded; 0 where the ladder lacks it."""
    return _rungs().get(keys[0], 0) if keys else 0


@cache
def verb_forms() -> frozenset[str]:
    """Forms in which a verb says what somebody did or does: past and plain; in -ing it is a noun as often."""
    return frozenset(form.casefold() for verb in read_verbs() for form in (verb.base, verb.past))


@cache
def plain_doings() -> frozenset[str]:
    """Roots of verbs that say no more of a task than that it was done."""
    words = vocabulary("en")
    return frozenset(words.root(word) for word in words_under("cues.txt", "no more than done"))


@cache
def any_doings() -> frozenset[str]:
    """Roots of verbs that say of a thing no more than that one dealt with it."""
    words = vocabulary("en")
    return frozenset(words.root(word) for word in words_under("cues.txt", "any doing"))


@cache
def carrying_verbs() -> frozenset[str]:
    """Roots of verbs that carry a noun of doing and say nothing themselves: `made bookings`."""
    words = vocabulary("en")
    return frozenset(words.root(word) for word in words_under("cues.txt", "carrying a doing"))


@cache
def _verbs() -> frozenset[str]:
    words = vocabulary("en")
    names = {
        words.root(term.strip())
        for line in read_lines("verbs.txt")
        if not line.startswith("[")
        for term in line.split(",")
        if " " not in term.strip()
    }
    phrases = {
        f"p:{' '.join(words.root(word) for word in term.split())}"
        for line in read_lines("verbs.txt")
        if not 0 < _rungs().get(words.root(line.split(",")[0]), 0) <= CONTRIBUTED
        for term in line.split(",")
        if " " in term.strip()
    }
    return frozenset(names | phrases | _rungs().keys())


def is_verb(keys: Keys) -> bool:
    """Whether a word, by its keys, is a verb of the lists."""
    return bool(keys) and keys[0] in _verbs()


@cache
def wins() -> frozenset[str]:
    """Words that say of a prize that one has it: `won`, and `awarded` or `received` as well."""
    return words_under("cues.txt", "first place") | words_under("cues.txt", "given as a prize")
