"""A word of a line says one thing: where a claim has it, it lends itself to no synonym beside it.

"Coached 3 juniors for the broker examination" does not let one say "coached 3 juniors for the train examination", though who
coached them trained them: "coached" is said already.
"""

from collections.abc import Sequence

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence, Source
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.scope import verb_forms
from resume.grounding.language.thesaurus import claimed, entailed, is_plain_noun, plain_forms
from resume.grounding.language.vocabulary import Keys


class Lending:
    """The words that lines lend to words of claims which they do not have themselves."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._roots: dict[int, tuple[tuple[str, str], ...]] = {}
        self._lent: dict[tuple[str, Keys], bool] = {}
        """Word of a source and keys of a claim's: whether the one lends itself to the other."""

    def once(self, terms: Sequence[Term], masks: list[int], claim: Claim, scope: Scope) -> list[int]:
        """Take from a word the lines in which only words stand for it that the claim has itself."""
        if scope.named or self._words.language != "en":
            return masks
        found = masks
        for at, (term, mask) in enumerate(zip(terms, masks, strict=True)):
            strict = claim.held.get((term.at, term.to))  # looked up when the word was
            if strict is None:
                strict = self._evidence.strict_mask(term.keys)
            loose = mask & ~strict & ~self._evidence.headers
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
        spent: list[str] = []
        for word, root in self._rooted(source):
            if root in said:
                spent.append(word)
            elif self._lends(word, term):
                return False
        lenders = [self._words.root(word) for word in spent if self._lends(word, term)]
        return bool(lenders) and all(said.count(root) >= lenders.count(root) for root in lenders)

    def _rooted(self, source: Source) -> tuple[tuple[str, str], ...]:
        """The words of a line, and their roots."""
        known = self._roots.get(source.bit)
        if known is None:
            words = (token.text for token in source.reading.tokens if token.kind == "word")
            known = self._roots[source.bit] = tuple((word, self._words.root(word)) for word in words)
        return known

    def _lends(self, word: str, term: Term) -> bool:
        """Whether a word of a line lets one say a claim's word: of a family with it, narrower, or above it in the thesaurus."""
        known = self._lent.get((word, term.keys))
        if known is None:
            known = self._lent[word, term.keys] = self._may_lend(word, term)
        return known

    def _may_lend(self, word: str, term: Term) -> bool:
        keys = self._words.keys(word)
        if any(key in term.keys for key in keys if key[:2] != "n:"):
            return True
        wider = self._words.wider(keys)
        if wider and any(f"w:{key}" in wider for key in term.keys):
            return True
        told = claimed(term.text)
        return any(not entailed(word, as_verb=as_verb).isdisjoint(told) for as_verb in (False, True))


_MOST_LINES = 6
"""Lines of a role in which a word may stand by others; one that stands in more is none that a lie brings in."""
