"""Honours and prizes: `Nurse of the Year` that no line names, a win of what the source was second in or shortlisted for."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods
from resume.grounding.language.reading import Reading, Term
from resume.grounding.language.scope import wins
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of


class Honours:
    """Holds the honours of a claim against those of the source."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._words = evidence.words

    def overawarded(self, terms: Sequence[Term], scope: Scope, claim: Claim) -> list[Reason]:
        """A win claimed of a prize in which the source has the candidate second, or on the shortlist."""
        firsts = wins()
        if claim.reading.lows.isdisjoint(firsts):
            return []
        awards = self._awards
        won = next((term for term in claim.reading.terms if term.low in firsts and not term.negated), None)
        if won is None or not awards:
            return []
        lesser = words_under("cues.txt", "not first")
        mine = claim.reading.lows
        for source in awards:
            if not source.bit & scope.bits:
                continue
            entry = self._evidence.among(self._evidence.entries[source.entry])  # "shortlisted" may stand below
            theirs = {low for one in entry for low in one.reading.lows} & lesser
            named = [term for term in terms if term.is_name and self._evidence.strict_mask(term.keys) & source.bit]
            others = [term for term in terms if term.low not in firsts]
            whole = bool(others) and all(self._evidence.strict_mask(term.keys) == source.bit for term in others)
            if theirs and not theirs & mine and (whole or len(named) > 1):
                detail = f"“{won.text}” is claimed; the source says “{source.fact.text}”."
                return [reason_of("scope", won.text, source.fact.text, detail)]
        return []

    @cached_property
    def _awards(self) -> list[Source]:
        return [source for source in self._evidence.sources if source.fact.kind == "award"]

    def of_the_year(self, claim: Claim, scope: Scope) -> list[Reason]:
        """A title of honour, `Nurse of the Year`, that no line of the source gives in these words."""
        tokens = claim.reading.tokens
        for at in _honours_in(claim.reading):
            head, period = self._words.root(tokens[at - 1].text), tokens[at + 2].low
            lines = [one for one, given in self._honours if one.bit & scope.bits and (head, period) in given]
            if not any(not _falls_short(claim.reading, one.reading) for one in lines):
                item = " ".join(token.text for token in tokens[at - 1 : at + 3])
                if lines:
                    detail = f"“{item}” is claimed as won; the source says “{lines[0].fact.text}”."
                    return [reason_of("scope", item, lines[0].fact.text, detail)]
                return [reason_of("name", item, "", f"“{item}” is claimed; the source names no such honour.")]
        return []

    @cached_property
    def _honours(self) -> list[tuple[Source, set[tuple[str, str]]]]:
        """The lines that name honours, with the root of what each makes somebody and the word for its period."""
        found = []
        for source in self._evidence.sources:
            tokens, places = source.reading.tokens, _honours_in(source.reading)
            if places:
                found.append((source, {(self._words.root(tokens[at - 1].text), tokens[at + 2].low) for at in places}))
        return found


def _honours_in(reading: Reading) -> list[int]:
    """The `of` of each `of the year` before which a name stands."""
    tokens, periods_of_awards = reading.tokens, words_under("cues.txt", "periods of awards")
    if "of" not in reading.lows or "the" not in reading.lows or reading.lows.isdisjoint(periods_of_awards):
        return []
    return [
        at
        for at in range(1, len(tokens) - 2)
        if tokens[at].low == "of"
        and tokens[at + 1].low == "the"
        and tokens[at + 2].low in periods_of_awards
        and tokens[at - 1].text[:1].isupper()
    ]


def _falls_short(claim: Reading, source: Reading) -> bool:
    """Whether a line has the candidate second or on a shortlist, and the claim does not say so."""
    lesser = words_under("cues.txt", "not first")
    lows = [*(token.low for token in source.tokens), ""]
    theirs = {one for one, other in pairwise(lows) if other not in periods()} & lesser  # no "third quarter"
    return bool(theirs) and not {token.low for token in claim.tokens} & lesser
