"""A word of a line says one thing: where a claim has it, it lends itself to no synonym beside it.

"Coached 3 juniors for the broker examination" does not let one say "coached 3 juniors for the train examination", though who
coached them trained them: "coached" is said already.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import verb_forms
from resume.grounding.language.thesaurus import claimed, entailed, is_plain_noun, plain_forms
from resume.grounding.language.vocabulary import Keys, Vocabulary, roots_of
from resume.grounding.sources import Source
from resume.grounding.support.wrapping import tells_twice


class Lending:
    """The words that lines lend to words of claims which they do not have themselves."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words

    def once(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[int]:
        """Take from a word the lines in which only words stand for it that the claim has itself."""
        if scope.named or self._words.language != "en":
            return masks
        found = masks
        lines = ~self._evidence.headers
        for at, (term, mask) in enumerate(zip(terms, masks, strict=True)):
            if not mask & lines or term.is_name or term.negated:
                continue
            strict = claim.held.get((term.at, term.to))  # looked up when the word was
            if strict is None:
                strict = self._evidence.strict_mask(term.keys)
            loose = mask & lines & ~strict
            if not loose or loose.bit_count() > _MOST_LINES or (claim.spelled and term.at in claim.spelled):
                continue
            if not (_is_another_deed(term, claim) if term.is_verb else self._is_thing(term, claim)):
                continue
            if claim.roots is None:
                claim.roots = roots_of(claim.reading.tokens, self._words)
            roots = claim.roots
            # "training course" says one thing in two words
            said = [root for root in (*roots[: max(0, term.at - 1)], *roots[term.at + 2 :]) if root]
            spent = 0
            for source in self._evidence.among(loose):
                if self._is_spent(term, source, said):
                    spent |= source.bit
            if spent:
                found = [*found[:at], mask & ~spent, *found[at + 1 :]]
        return found

    def _is_thing(self, term: Term, claim: Claim) -> bool:
        """Whether a word is a noun alone, for a thing: people go by what they do, and a doing may be named beside itself."""
        low = term.low
        if term.parts or term.is_verb or low.endswith(("ed", "ing")) or self._words.doing(term.text):
            return False
        before = claim.reading.tokens[term.at - 1].low if term.at else ""
        if low in verb_forms() and (before == "to" or before in words_under("cues.txt", "helpers")):
            return False
        return low not in words_under("cues.txt", "says it again") and any(
            is_plain_noun(form) for form in plain_forms(low)
        )

    def _is_spent(self, term: Term, source: Source, said: Sequence[str]) -> bool:
        """Whether all words of a line that stand for a claim's word are said in the claim as often as in the line."""
        if not self._lenders(term, source, shared := frozenset(said).intersection(source.roots)):
            return False
        lenders = self._lenders(term, source, frozenset(source.roots))
        return all(root in shared and said.count(root) >= lenders.count(root) for root in lenders)

    def _lenders(self, term: Term, source: Source, among: AbstractSet[str]) -> list[str]:
        """The roots of the words of a line, of those with some roots, that let one say a claim's word."""
        return [
            root
            for token, root in zip(source.reading.tokens, source.roots, strict=True)
            if root and root in among and _lends(self._words, token.text, term.text, term.keys)
        ]


def _is_another_deed(term: Term, claim: Claim) -> bool:
    """Whether a verb is joined to one that is no other word for the same deed: the `built` of `designed and built 14 lamps`."""
    tokens = claim.reading.tokens
    for joint, other in ((term.at - 1, term.at - 2), (term.to + 1, term.to + 2)):
        if 0 <= other < len(tokens) and 0 < joint < len(tokens) and tokens[joint].low in ("and", "&"):
            low = tokens[other].low
            return low in verb_forms() and term.low in verb_forms() and not tells_twice(low, term.low)
    return False


@lru_cache(maxsize=65_536)
def _lends(words: Vocabulary, word: str, text: str, keys: Keys) -> bool:
    """Whether a word of a line lets one say a claim's word: of a family with it, narrower, or above it in the thesaurus."""
    own = words.keys(word)
    if any(key in keys for key in own if key[:2] != "n:"):
        return True
    wider = words.wider(own)
    if wider and any(f"w:{key}" in wider for key in keys):
        return True
    told = claimed(text)
    return any(not entailed(word, as_verb=as_verb).isdisjoint(told) for as_verb in (False, True))


_MOST_LINES = 6
"""Lines of a role in which a word may stand by others; one that stands in more is none that a lie brings in."""
