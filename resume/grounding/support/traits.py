"""What there is to a word by itself, whatever line it stands in: read once, so that a line asks only what its words call for."""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from resume.grounding.claims import levels
from resume.grounding.indexing.denials import lacked
from resume.grounding.indexing.short_forms import acronym_of
from resume.grounding.language.lists import words_under
from resume.grounding.language.scope import rung, verb_forms
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.language.vocabulary import Vocabulary
from resume.grounding.lines import BEFORE_DUTIES

DID = 3
"""The rung of the ladder up to which a verb says no more than that it was done."""

_IN_ONE = ("ing", "ed", "er", "ers")
"""Endings of words that are a thing and what is done with it: `housekeeping`, `fact-checked`."""

_LEAST_COMPOUND, _LEAST_SIDE = 8, 3
"""Letters of such a word, and of each of its two sides."""


class Traits(NamedTuple):
    """The lists that a word or phrase is on, and what it is made of."""

    helps: bool
    """Whether it is a verb of helping."""
    was_learned: bool
    """Whether it is a word for studies: `a chemist by training`."""
    before_duty: bool
    """Whether it may stand before what was done and claim no more than that: `responsible for`, `in charge of`."""
    is_verb_form: bool
    """Whether it is the past or plain form of a verb."""
    is_gerund: bool
    is_degree: bool
    is_level: bool
    """Whether it says how well somebody masters a thing."""
    is_lettered: bool
    """Whether it is an acronym, or a name that ends in a number."""
    is_adverb: bool
    """Whether it ends like an adverb; in capitals it is a product's name."""
    are_people: bool
    """Whether it names several people by their work, or as those who learn it."""
    doing: str
    """The root of what somebody does who is called so; empty for several people, and for other words."""
    is_plain_doer: bool
    """Whether that says no more than that it was done."""
    undoing: str
    """What a word with `un-` or `-less` says was not done or is not there; empty for other words."""
    sides: tuple[tuple[str, str], ...]
    """Roots of the two words that one in -ing, -ed or -er may be made of, wherever it is cut."""
    is_audience: bool
    """Whether it names those who do something with what was made: `readers`."""


@cache
def traits_in(words: Vocabulary) -> Callable[[str], Traits]:
    """What reads a word's traits in a language, each word once."""
    return lru_cache(maxsize=16_384)(partial(_read_traits, words))


def _read_traits(words: Vocabulary, text: str) -> Traits:
    low = text.lower()
    spaced = low.split()
    doing = "" if text.endswith("s") else words.doing(text)
    return Traits(
        helps=low in words_under("cues.txt", "helpers"),
        was_learned=low in words_under("cues.txt", "what one learned"),
        before_duty=spaced[-1] in BEFORE_DUTIES or "charge" in spaced,
        is_verb_form=low in verb_forms(),
        is_gerund=low.endswith("ing"),
        is_degree=low in words_under("cues.txt", "degrees"),
        is_level=low in levels(),
        is_lettered=bool(acronym_of(text)) or text[-1:].isdigit(),
        is_adverb=text.endswith("y") and low.endswith("ly"),
        are_people=text.endswith("s") and len(low) >= _LEAST_COMPOUND and names_people(low),
        doing=doing,
        is_plain_doer=rung((doing,)) <= DID or low in words_under("cues.txt", "plain doers"),
        undoing=_undoing(low),
        sides=_sides(words, low),
        is_audience=low.endswith("s") and low in words_under("cues.txt", "audiences"),
    )


def names_people(low: str) -> bool:
    """Whether a word names people by their work, or as those who learn it."""
    one = low.removesuffix("s")
    return one in words_under("cues.txt", "callings") or one in words_under("cues.txt", "learners") or names_worker(low)


def _undoing(low: str) -> str:
    rest = low.removeprefix("un")
    return lacked(low) or (rest if rest != low and rest.endswith(("ed", "en")) else "")


def _sides(words: Vocabulary, low: str) -> tuple[tuple[str, str], ...]:
    if not low.endswith(_IN_ONE) or not low.isalpha() or len(low) < _LEAST_COMPOUND:
        return ()
    cuts = range(_LEAST_SIDE, len(low) - _LEAST_SIDE)
    return tuple([(words.root(low[:cut]), words.root(low[cut:])) for cut in cuts])
