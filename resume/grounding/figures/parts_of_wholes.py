"""Parts that a claim gives of its wholes: none is more than its whole, and who is named beside others is none of them."""

from collections.abc import Sequence
from itertools import pairwise

from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import COUNT, Ledger, Quantity
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of


def impossible_parts(reading: Reading, ledger: Ledger) -> list[Reason]:
    """Parts that are more than their wholes: "£900,000, £2.4 million of it from legacies"."""
    found = []
    for first, second in ledger.wholes:
        whole, part = ledger.quantities[first], ledger.quantities[second]
        if (
            _are_next(ledger, first, second)
            and whole.dimension == part.dimension
            and whole.period == part.period
            and not whole.label | part.label
            and part.value > whole.value
            and not _tells_where(reading, whole)
        ):
            detail = f"“{part.text}” is claimed as a part of “{whole.text}”, which is less."
            found.append(reason_of("number", part.text, "", detail))
    return found


def _tells_where(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure only says where things are that are not counted: `schools in 6 districts, 31 of which`."""
    tokens, at = reading.tokens, quantity.first - 1
    placed = quantity.dimension == COUNT and at > 0 and tokens[at].low in ("in", "at", "across", "from", "on")
    return placed and tokens[at - 1].kind == "word" and tokens[at - 1].low.endswith("s")


def _are_next(ledger: Ledger, first: int, second: int) -> bool:
    """Whether no other figure of the kind stands between two."""
    kind = ledger.quantities[second].dimension
    return kind not in [one.dimension for one in ledger.quantities[first + 1 : second]]


def beside_each_other(ledger: Ledger, sources: Sequence[Source]) -> list[Reason]:
    """`21 teachers, 6 of them support staff` of "21 teachers and 6 support staff": who is named beside others is none of them."""
    for first, second in ledger.wholes:
        pair = ledger.quantities[first].value, ledger.quantities[second].value
        for source in sources:
            figures = source.ledger.quantities
            for at, (one, other) in enumerate(pairwise(figures)):
                joined = one.dimension == other.dimension == COUNT and bool(one.after) and bool(other.after)
                if (one.value, other.value) != pair or not joined or (at, at + 1) in source.ledger.wholes:
                    continue
                between = range(one.last + 1, other.first)
                heads = {source.reading.tokens[index].low for index in between if index not in one.after}
                if heads <= _BESIDE and "and" in heads:
                    item = ledger.quantities[second].text
                    detail = f"“{item}” is claimed as a part of “{ledger.quantities[first].text}”; "
                    detail += f"the source says “{source.fact.text}”."
                    return [reason_of("number", item, source.fact.text, detail)]
    return []


_BESIDE = frozenset(("and", ",", "the", "a", "another"))
"""What stands between two counts that are told one beside the other."""
