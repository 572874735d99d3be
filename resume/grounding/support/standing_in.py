"""A word in the place of the source's own: "forged partnerships with three banks" where the line has "built", and all else.

What such words may be is a table (`data/in_place.txt`), looser than synonyms: the rest of the line says what is meant. A word
stands for one of the line that nothing else of the claim takes up, so what is only added to a line stands for nothing.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache

from resume.grounding.claims import ROLES, Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import read_sections, words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import rung
from resume.grounding.language.thesaurus import doings, is_plain_noun, names_worker, uninflected
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.language.vocabulary import roots_of
from resume.grounding.sources import Source
from resume.grounding.support.rests import opposites
from resume.wording import past_forms

MOST_LACKING = 3
"""Words of one part of a claim that may stand for others at once; with more, there is no line that the part retells."""

_LEAST_BESIDE_TOPIC = 3
"""Words of a part of a claim that its line holds, for what the role's title is about to be named beside them."""

_OBJECT_REACH = 5
"""Tokens of a line among which stands what the verb that opens it is of: "Resolve about 45 tickets"."""

_LEAST_MATTER = 4
"""Letters of a word that a title is about."""

_DID = 3
"""The rung of a verb of which the ladder says nothing."""


class StandIns:
    """Words of claims that stand where a line of the source has another."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words

    def let_stand(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[int]:
        """Give the words that a line lacks that line, where each stands for a word of it that the claim does not use.

        The line must hold more of the claim than it lacks, words and figures counted.
        """
        if scope.named or self._words.language != "en" or not terms:
            return masks
        spread = [
            self._evidence.with_entries(mask, settings=not term.is_verb)
            for term, mask in zip(terms, masks, strict=True)
        ]
        for source in self._evidence.among(self._nearly_holding(terms, spread, scope)):
            lacking = [at for at, mask in enumerate(spread) if not mask & source.bit]
            if self._retells(terms, lacking, source, claim):
                masks = [mask | source.bit if at in lacking else mask for at, mask in enumerate(masks)]
        return masks

    def _nearly_holding(self, terms: Sequence[Term], spread: Sequence[int], scope: Scope) -> int:
        """The lines that lack a few words which may stand for others, and hold the rest; none where one holds all."""
        lines = scope.bits & ~self._evidence.headers
        lacking = [lines, *[0] * (MOST_LACKING + 1)]  # by number of words, the lines that lack at least so many
        for term, mask in zip(terms, spread, strict=True):
            if not self._may_stand(term):
                lines &= mask
                if not lines:
                    return 0
                continue
            for few in range(MOST_LACKING, -1, -1):
                lacking[few + 1] |= lacking[few] & ~mask
        if lines & ~lacking[1]:
            return 0
        return lines & ~lacking[-1]

    def _may_stand(self, term: Term) -> bool:
        """Whether a word may stand for one of some line: no name, and of several words only a verb with its particle."""
        if term.is_name or (" " in term.low and not _has_particle(term.low)):
            return False
        return (
            may_stand_in(term.low)
            or term.low in words_under("cues.txt", "ends of nouns")
            or self._words.root(term.text) in self._topics
        )

    @cached_property
    def _topics(self) -> frozenset[str]:
        """The roots of all words that the titles of roles are about."""
        roles = {source.entry for source in self._evidence.sources if source.fact.section in ROLES}
        titles = [self._evidence.by_id[id].fact.text for id in roles if id in self._evidence.by_id]
        return frozenset([self._words.root(word) for title in titles for word in _matters(title)])

    def _retells(self, terms: Sequence[Term], lacking: Sequence[int], source: Source, claim: Claim) -> bool:
        """Whether each lacking word stands for another word of a line which holds more of the claim than it lacks."""
        if len(terms) - len(lacking) + self._beside(terms[lacking[0]], source, claim) <= len(lacking):
            return False
        free = self._free(source, claim)
        beside = len(terms) - len(lacking)
        for at in lacking:
            if beside >= _LEAST_BESIDE_TOPIC and self._is_topic(terms[at], source):
                continue
            if self._only_ends_noun(terms[at], source, claim):
                continue
            if beside >= _LEAST_BESIDE_TOPIC and self._is_said_of_it(terms[at], source, claim):
                continue
            found = next((index for index in free if self.stands_for(terms[at], index, source)), None)
            if found is None:
                return False
            free.remove(found)
        return True

    def _is_topic(self, term: Term, source: Source) -> bool:
        """Whether a noun is what the title of a line's role is about: the `firmware` of a firmware engineer; no person."""
        header = self._evidence.by_id.get(source.entry)
        if header is None or source.fact.section not in ROLES or term.is_verb or self._words.doing(term.text):
            return False
        return self._words.root(term.text) in {self._words.root(word) for word in _matters(header.fact.text)}

    def _is_said_of_it(self, term: Term, source: Source, claim: Claim) -> bool:
        """Whether another line of the role says of what the noun behind a noun is: the `gearbox` of "housings" elsewhere.

        It must say it of no other: where a role has gearbox housings and pump housings, "housings" alone may be either.
        """
        if term.is_verb or term.negated or term.is_name or term.to + 1 >= len(claim.reading.tokens):
            return False
        roots = self._words.root(term.text), self._words.root(claim.reading.tokens[term.to + 1].text)
        if roots[1] not in source.roots:
            return False
        light, found = light_words("en"), False
        for other in self._evidence.sources:
            if other.entry != source.entry or other.is_header:
                continue
            for at, root in enumerate(other.roots):
                if root != roots[1]:
                    continue
                before = other.reading.tokens[at - 1] if at else None
                if (
                    before is not None
                    and before.kind == "word"
                    and is_plain_noun(before.low)
                    and before.low not in light
                ):
                    if other.roots[at - 1] != roots[0]:
                        return False
                    found = True
                elif not at and roots[0] in other.roots[1:_OBJECT_REACH]:
                    found = True
        return found

    def _only_ends_noun(self, term: Term, source: Source, claim: Claim) -> bool:
        """Whether a light noun only ends one that the line has: `bus services`, `sprint planning sessions`."""
        if term.negated or term.is_verb or term.low not in words_under("cues.txt", "ends of nouns"):
            return False
        if not term.at or claim.reading.tokens[term.at - 1].kind != "word":
            return False
        tokens, root = source.reading.tokens, self._words.root(claim.reading.tokens[term.at - 1].text)
        said = {self._words.root(token.text) for token in claim.reading.tokens if token.kind == "word"}
        return any(
            self._words.root(token.text) == root and (at + 1 == len(tokens) or not self._goes_on(tokens[at + 1], said))
            for at, token in enumerate(tokens)
            if token.kind == "word"
        )

    def _goes_on(self, following: Token, said: AbstractSet[str]) -> bool:
        """Whether a noun that a claim does not have stands next: `concrete services` would take the place of "samples"."""
        if following.kind != "word" or following.used or following.low in light_words("en"):
            return False
        return self._words.root(following.text) not in said

    def _beside(self, term: Term, source: Source, claim: Claim) -> int:
        """Figures of a word's part of a line, and words of its other parts, that a line of the source holds."""
        segments = claim.reading.segment_of
        figures = [
            one
            for one in claim.ledger.quantities
            if segments[one.first] == term.segment and (one.value, one.dimension) in source.amounts
        ]
        others = [
            other
            for segment, found in claim.segments.items()
            if segment != term.segment
            for other in found
            if self._evidence.strict_mask(other.keys) & source.bit
        ]
        return len(figures) + len(others)

    def _free(self, source: Source, claim: Claim) -> list[int]:
        """The words of a line, by their tokens, that a claim does not use."""
        if claim.roots is None:
            claim.roots = roots_of(claim.reading.tokens, self._words)
        used = {"", *claim.roots}
        return [at for at, root in enumerate(source.roots) if root not in used]

    def stands_for(self, term: Term, at: int, source: Source) -> bool:
        """Whether a claim's word may tell what a token of a line says."""
        reading = source.reading
        own = reading.tokens[at].low
        if reading.negated[at] != term.negated or not stands_in(own, term.low):
            return False
        if term.is_outcome and own in opposites().get(term.low, ()):
            return False  # "117 left" of "117 stayed"
        if not term.is_verb:
            return True
        if (reading.helped[at] and not term.helped) or reading.others[at] or not _may_act(reading.tokens, at):
            return False
        return rung(term.keys) <= max(rung((self._words.root(own),)), _DID) or steers_thing(own, term.low)


