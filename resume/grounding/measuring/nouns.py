"""Nouns as figures count them: plurals, compounds, and where one ends."""

from collections.abc import Sequence

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.tokens import Token
from resume.wording import past_forms

MAX_HEAD = 4
"""Words that may name what is counted: "four third-year student nurses" has that many."""


def is_plural(token: Token) -> bool:
    """Whether a word is a noun for several: in -s, or a noun for people."""
    return (token.low.endswith("s") and not token.low.endswith("ss")) or token.low in words_under(
        "figures.txt", "heads"
    ) | {"staff"}


def ends_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun goes on at a token: `15 rated the sessions`, `17 qualified`."""
    return at >= len(tokens) or tokens[at].kind != "word" or tokens[at].low in light_words("en")


def is_hyphened(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word is a part of a compound: the `in` of "24 in-flight assessments", "over-the-counter"."""
    before, behind = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.text == "-" and behind.start == tokens[at].end:
        return True
    return before.text == "-" and before.end == tokens[at].start and before.start == tokens[at - 2].end


def joins_modifiers(tokens: Sequence[Token], at: int) -> bool:
    """Whether `and` joins what kind of things a figure counts, and does not yet end them: `25 milk and packaging suppliers`."""
    if tokens[at].low not in ("and", "or", "&") or tokens[at - 1].kind != "word" or is_plural(tokens[at - 1]):
        return False
    kind, thing = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    light = light_words("en")
    if not kind or not thing or any(one.kind != "word" or one.used or one.low in light for one in (kind[0], thing[0])):
        return False
    return is_plural(thing[0]) and not is_plural(kind[0]) and kind[0].low not in past_forms()
