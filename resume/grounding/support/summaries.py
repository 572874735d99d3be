"""What a summary says by what the entries are: how many, of what trade, after which studies, with which certificates."""

from resume.grounding.claims import Claim, is_generic, levels, opens_clause
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_by_pair, words_under
from resume.grounding.language.reading import Term


class Summaries:
    """What a line about the whole candidate says, held against what the entries are."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def told_by_entries(self, term: Term, claim: Claim) -> int:
        """The entries that say a word of a summary by what they are, by their studies, titles or names."""
        found = self._told_by_kind(term) or self._trained_as(term, claim) or self._named_by_trade(term, claim)
        return found or self._held_by_name(term, claim)

    def _told_by_kind(self, term: Term) -> int:
        """The entries that say a word of a summary by what they are: `three employers`, `rose from picker to leader`."""
        if term.low in words_under("cues.txt", "rising in a career") and (term.is_verb or term.low not in levels()):
            return self._evidence.roles & self._evidence.headers
        if term.low in _LEVELS:
            tongues = [one for one in self._evidence.sources if one.fact.section == "languages"]
            return sum(one.bit for one in tongues if not one.reading.lows.isdisjoint(_LEVELS[term.low]))
        if term.low in _OF_TONGUES:
            spoken = [one.bit for one in self._evidence.sources if one.fact.section == "languages"]
            return sum(spoken) if len(spoken) >= _OF_TONGUES[term.low] else 0
        return self._evidence.roles if term.low in words_under("figures.txt", "listed work") else 0

    def _trained_as(self, term: Term, claim: Claim) -> int:
        """The ended studies of a field after which one is called: `food technologist by education`, `a chemist by training`."""
        behind = [token.low for token in claim.reading.tokens[term.to + 1 : term.to + 3]]
        if behind[:1] != ["by"] or behind[-1] not in words_under("cues.txt", "what one learned"):
            return 0
        field = term.low[: max(_LEAST_FIELD, len(term.text) - _ENDING_OF_PERSON)]
        return sum(
            source.bit
            for source in self._evidence.sources
            if source.fact.section == "education"
            and self._evidence.mask(("complet",), self._evidence.said) & source.bit
            and any(token.low.startswith(field) for token in source.reading.tokens)
        )

    def _named_by_trade(self, term: Term, claim: Claim) -> int:
        """The headers whose title names the trade of what opens a summary: `Marketer` of a marketing manager.

        A calling that one is trained for, or licensed in, is not had by working beside it: a teaching assistant is no teacher.
        """
        low = term.low
        person = words_by_pair("trades.txt", "fields and who works in them").get(low.split()[-1])
        if person is not None:
            called = {*low.split()[:-1], person}
            headers = self._evidence.among(self._evidence.headers & self._evidence.roles)
            return sum(source.bit for source in headers if called <= source.reading.lows)
        licensed = low in words_under("cues.txt", "callings") or low in words_under("cues.txt", "licensed")
        if (
            not low.endswith("er")
            or licensed
            or not opens_clause(term, claim)
            or low in words_under("cues.txt", "offices")
        ):
            return 0
        trade = f"{low[:-2]}ing"
        headers = self._evidence.among(self._evidence.headers & self._evidence.roles)
        return sum(source.bit for source in headers if trade in source.reading.lows)

    def _held_by_name(self, term: Term, claim: Claim) -> int:
        """The certificates whose name stands right before a word for one: `the CFRE credential`."""
        low, terms = term.low, claim.reading.terms
        if low in words_under("cues.txt", "words for a certificate"):
            before = next((other for other in terms if other.to == term.at - 1), None)
        elif low in words_under("cues.txt", "said of certificates"):
            own = (other for other in claim.segments[term.segment] if other.at > term.to)
            before = next((other for other in own if not is_generic(other)), None)
        else:
            return 0
        if before is None:
            return 0
        certificates = sum(one.bit for one in self._evidence.sources if one.fact.section in _CERTIFYING)
        return self._evidence.strict_mask(before.keys) & certificates


_CERTIFYING = frozenset(("certificates", "education"))
"""Sections whose entries are certificates, degrees and licences."""


_LEVELS = {
    **dict.fromkeys(("fluent", "fluently", "fluency"), frozenset(("c1", "c2"))),
    **dict.fromkeys(("intermediate", "conversational"), frozenset(("b1", "b2"))),
    **dict.fromkeys(("basic", "elementary", "beginner"), frozenset(("a1", "a2"))),
}
"""Levels of the European scale for languages that a word tells as well."""


_OF_TONGUES = {"multilingual": 3, "trilingual": 3, "bilingual": 2}
"""How many languages somebody speaks of whom a word says so, at least."""


_LEAST_FIELD, _ENDING_OF_PERSON = 4, 3
"""Letters that a field of study shares with who has studied it, and those of the latter's ending: chemistry and `chemist`."""
