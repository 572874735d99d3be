"""From words on a page to columns in reading order.

A page is cut at *gutters*: strips of white with text on both sides over several lines. The hard question is which gutters part
columns that are read one after the other (a sidebar, newspaper columns) and which only part the cells of rows (dates in the
margin, right-aligned dates, label and value). It is answered by evidence, in `reads_as_rows`: do lines on both sides share
baselines, does one side hold little but dates, in which order was the text drawn, does a coloured area lie behind one side.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from documents.readers.pdf_ink import WHITE, Box, Shape
from documents.readers.pdf_words import Word
from documents.readers.structure.headings import match_heading

BIN = 2.0
"""Width, in points, of the steps in which the page is looked through for gutters."""
GUTTER = 0.85
"""Narrowest gutter, in font sizes of the body."""
BRIDGED = 0.9
"""Gaps up to this many font sizes inside a line belong to the line."""
ALIGNED = 0.15
"""How far from their common offset, in font sizes, baselines of one row may lie."""
ROW_OFFSET = 0.45
"""Largest offset, in font sizes, of the baselines of the cells of a row (cells aligned at their tops in two sizes)."""
NAME_SIZE = 1.35
"""Font size, of the body's, from which a line at the top of a page is a name or title over everything."""
NOW = re.compile(
    r"\b(?:present|current|now|today|date|heute|aktuell|dato|actual(?:idad|ité)?|presente|présent|aujourd[’']hui|oggi|nu|obecnie)\b",
    re.IGNORECASE,
)
"""What stands for the end of a period that goes on."""
DATE = re.compile(rf"(?:19|20)\d\d|[’']\d\d\b|\d{{1,2}}[./]\d{{2,4}}|{NOW.pattern}", re.IGNORECASE)

TIGHT_GAP = 0.4
"""Narrowest gap, in font sizes, between a date set flush right and the text beside it."""
TIGHT_EDGE = 1.5
"""How far the right ends of dates set flush right may differ, in points."""
LEAST_TIGHT = 3
"""Fewest dates before text that show a margin without a gutter."""
TITLE_LINES = 8
"""Most lines of a name, a title and contact details beside them, at the top of a page."""
MOST_CELL_LINES = 5
"""Most lines of a cell with title, employer, place and dates."""
LEAST_FLUSH = 4
"""Fewest lines with one left edge that show a column."""
DATED_LETTERS = 22
"""Most letters of a line that counts as a date: `September 2019 – December 2020` has 17."""


@dataclass(frozen=True)
class Margin:
    """A narrow column of dates or labels to the left of the text of the same rows."""

    top: float
    bottom: float
    text_x0: float
    """Left edge of the text beside it."""
    cells: tuple[Word, ...] = field(default=(), repr=False)
    """The words in the margin."""


@dataclass(frozen=True)
class Column:
    """Words that are read line by line, each line from left to right."""

    words: list[Word]
    page: int
    margins: tuple[Margin, ...] = ()
    goes_on: bool = False
    """Whether it is known to go on with the column read before it, on the page before."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)


@dataclass(frozen=True)
class Split:
    """A page or part of one: what is above a gutter, on its two sides, and below it."""

    above: list[Column]
    left: list[Column]
    right: list[Column]
    below: list[Column]
    gutter: float
    """Its middle, in points from the left."""

    @property
    def in_order(self) -> list[Column]:
        """All columns, in the order they are read."""
        return [*self.above, *self.left, *self.right, *self.below]


@dataclass(frozen=True)
class Surroundings:
    """What is drawn around the words of a page, and the size of the body's text."""

    body: float
    rules: tuple[Box, ...] = ()
    """Horizontal lines."""
    areas: tuple[Box, ...] = ()
    """Coloured areas behind text."""
    page: int = 1


@dataclass(frozen=True)
class _Strip:
    """The words on one baseline as occupied steps from left to right."""

    y: float
    taken: int
    starts: tuple[int, ...]
    rule: bool = False


