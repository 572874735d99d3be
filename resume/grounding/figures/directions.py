"""Which way a figure goes: whether its line speaks of a rise or of a fall."""

from collections.abc import Sequence

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading, Token
from resume.grounding.measuring.ledger import Quantity

_REACH = 3
"""Tokens behind a figure in which a word still says which way it goes."""


def direction(reading: Reading, quantity: Quantity) -> str:
    """Whether the words around a figure speak of a rise or of a fall."""
    up, down = words_under("cues.txt", "up"), words_under("cues.txt", "down")
    if reading.lows.isdisjoint(up) and reading.lows.isdisjoint(down):
        return ""
    tokens, segment = reading.tokens, reading.segment_of[quantity.first]
    found = ""
    for at in reading.part(segment - 1, segment):
        token = tokens[at]
        if at > quantity.last + _REACH:
            break
        if token.low not in up and token.low not in down:
            if found and at >= quantity.first:
                break
            continue
        if token.low == "up" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
            continue
        if at and tokens[at - 1].text == "-":
            continue  # "set-up time"
        if at and token.low.endswith("ing") and tokens[at - 1].low in ("of", "for"):
            continue  # "cut the cost of raising a dollar"
        if token.used and at < quantity.first and token.low.endswith(("er", "ess")):
            continue  # "four steps fewer, and two and a half times as much": another figure's
        if token.low in down:
            found = "down"
        elif token.low in up and token.low not in ("more", "above", "add", "added"):
            found = "up"
        if at >= quantity.first and found:
            break
    return found


def contrary_way(tokens: Sequence[Token], before: Quantity, after: Quantity) -> str:
    """The word by which a figure goes one way that went the other: the `down` of "3.2 million, down from 2.5 million"."""
    later = max(before.first, after.first)
    way, joint = ([token.low for token in tokens[max(0, later - 2) : later]] + ["", ""])[:2]
    if way not in ("up", "down") or joint not in ("from", "to") or before.value == after.value:
        return ""
    alike = before.dimension == after.dimension and before.period == after.period
    return way if alike and (after.value > before.value) != (way == "up") else ""
