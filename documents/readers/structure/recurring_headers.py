"""Headers told by the layout that comes back in a section: they may stand right below a bullet, with no space between.

The lines above a section's first bullet are its first header: nothing else stands there. How many of them stand above the date
is how later headers are set too, so that of the unmarked lines between two bullets it can be told which still belong to the
bullet above and which begin the next entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.lines import Line
from documents.readers.structure.entries import is_label, is_prose, may_be_dated_header
from documents.readers.structure.lexicon import begins_with_name
from documents.readers.structure.paragraphs import is_left_open
from documents.readers.structure.periods import edge_period

_MOST_ABOVE = 3
_SAME_EDGE = 0.5
"""How much further right, in font sizes, a header may begin than the first one."""
_LONGEST_HEADER = 120


@dataclass(frozen=True)
class _Layout:
    """How the first header of a section is set."""

    above: int
    """Lines above the one with the date."""
    cells: int
    """Cells of the line with the date; 0 where nothing parts it."""
    date_first: bool
    is_range: bool
    indent: float


def recurring_starts(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that begin a header right below a bullet, set as the header above the first bullet is."""
    first_bullet = next((number for number, line in enumerate(lines) if line.bullet), None)
    layout = _first_layout(lines[:first_bullet]) if first_bullet else None
    if layout is None or first_bullet is None:
        return frozenset()
    starts = set()
    for begin, end in _runs_below_bullets(lines, first_bullet):
        start = _start_in_run(lines, begin, end, layout)
        if start is not None:
            starts.add(start)
    return frozenset(starts)


def _first_layout(lines: Sequence[Line]) -> _Layout | None:
    anchor = next((number for number, line in enumerate(lines) if may_be_dated_header(line)), None)
    if anchor is None or anchor > _MOST_ABOVE or any(not _may_be_header(line) for line in lines[:anchor]):
        return None
    line = lines[anchor]
    found = edge_period(line)
    if found is None:
        return None
    return _Layout(anchor, len(line.cells), _opens_with_date(line), found.match.is_range, lines[0].indent)


def _may_be_header(line: Line) -> bool:
    return len(line.text) <= _LONGEST_HEADER and not is_label(line) and not is_prose(line.text)


def _opens_with_date(line: Line) -> bool:
    found = edge_period(line)
    return found is not None and line.text.strip(" ([").startswith(found.match.text[:6])


def _runs_below_bullets(lines: Sequence[Line], first: int) -> list[tuple[int, int]]:
    """Begin and end of every run of unmarked lines that stands right below a bullet."""
    runs: list[tuple[int, int]] = []
    position = first
    while position < len(lines):
        begin = position
        while position < len(lines) and not lines[position].bullet:
            position += 1
        if position > begin:
            runs.append((begin, position))
        position += 1
    return runs


def _start_in_run(lines: Sequence[Line], begin: int, end: int, layout: _Layout) -> int | None:
    """Where in a run of unmarked lines the header begins; None if no line of it is dated as the first header is."""
    anchor = next((number for number in range(begin, end) if _is_dated_alike(lines[number], layout)), None)
    if anchor is None or anchor - begin < layout.above:
        return None
    start = anchor - layout.above
    while start < anchor and not (begins_with_name(lines[start].text) or _opens_with_date(lines[start])):
        start += 1
    if start == begin and _waits_for_more(lines[begin - 1]):
        return None
    at_edge = all(line.indent <= layout.indent + _SAME_EDGE for line in lines[start : anchor + 1])
    return start if at_edge and all(_may_be_header(line) for line in lines[start:anchor]) else None


def _is_dated_alike(line: Line, layout: _Layout) -> bool:
    found = edge_period(line)
    if found is None or not may_be_dated_header(line):
        return False
    if not begins_with_name(line.text) and not _opens_with_date(line):
        return False
    if layout.is_range and not found.match.is_range:
        return False
    return bool(line.cells) == bool(layout.cells) and (layout.above > 0 or _opens_with_date(line) == layout.date_first)


def _waits_for_more(bullet: Line) -> bool:
    return is_left_open(bullet.text) or bullet.text.endswith((",", "-", "&", "/"))