@dataclass(frozen=True)
class _Gutter:
    x0: float
    x1: float
    words: list[Word] = field(repr=False)
    """All words in the lines that it runs along."""
    left: list["_SideLine"] = field(repr=False)
    right: list["_SideLine"] = field(repr=False)

    @property
    def overlap(self) -> tuple[float, float]:
        """From and to which baseline both sides have text."""
        return max(self.left[0].y, self.right[0].y), min(self.left[-1].y, self.right[-1].y)


@dataclass(frozen=True)
class _SideLine:
    """One line on one side of a gutter."""

    words: tuple[Word, ...]

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        return self.y - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.y + 0.25 * self.size


def surroundings(shapes: Iterable[Shape], width: float, height: float, body: float, page: int) -> Surroundings:
    """The drawn lines and areas that say something about columns."""
    rules: list[Box] = []
    areas: list[Box] = []
    for shape in shapes:
        box = shape.box
        if box.height < 3.5 and box.width > 30:
            rules.append(box)
        elif shape.fill and _is_tinted(shape.fill) and box.width > 40 and box.height > 0.25 * height:
            areas.append(box)
    narrow = tuple(area for area in areas if area.width < 0.75 * width)
    return Surroundings(body, tuple(rules), narrow, page)


def _is_tinted(fill: tuple[int, int, int]) -> bool:
    return any(abs(part - white) > 4 for part, white in zip(fill, WHITE, strict=True))


def split_page(words: list[Word], around: Surroundings) -> Split:
    """The page cut at its most important gutter; everything is `above` where it has none."""
    gutter, margins = _best_gutter(words, around)
    if gutter is None:
        columns = [Column(words, around.page, (*margins, *_tight_margin(words)))] if words else []
        return Split(columns, [], [], [], 0.0)
    return _split_at(gutter, words, around)


def columns_of(words: list[Word], around: Surroundings) -> list[Column]:
    """Columns in reading order."""
    return split_page(words, around).in_order


def _split_at(gutter: _Gutter, words: list[Word], around: Surroundings) -> Split:
    middle = (gutter.x0 + gutter.x1) / 2
    beside = _without_title(gutter, around)
    inside = {id(word) for word in beside}
    bottom = max(word.y for word in beside)
    outside = [word for word in words if id(word) not in inside]
    above = [word for word in outside if word.y < bottom]
    below = [word for word in outside if word.y >= bottom]
    return Split(
        columns_of(above, around),
        columns_of([word for word in beside if word.text_x0 < middle], around),
        columns_of([word for word in beside if word.text_x0 >= middle], around),
        columns_of(below, around),
        middle,
    )


def _without_title(gutter: _Gutter, around: Surroundings) -> list[Word]:
    """The words along a gutter, less a name and what belongs to it at their top: these are read before both sides."""
    cut_at = _band_under_title(gutter, around)
    title = {
        id(word) for side in (gutter.left, gutter.right) for line in _title_of(side, around) for word in line.words
    }
    kept = [word for word in gutter.words if word.y > cut_at and (cut_at > 0 or id(word) not in title)]
    middle = (gutter.x0 + gutter.x1) / 2
    sides = {word.text_x0 < middle for word in kept}
    return kept if len(sides) == 2 else gutter.words


def _title_of(lines: list[_SideLine], around: Surroundings) -> list[_SideLine]:
    """The name at the top of a first page's column, with a line or two that belong to it."""
    count = 0
    while count < len(lines) and count < 3 and _may_name(lines[count], around):
        count += 1
    if not count or around.page > 1:
        return []
    named = count
    while count < len(lines) and _follows_closely(lines[count - 1], lines[count]):
        count += 1
    return lines[:count] if count - named <= 2 and count < len(lines) else lines[:named]


def _may_name(line: _SideLine, around: Surroundings) -> bool:
    """Whether a line is as large as a name, and no heading of a section in large type."""
    return line.size >= NAME_SIZE * around.body and not _is_worded_as_heading(line)


