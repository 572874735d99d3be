"""Which of several currencies a word means that they share: whose rupees, whose dollars."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from resume.facts import Fact
from resume.grounding.language.currencies import spellings
from resume.grounding.language.lists import read_rows
from resume.grounding.measuring.ledger import Ledger


class HomeMoney:
    """What words that several currencies share mean in one resume: `rupees` where it names Pakistani ones, or Karachi."""

    def __init__(self, ledgers: Iterable[Ledger], facts: Iterable[Fact]) -> None:
        self._amounts: dict[str, set[float]] = {}
        for ledger in ledgers:
            for quantity in ledger.quantities:
                if quantity.dimension.isupper():
                    self._amounts.setdefault(quantity.dimension, set()).add(quantity.value)
        self._countries = {
            word for fact in facts if fact.kind == "contact" for word in re.findall(r"\b[A-Z]{2}\b", fact.text)
        }

    def settle(self, ledger: Ledger) -> None:
        """Give every figure of a shared currency the one that is meant."""
        families = spellings().families
        for quantity in ledger.quantities:
            if quantity.dimension in families:
                quantity.dimension = self._meant(families[quantity.dimension], quantity.value)

    def _meant(self, family: Sequence[str], amount: float) -> str:
        """The currency that the resume names with this amount, else the one it names, its country's, or the usual one."""
        named = [code for code in family if code in self._amounts]
        exact = [code for code in named if amount in self._amounts[code]]
        at_home = [code for code in family if self._countries & _countries_of(code)]
        return (exact or named or at_home or list(family))[0]


@cache
def _countries_of(code: str) -> frozenset[str]:
    return next((frozenset(row[1].split()) for row in read_rows("currencies.tsv") if row[0] == code), frozenset())
