"""Rows of tables as lines: shared by HTML and DOCX."""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import resources

from documents.lines import Line


@functools.cache
def _head_words() -> frozenset[str]:
    text = resources.files("documents.readers").joinpath("table_heads.txt").read_text("utf-8")
    return frozenset(word for row in text.splitlines() if not row.startswith("#") for word in row.split())


def is_head_row(cells: Iterable[str]) -> bool:
    """Whether a table's first row only labels its columns (`Area`, `Skills`)."""
    words = re.findall(r"\w+", " ".join(cells).casefold())
    return all(word in _head_words() for word in words)


_LONGEST_LABEL = 45
_LONGEST_CELL = 3
_LONGEST_HEADER = 80


def join_cells(cells: Sequence[Sequence[Line]], gap: float, region: int) -> list[Line]:
    """Lines of one table row, from the lines of its filled cells, left to right.

    One line a cell: the row is one line with cells. A short first cell with figures beside a longer one (the dates of a role)
    joins the longer one's first line. Everything else is layout: each cell is a region of its own.
    """
    if not cells:
        return []
    if len(cells) == 1:
        first, *others = cells[0]
        return [replace(first, gap=max(first.gap, gap)), *others]
    if all(len(cell) == 1 and not cell[0].bullet and cell[0].level is None for cell in cells):
        return [_joined([cell[0] for cell in cells], gap, region)]
    label, content = cells[0], cells[1]
    if len(cells) == 2 and _is_date_label(label) and content[0].level is None and not content[0].bullet:
        opening = Line(text=" ".join(line.text for line in label))
        return [_joined([opening, content[0]], gap, region), *content[1:]]
    if (below := _below_first_lines(cells)) is not None:
        return [_joined([cell[0] for cell in cells], gap, region), *below]
    lines: list[Line] = []
    for cell in cells:
        region += 1
        lines += [
            replace(
                line, region=region + line.region - cell[0].region, gap=max(line.gap, gap) if number == 0 else line.gap
            )
            for number, line in enumerate(cell)
        ]
        region = max(region, lines[-1].region)
    return lines


def _below_first_lines(cells: Sequence[Sequence[Line]]) -> list[Line] | None:
    """What stands below the first lines of a row that is one role: its date, its employer, and a cell that says more.

    None where the row may be anything else.
    """
    tall = [cell for cell in cells if len(cell) > 1]
    dated = any(len(cell) == 1 and _is_date_label(cell) for cell in cells)
    short = all(not cell[0].bullet and cell[0].level is None and len(cell[0].text) <= _LONGEST_HEADER for cell in cells)
    return list(tall[0][1:]) if len(cells) > 2 and len(tall) == 1 and dated and short else None


def _is_date_label(cell: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in cell)
    return len(cell) <= _LONGEST_CELL and len(text) <= _LONGEST_LABEL and re.search(r"\d{2}", text) is not None


def _joined(lines: Sequence[Line], gap: float, region: int) -> Line:
    cells = tuple(cell for line in lines for cell in (line.cells or (line.text,)))
    bold = all(line.bold for line in lines)
    return Line(
        text=" ".join(line.text for line in lines),
        cells=cells,
        size=max(line.size for line in lines),
        bold=bold,
        bold_start="" if bold else (lines[0].text if lines[0].bold else lines[0].bold_start),
        italic=all(line.italic for line in lines),
        gap=gap,
        region=region,
        links=tuple(link for line in lines for link in line.links),
    )
