"""A promise beside what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["s", "ms", "×", "%", "MiB"]

_DECIMALS: dict[Unit, int] = {"s": 3, "ms": 2, "×": 2, "%": 1, "MiB": 0}


@dataclass(frozen=True)
class Figure:
    """One promise."""

    name: str
    promised: float
    measured: float
    unit: Unit = "s"
    at_least: bool = False
    """Whether it is promised to be so much or more; else so much or less."""

    @property
    def ratio(self) -> float:
        """1.0 or less keeps the promise: measured ÷ promised, or promised ÷ measured where more is better."""
        if not self.at_least:
            return self.measured / self.promised
        return self.promised / self.measured if self.measured else float("inf")

    def row(self, width: int) -> str:
        """One line of the table."""
        sign, decimals = ("≥" if self.at_least else "≤"), _DECIMALS[self.unit]
        promised, measured = f"{self.promised:.{decimals}f}", f"{self.measured:.{decimals}f}"
        return (
            f"{self.name:{width}}  {sign} {promised:>8} {self.unit:3}  {measured:>8} {self.unit:3}  {self.ratio:5.2f}"
        )


def table(figures: Sequence[Figure], remark: str) -> str:
    """All promises, a line each."""
    width = max(len(figure.name) for figure in figures)
    head = f"{'':{width}}  {'promised':>10}      {'measured':>8}      ratio   ({remark})"
    return "\n".join([head, *(figure.row(width) for figure in figures)])
