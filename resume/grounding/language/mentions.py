"""Dates that a line mentions: years, and months of years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resume.grounding.language.currencies import currency_words
from resume.grounding.language.lists import read_lines, read_sections, words_under
from resume.grounding.language.measures import units, values
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.wording import past_forms

_YEARS = range(1930, 2050)
"""Figures of four digits in this range are read as years unless a unit, a scale or a currency says otherwise."""

_NUMBERED = frozenset(("iso", "din", "en", "bs", "version", "office", "windows", "sql", "server"))
"""Words behind which a figure is a name's number: `ISO 2022`, `SQL Server 2019`."""

_REACH = 3

_HALVES = ((1, 6), (7, 12))
"""First and last months of the halves of a year."""

_PARTS = {"early": (1, 4), "mid": (4, 9), "late": (8, 12)}
"""First and last months of what may be called a part of a year."""


@dataclass(slots=True, frozen=True)
class DateMention:
    """A year, or a month of a year, that a line names."""

    text: str
    year: int
    month: int | None
    first: int
    last: int
    quarter: int | None = None
    part: tuple[int, int] | None = None
    """First and last month of a part of a year: a half, `late 2022`."""

    @property
    def is_year(self) -> bool:
        """Whether it names a year, and no part of it."""
        return self.month is None and self.quarter is None and self.part is None

    def agrees(
        self, year: int, month: int | None, quarter: int | None = None, part: tuple[int, int] | None = None
    ) -> bool:
        """Whether another date is this one, or lies within it."""
        if self.quarter is not None:
            other = quarter if quarter is not None else (month + 2) // 3 if month is not None else None
            return self.year == year and self.quarter == other
        if self.part is not None:
            first, last = (month, month) if month else (3 * quarter - 2, 3 * quarter) if quarter else part or (0, 0)
            return self.year == year and self.part[0] <= first <= last <= self.part[1]
        return self.year == year and self.month in (None, month)


@cache
def month_numbers() -> dict[str, int]:
    """Names of months and their numbers."""
    return {word: number for number, line in enumerate(read_lines("months.txt"), 1) for word in line.split()}


def find_date(tokens: Sequence[Token], at: int) -> DateMention | None:
    """The date that begins at a token, if one does."""
    token = tokens[at]
    if token.kind == "word":
        if token.low in _PARTS:
            return _named_part(tokens, at)
        return _named_month(tokens, at) or _named_quarter(tokens, at)
    if token.kind != "number" or token.suffix:
        return None
    return _year(tokens, at) if is_year(token) else _numbered_month(tokens, at)


def _named_month(tokens: Sequence[Token], at: int) -> DateMention | None:
    month = month_numbers().get(tokens[at].low.rstrip("."))
    if month is None:
        return None
    index = at + 1
    while index < len(tokens) and index < at + _REACH and tokens[index].text in ".,'":
        index += 1
    if index >= len(tokens) or not is_year(tokens[index]):
        return None
    return DateMention(f"{tokens[at].text} {tokens[index].text}", int(tokens[index].text), month, at, index)


def _named_quarter(tokens: Sequence[Token], at: int) -> DateMention | None:
    """`Q4 2012`, `fourth quarter of 2012`, `first half of 2022`."""
    quarter, index, part = _quarters().get(tokens[at].low), at + 1, ""
    if quarter is None:
        return None
    if not tokens[at].low.startswith("q"):
        part = tokens[index].low if index < len(tokens) else ""
        if part != "quarter" and (part != "half" or quarter > len(_HALVES)):
            return None
        index += 1
    while index < len(tokens) and index < at + 1 + _REACH and tokens[index].low in ("of", ",", "in"):
        index += 1
    if index >= len(tokens) or not is_year(tokens[index]):
        return None
    text = " ".join(token.text for token in tokens[at : index + 1])
    year = int(tokens[index].text)
    if part == "half":
        return DateMention(text, year, None, at, index, None, _HALVES[quarter - 1])
    return DateMention(text, year, None, at, index, quarter)


def _named_part(tokens: Sequence[Token], at: int) -> DateMention | None:
    """`Late 2022`, `mid-2021`."""
    part = _PARTS[tokens[at].low]
    index = at + 1 + (tokens[at + 1 : at + 2] != [] and tokens[at + 1].text == "-")
    if index >= len(tokens) or not is_year(tokens[index]):
        return None
    return DateMention(f"{tokens[at].text} {tokens[index].text}", int(tokens[index].text), None, at, index, None, part)


@cache
def _quarters() -> dict[str, int]:
    """Words that number a quarter of a year."""
    found: dict[str, int] = {}
    for number, line in enumerate(read_sections("figures.txt")["quarters"], 1):
        found.update(dict.fromkeys(line.split(), number))
    return found


def quarter_words() -> frozenset[str]:
    """Words with which a quarter or another part of a year may begin."""
    return frozenset(_quarters()) | _PARTS.keys()


def _numbered_month(tokens: Sequence[Token], at: int) -> DateMention | None:
    """`03/2021` and `03.2021`."""
    text = tokens[at].text
    if "." in text and re.fullmatch(r"(?:0[1-9]|1[0-2])\.(?:19|20)\d\d", text):
        return DateMention(text, int(text[3:]), int(text[:2]), at, at)
    if at + 2 >= len(tokens) or tokens[at + 1].text not in "/." or not is_year(tokens[at + 2]):
        return None
    if not re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return None
    return DateMention(f"{text}/{tokens[at + 2].text}", int(tokens[at + 2].text), int(text), at, at + 2)


def _year(tokens: Sequence[Token], at: int) -> DateMention | None:
    token = tokens[at]
    if at + 2 < len(tokens) and tokens[at + 1].text in "-/" and re.fullmatch(r"0[1-9]|1[0-2]", tokens[at + 2].text):
        text = f"{token.text}-{tokens[at + 2].text}"
        return DateMention(text, int(token.text), int(tokens[at + 2].text), at, at + 2)
    before = tokens[at - 1] if at else None
    if before is not None and (before.kind == "money" or before.low in currency_words() or before.low in _NUMBERED):
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and (_counts(following) or _is_counted(before, following)):
        return None
    return DateMention(token.text, int(token.text), None, at, at)


def _is_counted(before: Token | None, following: Token) -> bool:
    """Whether a figure between a verb and a plural counts: `serviced 1932 lanterns`."""
    return (
        before is not None and before.low in past_forms() and following.kind == "word" and following.low.endswith("s")
    )


def _counts(following: Token) -> bool:
    if following.text in "%+" or following.kind == "money" or following.low in values("scales"):
        return True
    return following.kind == "word" and following.low in units()


def is_year(token: Token) -> bool:
    """Whether a token may be a year."""
    return len(token.text) == 4 and token.text.isdigit() and not token.suffix and int(token.text) in _YEARS


def runs_on(reading: Reading) -> bool:
    """Whether a period runs to the present."""
    current, tokens = words_under("cues.txt", "current"), reading.tokens
    if reading.lows.isdisjoint(current):
        return False
    return any(
        token.low in current
        and at
        and not (token.low == "date" and "up" in [other.low for other in tokens[max(0, at - 4) : at]])
        and (tokens[at - 1].text in "-–—" or tokens[at - 1].low in ("to", "until"))
        for at, token in enumerate(tokens)
    )
