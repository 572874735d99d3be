"""What a recogniser sees in a picture: lines of words with their places, in pixels from the top left."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SeenWord:
    """A word with its place."""

    text: str
    x0: float
    x1: float
    confidence: float
    """0..1."""


@dataclass(frozen=True)
class SeenLine:
    """Words that stand side by side."""

    words: Sequence[SeenWord]
    left: tuple[float, float]
    """Where its base begins, x and y."""
    right: tuple[float, float]
    """Where its base ends; lower or higher than its beginning in a picture that is turned."""
    height: float
    """Of its letters, ascenders and descenders included."""


@dataclass(frozen=True)
class Seen:
    """All that was recognised in a picture."""

    lines: Sequence[SeenLine]
    width: int
    height: int

    @property
    def confidence(self) -> float:
        """Mean confidence of the words by their length, 0..1; 0 where there are none."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