def _follows_closely(before: _SideLine, line: _SideLine) -> bool:
    return line.top - before.bottom <= 0.45 * line.size + 0.2 * before.size


def _band_under_title(gutter: _Gutter, around: Surroundings) -> float:
    """Where a blank band under a name parts it and what stands beside it from the columns below; -inf where there is none."""
    if _area_behind_one_side(gutter, around.areas):
        return float("-inf")
    lines = sorted([*gutter.left, *gutter.right], key=lambda line: line.y)
    bottom, seen_name = lines[0].y, False
    for at, line in enumerate(lines[:TITLE_LINES]):
        if at and seen_name and line.top - (bottom + 0.25 * around.body) > 1.1 * around.body:
            rest = lines[at:]
            heads = len(list(itertools.takewhile(_is_worded_as_heading, reversed(lines[:at]))))
            if 0 < heads < at:
                bottom = lines[at - heads - 1].y
            elif at >= 3 and _are_column_heads(lines[at - 2], lines[at - 1]):
                bottom = lines[at - 3].y
            return bottom + 0.5 if len(rest) > 4 else float("-inf")
        bottom = max(bottom, line.y)
        seen_name = seen_name or _may_name(line, around)
    return float("-inf")


def _are_column_heads(left: _SideLine, right: _SideLine) -> bool:
    """Whether two lines side by side are the headings of two columns and no part of the title above them."""
    level = abs(left.y - right.y) <= 1 and abs(left.size - right.size) <= 0.5
    return level and all(len(line.words) <= 4 and all(word.bold for word in line.words) for line in (left, right))


def _best_gutter(words: list[Word], around: Surroundings) -> tuple[_Gutter | None, tuple[Margin, ...]]:
    """The gutter between columns with the most text along both sides, and the margins of rows found on the way."""
    best: tuple[float, _Gutter] | None = None
    margins: list[Margin] = []
    for gutter, ends_in_text in _gutters(words, around):
        stretches = _column_stretches(gutter, ends_in_text, around)
        if not stretches:
            margins += _margin(gutter)
        for stretch in stretches:
            first, last = stretch.overlap
            score = last - first + min(stretch.x1 - stretch.x0, 40) / 10
            if best is None or score > best[0]:
                best = (score, stretch)
    return (best[1] if best else None), tuple(margins)


def _column_stretches(gutter: _Gutter, ends_in_text: bool, around: Surroundings) -> list[_Gutter]:
    """The parts of a gutter, between blank bands across both sides, along which columns stand.

    The same strip of white may part two columns of skills first, and titles from their dates further down.
    """
    pieces = _between_bands(gutter, around)
    if ends_in_text and len(pieces) > 1 and _is_one_sided_heading(pieces[-1], gutter):
        pieces = pieces[:-1]  # it heads the text below, which goes across
        shorter = _along(gutter, pieces)
        if shorter is None:
            return []
        gutter = shorter
    if roles := _bullets_beside_headers(gutter, pieces):
        return roles
    headed = _is_headed_on_both_sides(gutter)

    def are_rows(part: _Gutter) -> bool:
        return reads_as_rows(part, around) and not (headed and not _has_side_of_dates(part))

    if len(pieces) == 1 or _area_behind_one_side(gutter, around.areas):
        return [] if are_rows(gutter) else [gutter]
    kinds = [_along(gutter, [piece]) for piece in pieces]
    whole_is_rows = are_rows(gutter)
    is_row = [
        kind is not None
        and not (at + 1 < len(pieces) and len(pieces[at]) == 2 and _are_column_heads(*pieces[at]))
        and (
            are_rows(kind)
            if whole_is_rows
            else are_rows(kind) and _surely_rows(kind, around) and not _stands_in_columns(kind, gutter)
        )
        for at, kind in enumerate(kinds)
    ]
    if not any(is_row) and not whole_is_rows:
        return [gutter]
    stretches: list[_Gutter] = []
    for start, stop in _false_stretches(is_row):
        end = stop
        if end < len(pieces) and end - start > 1 and _is_one_sided_heading(pieces[end - 1], gutter):
            end -= 1
        part = _along(gutter, pieces[start:end])
        if part is not None and not are_rows(part):
            beside = _lines_beside_each_other(part)
            if not whole_is_rows or min(len(side) for side in beside) >= 2:
                stretches.append(part)
    return stretches


