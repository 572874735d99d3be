"""From drawn characters to words, by their boxes alone.

A file's own spaces and order are no guide: exporters write letter by letter, leave spaces out, space headings letter by letter
and draw shadows.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.readers.pdf_ink import Box, Glyph, LinkArea, Shape

STRIP = 0.6
"""Baselines closer than this, in points, are one: rounding by exporters."""
WORD_GAP = 0.15
"""Gap between characters that makes two words, in font sizes; the space of most fonts is 0.2 to 0.3 wide."""
LOOSE_WORD_GAP = 0.11
"""The same where pdfium, which weighs the widths of both characters, takes the gap for a space: kerning narrows spaces."""
SPACED_WORD_GAP = 0.04
"""The same where the file has a space character there: fonts may be narrow, and lines squeezed."""
TRACKED = 0.08
"""Gap between most characters of a run, in font sizes, from which on the run is letter-spaced."""
RUN_GAP = 1.3
"""Gap, in font sizes, that ends a run of characters spaced alike."""
DOUBLE = 0.12
"""Offset, in font sizes, up to which the same character drawn twice is one (shadows, faked bold)."""

BULLETS = frozenset("•‣⁃∙●○◦◘◙■□▪▫▬▮▶▷▸▹►▻◆◇◈❖❑❒➢➤➔➜➙→⇒✓✔✗✘✦✧✱✳★☆◉◎⦾⦿·*-–—−+>»›~§¤")
"""Marks that open a list item when a gap follows."""
LETTER_MARKS = frozenset("oOvüØqnl")
"""What the marks of Courier New, Symbol and Wingdings come out as where a file has no proper mapping."""
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-hA-H]|[ivx]{1,4})[.)]")
MARK_REACH = 4.0
"""Longest gap between a bullet and its text, in font sizes."""
CHIP_WIDTH = 200
"""Widest box, in points, that counts as a chip around one skill."""
LEAST_CHIPS = 3
DRAWN_MARK_REACH = 2.6
DRAWN_MARK_SIZE = 0.62
"""Largest bullet drawn as a path, in font sizes: larger ones are icons and points of a timeline."""

_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "˚": "\u030a",
    "ˇ": "\u030c", "˘": "\u0306", "¯": "\u0304", "˙": "\u0307", "¸": "\u0327", "˛": "\u0328", "˝": "\u030b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together."""

    text: str
    x0: float
    """Left edge, the bullet mark before it included."""
    x1: float
    y: float
    """Baseline, from the top of the page down."""
    size: float
    bold: bool
    italic: bool
    order: int
    """Place in the order of drawing."""
    tracking: float = 0.0
    """Space between its letters, in points."""
    mark: str = ""
    """The bullet or number before it, not part of the text."""
    text_x0: float = 0.0
    """Left edge of the text itself."""
    links: tuple[str, ...] = ()
    chip: int = 0
    """Number of the small filled box that it is set in; 0 for none."""


