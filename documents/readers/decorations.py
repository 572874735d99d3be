"""What typists draw with characters: frames around headings, and leaders that fill the space between two columns."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from documents.lines import Line
from resume.dates import find_periods

_FRAME_MARKS = "=-_~*#+─━═—–|:.•·<>«»[]{}/\\"
_LONGEST_HEADING = 60
_LONGEST_FRAME = 200
_NO_HEADING = re.compile(r"@|https?:|www\.|[.;,]$|\d{4}")
_LEAST_AFTER = 8
"""Marks after a heading that is not in capitals: fewer are a rating, or a blank to fill in."""
_TURNED = str.maketrans("<>«»[]{}/\\", "><»«][}{\\/")
_LONGEST_LED = 300
"""Characters of a line with leaders, at the most: longer lines are prose, or made to keep a reader busy."""
_LEADER = re.compile(
    r"(?<=[\w)\].,!'’\"”])\s*"
    r"(?:(?:\.[ \t]?){4,}|(?:…[ \t]?){2,}|(?:·[ \t]?){4,}|_{4,}|[-–—]{4,}|(?<=\s)[-–—]{3}(?=\s))"
    r"\s*(?=[\w(\[\"“'‘])"
)
_SHORT_LEADER = re.compile(r"(?<=[\w)\]])\s+(?:\.{2,3}|…)\s+(?=[\w(])")


def framed_heading(text: str) -> str | None:
    """The wording of a heading that marks are drawn around: `* * * SCHOOLING * * *`, `[Education]`, `SKILLS ------`.

    None where the marks may be a list's, a rating's or a form's.
    """
    row = text.strip()
    bare = row.strip(_FRAME_MARKS + " \t")
    if len(row) > _LONGEST_FRAME or not 0 < len(bare) <= _LONGEST_HEADING or len(bare) == len(row):
        return None
    if _NO_HEADING.search(bare) or not any(char.isalpha() for char in bare):
        return None
    begin = row.index(bare)
    before, after = ("".join(part.split()) for part in (row[:begin], row[begin + len(bare) :]))
    return bare if _is_frame(bare, before, after) else None


def _is_frame(bare: str, before: str, after: str) -> bool:
    if len(before) >= 2 and len(after) >= 2:
        return True
    loud = _is_in_capitals(bare)
    if before and after:
        return loud and before not in "|." and before == after[::-1].translate(_TURNED)
    if before:
        return loud and len(before) >= 2 and len(set(before)) == 1
    drawn = set(after) <= set("=-_~─━═—–") and len(set(after)) == 1
    return drawn and (len(after) >= _LEAST_AFTER or (loud and len(after) >= 3))


def _is_in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and not any(char.islower() for char in letters)


def with_plain_headings(lines: Sequence[Line]) -> list[Line]:
    """Lines with the frames around headings gone, the mark included that was taken for a bullet."""
    return [_unframed(line) for line in lines]


def _unframed(line: Line) -> Line:
    if line.level is not None or line.cells:
        return line
    wording = framed_heading(f"• {line.text}" if line.bullet else line.text)
    return line if wording is None else replace(line, text=wording, bullet=False)


def without_leaders(lines: Sequence[Line]) -> list[Line]:
    """Lines with cells where dots, dashes or underscores lead from one text to the next: `Clerk ........ Harbour Board`.

    Two or three dots are a leader only in a document that has longer ones: else they leave something unsaid.
    """
    leading = any(_joints(line.text, _LEADER) for line in lines)
    return [_cut_at_leaders(line, short=leading) for line in lines] if leading else list(lines)


def _cut_at_leaders(line: Line, *, short: bool) -> Line:
    cells = [cell for part in line.cells or (line.text,) for cell in _cut(part, _LEADER)]
    if short and not line.bullet:
        cells = [cell for part in cells for cell in _cut(part, _SHORT_LEADER)]
    if len(cells) <= max(len(line.cells), 1):
        return line
    return replace(line, cells=tuple(cells), text=" ".join(cells))


def _cut(text: str, leader: re.Pattern[str]) -> list[str]:
    joints = _joints(text, leader)
    ends = [0, *(place for joint in joints for place in joint), len(text)]
    return [text[begin:end].strip() for begin, end in list(pairwise(ends))[::2]]


def _joints(text: str, leader: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the leaders of a text begin and end, but for those that a period is written with: `2019 ---- 2021`."""
    found = [match.span() for match in leader.finditer(text)] if len(text) <= _LONGEST_LED else []
    return [span for span in found if not _parts_dates(text, span)]


def _parts_dates(text: str, span: tuple[int, int]) -> bool:
    begin, end = span
    joined = f"{text[:begin]} - {text[end:]}"
    return any(one.is_range and one.span[0] < begin < one.span[1] for one in find_periods(joined))