def _bullets_beside_headers(gutter: _Gutter, pieces: Sequence[list[_SideLine]]) -> list[_Gutter]:
    """The roles of a table with title, employer and dates in one cell and the bullets in the next, a gutter each.

    Empty unless nearly all text beside the gutter is set so: a sidebar has dates beside bullets here and there.
    """
    roles = [
        role for piece in pieces if (role := _along(gutter, [piece])) is not None and _is_header_beside_bullets(role)
    ]
    held = sum(len(role.right) for role in roles)
    return roles if roles and held >= 0.8 * len(gutter.right) else []


def _is_header_beside_bullets(role: _Gutter) -> bool:
    dated = [line for line in role.left if _is_dated(line.text)]
    marked = bool(role.right[0].words[0].mark) and not any(line.words[0].mark for line in role.left)
    level = abs(role.right[0].y - role.left[0].y) <= 2 * role.left[0].size
    return marked and level and len(dated) == 1 and 2 <= len(role.left) <= MOST_CELL_LINES


def _stands_in_columns(pair: _Gutter, gutter: _Gutter) -> bool:
    """Whether a pair of lines, level by chance, begins where the lines of two columns begin; dates beside text hardly do."""
    if len(pair.left) > 1 or len(pair.right) > 1:
        return False
    for side, line in ((gutter.left, pair.left[0]), (gutter.right, pair.right[0])):
        flush = sum(abs(other.words[0].x0 - line.words[0].x0) <= 1 for other in side)
        if flush < LEAST_FLUSH or flush < 0.5 * len(side):
            return False
    return True


def _is_headed_on_both_sides(gutter: _Gutter) -> bool:
    """Whether headings of sections stand on both sides, as in two columns; beside dates and labels there are none."""
    return all(any(_is_worded_as_heading(line) for line in side) for side in (gutter.left, gutter.right))


def _has_side_of_dates(part: _Gutter) -> bool:
    """Whether a side holds nothing but dates, or dates and places set flush right."""
    if any(all(_is_dated(line.text) for line in side) for side in (part.left, part.right)):
        return True
    ends = [line.words[-1].x1 for line in part.right]
    starts = [line.words[0].x0 for line in part.right]
    flush = max(ends) - min(ends) <= TIGHT_EDGE < max(starts) - min(starts)
    return flush and _mostly_dated(part.right)


