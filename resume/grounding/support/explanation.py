"""Why a word of a claim has no support."""

from resume.grounding.claims import Claim, Scope, levels
from resume.grounding.evidence import Evidence
from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Term
from resume.grounding.language.releases import release_year
from resume.grounding.language.scope import OWNED, rung
from resume.grounding.support.coverage import Coverage
from resume.grounding.verdict import Reason, ReasonKind, reason_of


class Explanation:
    """Reasons in plain words, with what the source says instead."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage

    def explain(self, term: Term, claim: Claim, scope: Scope) -> Reason:
        """Why a word has no support."""
        evidence = self._evidence
        elsewhere = self._coverage.strict_cover(term, claim) & ~scope.bits & ~self._evidence.personal
        denied = evidence.mask(term.keys, evidence.denied) & scope.bits
        year = release_year(term.text) if term.is_name else None
        ended = self._ended(scope) if year is not None else None
        if year is not None and ended is not None and year > ended:
            detail = f"“{term.text}” is claimed; it came out in {year}, and the role ended in {ended}."
            return reason_of("anachronism", term.text, str(ended), detail)
        if denied and not term.negated:
            text = self._evidence.first(denied).fact.text
            return reason_of("negation", term.text, text, f"“{term.text}” is claimed; the source denies it: “{text}”.")
        if term.negated and evidence.mask(term.keys, evidence.said) & scope.bits:
            return reason_of("negation", term.text, "", f"The line denies “{term.text}”; the source does not.")
        if elsewhere and not scope.whole:
            source = self._evidence.first(elsewhere)
            place = evidence.by_id[source.entry].fact.text if source.entry in evidence.by_id else source.fact.section
            detail = f"“{term.text}” is claimed here; the source says it only elsewhere: “{place}”."
            return reason_of("moved", term.text, source.fact.text, detail)
        kind: ReasonKind = "content"
        if term.low in levels():
            kind = "level"
        elif term.low in words_under("cues.txt", "aloners") or rung(term.keys) >= OWNED:
            kind = "scope"
        elif term.is_name:
            kind = "name"
        elif scope.named:
            kind = "title"
        return reason_of(kind, term.text, "", f"“{term.text}” is claimed; the source says nothing of it.")

    def _ended(self, scope: Scope) -> int | None:
        header = self._evidence.by_id.get(scope.entry or "")
        return int(header.fact.end[:4]) if header is not None and header.fact.end else None
