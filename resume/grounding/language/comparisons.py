"""Counts held against each other in words: more desks than people, more guests at dinner than at lunch."""

from collections.abc import Iterator
from dataclasses import dataclass

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import values
from resume.grounding.language.reading import Reading

COMPARED = frozenset(("more", "fewer"))

_MOST_NOUN = 4
"""Words of what one side counts."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """One thing counted twice: `more staff in summer than in winter`."""

    at: int
    """The token of `more` or `fewer`."""
    of: tuple[int, ...]
    """Tokens of what is counted."""
    one: tuple[int, ...]
    """Tokens of when or where there are more of it, or fewer."""
    other: tuple[int, ...]
    """Tokens of when or where it is held against."""


def pass_over_comparisons(reading: Reading) -> None:
    """Mark the `fewer` of "fewer desks than people" as used: what it says is for the counts to prove."""
    if reading.lows.isdisjoint(_COMPARING):
        return
    _pass_over_times(reading)
    if "fewer" in reading.lows and "than" in reading.lows:
        for at in (*(at for at, _, _ in find_comparisons(reading)), *(one.at for one in find_occasions(reading))):
            reading.tokens[at].used = True


_COMPARING = frozenset(("fewer", "compared", "comparison"))
"""Words one of which stands in every comparison that is passed over."""


def _pass_over_times(reading: Reading) -> None:
    """Mark the `compared` of "compared with 2022", "compared to the year before" as used: the figures tell what it says."""
    tokens = reading.tokens
    for at, token in enumerate(tokens[:-2]):
        if token.low not in ("compared", "comparison") or tokens[at + 1].low not in ("with", "to", "against"):
            continue
        behind = [one for one in tokens[at + 2 : at + 5] if one.low not in _ARTICLES]
        times = [one for one in behind[:2] if one.low in words_under("figures.txt", "times compared")]
        if times or (behind and behind[0].used):
            for one in (token, *times):
                one.used = True


def find_comparisons(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """The tokens of `more` or `fewer`, of its `than` and of the last word behind it, where both sides are nouns."""
    tokens, light = reading.tokens, light_words("en")

    def names(at: int) -> bool:
        token = tokens[at]
        return (
            token.text == "-"
            or (token.kind == "word" and tokens[at - 1].text == "-")
            or (token.kind == "word" and token.low not in light and token.low not in values("ones"))
        )

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


def find_occasions(reading: Reading) -> Iterator[Occasions]:
    """The comparisons of one thing with itself, at two times or places."""
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.low not in COMPARED:
            continue
        of = _noun_behind(reading, at)
        one = _noun_behind(reading, of[-1] + 1) if of and _places(reading, of[-1] + 1) else ()
        than = one[-1] + 1 if one else len(tokens)
        if than + 1 < len(tokens) and tokens[than].low == "than":
            behind = than + 1 if _places(reading, than + 1) else than
            if other := _noun_behind(reading, behind):
                yield Occasions(at, of, one, other)


def _places(reading: Reading, at: int) -> bool:
    """Whether a word at a token says where or when."""
    return at < len(reading.tokens) and reading.tokens[at].low in _WHERE


_WHERE = frozenset(("in", "at", "on", "during", "for", "from", "by", "over", "with", "among", "to"))
"""Words before the times or places of a comparison."""

_ARTICLES = frozenset(("the", "a", "an", "our", "its", "their"))


def _noun_behind(reading: Reading, at: int) -> tuple[int, ...]:
    """The words of the noun behind a token, without its article."""
    tokens, light = reading.tokens, light_words("en")
    begin = at + 1
    while begin < len(tokens) and tokens[begin].low in _ARTICLES:
        begin += 1
    end = begin
    while (
        end < len(tokens) and end < begin + _MOST_NOUN and tokens[end].kind == "word" and tokens[end].low not in light
    ):
        end += 1
    return tuple(range(begin, end))