def _false_stretches(flags: list[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for at, flag in enumerate([*flags, True]):
        if flag:
            if at > start:
                found.append((start, at))
            start = at + 1
    return found


def _between_bands(gutter: _Gutter, around: Surroundings) -> list[list[_SideLine]]:
    """The lines of both sides, cut where a blank band goes across both."""
    pieces: list[list[_SideLine]] = []
    bottom = float("-inf")
    for line in sorted([*gutter.left, *gutter.right], key=lambda line: line.top):
        if not pieces or line.top - bottom > 0.75 * around.body:
            pieces.append([])
        pieces[-1].append(line)
        bottom = max(bottom, line.bottom)
    return [part for piece in pieces for part in _cut_above_heads(piece)]


def _cut_above_heads(piece: list[_SideLine]) -> list[list[_SideLine]]:
    """A stretch of lines cut above the headings of two columns that end it, close under a title."""
    if len(piece) > 2 and _are_column_heads(piece[-2], piece[-1]):
        return [piece[:-2], piece[-2:]]
    return [piece]


def _along(gutter: _Gutter, pieces: list[list[_SideLine]]) -> _Gutter | None:
    """The part of a gutter along some pieces; None if one side has no text there."""
    words = [word for piece in pieces for line in piece for word in line.words]
    return _with_sides(words, (gutter.x0 + gutter.x1) / 2)


def _with_sides(words: list[Word], middle: float) -> _Gutter | None:
    left = _side_lines([word for word in words if word.text_x0 < middle])
    right = _side_lines([word for word in words if word.text_x0 >= middle])
    if not left or not right:
        return None
    edges = max(w.x1 for line in left for w in line.words), min(w.x0 for line in right for w in line.words)
    gutter = _Gutter(*edges, words, left, right)
    first, last = gutter.overlap
    return gutter if last >= first - 0.5 * min(left[0].size, right[0].size) else None


def _is_one_sided_heading(piece: list[_SideLine], gutter: _Gutter) -> bool:
    middle = (gutter.x0 + gutter.x1) / 2
    sides = {line.words[0].text_x0 < middle for line in piece}
    return len(sides) == 1 and len(piece) <= 2


def _gutters(words: list[Word], around: Surroundings) -> list[tuple[_Gutter, bool]]:
    """White strips with text on both sides over at least two lines, and whether text across them ends them."""
    if len(words) < 3:
        return []
    origin = min(word.x0 for word in words) - BIN
    strips = _strips_of(words, around, origin)
    width = max(int(GUTTER * around.body / BIN), 3)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for edge in sorted({start for strip in strips for start in strip.starts if start > width}):
        window = ((1 << width) - 1) << (edge - width)
        for run in _runs(strips, window, edge - width):
            widest = found.get(run)
            found[run] = (
                (edge - width, edge) if widest is None else (min(widest[0], edge - width), max(widest[1], edge))
            )
    gutters: list[tuple[_Gutter, bool]] = []
    for (start, end), (x0, x1) in found.items():
        text = [strip.y for strip in strips[start:end] if not strip.rule]
        along = [word for word in words if text[0] <= word.y <= text[-1] + 0.6]
        gutter = _with_sides(along, origin + (x0 + x1) / 2 * BIN)
        if gutter is not None:
            gutters.append((gutter, end < len(strips) and not strips[end].rule))
    return gutters


def _strips_of(words: list[Word], around: Surroundings, origin: float) -> list[_Strip]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if rows and word.y - rows[-1][0].y <= 0.6:
            rows[-1].append(word)
        else:
            rows.append([word])
    strips = [_strip(sorted(row, key=lambda word: word.x0), origin) for row in rows]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    for rule in around.rules:
        x0, x1 = max(rule.x0, left), min(rule.x1, right)
        if x1 - x0 > 20:
            taken = _bits(x0 - origin, x1 - origin)
            strips.append(_Strip((rule.y0 + rule.y1) / 2, taken, (), True))
    return sorted(strips, key=lambda strip: strip.y)


def _strip(row: list[Word], origin: float) -> _Strip:
    taken = 0
    starts: list[int] = []
    before: Word | None = None
    for word in row:
        x0 = word.x0
        if before is None:
            starts.append(int((x0 - origin) / BIN))
        else:
            gap = word.x0 - before.x1
            if gap <= BRIDGED * max(word.size, before.size) + 2 * max(word.tracking, before.tracking):
                x0 = min(before.x1, word.x0)
            else:
                starts.append(int((word.x0 - origin) / BIN))
        taken |= _bits(x0 - origin, word.x1 - origin)
        before = word
    return _Strip(row[0].y, taken, tuple(starts))


def _bits(x0: float, x1: float) -> int:
    first = max(int(x0 / BIN), 0)
    last = max(int(x1 / BIN), first)
    return ((1 << (last - first + 1)) - 1) << first


def _runs(strips: list[_Strip], window: int, at: int) -> Iterable[tuple[int, int]]:
    """Longest series of lines that leave the window white and have text on both sides of it."""
    before_window = (1 << at) - 1
    start, lefts, rights = 0, 0, 0
    for index in range(len(strips) + 1):
        if index < len(strips) and not strips[index].taken & window:
            if not strips[index].rule:
                lefts += bool(strips[index].taken & before_window)
                rights += bool(strips[index].taken & ~before_window)
            continue
        if lefts and rights and lefts + rights >= 3:
            yield start, index
        start, lefts, rights = index + 1, 0, 0


def _side_lines(words: list[Word]) -> list[_SideLine]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.y):
        if rows and word.y - rows[-1][0].y <= 0.35 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_SideLine(tuple(sorted(row, key=lambda word: word.x0))) for row in rows]


