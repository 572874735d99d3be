"""Plain text files as lines: blank lines, bullets, tabs, underlined headings and hard-wrapped paragraphs."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.readers.characters import clean_characters, single_spaced, split_bullet
from documents.readers.decorations import framed_heading
from documents.readers.text_columns import columns_apart

_RULE = re.compile(r"\s*([=\-_~*#+•·.─━═—–])(?:\s?\1){2,}\s*")
_CELL_GAP = re.compile(r"\t+| {3,}")
_NO_HEADING = re.compile(r"@|https?:|www\.|[.;,]$|\d{4}")
_LONGEST_SPACED = 200
"""Characters of a row of letters that stand apart, at the most."""
_SPACED_LETTERS = re.compile(r"\s*(?:[^\W\d_] ){3,}[^\W\d_](?:\s{2,}(?:[^\W\d_]\.?(?: (?=\S))?)+)*\s*")
_LONGEST_HEADING = 60
_LETTER_BULLET = re.compile(r"^(\s*)o\s+(?=\S)")
_TIGHT_MARK = re.compile(r"^(\s*)(?:[-–—](?=[^\W\d_])|\.{2,3}(?=\w))")
_LEAST_ROWS = 12
_MOST_LONGER = 2
_LEAST_WRAPPED = 4
_USUAL_WIDTH = 64
"""Columns from which lines of one length are more likely wrapped than short."""
_TAB = 4
_WRAP_RANGE = range(50, 121)
"""Widths at which people hard-wrap text; beyond, lines are whole paragraphs."""


@dataclass(frozen=True)
class _RawLine:
    text: str
    gap: int
    level: int | None = None


def read_text(text: str) -> list[Line]:
    """Lines of a plain text. A form feed begins a page in name only: text files have one."""
    rows = columns_apart(clean_characters(text).split("\n"))
    raw = _with_letter_bullets(_evenly_spaced(_without_rules([_closed(row) for row in rows])))
    width = wrap_width([one.text for one in raw])
    lines = [_to_line(one, after, width) for one, after in itertools.pairwise([*raw, _RawLine("", 1)])]
    return _relative_indents([line for line in lines if line.text])


def _closed(row: str) -> str:
    """A row without the bars of a box around it, and with letters that stand apart (`A D A   V E E N`) made words."""
    bare = row.strip()
    row = (
        bare[1:-1] if len(bare) > 2 and bare.startswith("| ") and bare.endswith(" |") and bare.count("|") == 2 else row
    )
    if len(row) > _LONGEST_SPACED or _SPACED_LETTERS.fullmatch(row) is None:
        return row
    indent = row[: len(row) - len(row.lstrip())]
    return indent + " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", row.strip()))


def _evenly_spaced(rows: list[_RawLine]) -> list[_RawLine]:
    """Rows without their blank lines where one stands between nearly all of them, as in text copied from a web page."""
    apart = sum(row.gap == 1 for row in rows[1:])
    if len(rows) < _LEAST_ROWS or apart < 0.85 * (len(rows) - 1):
        return rows
    return [replace(row, gap=max(row.gap - 1, 0)) for row in rows]


def _with_letter_bullets(rows: list[_RawLine]) -> list[_RawLine]:
    """Rows with bullets where several begin with what typists put for them.

    The letter "o", which word processors' round marks become in plain text, and hyphens or dots without a space: `-Led nights`.
    """
    for mark in (_LETTER_BULLET, _TIGHT_MARK):
        if sum(mark.match(row.text) is not None for row in rows) >= 2:
            rows = [replace(row, text=mark.sub(r"\1• ", row.text)) for row in rows]
    return rows


def wrap_width(texts: Sequence[str]) -> int | None:
    """Column at which a text was hard-wrapped, None if it was not."""
    lengths = sorted((len(text.rstrip()) for text in texts), reverse=True)
    if not lengths or lengths[0] not in _WRAP_RANGE:
        return None
    near_edge = sum(length >= lengths[0] - 12 for length in lengths)
    if near_edge >= 2 and (lengths[0] >= _USUAL_WIDTH or _goes_on_small(texts, lengths[0], least=1)):
        return lengths[0]
    return _width_but_for_few(texts, lengths)


def _width_but_for_few(texts: Sequence[str], lengths: Sequence[int]) -> int | None:
    """Column of a text that was hard-wrapped but for a long line or two, such as the contact details."""
    for longer, width in enumerate(lengths[: _MOST_LONGER + 1]):
        near = [text.rstrip() for text in texts if width - 12 <= len(text.rstrip()) <= width]
        open_ended = sum(not text.endswith((".", "!", "?", ":", ";")) for text in near)
        if longer and len(near) >= _LEAST_WRAPPED and 2 * open_ended >= len(near) and _goes_on_small(texts, width):
            return width
    return None


def _goes_on_small(texts: Sequence[str], width: int, *, least: int = 2) -> bool:
    """Whether lines of about this width go on below in small letters, as wrapped sentences do and lists hardly do."""
    pairs = itertools.pairwise(text.strip("\n") for text in texts)
    small = sum(width - 12 <= len(one.rstrip()) <= width and after.lstrip()[:1].islower() for one, after in pairs)
    return small >= least


def reaches_edge(text: str, after: str, width: int | None) -> bool:
    """Whether a line was broken only because the next word did not fit."""
    words = after.split()
    if width is None or not words or split_bullet(after)[0]:
        return False
    return len(text.rstrip()) + 1 + len(words[0]) > width


def _without_rules(rows: list[str]) -> list[_RawLine]:
    """Lines with text; rules and frames around headings become the heading's level."""
    kept: list[_RawLine] = []
    gap = 0
    for row in rows:
        rule = _RULE.fullmatch(row)
        if not row.strip():
            gap += 1
        elif rule:
            if kept and gap == 0:
                kept[-1] = _underlined(kept[-1], rule)
            gap = max(gap, 1) if not (kept and kept[-1].level) else gap
        else:
            kept.append(_unframed(row, gap))
            gap = 0
    return kept


