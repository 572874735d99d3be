"""Numbers that name a thing and count nothing: `Year 8`, `ISO 15189`, `Boeing 777`."""

import itertools
from collections.abc import Sequence

from resume.grounding.language.function_words import light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.mentions import month_numbers
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import opens_verb
from resume.grounding.measuring.ledger import Quantity
from resume.grounding.measuring.nouns import MAX_HEAD, is_plural
from resume.lexicon import find_skill
from resume.wording import plain_forms


def is_numbered(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a figure is the number of what stands before it and counts nothing: `Year 8 students`, `Windows 7 machines`."""
    before = tokens[quantity.first - 1]
    if before.text == "-" and quantity.first > 1:
        return tokens[quantity.first - 2].low in words_under("figures.txt", "numbered")  # "day-7 retention"
    if _is_short_name(tokens, quantity) or _is_within_name(tokens, quantity):
        return True  # "ISO 15189", "ITIL 4"
    if before.low in words_under("figures.txt", "numbered"):
        if quantity.compound and quantity.first > 1 and tokens[quantity.first - 2].text == "-":
            return False  # "a 112-room four-star hotel"
        if (
            before.low in plain_forms()
            and not tokens[quantity.first].text.isdigit()
            and _counts_several(tokens, quantity)
        ):
            return False  # "helped the team plan two open days"
        return not _is_done_to_many(tokens, quantity)
    is_digit = tokens[quantity.first].text.isdigit() and quantity.value < _MOST_VERSIONS
    versioned = is_digit and quantity.first > 1 and before.text[:1].isupper() and find_skill(before.text) is not None
    return versioned or _is_model(tokens, quantity)


def _is_within_name(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number in words stands in the middle of a name: `Lean Six Sigma`."""
    if quantity.first != quantity.last or tokens[quantity.first].kind != "word":
        return False
    beside = tokens[quantity.first - 1], tokens[quantity.first], tokens[min(quantity.last + 1, len(tokens) - 1)]
    return all(one.kind == "word" and one.text[:1].isupper() for one in beside)


def _is_model(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number behind a name is a model of that maker's: `on Boeing 777 and Airbus A350`, `Komatsu 210 diggers`."""
    before = tokens[quantity.first - 1]
    if before.text.islower() or before.kind != "word" or before.used or not before.text[:1].isupper():
        return False
    number, lead = tokens[quantity.first], tokens[max(0, quantity.first - 2)]
    if before.low in month_numbers():
        return False
    bare = quantity.first == quantity.last and number.text.isdigit() and not quantity.comparison and not quantity.period
    if (
        not bare
        or quantity.first == 1
        or lead.text in ".:;!?•"
        or lead.low in words_under("figures.txt", "before a place or a customer")
    ):
        return False
    following = tokens[quantity.last + 1] if quantity.last + 1 < len(tokens) else None
    if following is None:
        return True
    if following.kind == "word" and following.low not in light_words("en"):
        noun = itertools.takewhile(
            lambda one: one.text == "-" or one.kind == "word", tokens[quantity.last + 1 :][:_LONGEST]
        )
        several = any(is_plural(one) for one in noun if one.text.islower())
        return quantity.value >= _MOST_VERSIONS and following.text.islower() and several
    joined = following.text == "-" and tokens[quantity.last + 2 : quantity.last + 3]
    return following.low not in words_under("figures.txt", "goes on from a figure") and not (
        joined and joined[0].text.islower()
    )


_LONGEST = 5
"""Tokens of the noun behind a model's number: "777 long-haul flights"."""


def _counts_several(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a plural stands near behind a figure, as what it counts."""
    return any(token.low.endswith("s") for token in tokens[quantity.last + 1 : quantity.last + MAX_HEAD])


def _is_short_name(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a whole number stands behind a short name in capitals, and counts nothing: `ISO 15189`, `ITIL 4 Foundation`."""
    before = tokens[quantity.first - 1]
    if before.kind != "word" or not before.text.isupper() or len(before.text) < _LEAST_SHORT or quantity.digits:
        return False
    following = tokens[quantity.last + 1] if quantity.last + 1 < len(tokens) else None
    counts = (
        following is not None and following.kind == "word" and following.low.endswith("s") and following.text.islower()
    )
    return tokens[quantity.first].kind == "number" and not counts


_LEAST_SHORT = 2
"""Letters of a short name."""


def _is_done_to_many(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether the word before a figure is what one does to so many: `Plan 14 gardens`, `manage and schedule 40 nurses`."""
    at = quantity.first - 1
    is_verb = tokens[at].low in plain_forms() and opens_verb(tokens, at)
    behind = tokens[quantity.last + 1 : quantity.last + MAX_HEAD]
    return is_verb and (at == 0 or tokens[at].text.islower()) and any(token.low.endswith("s") for token in behind)


_MOST_VERSIONS = 100
"""Numbers of versions of a program lie below it."""