def _may_act(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word may be a verb where it stands: the design of "checked the design of 3 boats" made no boats."""
    low = tokens[at].low
    return low.endswith(("ing", "ed")) or low in past_forms() or low in _IN_CHARGE or opens_verb(tokens, at)


_IN_CHARGE = frozenset(("responsible", "charge"))
"""Words that say without a verb whose work something is."""


@lru_cache(maxsize=1_024)
def _matters(title: str) -> tuple[str, ...]:
    """What a title is about, without the word for who has it: `lighting` of a head of lighting, `firmware` of its engineer."""
    words = title.partition(",")[0].split()
    lows = [word.lower() for word in words]
    kept = words[lows.index("of") + 1 :] if "of" in lows else words[:-1]
    return tuple(
        word for word in kept if is_plain_noun(word.lower()) and not names_worker(word) and len(word) >= _LEAST_MATTER
    )


def _has_particle(low: str) -> bool:
    """Whether some words are a verb with its particle."""
    return low.split()[1] in words_under("cues.txt", "particles")


@lru_cache(maxsize=16_384)
def steers_thing(own: str, other: str) -> bool:
    """Whether a verb that may tell of rank only tells what somebody does with a thing: `controlled` for "regulated"."""
    forms = frozenset(uninflected(other.split(maxsplit=1)[0]))
    rows = (line.split() for line in read_sections("in_place.txt")[_STEERING])
    return any(not forms.isdisjoint(others) for first, *others in rows if first in uninflected(own))


_STEERING = "doings: with things, whatever the rank of their verbs"


_ANEW = frozenset(("new", "fresh", "again", "anew"))
"""What a verb with `re-` says of its thing."""


@lru_cache(maxsize=16_384)
def stands_in(own: str, other: str) -> bool:
    """Whether a word, in any form, may be said in the place of a line's own, in any form."""
    table, forms = _table(), frozenset(uninflected(other.split(maxsplit=1)[0]))
    if other in _ANEW and own.startswith("re") and doings(own.removeprefix("re")):
        return True  # "fresh markings" where they were repainted
    return any(not forms.isdisjoint(table.get(form, ())) for form in uninflected(own))


@lru_cache(maxsize=16_384)
def may_stand_in(other: str) -> bool:
    """Whether there is any word in whose place another may be said."""
    return other in _ANEW or not _standing().isdisjoint(uninflected(other.split(maxsplit=1)[0]))


@cache
def _standing() -> frozenset[str]:
    """All words that may be said in the place of others."""
    return frozenset().union(*_table().values())


_TABLES = ("in_place.txt", "in_place_doings.txt", "in_place_things.txt")
"""The lists of words and what may be said in their place, in `data/`."""


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for lines in (lines for name in _TABLES for lines in read_sections(name).values()):
        for line in lines:
            own, *others = line.split()
            found.setdefault(own, set()).update(others)
    return {own: frozenset(others) for own, others in found.items()}