def _underlined(line: _RawLine, rule: re.Match[str]) -> _RawLine:
    text = line.text.strip()
    same_width = abs(len(rule.group().strip()) - len(text)) <= 2
    if len(text) > _LONGEST_HEADING or split_bullet(text)[0] or _NO_HEADING.search(text):
        return line
    if not (line.gap or same_width or line.level):
        return line
    return replace(line, level=1 if rule.group(1) in "=═#" else 2)


def _unframed(row: str, gap: int) -> _RawLine:
    heading = framed_heading(row)
    return _RawLine(row, gap) if heading is None else _RawLine(heading, gap, 2)


def _to_line(raw: _RawLine, after: _RawLine, width: int | None) -> Line:
    expanded = raw.text.expandtabs(_TAB)
    bullet, rest = split_bullet(raw.text)
    bullet = bullet and raw.level is None
    words = rest if bullet else raw.text.strip()
    cells = tuple(single_spaced(cell) for cell in _CELL_GAP.split(words) if cell.strip())
    return Line(
        text=single_spaced(words),
        cells=cells if len(cells) > 1 else (),
        bullet=bullet,
        level=raw.level,
        indent=(len(expanded) - len(expanded.lstrip())) / 2,
        gap=float(raw.gap),
        wraps=after.gap == 0 and raw.level is None and reaches_edge(raw.text, after.text, width),
    )


def _relative_indents(lines: list[Line]) -> list[Line]:
    """Indents measured from the text's own left edge: some files are indented as a whole."""
    edge = min((line.indent for line in lines), default=0.0)
    return [replace(line, indent=line.indent - edge) for line in lines] if edge else lines


def paragraphs(lines: Sequence[Line], *, each_apart: bool = False) -> str:
    """Lines as readable text: blank lines where there was space, list marks, wrapped lines as they were.

    Args:
        lines: the lines.
        each_apart: whether every line is a paragraph of its own, so that a blank line stands before each that is no bullet.
    """
    rows: list[str] = []
    for before, line in itertools.pairwise([None, *lines]):
        if line is None:
            continue
        apart = before is not None and (
            line.gap >= 0.5
            or (each_apart and not line.bullet)
            or line.level is not None
            or before.level is not None
            or line.region != before.region
        )
        if apart:
            rows.append("")
        rows.append(f"{' ' * round(line.indent)}- {line.text}" if line.bullet else line.text)
    return "\n".join(rows)
