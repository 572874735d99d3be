"""Counts of two things held against each other in words: more desks than people, fewer vans than drivers."""

from collections.abc import Iterator

from resume.grounding.language.measures import values
from resume.grounding.language.reading import Reading, light_words

COMPARED = frozenset(("more", "fewer"))

_MOST_NOUN = 4
"""Words of what one side counts."""


def pass_over_comparisons(reading: Reading) -> None:
    """Mark the `fewer` of "fewer desks than people" as used: what it says is for the counts to prove."""
    if "fewer" in reading.lows and "than" in reading.lows:
        for at, _, _ in find_comparisons(reading):
            reading.tokens[at].used = True


def find_comparisons(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """The tokens of `more` or `fewer`, of its `than` and of the last word behind it, where both sides are nouns."""
    tokens, light = reading.tokens, light_words("en")

    def names(at: int) -> bool:
        token = tokens[at]
        return token.kind == "word" and token.low not in light and token.low not in values("ones")

    for at, token in enumerate(tokens):
        than = next(
            (one for one in range(at + 2, min(at + 2 + _MOST_NOUN, len(tokens))) if tokens[one].low == "than"), 0
        )
        if token.low not in COMPARED or not than or not all(names(one) for one in range(at + 1, than)):
            continue
        end = than
        while end + 1 < len(tokens) and end < than + _MOST_NOUN and names(end + 1):
            end += 1
        if (
            end > than
            and not tokens[end].used
            and tokens[end].low.endswith(("s", "people", "staff", "men", "children"))
        ):
            yield at, than, end
