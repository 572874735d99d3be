"""Periods in header lines: a date counts there only where it stands at an edge, apart from the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from documents.lines import Line
from resume.dates import PeriodMatch, find_periods

_LONGEST_HEADER = 150
_LONGEST_WITH_YEAR = 110
_EDGE = " \t,;|()[]–—-·•:/∙●"
_PLACE_BEFORE_DAY = re.compile(
    r"(?:(?:fait|signed|date|place|ort|datum|luogo|lieu)\b[ :,]*(?:à|at|in|und)?\s*)?[^\W\d_][\w.'’ /()-]{1,40}[,:]?"
    r"(?:\s+(?:den|de|le|the|il|am|a|dnia|dne|on|em|el))?",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(r"\d[^\W\d]*\.?\s*(?:[-–—]|(?<=\s)[^\W\d]{1,5})$")
"""A date, and the mark or short word that ties the next one to it."""
_LENGTH_OF_DAY = 10
_MOST_PLACE_WORDS = 5
_PREPOSITION = re.compile(
    r"\b(?:in|of|since|by|to|from|during|for|until|and|than|over|about|im|in|en|dans|du|de|a|i|w|server|windows|office|iso|version|excel"
    r"|renewed|recertified|revalidated|expires|expiring|expiry|valid)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class EdgePeriod:
    """A period and the header line's text without it."""

    match: PeriodMatch
    rest: str
    """What the line says beside the period; cells apart by a tab."""


def edge_period(line: Line) -> EdgePeriod | None:
    """The period of `line` if it stands at its edge, in brackets or in a cell of its own; None otherwise."""
    return _edge_period(line.text, line.cells)


def with_whole_periods(lines: Sequence[Line]) -> list[Line]:
    """Lines in which a period that a narrow margin broke in two cells is one: `August 2012 to` beside `December 2019`."""
    return [_with_whole_period(line) if len(line.cells) > 1 else line for line in lines]


def _with_whole_period(line: Line) -> Line:
    for number, (cell, after) in enumerate(pairwise(line.cells)):
        whole = f"{cell} {after}"
        found = find_periods(whole) if _LEFT_OPEN.search(cell) else []
        if len(found) == 1 and found[0].is_range and found[0].text == whole:
            cells = (*line.cells[:number], whole, *line.cells[number + 2 :])
            return replace(line, cells=cells if len(cells) > 1 else ())
    return line


def is_place_and_day(text: str) -> bool:
    """Whether `text` is nothing but a place and a date to the day: `Leeds, 3 March 2024`, `Fait à Lyon, le 2 juin 2025`."""
    found = find_periods(text)
    if len(found) != 1 or found[0].is_range or len(found[0].start or "") != _LENGTH_OF_DAY:
        return False
    begin, end = found[0].span
    before = text[:begin].strip()
    return (
        not text[end:].strip(" .")
        and text[:1].isupper()
        and len(before.split()) <= _MOST_PLACE_WORDS
        and _PLACE_BEFORE_DAY.fullmatch(before) is not None
        and (before.rstrip(" ").endswith((",", ":")) or "," in before or len(before.split()) == 1)
    )


@lru_cache(maxsize=2048)
def _edge_period(text: str, cells: tuple[str, ...]) -> EdgePeriod | None:
    if not any(character.isdigit() for character in text) or len(text) > _LONGEST_HEADER * 2:
        return None
    for number, cell in enumerate(cells):
        found = _in_text(cell, loose=True)
        if found is not None:
            others = [*cells[:number], found.rest, *cells[number + 1 :]]
            return EdgePeriod(found.match, "\t".join(other for other in others if other))
    if cells:
        return None
    return _in_text(text, loose=False)


def _in_text(text: str, *, loose: bool) -> EdgePeriod | None:
    for match in sorted(find_periods(text), key=lambda one: not one.is_range):
        if _stands_apart(text, match, loose=loose):
            begin, end = match.span
            return EdgePeriod(match, _without(text[:begin], text[end:]))
    return None


def _stands_apart(text: str, match: PeriodMatch, *, loose: bool) -> bool:
    begin, end = match.span
    before, after = text[:begin], text[end:]
    bare_before, bare_after = before.strip(_EDGE), after.strip(_EDGE + ".")
    if not bare_before and not bare_after:
        return True
    if len(text) > (_LONGEST_HEADER if match.is_range else _LONGEST_WITH_YEAR):
        return False
    bracketed = before.rstrip().endswith(("(", "[")) and after.lstrip().startswith((")", "]"))
    parted = before.rstrip().endswith(tuple(",;|–—-·•:(/")) or before.endswith("  ")
    if match.is_range:
        return not bare_before or not bare_after or bracketed or parted
    if bare_before and _PREPOSITION.search(bare_before):
        return False
    if text.rstrip().endswith(".") and len(text.split()) > 8:
        return False
    if not bare_after:
        return parted or bracketed or loose or len(text) <= 70
    if not bare_before:
        return bool(re.match(r"\s*[|:–—\-·•,)]|\s{2,}", after)) or loose or len(text) <= 90
    return bracketed or (parted and bool(re.match(r"\s*[|–—·•,)(]", after)))


def _without(before: str, after: str) -> str:
    """The text around a period, joined; brackets that held nothing else are gone."""
    left, right = before.rstrip(), after.lstrip()
    if left.endswith(("(", "[")) and right.startswith((")", "]")):
        left, right = left[:-1].rstrip(), right[1:].lstrip()
    elif left.endswith(("(", "[")) and right:
        return left + right.lstrip(" ,;|–—-·•:/∙")  # "(2017, renewed 2023)" keeps its brackets
    left, right = left.rstrip(" ,;|–—-·•:/∙"), right.lstrip(" ,;|–—-·•:/∙")
    if left.count("(") < left.count(")"):
        left = left.strip()
    return "\t".join(part for part in (left, right) if part.strip(_EDGE))