def _margin(gutter: _Gutter) -> list[Margin]:
    """The gutter as a margin beside text, if the text to its right starts at one edge and has more lines."""
    left, right = _lines_beside_each_other(gutter)
    if not left or not right:
        return []
    starts = [line.words[0].x0 for line in right]
    edge = min(starts)
    flush = sum(start < edge + 24 for start in starts)
    dates_right = 2 * sum(_is_dated(line.text) for line in right) > len(right)
    if len(left) > len(right) or flush < 0.8 * len(starts) or _widest(left) > _widest(right) or dates_right:
        return []
    ys = [line.y for line in (*gutter.left, *gutter.right)]
    return [Margin(min(ys), max(ys), edge, tuple(word for line in gutter.left for word in line.words))]


def _tight_margin(words: list[Word]) -> tuple[Margin, ...]:
    """Dates set flush right so close to the text beside them that no white strip parts the two (moderncv)."""
    lines = _side_lines(words)
    opened = [found for line in lines if (found := _date_before_text(line)) is not None]
    for edge in sorted({found.x0 for _, found in opened}):
        dated = [(cells, text) for cells, text in opened if abs(text.x0 - edge) <= 1]
        ends = [cells[-1].x1 for cells, _ in dated]
        if len(dated) < LEAST_TIGHT or max(ends) - min(ends) > TIGHT_EDGE:
            continue
        top, bottom = min(text.y for _, text in dated), max(text.y for _, text in dated)
        between = [line for line in lines if top <= line.y <= bottom]
        flush = sum(
            line.words[0].x0 >= edge - 1 or any(abs(word.x1 - ends[0]) <= TIGHT_EDGE for word in line.words)
            for line in between
        )
        if flush >= 0.9 * len(between):
            end = max((line.y for line in lines if line.y >= bottom and line.words[0].x0 >= edge - 1), default=bottom)
            return (Margin(top, end, edge, tuple(word for cells, _ in dated for word in cells)),)
    return ()


def _date_before_text(line: _SideLine) -> tuple[tuple[Word, ...], Word] | None:
    """The words of a date that opens a line, and the word after the small gap that follows it."""
    for at in range(1, min(len(line.words), 8)):
        before, word = line.words[at - 1], line.words[at]
        gap = word.x0 - before.x1
        usual = max((b.x0 - a.x1 for a, b in itertools.pairwise(line.words[:at])), default=0.25 * before.size)
        text = " ".join(one.text for one in line.words[:at])
        if TIGHT_GAP * before.size < gap <= 1.5 * before.size and gap > 1.3 * usual and _is_dated(text):
            return line.words[:at], word
    return None


def _widest(lines: list[_SideLine]) -> float:
    return max(line.words[-1].x1 - line.words[0].x0 for line in lines)


