"""Why a figure does not follow: what the source says that comes nearest to it."""

from collections.abc import Sequence

from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import MONTHS, TIME, Quantity
from resume.grounding.measuring.matching import SAME
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, ReasonKind

_BOUND_WORDS = {
    ">": "more than", ">=": "at least", ">~": "just over", "<": "fewer than", "<=": "at most", "~": "about", "-": "nearly",
    "+?": "over",
}  # fmt: skip


def explain_mismatch(reading: Reading, quantity: Quantity, near: Sequence[Source]) -> Reason:
    """Why a figure does not follow: what comes nearest to it."""
    kind, said = _nearest(quantity, near)
    words = reading.text[reading.tokens[quantity.first].start : reading.tokens[quantity.last].end]
    if quantity.period and kind == "period":
        words = f"{words} {'an' if quantity.period == 'hour' else 'a'} {quantity.period}"
    bounded = _BOUND_WORDS.get(quantity.comparison, "") if kind == "comparison" else ""
    item = f"{bounded} {words}".strip()
    source = f"the source says “{said}”" if said else "the source gives no such figure for this"
    return Reason(kind=kind, item=words, claimed=item, source=said, detail=f"“{item}” is claimed; {source}.")


def _nearest(quantity: Quantity, near: Sequence[Source]) -> tuple[ReasonKind, str]:
    """What is wrong with a figure, and the line that comes nearest: the same value first, then the same kind of figure."""
    kind: ReasonKind = "duration" if quantity.dimension in (MONTHS, TIME) else "number"
    found: tuple[ReasonKind, str] = (kind, "")
    for source in near:
        for other in source.ledger.quantities:
            same = abs(other.value - quantity.value) < SAME
            if same and other.dimension != quantity.dimension:
                found = "unit", source.fact.text
            elif same and quantity.period and other.period != quantity.period:
                found = "period", source.fact.text
            elif same and other.comparison != quantity.comparison:
                found = "comparison", source.fact.text
            elif not found[1] and len(near) == 1:
                found = kind, source.fact.text
    return found
