"""The ladder of scope: assisted < contributed < did < owned < led < founded."""

from functools import cache

from resume.grounding.lists import read_lines, read_sections
from resume.grounding.vocabulary import Keys, vocabulary


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
def _verbs() -> frozenset[str]:
    words = vocabulary("en")
    names = {
        words.root(term.strip())
        for line in read_lines("verbs.txt")
        if not line.startswith("[")
        for term in line.split(",")
        if " " not in term.strip()
    }
    return frozenset(names | _rungs().keys())


def is_verb(keys: Keys) -> bool:
    """Whether a word, by its keys, is a verb of the lists."""
    return bool(keys) and keys[0] in _verbs()
