"""Names of several words whose words the source has, but never together."""

import re
from collections.abc import Sequence

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.language.reading import Term
from resume.grounding.language.tokens import Token
from resume.grounding.support.coverage import Coverage
from resume.grounding.verdict import Reason, reason_of

_LEAST_NAME = 3
"""Capitalized words in a row that are one name: two may be a title and a firm, or a school and its town."""

_NAME_ENDS = re.compile(r"[,(–]")
"""What ends a certificate's short name in its entry: "Red Seal, Refrigeration Mechanic"."""


class Names:
    """Looks for the names of a claim in the source."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage

    def unnamed(self, terms: Sequence[Term], claim: Claim, scope: Scope) -> list[Reason]:
        """A name of several words whose words the source has, but never together: `the Children's Aid Society`."""
        if not scope.whole:
            return []
        run: list[Term] = []
        tokens = claim.reading.tokens
        for term in [*terms, None]:
            if term is not None and term.is_name and (not run or _goes_on_name(tokens, run[-1].to, term.at)):
                run.append(term)
                continue
            if len(run) >= _LEAST_NAME and not self._named_together(run, claim, scope):
                item = " ".join(one.text for one in run)
                return [reason_of("name", item, "", f"“{item}” is claimed; the source has no such name.")]
            run = [term] if term is not None and term.is_name else []
        return []

    def _named_together(self, run: Sequence[Term], claim: Claim, scope: Scope) -> bool:
        found = scope.bits
        for term in run:
            found &= self._evidence.with_entries(self._coverage.strict_cover(term, claim))
        return bool(found) or any(self._is_certified_title(run, at, claim, scope) for at in range(1, len(run)))

    def _is_certified_title(self, run: Sequence[Term], at: int, claim: Claim, scope: Scope) -> bool:
        """Whether words are a title, and those before them a certificate as its entry calls it: `Red Seal HVAC Technician`."""
        held = scope.bits & self._evidence.headers & self._evidence.roles
        for term in run[at:]:
            held &= self._coverage.strict_cover(term, claim)
        if not held:
            return False
        tokens, begin, end = claim.reading.tokens, run[0].at, run[at].at
        while begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].text[:1].isupper():
            begin -= 1
        name = " ".join(token.low for token in tokens[begin:end])
        return any(
            source.fact.kind == "certificate"
            and name in (part.strip().casefold() for part in _NAME_ENDS.split(source.fact.text))
            for source in self._evidence.among(scope.bits & self._evidence.named)
        )


def _goes_on_name(tokens: Sequence[Token], last: int, at: int) -> bool:
    """Whether a name goes on behind its word so far: at once, or behind `of`, as in `Water Authority of Fiji`."""
    return at == last + 1 or (at == last + 2 and tokens[last + 1].text == "of")