def is_private(char: str) -> bool:
    """Whether a character has no meaning outside its font: icon fonts draw pictures with such."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def read_words(
    glyphs: Sequence[Glyph], shapes: Sequence[Shape] = (), links: Sequence[LinkArea] = ()
) -> tuple[list[Word], int]:
    """The words of one page and direction of writing, top to bottom, and how many private-use characters were left out."""
    composed = list(_compose_accents(glyphs))
    private = sum(1 for glyph in composed if is_private(glyph.text))
    marks = [shape.box for shape in shapes if shape.box.width < 12 and shape.box.height < 12]
    kept, icons = _without_private(composed)
    words: list[Word] = []
    for strip in _strips(kept):
        words += _glue_marks(_words_of_strip(strip))
    words = _glue_uneven_marks(_without_shadows(words))
    words = _in_chips(_marked_by_shapes(words, _lone_marks([*marks, *icons], shapes)), shapes)
    return [_linked(word, links) for word in words] if links else words, private


def _without_private(glyphs: Iterable[Glyph]) -> tuple[list[Glyph], list[Box]]:
    """Characters with a meaning; marks of symbol fonts as bullets, and boxes of icons that recur like bullets."""
    kept: list[Glyph] = []
    icons: dict[str, list[Box]] = {}
    for glyph in glyphs:
        if not is_private(glyph.text) and not glyph.face.pictures:
            kept.append(glyph)
        elif glyph.face.symbols:
            kept.append(glyph._replace(text="•"))
        else:
            box = Box(glyph.x0, glyph.y - 0.6 * glyph.size, glyph.x1, glyph.y)
            icons.setdefault(glyph.text, []).append(box)
    return kept, [box for boxes in icons.values() if len(boxes) >= 3 for box in boxes]


def _compose_accents(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Characters with accents that were drawn on their own (TeX) put onto their letters."""
    waiting: Glyph | None = None
    for glyph in glyphs:
        if waiting is not None:
            if _stands_on(waiting, glyph):
                base = {"ı": "i", "ȷ": "j"}.get(glyph.text, glyph.text)
                text = unicodedata.normalize("NFC", base + _ACCENTS[waiting.text])
                apart = glyph.looks_apart or waiting.looks_apart
                yield glyph._replace(text=text, spaced=glyph.spaced or waiting.spaced, looks_apart=apart)
                waiting = None
                continue
            yield waiting
            waiting = None
        if glyph.text in _ACCENTS:
            waiting = glyph
        else:
            yield glyph
    if waiting is not None:
        yield waiting


def _stands_on(accent: Glyph, letter: Glyph) -> bool:
    overlap = min(accent.x1, letter.x1) - max(accent.x0, letter.x0)
    near = abs(accent.y - letter.y) < 0.5 * letter.size and accent.angle == letter.angle
    return near and letter.text.isalpha() and overlap > 0.5 * min(accent.x1 - accent.x0, letter.x1 - letter.x0)


