"""A claim in its line's own words: where a check reads a word that stands for another otherwise, the line's own is read.

`Collected outstanding fees` of "collected unpaid fees" fails as a level, `a crew of five` of "a staff of five" for what its
figure counts: each check asks in its own way what a word says. So a claim that fails is read once more with the words of its
source's line where its own only stand for them. Nothing is let pass here: figures, denials and ranks are then judged as ever.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from resume.grounding.claims import Claim, Scope, levels
from resume.grounding.evidence import Evidence, Source
from resume.grounding.language.lists import read_sections
from resume.grounding.language.reading import Term, Token, irregular_pasts, opens_verb
from resume.grounding.support.standing_in import StandIns, stands_in
from resume.wording.verbs import by_participle, root_of, verb_in

_MOST_LINES = 2
"""Lines that a claim may be a retelling of: it may have merged two."""


class Retelling:
    """Puts the words of a source's line where a claim has others that may stand for them."""

    def __init__(self, evidence: Evidence, stand_ins: StandIns) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._stand_ins = stand_ins

    def in_own_words(self, claim: Claim, scope: Scope) -> Iterator[str]:
        """The claim as the lines that hold most of it would say it; nothing where none of its words stands for another."""
        if scope.named or self._words.language != "en":
            return
        text = claim.reading.text
        for source, held in self._nearest(claim, scope):
            swapped = dict(self._swapped(claim, source))
            if swapped and held > len(swapped):
                yield _with_words(text, claim.reading.tokens, swapped)

    def _nearest(self, claim: Claim, scope: Scope) -> list[tuple[Source, int]]:
        """The lines that hold most words of a claim, and how many of its words and figures they hold."""
        masks = [self._evidence.strict_mask(term.keys) & scope.bits for term in claim.reading.terms]
        told = {(one.value, one.dimension) for one in claim.ledger.quantities}
        found = []
        for source in self._evidence.sources:
            if source.bit & scope.bits & ~self._evidence.headers:
                held = sum(bool(mask & source.bit) for mask in masks)
                figures = len(told & {(one.value, one.dimension) for one in source.ledger.quantities}) if told else 0
                if held + figures:
                    found.append((source, held + figures))
        found.sort(key=lambda one: -one[1])
        return found[:_MOST_LINES]

    def _swapped(self, claim: Claim, source: Source) -> Iterator[tuple[int, str]]:
        """The tokens of a claim that stand for words of a line which the claim does not have, and those words."""
        mine, theirs = claim.reading.tokens, source.reading.tokens
        lacking = self._beyond(mine, theirs)
        free = self._beyond(theirs, mine) if lacking else {}
        if not free:
            return
        done: set[str] = set()
        wide = {at for _, at in claim.reading.wide}
        terms = {term.at: term for term in _single_terms(claim)}
        for at, root in list(lacking.items()):
            term = terms.get(at) or self._light_term(claim, at)
            if at in wide or term.is_name or root in done:
                continue
            found = next((one for one in free if self._may_stand(term, one, source)), None)
            if found is not None:
                del free[found]
                done.add(root)
                yield at, _in_form(theirs[found].low, mine[at])

    def _beyond(self, tokens: Sequence[Token], others: Sequence[Token]) -> dict[int, str]:
        """The words, by their tokens, that a line has and another has not, or not as often, and their roots."""
        root = self._words.root
        left = Counter([root(token.text) for token in others if token.kind == "word"])
        found = {at: root(token.text) for at, token in enumerate(tokens) if token.kind == "word" and not token.used}
        often = Counter(found.values())
        return {at: one for at, one in found.items() if often[one] > left[one]}

    def _light_term(self, claim: Claim, at: int) -> Term:
        """A word that claims nothing by itself, and may stand for one that does: `positions` of "vacancies"."""
        reading, text = claim.reading, claim.reading.tokens[at].text
        named = at > 0 and not text.islower()
        verb = opens_verb(reading.tokens, at)
        keys = self._words.keys(text)
        return Term(text, keys, at, reading.segment_of[at], reading.negated[at], reading.helped[at], named, verb, to=at)

    def _may_stand(self, term: Term, at: int, source: Source) -> bool:
        """Whether a claim's word stands for one of a line, which is no plan and no level."""
        own = source.reading.tokens[at].low
        if not stands_in(own, term.text.lower()) or own in levels() or _is_plan(own):
            return False
        return self._stand_ins.stands_for(term, at, source)


def _single_terms(claim: Claim) -> Iterator[Term]:
    """The words of a claim by themselves, those of phrases too."""
    for term in claim.reading.terms:
        yield from term.parts or (term,)


def _is_plan(low: str) -> bool:
    """Whether a verb tells what is only meant to be done: `scheduled` of "planned" is one thing, "organised" another."""
    return root_of(low) in _plans()


@cache
def _plans() -> frozenset[str]:
    return frozenset(word for line in read_sections("doings.txt")["strict: planning"] for word in line.split())


def _in_form(own: str, said: Token) -> str:
    """A line's verb in the form in which a claim says its own: `lowering` for "cutting" of a line that "lowered"."""
    verb = verb_in(own, "past") or by_participle().get(own) or verb_in(own, "gerund") or verb_in(own, "base")
    if verb is not None and said.low.endswith("ing") and not own.endswith("ing"):
        own = verb.gerund
    elif verb is not None and own.endswith("ing") and (said.low.endswith("ed") or said.low in irregular_pasts()):
        own = verb.past
    return own.capitalize() if said.text[:1].isupper() else own


def _with_words(text: str, tokens: Sequence[Token], swapped: dict[int, str]) -> str:
    """A text with other words at some of its tokens."""
    for at in sorted(swapped, reverse=True):
        text = f"{text[: tokens[at].start]}{swapped[at]}{text[tokens[at].end :]}"
    return text