@dataclass(frozen=True)
class _Evidence:
    """What speaks for the sides of a gutter being cells of rows."""

    plain: int
    """Lines of the side with fewer lines that count: headings without a partner do not."""
    dense: int
    """Lines of the other side."""
    aligned: float
    """Share of the plain lines that share a baseline with the other side."""
    dated: float
    """Share of their blocks with a date in them."""
    opening: float
    """Share of their blocks that begin level with a line of the other side."""
    short: float
    """Share of their blocks of three lines or less."""
    blocks: int
    by_rows: float
    """How often drawing went from side to side; see `_drawn_by_rows`."""
    size_ratio: float
    """Size of the first plain line, of the largest of the other side."""
    is_narrow: bool
    """Whether the plain lines are less than half as wide as the other side's: labels, not text."""

    @property
    def is_sure(self) -> bool:
        """Whether even a short stretch can be nothing else."""
        if self.plain < 2:
            return self.aligned == 1 and self.dated == 1 and 0.75 < self.size_ratio < NAME_SIZE
        if self.dated >= 0.5 and self.opening >= 0.7:
            return True
        return self.aligned >= 0.9 and self.by_rows >= 0.5

    @property
    def is_likely(self) -> bool:
        """Whether rows are the better reading."""
        if self.plain == self.dense == 1 and self.aligned:
            return True
        if self.plain <= 2:
            by_rows = self.plain == 1 or self.by_rows >= 0.5
            return self.dated >= 0.5 or (self.aligned == 1 and by_rows and 0.75 < self.size_ratio < NAME_SIZE)
        labels = self.short >= 0.8 and self.blocks >= 2 and self.plain <= 0.7 * self.dense
        beside = self.by_rows >= 0.3 or (self.aligned == 1 and self.is_narrow)
        return self.is_sure or (beside and self.opening >= 0.9 and labels)


def reads_as_rows(gutter: _Gutter, around: Surroundings) -> bool:
    """Whether the two sides of a gutter are cells of the same rows, rather than columns each read from top to bottom."""
    if _area_behind_one_side(gutter, around.areas):
        return False
    evidence = _evidence(gutter, around)
    if evidence is None:
        left, right = _lines_beside_each_other(gutter)
        return _opens_blocks(*((left, right) if len(left) <= len(right) else (right, left)))
    return evidence.is_likely


def _surely_rows(gutter: _Gutter, around: Surroundings) -> bool:
    evidence = _evidence(gutter, around)
    return evidence is not None and evidence.is_sure


def _evidence(gutter: _Gutter, around: Surroundings) -> _Evidence | None:
    """None: there is nothing but headings on one side, or no line beside another."""
    left, right = _lines_beside_each_other(gutter)
    if not left or not right:
        return None
    is_left_sparse = (not _mostly_dated(left), len(gutter.left)) <= (not _mostly_dated(right), len(gutter.right))
    sparse, dense = (left, right) if is_left_sparse else (right, left)
    offset = _common_offset(sparse, dense)
    plain = [
        line
        for line in sparse
        if _is_aligned(line, dense, offset) or not (_is_heading(line, sparse, around) or _is_worded_as_heading(line))
    ]
    if not plain:
        return None
    aligned = sum(_is_aligned(line, dense, offset) for line in plain)
    blocks = _blocks(plain, 1.9)
    opening = sum(_is_aligned(block[0], dense, offset) or _is_level(block[0], dense) for block in blocks)
    return _Evidence(
        plain=len(plain),
        dense=len(dense),
        aligned=aligned / len(plain),
        dated=sum(3 * sum(_is_dated(line.text) for line in block) >= len(block) for block in blocks) / len(blocks),
        opening=opening / len(blocks),
        short=sum(len(block) <= 3 for block in blocks) / len(blocks),
        blocks=len(blocks),
        by_rows=_drawn_by_rows(gutter, max(aligned, opening)),
        size_ratio=plain[0].size / max(line.size for line in dense),
        is_narrow=_widest(plain) < 0.5 * _widest(dense),
    )


def _mostly_dated(lines: list[_SideLine]) -> bool:
    return 2 * sum(_is_dated(line.text) for line in lines) >= len(lines)


