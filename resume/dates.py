"""Dates and periods as resumes write them: finding them in a line, and the one place where they are set for readers.

Precision is never added: a year stays a year. What ISO 8601 cannot say ("Summer 2019", "expected May 2026") keeps its year
there, and the source's own words are what people are shown.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from resume.language import is_english

if TYPE_CHECKING:
    from resume.schema import Period

_ISO_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PLAIN_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " ", "\u202f": " "})
_INSIDE_NUMBER = re.compile(r"\d[-+]$|\d\)\s?$|\b[A-Z]{2,6}-$")
_MONTH_LABELS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
_DASH = r"[-–—‐‑‒−－﹣~〜～→]"
_YEAR_WORD = r"\s?(?:r\.|roku|года|г\.)(?!\w)"
"""What some languages write behind the figures of a year: `2015 r. – 2018 r.`"""
_CENTURY_PIVOT = 50
"""Two-digit years below it are of the 2000s."""


def is_iso_date(text: str) -> bool:
    """Whether `text` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the dates that JSON Resume takes."""
    return _ISO_DATE.fullmatch(text) is not None


@dataclass(frozen=True)
class PeriodMatch:
    """A date or period found in a text.

    A single date is its own start and end. `exact` tells whether the ISO dates say all that the text says; where they do not
    ("Summer 2019", "03/04/2019"), readers should be shown `text`.
    """

    start: str | None
    end: str | None
    is_current: bool
    span: tuple[int, int]
    text: str
    exact: bool = True

    @property
    def is_range(self) -> bool:
        """Whether it has two ends, one of which may be today."""
        return self.is_current or self.start != self.end


@dataclass(frozen=True)
class _Date:
    iso: str
    span: tuple[int, int]
    exact: bool = True
    until: str | None = None
    """End of a range written as one date: `2011/12`, `03–06/2019`."""
    in_range_only: bool = False
    """Whether it reads as a date only beside another one: `03/19`, `'19`."""


@dataclass(frozen=True)
class _Grammar:
    date: re.Pattern[str]
    link: re.Pattern[str]
    present: re.Pattern[str]
    open_end: re.Pattern[str]
    short_year: re.Pattern[str]
    present_alone: re.Pattern[str]
    range_start: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    valid_until: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    listing: re.Pattern[str]
    year_word: re.Pattern[str]
    tail: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    months: dict[str, int]


def find_period(text: str) -> PeriodMatch | None:
    """The period that `text` names: its first range, else its first single date; None if it names none."""
    found = find_periods(text)
    return next((one for one in found if one.is_range), found[0] if found else None)


def find_periods(text: str) -> list[PeriodMatch]:
    """All dates and periods of `text`, left to right, none overlapping."""
    if not _may_hold_date(text):
        return []
    grammar = _grammar()
    flat = text.translate(_PLAIN_MARKS)
    found: list[PeriodMatch] = []
    position = 0
    while (first := _date_at(grammar, flat, position)) is not None:
        match = _period_from(grammar, flat, first, position)
        if match is None:
            position = first.span[1]
            continue
        found.append(
            PeriodMatch(
                match.start, match.end, match.is_current, match.span, text[slice(*match.span)].strip(), match.exact
            )
        )
        position = match.span[1]
    return found


def format_date(iso: str) -> str:
    """An ISO date for readers of English: `Mar 2019`, `12 Mar 2019`, `2019`."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    label = f"{_MONTH_LABELS[int(month) - 1]} {year}" if month else year
    return f"{int(day)} {label}" if day else label


def format_period(period: "Period", language: str | None = "en") -> str:
    """A period for readers: `Mar 2019 – Present`, `2015 – 2018`, or the source's own words.

    The source's words stand where the resume is not in English (`language`, ISO 639-1; None: not known, taken as English) or
    where the ISO dates say less than the words do. Without words, another language gets figures (`03/2019 – 12/2020`).
    Empty if nothing is known.
    """
    if period.date_text and (not is_english(language) or not _says_all(period)):
        return period.date_text
    start, end = period.start_date, period.end_date
    if not start and not end:
        return period.date_text or ""
    show = format_date if is_english(language) else _figures
    if start and not end:
        return f"{show(start)} – {'Present' if is_english(language) else ''}".strip()
    ends = [show(one) for one in (start, end) if one]
    return " – ".join(dict.fromkeys(ends))


def _says_all(period: "Period") -> bool:
    match = find_period(period.date_text or "")
    if match is None or not match.exact or len(find_periods(period.date_text or "")) > 1:
        return False
    if match.is_range:
        return (match.start, match.end) == (period.start_date, period.end_date)
    return match.end == period.end_date and period.start_date in (None, match.start)


