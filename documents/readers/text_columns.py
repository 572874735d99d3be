"""Two columns side by side in a plain text, as programs print them that keep a page's layout: set one below the other.

A strip of spaces down the text parts columns only where headings of sections stand on both of its sides: beside dates, labels and
numbers there are none, and their rows are read across.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from documents.readers.structure.headings import match_heading

_LEAST_ROWS = 5
"""Fewest rows in which text of the right column begins at its edge."""
_STRIP = 2
"""Narrowest strip of spaces, in characters."""
_TAB = 8
_WIDEST = 240
"""Characters of a row of two columns, at the most."""


@dataclass(frozen=True)
class _Columns:
    """The rows `begin` to `end` hold two columns, the right one from character `edge` on."""

    begin: int
    end: int
    edge: int


def columns_apart(rows: Sequence[str]) -> list[str]:
    """The rows with the left column above the right one where a text has two; as they are elsewhere."""
    wide = [row.expandtabs(_TAB) for row in rows]
    found = next((one for edge in _edges(wide) if (one := _columns_at(wide, edge)) is not None), None)
    if found is None:
        return list(rows)
    beside = wide[found.begin : found.end]
    left = [row[: found.edge].rstrip() for row in beside]
    right = [row[found.edge :] for row in beside]
    return [*rows[: found.begin], "", *left, "", *right, "", *rows[found.end :]]


def _edges(rows: Sequence[str]) -> list[int]:
    """Where a right column may begin, the likeliest first."""
    starts = Counter(
        at
        for row in rows
        if len(row) <= _WIDEST
        for at in range(_STRIP + 1, len(row))
        if row[at] != " " and not row[at - _STRIP : at].strip() and row[:at].strip()
    )
    return [edge for edge, count in starts.most_common(3) if count >= _LEAST_ROWS]


def _columns_at(rows: Sequence[str], edge: int) -> _Columns | None:
    """The longest run of rows that leave the strip before `edge` white, with text at the edge; None if it holds no columns."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and _leaves_white(rows[number], edge):
            continue
        runs.append((begin, number))
        begin = number + 1
    begin, end = max(runs, key=lambda run: sum(_begins_at(row, edge) for row in rows[slice(*run)]))
    while begin < end and not any(_is_heading(rows[begin][part]) for part in _sides(edge)):
        begin += 1
    while end > begin and not rows[end - 1].strip():
        end -= 1
    beside = rows[begin:end]
    flush = sum(_begins_at(row, edge) for row in beside)
    headed = all(any(_is_heading(row[part]) for row in beside) for part in _sides(edge))
    return _Columns(begin, end, edge) if flush >= _LEAST_ROWS and headed else None


def _sides(edge: int) -> tuple[slice, slice]:
    return slice(0, edge), slice(edge, None)


def _leaves_white(row: str, edge: int) -> bool:
    return not row[edge - _STRIP : edge].strip()


def _begins_at(row: str, edge: int) -> bool:
    return len(row) > edge and row[edge] != " " and _leaves_white(row, edge)


def _is_heading(text: str) -> bool:
    match = match_heading(text.strip())
    return match is not None and match.exact and text.strip()[:1].isupper() and "  " not in text.strip()
