"""Verbs that say no more than that a thing was done: `made bookings`, `handled complaints`, `responsible for checks`."""

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

from resume.grounding.claims import LEAST_PART, Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import read_lines, words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import OWNED, any_doings, is_verb, rung
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.language.tokens import Token
from resume.grounding.lines import BEFORE_DUTIES


class Carrying:
    """The facts whose own words say what a claim says with a verb that only carries it."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words

    def done_by_oneself(self, term: Term, claim: Claim, scope: Scope, reach: int) -> int:
        """The lines whose own verb is told as the noun behind a word: `responsible for checks` where one "checked"."""
        evidence, found = self._evidence, 0
        for one in claim.reading.terms:
            if term.to < one.at <= term.to + reach and one.segment == term.segment and not one.is_verb:
                found |= self._verbs.get(one.keys[0], 0)
        return found & scope.bits & ~(evidence.headers | evidence.helped | evidence.attended | evidence.intended)

    @cached_property
    def _verbs(self) -> dict[str, int]:
        """By root: the facts that have it as a verb."""
        found: dict[str, int] = {}
        for source in self._evidence.sources:
            for one in source.reading.terms:
                if one.is_verb and is_verb(one.keys):
                    found[one.keys[0]] = found.get(one.keys[0], 0) | source.bit
        return found

    def own_noun(self, term: Term, claim: Claim, scope: Scope) -> int:
        """The lines that name a doing without a verb, or by its verb, where a claim says it as one does: `placed the order`."""
        behind = claim.reading.tokens[term.to + 1 : term.to + CARRIED + 2]
        for one in behind:
            if one.kind == "word" and carries(term.text, one.low):
                own = self._evidence.said.get(self._words.root(one.text), 0) & self._evidence.unsaid
                own = (own | self._verbs_of(one) | self._has_as_means(one, term)) & ~self._evidence.helped
                return (own | self.done_by_oneself(term, claim, scope, CARRIED + 1)) & scope.bits
        return 0

    def _has_as_means(self, noun: Token, verb: Term) -> int:
        """The lines that name a thing as means where a claim has its verb: `by sending reminders` of "with reminders"."""
        evidence, found = self._evidence, 0
        if not verb.text.lower().endswith("ing"):
            return 0
        root = self._words.root(noun.text)
        for source in evidence.among(evidence.said.get(root, 0) & ~evidence.headers):
            tokens = source.reading.tokens
            for at, token in enumerate(tokens):
                if token.kind == "word" and self._words.root(token.text) == root:
                    before = [one.low for one in tokens[max(0, at - _MEANS_REACH) : at]]
                    found |= source.bit if not _BEFORE_MEANS.isdisjoint(before) else 0
        return found

    def _verbs_of(self, noun: Token) -> int:
        """The lines of one's own doing that say a noun's verb, and not the noun: "prioritising" for `priorities`."""
        evidence = self._evidence
        told = tuple(key for key in self._words.keys(noun.text) if key[:2] == "n:")
        known = evidence.mask(told, evidence.own) & ~evidence.said.get(self._words.root(noun.text), 0)
        return known & ~evidence.attended & ~evidence.intended

    def led(self, scope: Scope) -> int:
        """The lines that say that one leads or runs something: one is responsible for it."""
        evidence = self._evidence
        return sum(
            source.bit
            for source in evidence.sources
            if source.bit & scope.bits & ~evidence.headers & ~evidence.helped
            and source.reading.terms
            and rung(source.reading.terms[0].keys) >= OWNED
            and source.reading.terms[0].is_verb
        )


_BEFORE_MEANS = frozenset(("with", "through", "via", "using"))
"""Words before what something was done by."""


_MEANS_REACH = 4
"""Tokens from one of them to the thing: "with weekly text message reminders"."""


@lru_cache(maxsize=16_384)
def carries(verb: str, noun: str) -> bool:
    """Whether a verb says of a noun of doing, both in any form, no more than that it was done."""
    forms = frozenset(uninflected(verb.lower()))
    return any(not forms.isdisjoint(_carriers().get(form, ())) for form in uninflected(noun.lower()))


@cache
def _carriers() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in read_lines("carriers.txt"):
        nouns, verbs = line.split(" : ")
        found |= {noun: found.get(noun, frozenset()) | frozenset(verbs.split()) for noun in nouns.split()}
    return found


def let_any_doing(terms: Sequence[Term], masks: list[int], scope: Scope, evidence: Evidence) -> list[int]:
    """Verbs that say of a thing no more than that one dealt with it, where one line of one's own work holds all else.

    "Handled complaints" may be said where the source says "answered complaints". A line of help or attendance lends its
    things to no verb of doing, nor does one of planning: who scheduled interviews has conducted none.
    """
    if scope.whole or scope.named or len(terms) <= LEAST_PART:
        return masks
    common = scope.bits & ~evidence.helped & ~evidence.attended & ~evidence.intended
    loose = [
        term.is_verb
        and term.keys[0] in any_doings()
        and not term.negated
        and not _holds_event(terms, at)
        and not hands_over(terms, at)
        for at, term in enumerate(terms)
    ]
    if True not in loose:
        return masks
    for mask, is_loose in zip(masks, loose, strict=True):
        common &= mask if not is_loose else common
    return [mask | common if is_loose else mask for mask, is_loose in zip(masks, loose, strict=True)]


def _holds_event(terms: Sequence[Term], at: int) -> bool:
    """Whether a verb says that one held what stands behind it: `conducted interviews` is not said of who transcribed them."""
    following = terms[at + 1 : at + 2]
    return (
        terms[at].text.lower() in words_under("cues.txt", "holding") and bool(following) and is_verb(following[0].keys)
    )


def hands_over(terms: Sequence[Term], at: int) -> bool:
    """Whether a verb says that one brought goods to somebody: `delivered parcels` is not said of who sorted them."""
    if terms[at].text.lower() not in words_under("cues.txt", "handing over"):
        return False
    goods = words_under("cues.txt", "goods")
    return any(not goods.isdisjoint(uninflected(term.low)) for term in terms[at + 1 : at + 1 + _GOODS_REACH])


_GOODS_REACH = 2
"""Words behind a verb in which the goods stand that it hands over."""


def opens_noun(term: Term, claim: Claim) -> bool:
    """Whether `responsible for` stands before a noun."""
    if "responsible" not in claim.reading.lows or term.low.split()[-1] != "responsible":
        return False
    return [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 2]] == ["for"]


def only_opens(term: Term, claim: Claim) -> bool:
    """Whether a word stands before what was done and claims no more than that: `Responsible for ordering stock`.

    `Was responsible for` says no more, nor does `was in charge of`, nor `was tasked with`.
    """
    if claim.reading.lows.isdisjoint(BEFORE_DUTIES):
        return False
    behind = BEFORE_DUTIES.get(term.low.split()[-1])
    following = [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 3]]
    if behind is None and "charge" in term.low.split():
        following, behind = ["of", *following], "of"
    return following[:1] == [behind] and len(following) > 1 and following[1].endswith("ing")


CARRIED = 3
"""Tokens behind a carrying verb in which its noun stands: "made two container bookings"."""


NOUN_REACH = 6
"""Tokens behind `responsible` in which the noun stands that says what for: "the weekly stock and safety checks"."""