def _is_dated(text: str) -> bool:
    """Whether a text is little but a date or period, perhaps with a place."""
    return DATE.search(text) is not None and sum(char.isalpha() for char in text) <= DATED_LETTERS


def _area_behind_one_side(gutter: _Gutter, areas: tuple[Box, ...]) -> bool:
    for area in areas:
        left = _share_on(area, gutter.left)
        right = _share_on(area, gutter.right)
        if max(left, right) > 0.8 and min(left, right) < 0.1:
            return True
    return False


def _share_on(area: Box, lines: list[_SideLine]) -> float:
    inside = sum(area.holds((line.words[0].text_x0 + line.words[-1].x1) / 2, line.y - 2) for line in lines)
    return inside / len(lines)


def _lines_beside_each_other(gutter: _Gutter) -> tuple[list[_SideLine], list[_SideLine]]:
    """The lines of both sides where the other side has text too."""
    first, last = gutter.overlap
    reach = 0.5 * max(gutter.left[0].size, gutter.right[0].size)

    def near(lines: list[_SideLine]) -> list[_SideLine]:
        return [line for line in lines if first - reach <= line.y <= last + reach]

    return near(gutter.left), near(gutter.right)


def _nearest(line: _SideLine, others: Sequence[_SideLine]) -> float:
    return min((other.y - line.y for other in others), key=abs)


def _common_offset(lines: list[_SideLine], others: list[_SideLine]) -> float:
    """How much lower, in points, the baseline of the other side's cell of the same row usually is."""
    offsets = sorted(_nearest(line, others) for line in lines)
    return offsets[len(offsets) // 2]


def _is_aligned(line: _SideLine, others: list[_SideLine], offset: float) -> bool:
    if abs(offset) > ROW_OFFSET * line.size:
        return False
    return any(abs(other.y - line.y - offset) <= ALIGNED * line.size for other in others) or any(
        abs(other.y - line.y) <= 0.5 for other in others
    )


def _is_level(line: _SideLine, others: list[_SideLine]) -> bool:
    """Whether a line of the other side begins at the same height, in another size."""
    return any(abs(other.top - line.top) <= 0.2 * line.size and abs(other.size - line.size) > 0.4 for other in others)


def _is_heading(line: _SideLine, beside: list[_SideLine], around: Surroundings) -> bool:
    if line.size > 1.12 * around.body or (line.text.isupper() and len(line.text) > 3):
        return True
    return all(word.bold for word in line.words) and not all(word.bold for other in beside for word in other.words)


def _is_worded_as_heading(line: _SideLine) -> bool:
    match = match_heading(line.text)
    return match is not None and match.exact


def _opens_blocks(labels: list[_SideLine], dense: list[_SideLine]) -> bool:
    """Whether headings in the margin each stand level with the beginning of a block of text."""
    if len(labels) < 2 or len(labels) > 0.5 * len(dense):
        return False
    starts = [block[0] for block in _blocks(dense, 1.7)]
    level = sum(any(abs(start.top - label.top) < 0.7 * label.size for start in starts) for label in labels)
    return level >= 0.9 * len(labels)


def _blocks(lines: list[_SideLine], spacing: float) -> list[list[_SideLine]]:
    """Lines grouped where baselines are at most so many font sizes apart."""
    blocks: list[list[_SideLine]] = []
    for line in lines:
        if blocks and line.y - blocks[-1][-1].y <= spacing * max(line.size, blocks[-1][-1].size):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _drawn_by_rows(gutter: _Gutter, rows: int) -> float:
    """How often drawing goes from one side to the other: about 0 if side after side, 1 if row after row."""
    first, last = gutter.overlap
    middle = (gutter.x0 + gutter.x1) / 2
    zone = sorted((w for w in gutter.words if first - 2 <= w.y <= last + 2), key=lambda word: word.order)
    sides = [word.text_x0 < middle for word in zone]
    changes = sum(one != other for one, other in itertools.pairwise(sides))
    return (changes - 1) / max(2 * rows - 2, 1)
