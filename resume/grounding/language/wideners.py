"""Wide words: such as claim the whole of something, `all`, `every` and `across`, and where they claim no whole."""

from collections.abc import Sequence
from functools import cache

from resume.grounding.language.function_words import ARTICLES, PREPOSITIONS, light_words
from resume.grounding.language.lists import phrases_under, words_under
from resume.grounding.language.measures import time_words
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.wording import past_forms, plain_forms

_BOTH_REACH = 8
"""Tokens behind `both` in which its `and` stands."""


def find_wide(reading: Reading) -> None:
    """Fill in the words that claim the whole of something."""
    if reading.lows.isdisjoint(_before_wide()):
        return
    wide, phrases = words_under("cues.txt", "wideners"), phrases_under("cues.txt", "wide phrases")
    times = time_words()
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.low not in wide and token.low not in phrases:
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        beyond = tokens[at + 2].low if at + 2 < len(tokens) else ""
        if token.kind != "word" or following is None or token.used:
            continue
        if token.low == "all" and at and tokens[at - 1].low in ("in", "at") and _ends_phrase(following):
            continue
        is_time = beyond in times or (following.low in times and not _is_kind(tokens, at))
        if is_time or following.kind == "number" or reading.negated[at]:
            continue
        if token.low == "both" and _joins_two(tokens, at):
            continue
        if token.low == "every" and following.used and at and tokens[at - 1].low in ("for", "to", "in"):
            continue  # "two desks for every three people"
        if token.low == "across" and _lists_what(tokens, at + 2):
            continue  # "across the accounts office and the stores"
        if token.low in wide and token.low != "each":
            reading.wide.append((token.text, at))
        elif following.low in phrases.get(token.low, ()):
            reading.wide.append((f"{token.text} {following.text}", at))


@cache
def _before_wide() -> frozenset[str]:
    """Words one of which stands in every line that claims the whole of something."""
    return words_under("cues.txt", "wideners").union(phrases_under("cues.txt", "wide phrases"))


def _is_kind(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word for a time behind `all` only says of what kind things are: `all second-class pupils`."""
    mark, end = ([token.low for token in tokens[at + 2 : at + 4]] + ["", ""])[:2]
    second = tokens[at].low == "all" and tokens[at + 1].low == "second"
    return second or (mark == "-" and end not in ("long", "round"))


def _lists_what(tokens: Sequence[Token], begin: int) -> bool:
    """Whether two things or kinds are named behind a token, joined by `and`: they are some, and not all of anything."""
    for at in range(begin, min(len(tokens) - 1, begin + _BOTH_REACH)):
        if tokens[at].low in ("and", "&") and at > begin:
            after = at + 1 + (tokens[at + 1].low in ARTICLES)
            low = tokens[after].low if after < len(tokens) else ""
            acts = low.endswith(("ed", "ing")) or low in past_forms() or low in plain_forms()
            return low.isalpha() and not acts and low not in light_words("en")
        if tokens[at].kind != "word" or tokens[at].low in PREPOSITIONS:
            return False
    return False


def _ends_phrase(following: Token) -> bool:
    """Whether `in all` is a sum, and all of nothing: `two weeks in all on deployments`, not `in all regions`."""
    before_end = following.low in PREPOSITIONS or following.low in ("as", "with")
    return following.kind == "mark" or (before_end and following.low not in ("over", "under"))


def _joins_two(tokens: Sequence[Token], at: int) -> bool:
    """Whether `both` only announces the `and` that follows in its part of the sentence: `both at school and at home`."""
    for token in tokens[at + 1 : at + 1 + _BOTH_REACH]:
        if token.kind == "mark" and token.text not in "-'":
            return False
        if token.low in ("and", "&"):
            return True
    return False
