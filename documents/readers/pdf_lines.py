"""From columns of words to `Line`s with what their look tells."""

import itertools
import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.readers.characters import clean_characters
from documents.readers.layout import DATE, NOW, Column, Margin
from documents.readers.pdf_words import NUMBERING, SPACED_WORD_GAP, STRIP, WORD_GAP, Word
from resume.dates import find_period

CELL_GAP = 1.5
"""Gap between words, in font sizes, from which they are cells of their own."""
STRETCHED = 3.0
"""A gap is a cell's only if it is so many times the line's usual gap: justified lines are stretched."""
SMALL = 0.86
"""Size, of its neighbour's, up to which a raised or lowered word is a superscript or subscript."""
CLOSE = 0.35
"""Blank space, in line heights, up to which a line can continue the one above it."""
SAME_SIZE = 0.08
NAME_SIZE = 1.6
"""Font size, of the body's, that only names are set in."""
FULL = 0.78
"""Share of its column's width that a line of few words fills if text flows on from it."""
LEAST_GAP = 0.15
"""Blank space, in line heights, that is nothing but rounding or a list's loose setting."""


@dataclass(frozen=True)
class Row:
    """The words of one line of a column, left to right."""

    words: tuple[Word, ...]
    page: int
    region: int
    left: float
    """Left edge of the text it belongs to, in points."""
    right: float
    """Right edge of the column, in points."""
    text_x0: float = 0.0
    """Left edge of the text beside a margin, for a row with a cell in the margin; else 0."""
    margin_cells: tuple[str, ...] = ()
    """Further lines of the cell in the margin, which belong to this row."""

    @property
    def y(self) -> float:
        """Baseline of its main text."""
        return max(self.words, key=lambda word: (word.size, len(word.text))).y

    @property
    def size(self) -> float:
        """Font size of most of it, in points."""
        counts: dict[float, int] = {}
        for word in self.words:
            counts[word.size] = counts.get(word.size, 0) + len(word.text)
        return max(counts, key=lambda size: (counts[size], size))

    @property
    def x0(self) -> float:
        """Left edge, marks included."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)


def rows_of(column: Column, region: int) -> list[Row]:
    """The lines of a column, top to bottom."""
    words = column.words
    for margin in column.margins:
        words = _levelled(words, margin)
    lines = _attach_scripts(_cluster(words))
    edge = column.x1
    rows = [
        Row(tuple(line), column.page, region, _left_edge(line, column), edge, _text_edge(line, column))
        for line in lines
    ]
    rows.sort(key=lambda row: row.y)
    for margin in column.margins:
        rows = _join_margin(rows, margin)
    return rows


def _levelled(words: list[Word], margin: Margin) -> list[Word]:
    """Words in which the cells of a margin stand on the baseline of the text beside them.

    Small dates beside a large title are aligned at their tops as often as at their baselines.
    """
    cells = {id(word) for word in margin.cells}
    beside = [word for word in words if word.x0 >= margin.text_x0 - 1 and margin.top - 9 <= word.y <= margin.bottom + 9]
    levelled: list[Word] = []
    for word in words:
        if id(word) in cells and beside:
            near = min(beside, key=lambda other: abs(other.y - word.y))
            apart = abs(near.y - word.y)
            if STRIP < apart <= 0.4 * max(near.size, word.size):
                levelled.append(replace(word, y=near.y))
                continue
        levelled.append(word)
    return levelled


def _left_edge(line: Sequence[Word], column: Column) -> float:
    for margin in column.margins:
        if margin.top - 1 <= line[0].y <= margin.bottom + 1 and line[0].x0 > margin.text_x0 - 1:
            return margin.text_x0
    return column.x0


def _text_edge(line: Sequence[Word], column: Column) -> float:
    for margin in column.margins:
        inside = margin.top - 1 <= line[-1].y <= margin.bottom + 1
        if inside and line[0].x1 < margin.text_x0 <= line[-1].x1:
            return margin.text_x0
    return 0.0


def _cluster(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one line together, left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.y):
        line = next((one for one in reversed(lines[-3:]) if _is_level_with(word, one)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _is_level_with(word: Word, line: list[Word]) -> bool:
    apart = abs(word.y - line[0].y)
    if apart <= STRIP:
        return True
    if any(min(word.x1, other.x1) - max(word.x0, other.x0) > 1 for other in line):
        return False
    return apart <= 0.33 * min(word.size, line[0].size)


def _attach_scripts(lines: list[list[Word]]) -> list[list[Word]]:
    """Superscripts and subscripts put into the lines they belong to."""
    kept = [list(line) for line in lines]
    for line in lines:
        host = next((other for other in kept if other and _is_script_of(line, other)), None)
        if host is not None:
            kept[lines.index(line)] = []
            host.extend(line)
            host.sort(key=lambda word: word.x0)
    return [line for line in kept if line]


def _is_script_of(line: list[Word], host: list[Word]) -> bool:
    if line is host or len(line) > 2 or line[0].size > SMALL * max(word.size for word in host):
        return False
    return all(any(_touches(script, word) for word in host) for script in line)


def _touches(script: Word, word: Word) -> bool:
    raised = word.y - script.y
    beside = -0.15 * word.size <= script.x0 - word.x1 <= 0.3 * word.size
    return script.size <= SMALL * word.size and -0.3 * word.size <= raised <= 0.65 * word.size and beside


def _join_margin(rows: list[Row], margin: Margin) -> list[Row]:
    """Rows with the further lines of each dated margin cell moved up to the cell's first line; headings there on their own.

    `2019 – 2022` over `Berlin` beside a title over an employer is one entry's margin: `Berlin` is no cell of the employer.
    """
    headings = _margin_headings(rows, margin)
    joined: list[Row] = []
    head: int | None = None
    bottom = 0.0
    for row in rows:
        split, rest = _parted(row, margin)
        if split and head is not None and _belongs_to(split, row, joined[head], bottom, margin):
            joined[head] = replace(joined[head], margin_cells=(*joined[head].margin_cells, _plain(split)))
            bottom = row.y
            joined += [replace(row, words=rest, left=margin.text_x0)] if rest else []
            continue
        if split:
            head, bottom = (len(joined), row.y) if rest and DATE.search(_plain(split)) else (None, 0.0)
        if split and rest and _label_style(split) in headings:
            joined += [replace(row, words=split), replace(row, words=rest, left=margin.text_x0, text_x0=0.0)]
        else:
            joined.append(row)
    return joined


def _margin_headings(rows: Sequence[Row], margin: Margin) -> set[tuple[float, bool]]:
    """Looks of the words in the margin that head sections; dates and labels of single rows have another look or do not occur."""
    found: set[tuple[float, bool]] = set()
    dated: set[tuple[float, bool]] = set()
    for at, row in enumerate(rows):
        split, rest = _parted(row, margin)
        if split and DATE.search(_plain(split)):
            dated.add(_label_style(split))
        elif split and rest and _is_margin_heading(split, rest, rows[at + 1 :], margin):
            found.add(_label_style(split))
    return found - dated


def _label_style(words: Sequence[Word]) -> tuple[float, bool]:
    return round(words[0].size * 2) / 2, words[0].bold


def _parted(row: Row, margin: Margin) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The row's words in the margin and those beside it."""
    if not margin.top - 9 <= row.y <= margin.bottom + 9:
        return (), row.words
    split = tuple(word for word in row.words if word.x1 < margin.text_x0)
    return split, row.words[len(split) :]


