"""Years of experience: what a line asks for or states, and what the dates of roles add up to."""

import re
from collections.abc import Iterable
from datetime import date

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
}  # fmt: skip
_A_YEAR = r"an?(?=\s+year(?:['’]s\b|\s+(?:or more|or longer|of experience|of proven)))"
_NUMBER = rf"\d{{1,2}}(?:[.,]5)?|{'|'.join(word for word in _WORDS if len(word) > 2)}|{_A_YEAR}"
_YEARS = re.compile(
    rf"(?<![\w£$€.,-])(?P<low>{_NUMBER})\s*(?:\(\d{{1,2}}\)\s*)?(?:(?:[-–—]|to|or)\s*(?P<high>{_NUMBER})\s*)?"
    r"(?:\+|plus\b|or more\b|and more\b)?\s*-?\s*"
    r"(?P<unit>years?|yrs?|months?|jahren?|ans|années|años)(?P<own>['’])?(?:\s+or\s+(?:more|above|longer))?(?!\w)(?![\s-]+(?:old|checkable|history|ago|contract|position|post|fixed|warranty|plan|guarantee))",
    re.IGNORECASE,
)
_NOT_TENURE = re.compile(
    r"(?:aged?|over the (?:last|past|next)|for the (?:next|last|past)|within|every|after|turned)\s*$", re.I
)
_MONTHS_A_YEAR = 12
_MOST_YEARS = 40


def find_years(text: str) -> tuple[float, tuple[int, int]] | None:
    """The first number of years that `text` names as a length of experience, and where it stands.

    The lower end counts where it is a range ("5-7 years" is 5.0); months are parts of a year. None where it names none.
    """
    for match in _YEARS.finditer(text):
        if _NOT_TENURE.search(text[: match.start()]):
            continue
        number = _number(match["low"])
        years = number / _MONTHS_A_YEAR if match["unit"].casefold().startswith("month") else number
        if 0 < years <= _MOST_YEARS:
            return round(years, 2), match.span()
    return None


def years_asked(text: str) -> float | None:
    """The years of experience that a requirement's text asks for, or None."""
    found = find_years(text)
    return found[0] if found else None


def add_up_years(periods: Iterable[tuple[str | None, str | None]], today: date) -> float | None:
    """Years covered by periods of ISO dates, time that overlaps counted once; None where no period can be computed.

    Args:
        periods: (start, end); an open end runs to `today`.
        today: the day up to which open periods run.

    A month counts whole at both ends, as readers of resumes count. A bare year is taken as its middle, so "2018 – 2020" is
    two years: neither the one year nor the three that it might be.
    """
    spans = sorted(_span(start, end, today) for start, end in periods if start)
    if not spans:
        return None
    months, reached = 0, 0
    for first, last in spans:
        months += max(0, last - max(first, reached))
        reached = max(reached, last)
    return round(months / _MONTHS_A_YEAR, 2)


def say_years(years: float) -> str:
    """Years in words for readers: `3 years`, `2.5 years`, `8 months`."""
    if years < 1:
        months = round(years * _MONTHS_A_YEAR)
        return f"{months} month{'' if months == 1 else 's'}"
    shown = f"{years:.1f}".removesuffix(".0")
    return f"{shown} year{'' if shown == '1' else 's'}"


def _span(start: str | None, end: str | None, today: date) -> tuple[int, int]:
    first = _month(start or "", first_day=True)
    now = today.year * _MONTHS_A_YEAR + today.month
    last = min(now, _month(end, first_day=False)) if end else now
    return first, max(first, last)


def _month(iso: str, *, first_day: bool) -> int:
    """Months since year 0 up to the beginning (`first_day`) or the end of the month that `iso` names."""
    year, _, rest = iso.partition("-")
    if not rest:
        return int(year) * _MONTHS_A_YEAR + _MONTHS_A_YEAR // 2
    return int(year) * _MONTHS_A_YEAR + int(rest[:2]) - (1 if first_day else 0)


def _number(text: str) -> float:
    word = text.casefold()
    return float(_WORDS[word]) if word in _WORDS else float(text.replace(",", "."))