def _figures(iso: str) -> str:
    return ".".join(reversed(iso.split("-"))) if iso.count("-") == 2 else "/".join(reversed(iso.split("-")))


def _may_hold_date(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _date_at(grammar: _Grammar, text: str, position: int) -> _Date | None:
    for match in grammar.date.finditer(text, position):
        if _INSIDE_NUMBER.search(text[: match.start()]):
            continue
        date = _read_date(grammar, match)
        if date is not None:
            return date
    return None


def _read_date(grammar: _Grammar, match: re.Match[str]) -> _Date | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    span = match.span()
    for reader in (_read_named, _read_season, _read_figures):
        date = reader(grammar, groups, span)
        if date is not None:
            return date
    return None


def _read_named(grammar: _Grammar, groups: dict[str, str], span: tuple[int, int]) -> _Date | None:
    if "span_year" in groups:
        first, last = (
            f"{groups['span_year']}-{grammar.months[groups[one].casefold()]:02d}" for one in ("span_from", "span_to")
        )
        return _Date(first, span, until=last) if first <= last else None
    name = groups.get("month") or groups.get("month_late")
    if name is None:
        return None
    year = _full_year(groups.get("named_year") or groups.get("early_year") or "")
    iso = f"{year}-{grammar.months[name.casefold()]:02d}"
    day = groups.get("day") or groups.get("day_late")
    if day and 1 <= int(day) <= 31:
        iso = f"{iso}-{int(day):02d}"
    return _Date(iso, span)


def _read_season(_grammar: _Grammar, groups: dict[str, str], span: tuple[int, int]) -> _Date | None:
    if "season_year" not in groups:
        return None
    return _Date(groups["season_year"], span, exact=False)


def _read_figures(_grammar: _Grammar, groups: dict[str, str], span: tuple[int, int]) -> _Date | None:
    if "months_year" in groups:
        year = groups["months_year"]
        first, last = int(groups["months_from"]), int(groups["months_to"])
        return _Date(f"{year}-{first:02d}", span, until=f"{year}-{last:02d}") if first <= last else None
    if "dmy_year" in groups:
        return _read_day_first(groups, span)
    if "iso_year" in groups:
        return _read_year_first(groups, span)
    if "my_year" in groups:
        return _Date(f"{groups['my_year']}-{int(groups['my_month']):02d}", span)
    if "short_month" in groups:
        return _Date(f"{_full_year(groups['short_year'])}-{int(groups['short_month']):02d}", span, in_range_only=True)
    if "apostrophe_year" in groups:
        return _Date(_full_year(groups["apostrophe_year"]), span, in_range_only=True)
    year = groups["year"]
    if "year_on" not in groups:
        return _Date(year, span)
    until = groups["year_on"] if len(groups["year_on"]) > 2 else year[:2] + groups["year_on"]
    return _Date(year, span, until=until) if int(until) > int(year) else None


def _read_day_first(groups: dict[str, str], span: tuple[int, int]) -> _Date | None:
    """`12.03.2019` is a day first; with slashes it may be the month, and then only the year is certain."""
    first, second, year = int(groups["dmy_first"]), int(groups["dmy_second"]), groups["dmy_year"]
    day, month = first, second
    if groups["dmy_mark"] != ".":
        if first <= 12 and second <= 12 and first != second:
            return _Date(year, span, exact=False)
        if second > 12:
            day, month = second, first
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _Date(f"{year}-{month:02d}-{day:02d}", span)


def _read_year_first(groups: dict[str, str], span: tuple[int, int]) -> _Date | None:
    year, month, day = groups["iso_year"], int(groups["iso_month"]), groups.get("iso_day")
    if day is None and groups["iso_mark"] == "/" and month == int(year[2:]) + 1:
        return _Date(year, span, until=f"{int(year) + 1}")
    iso = f"{year}-{month:02d}"
    return _Date(f"{iso}-{int(day):02d}" if day else iso, span)


def _full_year(text: str) -> str:
    digits = text.lstrip("'")
    if len(digits) == 2:
        return f"{20 if int(digits) < _CENTURY_PIVOT else 19}{digits}"
    return digits


def _period_from(grammar: _Grammar, text: str, first: _Date, floor: int) -> PeriodMatch | None:
    """The period that begins with `first`; None where it turns out to be no date. Nothing before `floor` belongs to it."""
    begin, end = first.span
    start, last, current, exact = first.iso, first.until, False, first.exact
    link = grammar.link.match(text, end)
    second = _second_date(grammar, text, first, link.end()) if link else None
    if first.until is not None and second is None:
        pass
    elif second is not None:
        last, end, exact = second.until or second.iso, second.span[1], exact and second.exact
    elif (link and (present := grammar.present.match(text, link.end()))) or (
        present := grammar.present_alone.match(text, end)
    ):
        last, end, current = None, present.end(), True
    elif len(first.iso) == 4 and (listed := _last_listed(grammar, text, end)) is not None:
        last, end, exact = listed.iso, listed.span[1], False
    elif first.in_range_only:
        return None
    elif opened := grammar.open_end.match(text, end):
        last, end, current = None, opened.end(), True
    else:
        return _single_date(grammar, text, first, floor)
    if last is not None and last[: len(start)] < start[: len(last)]:
        return None if first.in_range_only else _single_date(grammar, text, first, floor)
    if (opening := _before(grammar.range_start, text, begin, floor)) is not None:
        begin = opening
    end, said_all = _with_tail(grammar, text, end)
    return PeriodMatch(start, last, current, (begin, end), text[begin:end], exact and said_all)


def _last_listed(grammar: _Grammar, text: str, position: int) -> _Date | None:
    """The last of the years or seasons that a list goes on with: `2016 and 2017`, `2018, 2021`."""
    last: _Date | None = None
    while (comma := grammar.listing.match(text, last.span[1] if last else position)) is not None:
        match = grammar.date.match(text, comma.end())
        date = _read_date(grammar, match) if match else None
        if date is None or len(date.iso) > 4 or date.until or grammar.link.match(text, date.span[1]):
            break
        last = date
    return last


def _second_date(grammar: _Grammar, text: str, first: _Date, position: int) -> _Date | None:
    match = grammar.date.match(text, position)
    date = _read_date(grammar, match) if match else None
    if date is not None:
        return date
    short = grammar.short_year.match(text, position)
    if short and len(first.iso) == 4:
        return _Date(first.iso[:2] + short["digits"], short.span())
    return None


def _single_date(grammar: _Grammar, text: str, first: _Date, floor: int) -> PeriodMatch:
    begin, end = first.span
    end, said_all = _with_tail(grammar, text, end)
    exact = first.exact and said_all
    if (since := _before(grammar.since, text, begin, floor)) is not None:
        return PeriodMatch(first.iso, None, True, (since, end), text[since:end], exact)
    if (qualifier := _before(grammar.valid_until, text, begin, floor)) is not None:
        return PeriodMatch(None, first.iso, False, (qualifier, end), text[qualifier:end], False)
    if (until := _before(grammar.until, text, begin, floor)) is not None:
        return PeriodMatch(None, first.iso, False, (until, end), text[until:end], False)
    if (qualifier := _before(grammar.qualifier_before, text, begin, floor)) is not None:
        begin, exact = qualifier, False
    if len(first.iso) == 7 and text[slice(*first.span)].count("-") == 1 and int(first.iso[5:]) > int(first.iso[2:4]):
        # "2007-09" alone is more often two years than a month; the source's words settle it for the reader.
        return PeriodMatch(
            first.iso[:4], first.iso[:2] + first.iso[5:], False, (begin, end), text[begin:end], exact=False
        )
    return PeriodMatch(first.iso, first.iso, False, (begin, end), text[begin:end], exact)


def _before(pattern: re.Pattern[str], text: str, begin: int, floor: int) -> int | None:
    """Where a word matched by `pattern` begins that ends right before `begin`; None if there is none."""
    match = pattern.search(text[floor:begin])
    return floor + match.start("word") if match else None


def _with_tail(grammar: _Grammar, text: str, end: int) -> tuple[int, bool]:
    """Where the period ends with its duration and qualifier taken in, and whether it is still fully said by its dates."""
    if word := grammar.year_word.match(text, end):
        end = word.end()
    tail = grammar.tail.match(text, end)
    if tail:
        end = tail.end()
    qualifier = grammar.qualifier_after.match(text, end)
    return (qualifier.end(), False) if qualifier else (end, True)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@cache
def _grammar() -> _Grammar:
    words = json.loads(resources.files(__package__).joinpath("date_words.json").read_text("utf-8"))
    months = dict(_month_numbers(words["months"].values()))
    named = _any_of(months)
    seasons = _any_of(words["seasons"])
    since, until, present = _any_of(words["since"]), _any_of(words["until"]), _any_of(words["present"])
    range_words = _any_of(words["range"])
    qualifiers, durations = _any_of(words["qualifiers"]), _any_of(words["durations"])
    duration = rf"\d+(?:[.,]\d+)?\+?\s*(?:{durations})\b\.?"
    flags = re.IGNORECASE
    return _Grammar(
        date=re.compile(_date_pattern(named, seasons, range_words), flags),
        link=re.compile(
            rf"(?:{_YEAR_WORD})?\s*(?:{_DASH}+|(?<=\s)/(?=\s)|(?:{range_words})(?=[\s'\d]))\s*(?:(?:{range_words})\s)?\s*",
            flags,
        ),
        present=re.compile(rf"(?:{present})(?![\w-])", flags),
        present_alone=re.compile(rf"[\s,(]+(?:{present})(?=\s*(?:$|[)\],;|·•]))", flags),
        open_end=re.compile(rf"\s*{_DASH}+\s*(?:\.{{3}}|…)?\s*(?=[)\]|,;\t]|$)|\s*→\s*(?=[^\W\d])"),
        short_year=re.compile(r"'?(?P<digits>\d\d)(?!\d|[%/:-]|[.,]\d)"),
        range_start=re.compile(rf"(?<!\w)(?P<word>{since}|{_any_of(words['range_start'])})\s*:?\s*$", flags),
        since=re.compile(rf"(?<!\w)(?P<word>{since})\s*:?\s*$", flags),
        until=re.compile(rf"(?<!\w)(?P<word>{until})\s*:?\s*$", flags),
        valid_until=re.compile(
            rf"(?<!\w)(?P<word>(?:valid|expires|gültig|valable|geldig|válido|ważne)\s+(?:{until}|on|to))\s*:?\s*$",
            flags,
        ),
        listing=re.compile(r"\s*(?:,|&|(?:and|und|et|y|e|och|og)(?=\s))\s*", flags),
        qualifier_before=re.compile(rf"(?<!\w)(?P<word>{qualifiers})\s*:?\s*(?:in\s|on\s|by\s)?$", flags),
        year_word=re.compile(_YEAR_WORD, flags),
        tail=re.compile(
            rf"\)?\s*[·•,;:|]?\s*(?:\(\s*(?:{duration})(?:\s*(?:,|and|und|et|y|e|i|og|och|en|\+|&)?\s*{duration})?\s*\)"
            rf"|(?:{duration})(?:\s*(?:,|and|und|et|y|e|i|og|och|en|\+|&)?\s*{duration})?(?!\s*\w))",
            flags,
        ),
        qualifier_after=re.compile(rf"\s*,?\s*\(?\s*(?:{qualifiers})(?!\w)\s*(?:\)|(?=$|[\]),;|·•]))", flags),
        months=months,
    )


def _month_numbers(lists: Iterable[list[str]]) -> Iterator[tuple[str, int]]:
    for months in lists:
        for number, names in enumerate(months, start=1):
            for name in names.split():
                yield name, number


def _date_pattern(named: str, seasons: str, range_words: str) -> str:
    month, sign = r"(?:0?[1-9]|1[0-2])", r"[/.\-]"
    return rf"""(?x)(?<![\w/.$€£'])(?<!\d,)(?:
        (?P<span_from>{named})(?!\w)\.?\s*(?:{_DASH}|(?:{range_words.replace(" ", r"[ ]")})(?!\w))\s*
            (?P<span_to>{named})(?!\w)\.?,?\s*(?:de\s+)?(?P<span_year>{_YEAR})
      | (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?)?
            (?P<month>{named})(?![^\W\d])\.?(?:\s+(?P<day_late>\d{{1,2}})(?:st|nd|rd|th)?,)?
            [\s,./-]{{0,3}}(?:de\s+|del\s+|of\s+)?(?P<named_year>{_YEAR}|'\d\d|\d\d(?!\s*(?:\w|%)))
      | (?P<early_year>{_YEAR})[\s,.]{{1,2}}(?P<month_late>{named})(?!\w)\.?(?![\s,./-]{{0,3}}(?:{_YEAR}|'\d\d))
      | (?:{seasons})(?!\w)[\s/,.-]*(?:of\s+|term\s+|semester\s+)?(?P<season_year>{_YEAR})(?:/\d\d(?:\d\d)?)?
      | (?P<months_from>{month})\s?{_DASH}\s?(?P<months_to>{month})[/.](?P<months_year>{_YEAR})
      | (?P<dmy_first>\d{{1,2}})(?P<dmy_mark>{sign})\s?(?P<dmy_second>\d{{1,2}}){sign}\s?(?P<dmy_year>{_YEAR})
      | (?P<iso_year>{_YEAR})(?P<iso_mark>{sign})(?P<iso_month>{month})
            (?:{sign}(?P<iso_day>0?[1-9]|[12]\d|3[01]))?(?![\d/]|-\d|\.\d{{4}})
      | (?P<my_month>{month})\s?{sign}\s?(?P<my_year>{_YEAR})
      | (?P<short_month>0[1-9]|1[0-2])[/.](?P<short_year>\d\d)(?![\d/.,%])
      | (?P<year>{_YEAR})(?:/(?P<year_on>\d\d(?:\d\d)?))?
      | '(?P<apostrophe_year>\d\d)
    )(?![\w%])"""
