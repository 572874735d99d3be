"""The lines of a section parted into its entries: a header, and the body below it.

Dates are the anchors: nearly every role and degree has one. How many header lines stand above the first date shows how all
entries of the section are set. Sections without dates go by look: sub-headings, bold lines, space, what follows bullets.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.readers.structure.headers import Scale, main_pieces
from documents.readers.structure.lexicon import begins_with_name, is_score, is_sublabel, lexicon, place_score
from documents.readers.structure.periods import EdgePeriod, edge_period

_LONGEST_HEADER = 120
_BLOCK_GAP = 0.4
_OPEN_PERIOD = re.compile(r"^(?=.*\d)[^|]{3,20}[-–—]\s*$")
_HEADER_AND_SENTENCE = re.compile(
    r"(?P<header>[A-ZÀ-ÞŁŚŻ][^.]{5,90}[a-zà-ÿ]{3})\.\s+(?P<sentence>[A-ZÀ-ÞŁŚŻ][^.]* [^.]*[.;].*)"
)
_AFTER_BRACKETS = re.compile(r"[)\]]\s*(?::|\s[–—-])\s+(?=\S)")
_LEAST_SAID = 4
_LARGER = 1.06
_MOST_HEADER_LINES = 5
_MOST_NAME_WORDS = 8
_MOST_SHORT_WORDS = 4


@dataclass(frozen=True)
class Entry:
    """One entry as lines."""

    header: tuple[Line, ...]
    body: tuple[Line, ...]


@dataclass(frozen=True)
class GroupedLines:
    """A section's entries, and the lines that stand above the first."""

    intro: tuple[Line, ...]
    entries: tuple[Entry, ...]


def group_entries(lines: Sequence[Line], scale: Scale, *, short_headers: bool = False) -> GroupedLines:
    """The entries of a section.

    Args:
        lines: the section's lines, wrapped ones joined.
        scale: how its headers' pieces are told.
        short_headers: whether one piece makes a full header (projects, awards), so that no further line is looked for.
    """
    lines = _with_sentences_below(_with_bulleted_headers(_with_whole_dates(lines)))
    dated = [i for i, line in enumerate(lines) if not line.bullet and may_be_dated_header(line)]
    starts = _starts_by_dates(lines, dated, scale) if dated else _starts_by_look(lines)
    if not starts:
        return GroupedLines(tuple(lines), ())
    anchors = set(dated)
    entries = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body_from = _header_end(lines, start, end, anchors, scale, short_headers=short_headers)
        entries.append(Entry(tuple(lines[start:body_from]), tuple(lines[body_from:end])))
    return GroupedLines(tuple(lines[: starts[0]]), tuple(_with_recurring_ends(entries)))


