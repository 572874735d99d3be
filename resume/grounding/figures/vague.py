"""Counts told without a number: `many pilots` of two, `most cases` of a quarter, `in one winter` of three."""

from resume.grounding.evidence import Evidence
from resume.grounding.figures.derivations import Derivations
from resume.grounding.figures.statements import Statements
from resume.grounding.figures.subjects import Claimed, Subjects
from resume.grounding.measuring.ledger import COUNT, MONTHS, PERCENT, TIME


class VagueCounts:
    """Holds what a claim counts vaguely against what lines count."""

    def __init__(
        self, evidence: Evidence, subjects: Subjects, statements: Statements, derivations: Derivations
    ) -> None:
        self._evidence = evidence
        self._subjects = subjects
        self._statements = statements
        self._derivations = derivations

    def counts_more(self, claimed: Claimed, near: int) -> bool:
        """Whether the lines count several of what the claim says is one: "in one winter" of "over three winters"."""
        if claimed.quantity.dimension in (MONTHS, TIME):
            lengths = [
                other.value
                for source in self._evidence.among(near & ~self._evidence.headers)
                for other in source.ledger.quantities
                if other.dimension in (MONTHS, TIME) and not other.period
            ]
            return bool(lengths) and min(lengths) > claimed.quantity.value
        return any(
            other.dimension == COUNT and other.value > 1 and self._subjects.same_thing(claimed, other, source)
            for source in self._evidence.among(near)
            for other in source.ledger.quantities
            if claimed.after
        )

    def counts_fewer(self, claimed: Claimed, near: int) -> bool:
        """Whether the lines count what the claim counts vaguely: "many pilots" of "2 pilots", "most cases" of "25 % of cases"."""
        quantity = claimed.quantity
        if any(
            source.ledger.quantities and self._statements.is_stated(claimed, source)
            for source in self._evidence.among(near)
        ):
            return False
        for source in self._evidence.among(near & ~self._evidence.headers):
            for other in source.ledger.quantities:
                kin = other.dimension == quantity.dimension and not other.label and not other.by and not other.change
                if (
                    kin
                    and (quantity.dimension == PERCENT or (claimed.after and other.after))
                    and self._subjects.same_thing(claimed, other, source)
                ):
                    return True
            if quantity.dimension != PERCENT:
                continue
            shares = any(source.ledger.quantities[part].dimension == COUNT for _, part in source.ledger.wholes)
            if (
                shares
                and not self._derivations.is_derived(claimed, source)
                and self._subjects.any_in([*claimed.after, *claimed.before], source)
            ):
                return True
        return False
