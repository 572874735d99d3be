"""What a figure counts by a word for its kind, the thing itself named before: `air conditioners, up to 5 units a day`."""

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import Quantity
from resume.grounding.sources import Source

_LEAST_WORDS = 2
"""Words of what is named with what was done with it: behind them a small word begins where or for whom."""


def named_before(source: Source, quantity: Quantity) -> Token | None:
    """The noun before the comma that a line counts by a word for its kind behind it; None where it does not."""
    tokens, comma = source.reading.tokens, quantity.first - 1
    while comma > 0 and tokens[comma].used:
        comma -= 1
    kind = next(iter(tokens[quantity.last + 1 : quantity.last + 2]), None)
    if comma < 1 or tokens[comma].text != "," or kind is None or kind.low not in words_under("figures.txt", "kinds"):
        return None
    named: list[Token] = []
    for token in tokens[:comma]:
        if token.text in ";.:":
            named.clear()
        elif token.low in words_under("figures.txt", "before a place or a customer") and len(named) >= _LEAST_WORDS:
            break  # "leaflets for hospitals, 30 items a month" are leaflets
        elif token.kind == "word" and token.low not in light_words("en"):
            named.append(token)
    return named[-1] if len(named) >= _LEAST_WORDS else None
