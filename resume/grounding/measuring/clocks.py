"""Times of day: `22:00`, `10 pm`, `10.30 p.m.` are one kind of figure, told in minutes from midnight."""

import re
from collections.abc import Sequence

from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import CLOCK, Quantity

_NOON = 12 * 60
_HALF = {"am": 0, "a.m": 0, "pm": _NOON, "p.m": _NOON}
_ATTACHED = re.compile(r"(\d{1,2})(am|pm)")
_HOURS, _MINUTES = 24, 60
_BEFORE = frozenset(
    ("at", "until", "till", "by", "from", "to", "before", "after", "around", "about", "and", "-", "–", "past", "every")
)
"""What stands before a time of day; `4:15` alone may be a ratio."""


CLOCK_WORDS = frozenset(
    f"{hour}{half}" for hour in (*range(1, 13), *(f"0{one}" for one in range(1, 10))) for half in ("am", "pm")
)
"""Times of day that are written as one word: `10pm`."""


def clock_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The time of day that begins at a token, if one does."""
    token = tokens[at]
    if token.kind == "word":
        attached = _ATTACHED.fullmatch(token.low) if token.low[0].isdigit() else None
        return _clock(tokens, at, at, int(attached[1]), 0, attached[2]) if attached is not None else None
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if token.kind != "number" or token.suffix or (following != ":" and following not in _HALF):
        return None
    hour, minute, last = _digits(tokens, at)
    half = tokens[last + 1].low if last + 1 < len(tokens) else ""
    if half in _HALF:
        dotted = half.endswith(".m") and tokens[last + 2 : last + 3] and tokens[last + 2].text == "."
        return _clock(tokens, at, last + 1 + bool(dotted and last + 3 < len(tokens)), hour, minute, half)
    told = at > 0 and tokens[at - 1].low in _BEFORE
    if last == at + 2 and (told or len(token.text) == len("07")):
        return _clock(tokens, at, last, hour, minute, "")
    return None


def _digits(tokens: Sequence[Token], at: int) -> tuple[int, int, int]:
    """Hour, minute and last token of digits with a colon or a point between."""
    text = tokens[at].text
    after = tokens[at + 1 : at + 3]
    if text.isdigit() and len(after) > 1 and after[0].text == ":" and len(after[1].text) == len("00"):
        joined = after[0].start == tokens[at].end and after[1].start == after[0].end
        if joined and after[1].text.isdigit():
            return int(text), int(after[1].text), at + 2
    hour, _, minute = text.replace(",", ".").partition(".")
    if minute and len(minute) == len("00") and hour.isdigit() and minute.isdigit():
        return int(hour), int(minute), at
    return (int(text), 0, at) if text.isdigit() else (_HOURS + 1, 0, at)


def _clock(tokens: Sequence[Token], first: int, last: int, hour: int, minute: int, half: str) -> Quantity | None:
    """A time of day as a figure; None where no clock shows it."""
    if half and not 1 <= hour <= _NOON // _MINUTES:
        return None
    if hour > _HOURS or minute >= _MINUTES:
        return None
    minutes = (hour % 12 if half else hour) * _MINUTES + minute + _HALF.get(half, 0)
    text = " ".join(token.text for token in tokens[first : last + 1])
    return Quantity(text, float(minutes), CLOCK, first, last, label=True)