def _strips(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters on one baseline, left to right."""
    strip: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if strip and glyph.y - strip[0].y > STRIP:
            yield sorted(strip, key=lambda glyph: (glyph.x0, glyph.order))
            strip = []
        strip.append(glyph)
    if strip:
        yield sorted(strip, key=lambda glyph: (glyph.x0, glyph.order))


def _words_of_strip(strip: list[Glyph]) -> list[Word]:
    glyphs = _without_doubles(strip)
    spacing = _tracking(glyphs)
    words: list[Word] = []
    start = 0
    for at in range(1, len(glyphs) + 1):
        if at == len(glyphs) or _is_boundary(glyphs[at - 1], glyphs[at], max(spacing[at - 1], spacing[at])):
            words.append(_word(glyphs[start:at], spacing[start]))
            start = at
    return [word for word in words if word.text]


def _without_doubles(strip: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in strip:
        before = kept[-3:]
        if any(_is_double(glyph, other) for other in before):
            continue
        kept.append(glyph)
    return kept


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    return (
        glyph.text == other.text
        and glyph.x0 - other.x0 < DOUBLE * glyph.size
        and abs(glyph.order - other.order) > 1
        and glyph.part != other.part
    )


def _tracking(glyphs: list[Glyph]) -> list[float]:
    """For each character the letter-spacing of the run it stands in, in points; 0 where letters follow closely."""
    spacing = [0.0] * len(glyphs)
    start = 0
    for at in range(1, len(glyphs) + 1):
        if at < len(glyphs) and _same_run(glyphs[at - 1], glyphs[at]):
            continue
        gaps = sorted(glyphs[i + 1].x0 - glyphs[i].x1 for i in range(start, at - 1))
        if len(gaps) >= 3:
            typical = gaps[int(0.4 * len(gaps))]
            if typical > TRACKED * glyphs[start].size:
                spacing[start:at] = [typical] * (at - start)
        start = at
    return spacing


def _same_run(before: Glyph, glyph: Glyph) -> bool:
    return before.face is glyph.face and glyph.x0 - before.x1 <= RUN_GAP * max(before.size, glyph.size)


def _is_boundary(before: Glyph, glyph: Glyph, tracking: float) -> bool:
    gap = glyph.x0 - before.x1 - tracking
    size = max(before.size, glyph.size)
    if gap > WORD_GAP * size * (1.2 if tracking else 1.0):
        return True
    if tracking:
        return False
    return (glyph.spaced and gap > SPACED_WORD_GAP * size) or (glyph.looks_apart and gap > LOOSE_WORD_GAP * size)


_JOINED_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
"""Ligatures and the shaped letters of Hebrew and Arabic."""


def _word(glyphs: list[Glyph], tracking: float) -> Word:
    ordered = glyphs
    if any(unicodedata.bidirectional(glyph.text[0]) in ("R", "AL") for glyph in glyphs if glyph.text):
        ordered = glyphs[::-1]
    text = "".join(_letters(ordered))
    text = _JOINED_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    size = max(glyph.size for glyph in glyphs)
    letters = len(glyphs)
    return Word(
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        y=glyphs[0].y,
        size=size,
        bold=2 * sum(glyph.face.bold for glyph in glyphs) > letters,
        italic=2 * sum(glyph.face.italic for glyph in glyphs) > letters,
        order=glyphs[0].order,
        tracking=tracking,
        text_x0=glyphs[0].x0,
    )


def _letters(glyphs: Sequence[Glyph]) -> list[str]:
    """The characters; those of imitated small capitals in lower case, where a file says so of only some of them."""
    large = max(glyph.size for glyph in glyphs)
    small = [glyph for glyph in glyphs if 0.65 * large < glyph.size < 0.9 * large]
    if not any(glyph.text.islower() for glyph in small) or not any(glyph.text.isupper() for glyph in small):
        return [glyph.text for glyph in glyphs]
    return [glyph.text.lower() if 0.65 * large < glyph.size < 0.9 * large else glyph.text for glyph in glyphs]


def _glue_marks(words: list[Word]) -> list[Word]:
    """Words with the bullets before them joined to them."""
    glued: list[Word] = []
    waiting: Word | None = None
    for at, word in enumerate(words):
        if waiting is not None:
            glued.append(replace(word, x0=waiting.x0, mark=waiting.text, order=min(word.order, waiting.order)))
            waiting = None
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        if after and _is_mark(word, words[at - 1] if at else None, after):
            waiting = word
        else:
            glued.append(word)
    return [split for word in glued for split in [_split_tight_mark(word)]]


def _is_mark(word: Word, before: Word | None, after: Word) -> bool:
    size = after.size
    gap = after.x0 - word.x1
    if gap > MARK_REACH * size or (before and word.x0 - before.x1 < size):
        return False
    if NUMBERING.fullmatch(word.text):
        return True
    if len(word.text) != 1:
        return False
    return word.text in BULLETS or (word.text in LETTER_MARKS and gap > 0.6 * size)


def _glue_uneven_marks(words: list[Word]) -> list[Word]:
    """Words joined with bullets that stand on a baseline of their own, a little higher or lower."""
    glued = list(words)
    for at, word in enumerate(words):
        if len(word.text) != 1 or word.mark or word.text not in BULLETS:
            continue
        row = [(other.x0, i) for i, other in enumerate(words) if i != at and _shares_row(word, other)]
        right = min((pair for pair in row if pair[0] > word.x0), default=None)
        crowded = any(words[i].x1 > word.x0 - words[i].size for x0, i in row if x0 < word.x0)
        if right is None or crowded:
            continue
        after = words[right[1]]
        if not after.mark and 0 < after.x0 - word.x1 <= MARK_REACH * after.size:
            glued[right[1]] = replace(after, x0=word.x0, mark=word.text, order=min(after.order, word.order))
            glued[at] = replace(word, text="")
    return [word for word in glued if word.text]


def _shares_row(mark: Word, word: Word) -> bool:
    return abs(mark.y - word.y) <= 0.45 * word.size


def _split_tight_mark(word: Word) -> Word:
    """A word with a round or square bullet stuck to its first letter."""
    if not word.mark and len(word.text) > 1 and word.text[0] in "•‣●○◦■□▪▫►➢➤❖✓✔" and word.text[1].isalnum():
        return replace(word, mark=word.text[0], text=word.text[1:])
    return word


def _without_shadows(words: list[Word]) -> list[Word]:
    """Words once where they are drawn twice, a little apart."""
    kept: list[Word] = []
    by_text: dict[str, list[Word]] = {}
    for word in words:
        twins = by_text.setdefault(word.text, [])
        reach = 0.2 * word.size
        if len(word.text) > 1 and any(abs(word.x0 - t.x0) < reach and abs(word.y - t.y) < reach for t in twins):
            continue
        twins.append(word)
        kept.append(word)
    return kept


def _lone_marks(marks: list[Box], shapes: Sequence[Shape]) -> list[Box]:
    """Small drawings that stand alone: no rating dots in a row, no parts of an icon, no points on a timeline."""
    upright = [shape.box for shape in shapes if shape.box.height > 24 and shape.box.width < 3]
    lone: list[Box] = []
    for mark in marks:
        x, y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
        if any(_are_grouped(mark, other) for other in marks if other is not mark):
            continue
        if any(line.y0 < y < line.y1 and abs((line.x0 + line.x1) / 2 - x) < 3 for line in upright):
            continue
        lone.append(mark)
    return lone


def _are_grouped(mark: Box, other: Box) -> bool:
    side = max(mark.width, mark.height)
    apart = max(other.x0 - mark.x1, mark.x0 - other.x1)
    same_row = abs(other.y0 - mark.y0) < 0.6 * side
    return (same_row and apart < 2.5 * side and other != mark) or (
        apart < 0 and -side < other.y0 - mark.y0 < side and not same_row
    )


def _marked_by_shapes(words: list[Word], marks: list[Box]) -> list[Word]:
    """Words with the drawn bullets to their left joined to them."""
    if not marks:
        return words
    marked = dict(enumerate(words))
    for mark in marks:
        middle = (mark.y0 + mark.y1) / 2
        row = [
            (at, word) for at, word in enumerate(words) if abs(middle - (word.y - 0.3 * word.size)) < 0.35 * word.size
        ]
        right = min(((word.text_x0, at) for at, word in row if word.text_x0 > mark.x1 - 0.5), default=None)
        if right is None:
            continue
        word = words[right[1]]
        crowded = any(other.x1 <= mark.x0 + 0.5 and mark.x0 - other.x1 < word.size for _, other in row)
        fits = 0.1 * word.size < max(mark.width, mark.height) < DRAWN_MARK_SIZE * word.size
        slim = mark.height < 0.35 * mark.width and mark.width > 0.4 * word.size
        listed = sum(abs(other.x0 - mark.x0) < 0.7 for other in marks) >= LEAST_CHIPS
        if (
            fits
            and (listed or not crowded)
            and not slim
            and not word.mark
            and word.text_x0 - mark.x1 < DRAWN_MARK_REACH * word.size
        ):
            marked[right[1]] = replace(word, mark="•", x0=mark.x0)
    return list(marked.values())


def _in_chips(words: list[Word], shapes: Sequence[Shape]) -> list[Word]:
    """Words with the number of the chip they stand in: a small filled or outlined box, one of several alike."""
    chips = [shape.box for shape in shapes if 7 < shape.box.height < 48 and 8 < shape.box.width < CHIP_WIDTH]
    if len(chips) < LEAST_CHIPS:
        return words
    numbered: list[Word] = []
    for word in words:
        x, y = (word.text_x0 + word.x1) / 2, word.y - 0.3 * word.size
        around = [
            (box.width, at)
            for at, box in enumerate(chips, start=1)
            if box.holds(x, y) and box.x0 <= word.text_x0 + 1 and word.x1 <= box.x1 + 1 and box.height > word.size
        ]
        numbered.append(replace(word, chip=min(around)[1]) if around else word)
    return numbered


def _linked(word: Word, links: Sequence[LinkArea]) -> Word:
    x, y = (word.text_x0 + word.x1) / 2, word.y - 0.3 * word.size
    found = tuple(dict.fromkeys(link.uri for link in links if link.box.holds(x, y)))
    return replace(word, links=found) if found else word


def body_size(words: Iterable[Word]) -> float:
    """Font size, in points, that most of the text is set in."""
    counts: dict[float, int] = {}
    for word in words:
        key = round(word.size * 4) / 4
        counts[key] = counts.get(key, 0) + len(word.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 10.0
