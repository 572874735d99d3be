"""Which facts deny a word that a claim denies, and which say the opposite of the rest."""

from resume.grounding.claims import LEAST_PART, Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.measuring.ledger import COUNT, PERCENT, Quantity
from resume.grounding.sources import Source
from resume.grounding.support.rests import Rests
from resume.grounding.support.traits import Traits


class Denied:
    """The facts that deny what a claim denies, or of which it says the opposite."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words
        self._rests = Rests(evidence)

    def bits(self, term: Term) -> int:
        """The facts that deny a term, or say that it was given up."""
        evidence = self._evidence
        denied = evidence.held_denied[term.keys]
        if evidence.ceased:
            denied |= evidence.mask(term.keys, evidence.ceased)
        if term.parts and not denied:
            denied = evidence.everything
            for part in term.parts:
                denied &= evidence.held_denied[part.keys]
        return denied

    def otherwise(self, term: Term, claim: Claim) -> int:
        """Facts that deny a term in other words: as what a denied noun is for, as the rest of a part, named again."""
        if self._words.language != "en":
            return 0
        return self._kind_denied(term, claim) | self._rest_denied(term, claim) | self._denied_again(term, claim)

    def _kind_denied(self, term: Term, claim: Claim) -> int:
        """Facts that deny a noun for something: "no fine for misfiling" lets one say `no misfiling fine`."""
        tokens, root = claim.reading.tokens, self._words.root
        behind = range(term.to + 1, min(len(tokens), term.to + 4))
        heads = {root(tokens[at].text) for at in behind if claim.reading.negated[at] and tokens[at].kind == "word"}
        wanted, found = root(term.text), 0
        for source in self._evidence.among(self._evidence.said.get(wanted, 0) & self._evidence.denying if heads else 0):
            known = source.reading.tokens
            for at in range(len(known) - 2):
                if (
                    not source.reading.negated[at]
                    or root(known[at].text) not in heads
                    or known[at + 1].low not in _OF_WHAT
                ):
                    continue
                if wanted in [root(one.text) for one in known[at + 2 : at + 5]]:
                    found |= source.bit
        return found

    def _rest_denied(self, term: Term, claim: Claim) -> int:
        """Facts that tell how many of a whole were something, where a claim says that exactly the others were not."""
        segments = claim.reading.segment_of
        rests = [
            one
            for one in claim.ledger.quantities
            if segments[one.first] in (term.segment, term.segment - 1)
            and one.first < term.at
            and [token.low for token in claim.reading.tokens[one.last + 1 : one.last + 3]] in _OF_THEM
        ]
        said = self._evidence.mask(term.keys, self._evidence.said) if rests else 0
        return sum(source.bit for source in self._evidence.among(said) if any(_leaves(source, one) for one in rests))

    def _denied_again(self, term: Term, claim: Claim) -> int:
        """Facts that deny a doing to a thing which the claim names, then calls by its kind: `without performing the test`."""
        tokens = claim.reading.tokens
        if term.low not in words_under("cues.txt", "named again") or term.at < LEAST_PART:
            return 0
        at = next((at for at in range(term.at - 1, max(-1, term.at - 4), -1) if tokens[at].low.endswith("ing")), -1)
        if at < 0 or tokens[term.at - 1].low not in ("the", "that", "these", "those"):
            return 0
        root, evidence = self._words.root, self._evidence
        positive = {root(one.text) for index, one in enumerate(tokens) if not claim.reading.negated[index]}
        return sum(
            source.bit
            for source in self._evidence.among(evidence.mask(self._words.keys(tokens[at].text), evidence.denied))
            if any(
                source.reading.negated[index] and one.kind == "word" and root(one.text) in positive
                for index, one in enumerate(source.reading.tokens)
                if one.low not in light_words("en")
            )
        )

    def undone(self, term: Term, word: Traits) -> int:
        """Facts that deny what a word with `un-` or `-less` denies: "unchanged" where the source says "without changes".

        A doing that is still to come may be named where the source says `un-`: a "cataloguing backlog" of uncatalogued films.
        """
        if word.is_gerund and not term.is_verb and not term.negated:
            return self._evidence.undone.get(self._words.root(term.low), 0)
        if not word.undoing or self._words.language != "en":
            return 0
        return self._evidence.held_denied[self._words.keys(word.undoing)]

    def without_denied(self, term: Term, loose: int, scope: Scope) -> int:
        """The facts that say a word in another word, where none denies that very word: "outside agencies" of "without …"."""
        if not loose or not self._evidence.denied.get(term.keys[0], 0) & scope.bits:
            return loose
        return loose & self._evidence.said.get(f"w:{term.keys[0]}", 0)

    def said_of_rest(self, term: Term, claim: Claim, denied: int) -> int:
        """The lines that say of a part the opposite of what a claim says of the rest: "kept 11 of 12" where one was lost."""
        if not claim.ledger.quantities or term.negated:
            return 0
        against = denied | self._rests.opposite(term.low)
        return against & self._rests.bits(claim.ledger) if against else 0


_OF_WHAT = frozenset(("for", "of", "from", "through", "by", "over"))
"""Words behind a noun before what it is for."""


_OF_THEM = (["of", "which"], ["of", "whom"], ["of", "them"], ["were", "not"], ["was", "not"], ["did", "not"])
"""What stands behind a figure that counts some of a whole."""


def _leaves(source: Source, rest: Quantity) -> bool:
    """Whether a line tells a part of which `rest` is all that is left: 140 packed, 7 damaged leave 133, or 95 %."""
    counts = [one for one in source.ledger.quantities if one.dimension == COUNT and not one.label]
    shares = [one.value for one in source.ledger.quantities if one.dimension == PERCENT]
    if rest.dimension == PERCENT:
        left = [100 - share for share in shares]
        left += [
            100 - part.value / whole.value * 100 for whole in counts for part in counts if part.value < whole.value
        ]
        return any(abs(one - rest.value) <= _ROUNDED for one in left)
    return any(whole.value - part.value == rest.value for whole in counts for part in counts if part is not whole)


_ROUNDED = 0.5
"""Points by which a share of the rest may be rounded."""
