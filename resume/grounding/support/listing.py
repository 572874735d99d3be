"""Lists of skills and the parts of a headline, item by item."""

from resume.grounding.claims import Claim, Scope
from resume.grounding.evidence import Evidence
from resume.grounding.support.coverage import Coverage
from resume.grounding.verdict import Reason, ReasonKind, reason_of


class Listing:
    """The items of lists, looked up as wholes."""

    def __init__(self, evidence: Evidence, coverage: Coverage) -> None:
        self._evidence = evidence
        self._coverage = coverage

    def item_mask(self, claim: Claim) -> int:
        """The facts that hold an item, the name of their group of skills included; of two things joined, those that hold one."""
        found = everything = self._evidence.everything & ~self._evidence.personal
        joined = 0
        for segment, terms in claim.segments.items():
            if claim.reading.tokens[claim.reading.segment_of.index(segment)].low == "and":
                joined, found = joined | found, everything
            for term in terms:
                found &= self._with_group(self._coverage.strict_cover(term, claim))
            if not found:
                return 0
        return joined | found

    def explain_item(self, claim: Claim, item: str, scope: Scope, section: str) -> list[Reason]:
        """Which words of an item no fact has."""
        missing = [term for term in claim.reading.terms if not self._coverage.strict_cover(term, claim) & scope.bits]
        kind: ReasonKind = "title" if section == "headline" else "name"
        words = ", ".join(f"“{term.text}”" for term in missing) or f"“{item}”"
        detail = (
            f"“{item}” is listed; the source does not name {words}."
            if missing
            else f"“{item}” is listed; no one line of the source says all of it."
        )
        return [reason_of(kind, item, "", detail)]

    def _with_group(self, mask: int) -> int:
        """The name of a group of skills stands for each of them: `Testing: insulation resistance`."""
        groups = mask & self._evidence.headers & self._evidence.skills
        return mask | (self._evidence.with_entries(groups) if groups else 0)
