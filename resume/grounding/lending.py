"""A word of a line says one thing: where a claim has it, it lends itself to no synonym beside it.

"Coached 3 juniors for the broker examination" does not let one say "coached 3 juniors for the train examination", though who
coached them trained them: "coached" is said already.
"""

from collections.abc import Sequence

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence, Source
from resume.grounding.lists import words_under
from resume.grounding.reading import Term
from resume.grounding.scope import verb_forms
from resume.grounding.thesaurus import claimed, entailed, is_plain_noun, plain_forms
from resume.grounding.vocabulary import Keys


class Lending:
    """The words that lines lend to words of claims which they do not have themselves."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._lenders: dict[tuple[Keys, int], tuple[str, ...]] = {}

    def once(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[int]:
        """Take from a word the lines in which only words stand for it that the claim has itself."""
        if scope.named or self._words.language != "en":
            return masks
        found = masks
        for at, (term, mask) in enumerate(zip(terms, masks, strict=True)):
            loose = mask & ~self._evidence.strict_mask(term.keys) & ~self._evidence.headers
            if not loose or loose.bit_count() > _MOST_LINES or term.is_name or term.negated:
                continue
            if not self._is_thing(term, claim) or (claim.spelled and term.at in claim.spelled):
                continue
            tokens = claim.reading.tokens
            said = [
                self._words.root(token.text)
                for index, token in enumerate(tokens)
                if token.kind == "word" and abs(index - term.at) > 1  # "training course" says one thing in two words
            ]
            spent = sum(source.bit for source in self._evidence.among(loose) if self._is_spent(term, source, said))
            if spent:
                found = [*found[:at], mask & ~spent, *found[at + 1 :]]
        return found

    def _is_thing(self, term: Term, claim: Claim) -> bool:
        """Whether a word is a noun alone, for a thing: people go by what they do, and a doing may be named beside itself."""
        low = term.text.lower()
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
        lenders = self._lenders_of(term, source)
        return bool(lenders) and all(said.count(root) >= lenders.count(root) for root in set(lenders))

    def _lenders_of(self, term: Term, source: Source) -> tuple[str, ...]:
        """The roots of the words of a line that let one say a word, as often as they stand there."""
        known = self._lenders.get((term.keys, source.bit))
        if known is None:
            known = self._lenders[term.keys, source.bit] = tuple(
                self._words.root(token.text)
                for token in source.reading.tokens
                if token.kind == "word" and self._lends(token.text, term)
            )
        return known

    def _lends(self, word: str, term: Term) -> bool:
        """Whether a word of a line lets one say a claim's word: of a family with it, narrower, or above it in the thesaurus."""
        keys = self._words.keys(word)
        if not {key for key in keys if key[:2] != "n:"}.isdisjoint(term.keys):
            return True
        wider = self._words.wider(keys)
        if any(f"w:{key}" in wider for key in term.keys):
            return True
        told = claimed(term.text)
        return any(not entailed(word, as_verb=as_verb).isdisjoint(told) for as_verb in (False, True))


_MOST_LINES = 6
"""Lines of a role in which a word may stand by others; one that stands in more is none that a lie brings in."""
