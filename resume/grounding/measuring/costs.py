"""What a line says that something cost, beside what it brought in."""

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.measuring.ledger import Quantity

_BEFORE, _BEHIND = 3, 2
"""Tokens before and behind an amount in which a word says that it is a cost: `at a cost of`, `… in expenses`."""


def is_cost(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount is what something cost."""
    tokens, costs = reading.tokens, words_under("figures.txt", "what something cost")
    before = tokens[max(0, quantity.first - _BEFORE) : quantity.first]
    behind = tokens[quantity.last + 1 : quantity.last + 1 + _BEHIND]
    told = [token.low in costs for token in before] or [False]
    ended = [token.text in ",;." for token in before] or [False]
    return any(told[len(ended) - ended[::-1].index(True) if any(ended) else 0 :]) or (
        [token.low for token in behind[:1]] == ["in"] and behind[-1].low in costs
    )
