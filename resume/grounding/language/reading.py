"""A line as it is read: its tokens and terms, and what is known of where each of them stands."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import Keys


@dataclass(slots=True)
class Term:
    """A content word or phrase of a line."""

    text: str
    low: str
    """It in small letters."""
    keys: Keys
    at: int
    """Its first token."""
    segment: int
    negated: bool = False
    helped: bool = False
    """Whether the line says that it was only helped with, or that somebody else did it."""
    is_name: bool = False
    is_verb: bool = False
    parts: tuple["Term", ...] = ()
    """The words of a phrase, each on its own."""
    first_negated: bool = False
    to: int = 0
    """Its last token."""
    is_idiom: bool = False
    """Whether it is a verb that words behind its thing make another of: `kept` of "kept the vans in good order"."""
    is_outcome: bool = False
    """Whether it is a light verb that says what some of a number did: `left` of "130 joined; 13 left"."""


@dataclass(slots=True)
class Reading:
    """A line, read."""

    text: str
    tokens: list[Token]
    terms: list[Term] = field(default_factory=list)
    segment_of: list[int] = field(default_factory=list)
    """Segment of each token."""
    negated: list[bool] = field(default_factory=list)
    helped: list[bool] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)
    """Whether a token stands in a clause that tells what somebody named before it did: `an apprentice who won a prize`."""
    helped_behind: bool = False
    """Whether the line says only behind its thing that one helped with it."""
    wide: list[tuple[str, int]] = field(default_factory=list)
    """Words that claim the whole of something, and their tokens."""
    lows: frozenset[str] = frozenset()
    """Its words in lower case, to see at once what does not stand in it."""
    low_of: tuple[str, ...] = ()
    """Each token in lower case, to see at once what stands between two of them."""

    def __post_init__(self) -> None:
        """Gather the words."""
        self.low_of = tuple([token.low for token in self.tokens])
        self.lows = frozenset(self.low_of)

    def part(self, segment: int, to: int | None = None) -> range:
        """The tokens of a segment, or of all from it `to` another."""
        last = segment if to is None else to
        return range(bisect_left(self.segment_of, segment), bisect_right(self.segment_of, last))
