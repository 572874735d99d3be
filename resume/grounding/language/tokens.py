"""What a line is cut into."""

from dataclasses import dataclass


@dataclass(slots=True)
class Token:
    """A number, word or mark of a line."""

    text: str
    low: str
    kind: str
    """`number`, `word`, `money` or `mark`."""
    start: int
    end: int
    suffix: str = ""
    """Letters that stand directly after a number (`120K`, `24h`)."""
    used: bool = False
    """Whether it is part of a quantity or date and claims nothing as a word."""
