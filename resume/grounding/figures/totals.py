"""What is told of all of several things together: the `combined capacity` of 3 kilns is three times that of each."""

from collections.abc import Sequence

from resume.grounding.figures.subjects import Claimed
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import Quantity
from resume.grounding.sources import Source

_BEFORE = 3
"""Tokens before a figure, or before what it is the size of, in which a word says that it is of all together."""

_BEHIND = 7
"""Tokens behind a figure in which one does: `1,200 kg a day in total`."""


def tells_total(claimed: Claimed) -> bool:
    """Whether a line says of a figure that it is of all of several things together."""
    words = words_under("figures.txt", "of all together")
    if claimed.reading.lows.isdisjoint(words):
        return False
    quantity, tokens = claimed.quantity, claimed.reading.tokens
    begin = min((*quantity.of, quantity.first))
    before = tokens[max(0, begin - _BEFORE) : begin]
    return any(token.low in words for token in (*before, *_to_mark(tokens, quantity)))


def _to_mark(tokens: Sequence[Token], quantity: Quantity) -> Sequence[Token]:
    """The words behind a figure, up to the next mark or figure."""
    behind = tokens[quantity.last + 1 : quantity.last + 1 + _BEHIND]
    end = next((at for at, one in enumerate(behind) if one.kind != "word" or one.low == "and"), len(behind))
    return behind[:end]


def is_each_as_total(claimed: Claimed, source: Source, index: int) -> bool:
    """Whether a line says of several things together what the source says of each: "400 kg in total" of "400 kg each"."""
    figures = source.ledger.quantities
    return index < len(figures) and figures[index].is_each and tells_total(claimed)
