"""One figure of the suite: what is measured, which way is better, what is promised."""

from dataclasses import dataclass

TOLERANCE = 0.005
"""How far a share may fall below the baseline before the suite fails: less than one label among two hundred."""


@dataclass(frozen=True)
class Figure:
    """One figure of the suite."""

    name: str
    value: float | None
    better: str
    """`higher`, `lower` or, for what depends on the machine, `unjudged`."""
    goal: str = ""
    """The figure that the product promises, in words."""
    tolerance: float = TOLERANCE
    """How much worse than the baseline it may be."""
