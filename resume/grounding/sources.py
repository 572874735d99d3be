"""The lines of the source, read: what each says by its place, its figures and its dates."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from resume.facts import Fact
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.derived import Derived
from resume.grounding.measuring.ledger import as_count
from resume.grounding.measuring.periods import Span
from resume.grounding.measuring.quantities import Ledger, Quantity

ENTRY_SECTIONS = frozenset({"work", "volunteer", "projects", "education", "customSections"})
"""Sections whose entries are roles of their own: what is done in one is not done in another."""


@dataclass(slots=True)
class Source:
    """One fact, read."""

    fact: Fact
    bit: int
    reading: Reading
    ledger: Ledger
    derived: list[Derived]
    span: Span | None
    is_header: bool
    keys: set[str] = field(default_factory=set)
    figures: tuple[Quantity, ...] = ()
    """Its quantities, and behind them the years of its dates as plain figures."""
    amounts: frozenset[tuple[float, str]] = frozenset()
    """Value and dimension of its quantities."""
    roots: Sequence[str] = ()
    """By token: its root, empty for what is no word."""
    entry: str = ""
    """The entry it belongs to, itself if it names one."""

    def __post_init__(self) -> None:
        """Gather the figures."""
        self.entry = self.fact.entry or self.fact.id
        self.figures = (*self.ledger.quantities, *(as_count(mention) for mention in self.ledger.dates))
        self.amounts = frozenset([(one.value, one.dimension) for one in self.ledger.quantities])

    @property
    def at(self) -> int:
        """Its place among the facts."""
        return self.bit.bit_length() - 1


def is_header(fact: Fact) -> bool:
    """Whether a fact names an entry: a role with its employer, a degree with its school."""
    return fact.field == "header" and fact.section != "basics"