def _with_recurring_ends(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the line above the first bullet in the header, where most headers of the section end there."""
    ends = Counter(
        shape for entry in entries if entry.body and entry.body[0].bullet and (shape := _shape(entry.header))
    )
    if not ends:
        return list(entries)
    shape, _ = ends.most_common(1)[0]
    return [_ended_alike(entry, shape) for entry in entries]


def _shape(header: Sequence[Line]) -> tuple[int, int] | None:
    """How many lines a header has, and which of them bears the date."""
    dated = next((number for number, line in enumerate(header) if may_be_dated_header(line)), None)
    return None if dated is None else (len(header), dated)


def _ended_alike(entry: Entry, shape: tuple[int, int]) -> Entry:
    lines, length = (*entry.header, *entry.body), shape[0]
    taken = lines[len(entry.header) : length]
    goes_on = length == len(lines) or (length < len(lines) and lines[length].bullet)
    if not taken or not goes_on or _shape(lines[:length]) != shape or not all(_may_end_header(line) for line in taken):
        return entry
    return Entry(lines[:length], lines[length:])


def _may_end_header(line: Line) -> bool:
    words = len(line.text.split())
    sentence = line.text.endswith(";") or (line.text.endswith(".") and words > _MOST_SHORT_WORDS)
    short = words <= _MOST_NAME_WORDS and not sentence
    return short and not line.bullet and not is_label(line) and begins_with_name(line.text) and line.gap < _BLOCK_GAP


def is_prose(text: str) -> bool:
    """Whether `text` reads as a sentence and not as a header."""
    words = text.split()
    if len(words) > 18 or len(text) > _LONGEST_HEADER + 30:
        return True
    if text[:1].islower() and len(words) > 3 and not begins_with_name(text):
        return True
    if (
        len(words) >= 6
        and text.endswith((".", "!", "?"))
        and not re.search(r"\b(?:Inc|Ltd|Co|Corp|e\.V|etc|B\.A|Sc)\.$", text)
    ):
        return True
    return len(words) >= 8 and bool(re.search(r"[a-zà-ÿ]{3,}[.!?]\s+[A-ZÀ-Þ]", text))


def _headerish(line: Line) -> bool:
    """Whether a line may belong to a header."""
    if line.level is not None:
        return True
    text = line.text
    worded = (not is_prose(text) and not is_label(line)) or _is_period(text)
    return not line.bullet and len(text) <= _LONGEST_HEADER and worded


def is_label(line: Line) -> bool:
    """Whether a line only names what follows inside an entry: "Key achievements:"."""
    return is_sublabel(line.text) or (line.text.rstrip().endswith(":") and edge_period(line) is None)


def _emphasised(line: Line) -> bool:
    return line.level is not None or line.bold or line.size >= _LARGER


def _look(line: Line) -> tuple[int | None, bool, float, bool]:
    return (line.level, line.bold or bool(line.bold_start), round(line.size, 1), line.text.isupper())


def may_be_dated_header(line: Line) -> bool:
    """Whether a line bears a date as headers do."""
    found = edge_period(line)
    if found is None or (is_score(line.text) and len(line.text) < 12):
        return False
    if line.level is not None:
        return True
    rest = found.rest
    if len(line.cells) == 2 and rest in line.cells and len(rest) <= _LONGEST_HEADER + 30:
        return True
    return len(rest) <= _LONGEST_HEADER + 20 and not (is_prose(rest) and not found.match.is_range)


def _with_whole_dates(lines: Sequence[Line]) -> list[Line]:
    """The lines with periods made whole that a narrow column broke: `Jan 2020 –` above `present`."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        start = (above.cells[0] if above.cells else above.text) if above is not None else ""
        end = line.cells[0] if line.cells else line.text
        whole = f"{start} {end}"
        if above is None or not _OPEN_PERIOD.search(start) or not _is_period(whole) or line.bullet:
            joined.append(line)
            continue
        rest = above.cells[1:]
        joined[-1] = replace(above, text=" ".join([whole, *rest]), cells=(whole, *rest) if rest else ())
        if len(line.cells) > 1:
            kept = line.cells[1:]
            joined.append(replace(line, text=" ".join(kept), cells=kept if len(kept) > 1 else (), gap=0.0))
    return joined


def _with_sentences_below(lines: Sequence[Line]) -> list[Line]:
    """The lines with what a dated line goes on to say in sentences set below it: `2016–2020 Cook, The Anchor. Ran the grill.`."""
    parted: list[Line] = []
    for line in lines:
        found = None if line.bullet or line.cells else edge_period(line)
        end = _sentence_from(line.text, found) if found is not None else None
        if end is None:
            parted.append(line)
            continue
        parted.append(replace(line, text=line.text[:end].rstrip(" .:"), wraps=False))
        parted.append(Line(line.text[end:], indent=line.indent, region=line.region, page=line.page))
    return parted


def _sentence_from(text: str, found: EdgePeriod) -> int | None:
    """Where in a header line that opens with a period, or has one in brackets, sentences begin; None if none do."""
    if text.startswith(found.match.text) and "\t" not in found.rest:
        told = _HEADER_AND_SENTENCE.fullmatch(found.rest)
        return len(text) - len(told["sentence"]) if told else None
    after = _AFTER_BRACKETS.match(text, text.find(found.match.text) + len(found.match.text))
    return after.end() if after is not None and len(text[after.end() :].split()) >= _LEAST_SAID else None


def _is_period(text: str) -> bool:
    found = edge_period(Line(text))
    return found is not None and found.match.is_range and not found.rest


def _with_bulleted_headers(lines: Sequence[Line]) -> list[Line]:
    """The lines with their bullets taken off where the bullets are the entries: `• 2015 – 2018 Cook, The Anchor`."""
    bullets = [line for line in lines if line.bullet]
    if not bullets:
        return list(lines)
    top = min(line.indent for line in bullets)
    outer = [line for line in bullets if line.indent < top + 1]
    headed = [line for line in outer if may_be_dated_header(line)]
    inner = [line for line in bullets if top + 1 <= line.indent < top + 3]
    if not headed and inner and 2 * sum(may_be_dated_header(line) for line in inner) > len(inner):
        outer, headed = [*outer, *inner], [*outer, *inner]  # employers, their roles below them
    others = [
        line
        for line in lines
        if not line.bullet and _headerish(line) and (may_be_dated_header(line) or _emphasised(line))
    ]
    if others or len(headed) * 2 < len(outer):
        return list(lines)
    return [replace(line, bullet=False, gap=max(line.gap, 0.0)) if line in outer else line for line in lines]


def _is_whole_header(line: Line, scale: Scale) -> bool:
    """Whether a dated line names both role and employer, so that no line above it belongs to its header."""
    pieces = main_pieces([line], scale)
    if len(pieces) < 2 or not any(scale.second(one) >= 1 for one in pieces):
        return False
    return scale.strict_commas or any(scale.first(one) >= 1 for one in pieces)


def _starts_by_dates(lines: Sequence[Line], dated: Sequence[int], scale: Scale) -> list[int]:
    """Where the entries begin that the dates anchor, and those between them that look the same but have no date."""
    whole = _is_whole_header(lines[dated[0]], scale) and not (dated[0] and _emphasised(lines[dated[0] - 1]))
    first_start = _walk_up(lines, dated[0], 0, 0 if whole else _MOST_HEADER_LINES - 1, first=True)
    above = dated[0] - first_start
    pattern = [_look(lines[i]) for i in range(first_start, dated[0])]
    starts = [first_start]
    for before, anchor in itertools.pairwise(dated):
        limit = above
        if anchor - 1 > before and _headerish(lines[anchor - 1]) and _emphasised(lines[anchor - 1]):
            limit = max(limit, 1)
        start = _walk_up(lines, anchor, before + 1, limit, first=False)
        while start < anchor and above and pattern and _look_weaker(lines[start], pattern):
            start += 1
        starts.append(start)
    return _with_undated(lines, starts, dated)


def _look_weaker(line: Line, pattern: Sequence[tuple[int | None, bool, float, bool]]) -> bool:
    """Whether a line lacks the weight that all header lines above the first date have."""
    level, bold, size, _ = _look(line)
    return all(
        (one[0] is not None and level is None)
        or (one[1] and not bold and level is None)
        or (one[2] >= 1.1 and size < one[2] - 0.05)
        for one in pattern
    )


def _walk_up(lines: Sequence[Line], anchor: int, floor: int, limit: int, *, first: bool) -> int:
    """The first header line of the entry whose date stands on line `anchor`."""
    if not first and lines[anchor].gap >= _BLOCK_GAP and not _emphasised(lines[anchor - 1]) and anchor - 1 >= floor:
        return anchor
    start = anchor
    while start > floor and anchor - start < limit and _headerish(lines[start - 1]):
        if lines[start].gap >= 1.5 and not first and not _emphasised(lines[start - 1]):
            break
        start -= 1
        if lines[start].gap >= _BLOCK_GAP and not first:
            break
    return start


def _with_undated(lines: Sequence[Line], starts: Sequence[int], dated: Sequence[int]) -> list[int]:
    """`starts` and those of entries without a date, told by the look that dated entries begin with."""
    looks = {_look(lines[start]) for start in starts if _emphasised(lines[start])}
    found = set(starts)
    for index, line in enumerate(lines):
        if index in found or line.bullet or not _emphasised(line) or _look(line) not in looks or not _headerish(line):
            continue
        before = lines[index - 1] if index else None
        nearest = max((start for start in found if start <= index), default=None)
        opens = before is None or before.bullet or line.gap >= _BLOCK_GAP or is_prose(before.text)
        if not opens or (nearest is not None and _same_header(lines, nearest, index, dated)):
            continue
        following = next((start for start in sorted(found) if start > index), None)
        if following is not None and following - index <= 2 and all(_headerish(one) for one in lines[index:following]):
            found.discard(following)
        found.add(index)
    return sorted(found)


def _same_header(lines: Sequence[Line], start: int, index: int, dated: Sequence[int]) -> bool:
    """Whether `index` still belongs to the header that begins at `start`."""
    between = lines[start:index]
    return (
        index - start < _MOST_HEADER_LINES
        and all(_headerish(line) for line in between)
        and not any(start <= anchor < index for anchor in dated)
    )


def _starts_by_look(lines: Sequence[Line]) -> list[int]:
    """Where entries without any date begin."""
    for marked in (
        [i for i, line in enumerate(lines) if line.level is not None],
        [
            i
            for i, line in enumerate(lines)
            if not line.bullet and (line.bold or line.size >= _LARGER) and _headerish(line)
        ],
        [
            i
            for i, line in enumerate(lines)
            if line.bold_start and not is_label(line) and not line.bold_start.rstrip().endswith(":")
        ],
    ):
        if marked:
            return [i for i in marked if i - 1 not in marked or lines[i].gap >= _BLOCK_GAP]
    bullets = any(line.bullet for line in lines)
    starts: list[int] = []
    for i, line in enumerate(lines):
        if not _headerish(line):
            continue
        before = lines[i - 1] if i else None
        if bullets:
            opens = before is None or before.bullet or line.gap >= _BLOCK_GAP
        else:
            opens = before is None or line.gap >= _BLOCK_GAP or not any(one.gap >= _BLOCK_GAP for one in lines[1:])
        if opens:
            starts.append(i)
    return starts


def _is_capitalised(text: str) -> bool:
    """Whether most of the longer words of `text` begin with a capital, as those of names do and those of sentences do not."""
    words = [match.group() for match in re.finditer(r"[^\W\d][\w'’-]{3,}", text)]
    return sum(word[0].isupper() for word in words) * 2 >= len(words)


def _is_one_piece(line: Line) -> bool:
    """Whether a header line has no mark but commas that parts its words."""
    found = edge_period(line)
    return not re.search(r"[|·•\t]|\s[–—-]\s", found.rest if found else line.text)


def _header_end(
    lines: Sequence[Line], start: int, end: int, anchors: set[int], scale: Scale, *, short_headers: bool
) -> int:
    """Where the body of the entry on `lines[start:end]` begins."""
    anchor = next((i for i in range(start, min(end, start + _MOST_HEADER_LINES)) if i in anchors), None)
    position = (anchor if anchor is not None else start) + 1
    while position < end and position - start < _MOST_HEADER_LINES:
        line = lines[position]
        if (
            not _headerish(line)
            or (is_score(line.text) and scale.second(line.text) < 1 and scale.first(line.text) < 1)
            or (line.gap >= 1.5 and line.level is None)
        ):
            break
        pieces = main_pieces(lines[start:position], scale)
        if not _completes(lines, position, end, pieces, scale, short_headers=short_headers, undated=anchor is None):
            break
        position += 1
    return position


def _completes(
    lines: Sequence[Line],
    position: int,
    end: int,
    pieces: Sequence[str],
    scale: Scale,
    *,
    short_headers: bool,
    undated: bool,
) -> bool:
    """Whether a header with `pieces` goes on with the line at `position`."""
    line = lines[position]
    if edge_period(line) is not None and undated:
        return True
    if not pieces:
        return True
    if not short_headers and is_sublabel(line.text.partition(":")[0]) and ": " in line.text:
        return False
    if place_score(line.text) >= 1 or line.text.casefold().strip(" ()") in lexicon().employment_terms:
        return True
    if short_headers:
        parts = line.text.split(", ")
        placed = len(parts) > 1 and place_score(", ".join(parts[1:])) >= 1
        return not undated and (placed or (len(pieces) == 1 and line.italic and len(line.text) <= 80))
    if (
        len(pieces) >= 2
        and max(scale.second(piece) for piece in pieces) < 1 <= scale.second(line.text)
        and scale.first(line.text) < 2
        and _is_capitalised(line.text)
    ):
        return True
    if (
        len(pieces) >= 2
        and max(scale.first(piece) for piece in pieces) < 1 <= scale.first(line.text)
        and scale.second(line.text) < scale.first(line.text)
        and _is_capitalised(line.text)
        and _closes_header(lines, position, end)
    ):
        return True
    if len(pieces) >= 2 and line.italic and _is_one_piece(lines[position - 1]) and scale.second(line.text) >= 1:
        return True
    if len(pieces) >= 2:
        return line.italic and len(line.text) <= 60 and position + 1 < end and lines[position + 1].bullet
    if line.text.endswith(".") and len(line.text.split()) > 3 and scale.second(line.text) < 2:
        return False
    has_first = scale.first(pieces[0]) > scale.second(pieces[0])
    wanted = scale.second(line.text) if has_first else scale.first(line.text)
    if (wanted >= 1 and (wanted >= 2 or _is_capitalised(line.text))) or _emphasised(line) or line.italic:
        return True
    if len(line.text.split()) > 9 or not line.text[:1].isupper() or line.text.endswith("."):
        return False
    return _closes_header(lines, position, end) or not line.wraps


def _closes_header(lines: Sequence[Line], position: int, end: int) -> bool:
    """Whether what stands below a line is no header: a bullet, a sentence, a label, or nothing."""
    below = lines[position + 1] if position + 1 < end else None
    return below is None or below.bullet or is_prose(below.text) or is_label(below)