def _belongs_to(split: Sequence[Word], row: Row, head: Row, bottom: float, margin: Margin) -> bool:
    """Whether a margin line goes on with the cell above it; a period under a complete period is an entry of its own."""
    if row.y - bottom >= 1.6 * max(split[0].size, 0.8 * row.size):
        return False
    first = head.margin_cells[-1] if head.margin_cells else _plain(_parted(head, margin)[0])
    is_open = re.search(r"[-–—/,]$|\b(?:to|bis|until|à|al)$", first) is not None
    if is_open and (found := find_period(_plain(split))) is not None and found.is_range:
        return False
    return is_open or _completes(first, _plain(split)) or not DATE.search(_plain(split))


def _completes(first: str, second: str) -> bool:
    """Whether a line of the margin ends the period that the line above it left open: `Okt. 2016 – März` over `2020`."""
    ends_in_month = re.search(r"[-–—]\s*[^\W\d]{3,9}\.?$|\b(?:to|bis|until|à|al|a)\s+[^\W\d]{3,9}\.?$", first)
    return ends_in_month is not None and NOW.search(first) is None and re.match(r"[’']?\d\d", second) is not None


def _is_margin_heading(split: Sequence[Word], rest: Sequence[Word], after: Sequence[Row], margin: Margin) -> bool:
    """Whether words in the margin head a whole section, rather than label one row."""
    label = _plain(split)
    if DATE.search(label) or label.endswith(":"):
        return False
    if split[0].size > 1.08 * rest[0].size or (label.isupper() and len(label) > 3 and not _plain(rest).isupper()):
        return True
    held = 0
    for row in after:
        if _parted(row, margin)[0]:
            break
        held += 1
    return held >= 4 and all(word.bold for word in split)


def _plain(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def body_size(rows: Iterable[Row]) -> float:
    """Font size, in points, that most of the text is set in."""
    counts: dict[float, int] = {}
    for row in rows:
        for word in row.words:
            key = round(word.size * 4) / 4
            counts[key] = counts.get(key, 0) + len(word.text)
    return max(counts, key=lambda size: (counts[size], -size), default=10.0)


def line_height(rows: Sequence[Row], body: float) -> float:
    """Usual distance of baselines where body text flows, in points."""
    steps = [
        after.y - row.y
        for row, after in itertools.pairwise(rows)
        if row.region == after.region and row.page == after.page
        if abs(row.size - body) < 0.6 and abs(after.size - body) < 0.6
        if 0.9 * body < after.y - row.y < 2.2 * body
    ]
    return max(_lower_quartile(steps), body) if len(steps) >= 4 else 1.2 * body


def _lower_quartile(values: list[float]) -> float:
    return sorted(values)[len(values) // 4]


def to_lines(rows: list[Row]) -> list[Line]:
    """Every row as a `Line`; words cut by a soft hyphen are made whole."""
    body = body_size(rows)
    height = line_height(rows, body)
    rows = _with_checked_numbers(_whole_words([part for row in rows for part in _without_name(row, body)]))
    lines: list[Line] = []
    for at, row in enumerate(rows):
        before = rows[at - 1] if at and rows[at - 1].region == row.region else None
        after = rows[at + 1] if at + 1 < len(rows) and rows[at + 1].region == row.region else None
        line = _to_line(row, body, _gap(row, before, height, body), _wraps(row, after, height, body))
        if line.text:
            lines.append(line)
    return lines


def _without_name(row: Row, body: float) -> list[Row]:
    """A row cut where a name in very large type has contact details beside it on its baseline: they are lines of their own."""
    threshold = _cell_threshold(row.words)
    for at in range(1, len(row.words)):
        before, after = row.words[:at], row.words[at:]
        if after[0].x0 - before[-1].x1 <= threshold + 2 * before[-1].tracking:
            continue
        sizes = sorted(max(word.size for word in part) for part in (before, after))
        if sizes[1] >= NAME_SIZE * body and sizes[0] < sizes[1] / 1.3:
            return [replace(row, words=before), replace(row, words=after)]
    return [row]


def _to_line(row: Row, body: float, gap: float, wraps: bool) -> Line:
    cells = _cells(row)
    text = " ".join(cells)
    letters = [word for word in row.words if any(char.isalnum() for char in word.text)] or list(row.words)
    return Line(
        text=text,
        cells=tuple(cells) if len(cells) > 1 else (),
        bullet=bool(row.words[0].mark),
        size=round(row.size / body, 2),
        bold=all(word.bold for word in letters),
        bold_start=_bold_start(row.words),
        italic=all(word.italic for word in letters),
        indent=round(max(row.x0 - row.left, 0.0) / body, 2),
        gap=round(gap, 2),
        region=row.region,
        page=row.page,
        wraps=wraps,
        links=tuple(dict.fromkeys(link for word in row.words for link in word.links)),
    )


def _bold_start(words: Sequence[Word]) -> str:
    opening: list[Word] = []
    for word in words:
        if not word.bold:
            break
        opening.append(word)
    if not opening or len(opening) == len(words):
        return ""
    return clean_characters(_join(opening))


def _cells(row: Row) -> list[str]:
    """The texts between wide gaps; the margin's further lines follow its first."""
    pieces: list[list[Word]] = [[row.words[0]]]
    threshold = _cell_threshold(row.words)
    in_chips = all(word.chip for word in row.words)
    for before, word in zip(row.words, row.words[1:], strict=False):
        gap = word.x0 - before.x1
        beside_margin = before.x1 < row.text_x0 <= word.x0 + 1 and gap > 0.5 * word.size
        wide = (
            beside_margin
            or (in_chips and word.chip != before.chip)
            or gap > threshold + 2 * max(before.tracking, word.tracking)
            or (bool(word.mark) and gap > 0.8 * word.size)
        )
        if wide:
            pieces.append([word])
        else:
            pieces[-1].append(word)
    texts = [clean_characters(_join(piece)).strip() for piece in pieces]
    for extra in row.margin_cells:
        if re.search(r"[-–—/,]$", texts[0]) or _completes(texts[0], extra):
            texts[0] = f"{texts[0]} {extra}"
        else:
            texts.insert(1, extra)
    return [text for text in texts if text]


def _cell_threshold(words: Sequence[Word]) -> float:
    gaps = sorted(word.x0 - before.x1 for before, word in itertools.pairwise(words))
    size = max(word.size for word in words)
    usual = gaps[len(gaps) // 2] if len(gaps) >= 4 else 0.0
    return max(CELL_GAP * min(size, 1.3 * min(word.size for word in words)), STRETCHED * usual if usual < size else 0.0)


def _join(words: Sequence[Word]) -> str:
    """The text of words side by side; those of another baseline that touch are parts of one word."""
    ordered = _logical_order(words)
    text = ordered[0].text
    for before, word in itertools.pairwise(ordered):
        other_baseline = abs(word.y - before.y) > STRIP
        limit = (WORD_GAP if other_baseline else SPACED_WORD_GAP / 2) * max(word.size, before.size)
        touching = other_baseline and abs(word.x0 - before.x1) < limit
        text += word.text if touching else " " + word.text
    return text


def _logical_order(words: Sequence[Word]) -> list[Word]:
    """Words as they are spoken: right to left where most of them are of such a script."""
    rightward = [any(unicodedata.bidirectional(char) in ("R", "AL") for char in word.text) for word in words]
    if 2 * sum(rightward) <= len(words):
        return list(words)
    ordered: list[Word] = []
    foreign: list[Word] = []
    for word, is_right in zip(reversed(words), reversed(rightward), strict=True):
        if is_right:
            ordered += [*reversed(foreign), word]
            foreign = []
        else:
            foreign.append(word)
    return [*ordered, *reversed(foreign)]


def _gap(row: Row, before: Row | None, height: float, body: float) -> float:
    """Blank space above in line heights; nothing is known of it at the top of a column or page."""
    if before is None or before.page != row.page:
        return 0.0
    expected = height * (0.3 * before.size + 0.7 * row.size) / body
    gap = (row.y - before.y - expected) / height
    return gap if gap >= LEAST_GAP else 0.0


def _wraps(row: Row, after: Row | None, height: float, body: float) -> bool:
    """Whether the line was broken because the next one's first word did not fit."""
    if after is not None and row.words[-1].chip and row.words[-1].chip == after.words[0].chip:
        return True
    if after is None or after.words[0].mark or row.words[-1].chip or abs(after.size - row.size) > SAME_SIZE * row.size:
        return False
    if _gap(after, row, height, body) > CLOSE or row.words[-1].x0 > row.right:
        return False
    if after.x0 - row.left > 8 * body and after.x0 > row.words[0].text_x0 + 4 * body:
        return False
    first = after.words[0]
    space = 0.25 * row.size
    flowing = [word for word in row.words if word.x0 >= row.text_x0 - 1]
    threshold = _cell_threshold(flowing) if flowing else 0.0
    if any(word.x0 - before.x1 > threshold for before, word in itertools.pairwise(flowing)):
        return False  # cells: the break is meant
    fits = row.x1 + space + (first.x1 - first.text_x0) <= row.right - 0.5
    return not fits and _looks_full(row, first)


def _looks_full(row: Row, following: Word) -> bool:
    """Whether a line ends near the edge as text that flows does; in a list of short items some next word never fits."""
    if len(row.words) == 1 and not following.text[:1].islower():
        return False
    full = row.x1 - row.left >= FULL * (row.right - row.left)
    return full or len(row.words) >= 4


def _whole_words(rows: list[Row]) -> list[Row]:
    """Rows in which a word cut by a soft hyphen at the end of a line stands whole in that line.

    A soft hyphen is only drawn where a word was cut, so the join is certain. Plain hyphens are left: `full-` may be `full-time`.
    Files that draw *every* hyphen as a soft one say nothing by it.
    """
    everywhere = any("\u00ad" in word.text[:-1] for row in rows for word in row.words)
    whole = list(rows)
    for at, row in enumerate(whole[:-1]):
        last, after = row.words[-1], whole[at + 1]
        if not last.text.endswith("\u00ad") or everywhere or after.region != row.region:
            continue
        joined = replace(last, text=last.text[:-1] + after.words[0].text)
        whole[at] = replace(row, words=(*row.words[:-1], joined))
        if len(after.words) > 1:
            rest = (replace(after.words[1], x0=after.words[0].x0), *after.words[2:])
            whole[at + 1] = replace(after, words=rest)
        else:
            whole[at + 1] = replace(after, words=(replace(after.words[0], text=""),))
    hyphened = [
        replace(
            row, words=tuple(replace(w, text=w.text.replace("\u00ad", "-" if everywhere else "")) for w in row.words)
        )
        if any("\u00ad" in word.text for word in row.words)
        else row
        for row in whole
    ]
    return [row for row in hyphened if any(word.text for word in row.words)]


def _with_checked_numbers(rows: list[Row]) -> list[Row]:
    """Rows with numbering that belongs to no list put back into the text (`3. Platz`)."""
    numbers = {at: row.words[0].mark for at, row in enumerate(rows) if NUMBERING.fullmatch(row.words[0].mark)}
    checked = list(rows)
    for at, mark in numbers.items():
        row = rows[at]
        listed = any(
            other != at
            and number != mark
            and rows[other].region == row.region
            and abs(rows[other].x0 - row.x0) < row.size
            for other, number in numbers.items()
        )
        if not listed:
            first = row.words[0]
            whole = replace(first, text=f"{mark} {first.text}", mark="", text_x0=first.x0)
            checked[at] = replace(row, words=(whole, *row.words[1:]))
    return checked


def usual_right_edge(rows: Sequence[Row]) -> float:
    """Where the lines of one column end at the most, in points; one that juts out alone does not count."""
    ends = sorted((row.x1 for row in rows), reverse=True)
    if len(ends) < 4:
        return ends[0]
    return ends[1] if ends[0] - ends[1] > 0.15 * statistics.median(ends) else ends[0]
