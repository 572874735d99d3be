"""Pictures of resumes and ads as lines in reading order: recognised on this machine, laid out as a PDF's words are."""

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.ocr import Seen, SeenLine, find_engine
from documents.ocr.engines import TO_INSTALL
from documents.pictures import open_picture
from documents.readers.pdf import lay_out_words
from documents.readers.pdf_words import BULLETS, Word
from errors import UserError

BODY = 10.0
"""Size, in points, that the letters of the body are taken to have."""
BOX_TO_FONT = 0.8
"""Font size of a line, of the height of the box around it."""
DESCENT = 0.22
"""Of a box, what lies below the baseline."""
SAME_SIZE = 0.18
"""Boxes whose heights differ by less than this share are of one font size: they depend on the letters in them."""
SAME_LINE = 0.35
"""Of a font size, how far baselines of one line may lie apart."""
CLOSE = 3.2
"""Distance, in heights of a line, of the bases of lines that belong together, headings and their lists included."""
INDENT = 2.5
"""Difference of their left edges, likewise."""
LEAST_LETTERS = 20
HARD_TO_READ = 0.7
"""Confidence below which a word counts as hard to read."""


@dataclass(frozen=True)
class SeenText:
    """What was recognised in a picture."""

    lines: list[Line]
    confidence: float
    """0..1, the mean over its words."""
    words: int
    hard: int
    """Words that were hard to read."""
    frames: int


def read_picture(data: bytes, name: str, what: str) -> tuple[list[Line], list[str]]:
    """The lines of a picture by the recogniser of this machine, and what its reader should know.

    Args:
        data: the file's bytes.
        name: what to call it in an error.
        what: what it is, as a sentence begins: `The ad`.

    Raises:
        UserError: it cannot be opened, shows no text, or nothing here recognises text.
    """
    seen = recognise(data, name)
    if seen is None:
        raise UserError(name, "is a picture, and nothing here recognises text in pictures", TO_INSTALL)
    if sum(char.isalpha() for line in seen.lines for char in line.text) < LEAST_LETTERS:
        raise UserError(name, "no text can be recognised in this picture", "give a sharper one, or the text")
    return seen.lines, _warnings(seen, what)


def recognise(data: bytes, name: str) -> SeenText | None:
    """The text in a picture, however little it is; None where nothing on this machine recognises text.

    Raises:
        UserError: it cannot be opened.
    """
    engine = find_engine()
    if engine is None:
        return None
    picture = open_picture(data, name)
    seen = engine.read(picture, name)
    words = [word for line in seen.lines for word in line.words]
    hard = sum(word.confidence < HARD_TO_READ and word.text.isalnum() for word in words)
    return SeenText(lay_out_seen(seen) if words else [], seen.confidence, len(words), hard, picture.frames)


def lay_out_seen(seen: Seen) -> list[Line]:
    """The lines of a picture in reading order, its columns told apart, its slant taken out."""
    level = list(_levelled(seen.lines))
    usual = statistics.median(line.height for line in level for _ in line.words)
    scale = BODY / (usual * BOX_TO_FONT)
    blocks = _blocks(level)
    in_order = [word for block in blocks for line in block for word in _words(line, usual, scale)]
    words = _on_common_baselines([replace(word, order=number) for number, word in enumerate(in_order)])
    return lay_out_words(words, seen.width * scale, seen.height * scale)


def _blocks(lines: Sequence[SeenLine]) -> list[list[SeenLine]]:
    """Lines that stand close below one another from the same left edge on, block by block.

    A PDF's words come in the order in which they were drawn, which tells columns from the cells of rows; a picture's come in this
    one.
    """
    blocks: list[list[SeenLine]] = []
    for line in sorted(lines, key=lambda one: one.left[1]):
        above = next((block for block in reversed(blocks) if _goes_on(block[-1], line)), None)
        if above is None:
            blocks.append([line])
        else:
            above.append(line)
    return blocks


def _goes_on(above: SeenLine, line: SeenLine) -> bool:
    """Whether a line stands close below another, from about the same left edge on."""
    apart = line.left[1] - above.left[1]
    return 0 < apart < CLOSE * line.height and abs(line.left[0] - above.left[0]) < INDENT * line.height


def _levelled(lines: Sequence[SeenLine]) -> Iterator[SeenLine]:
    """The lines of a picture that was taken aslant, turned level."""
    slants = [
        math.atan2(line.right[1] - line.left[1], line.right[0] - line.left[0])
        for line in lines
        if line.right[0] - line.left[0] > 4 * line.height
    ]
    slant = statistics.median(slants) if slants else 0.0
    sine, cosine = math.sin(-slant), math.cos(-slant)
    for line in lines:
        x0, y0 = line.left
        x1, y1 = line.right
        base = ((x0 + x1) * sine + (y0 + y1) * cosine) / 2
        shift = -((y0 + y1) / 2) * sine
        words = [replace(word, x0=word.x0 * cosine + shift, x1=word.x1 * cosine + shift) for word in line.words]
        yield SeenLine(words, (words[0].x0, base), (words[-1].x1, base), line.height)


def _words(line: SeenLine, usual: float, scale: float) -> Iterator[Word]:
    """The words of a line in points; a bullet is a mark of the word after it."""
    same = abs(line.height / usual - 1) < SAME_SIZE
    size = BODY if same else round(line.height * BOX_TO_FONT * scale)
    base = (line.left[1] - DESCENT * (usual if same else line.height)) * scale
    mark, mark_x0 = "", 0.0
    for word in line.words:
        if word is line.words[0] and len(line.words) > 1 and word.text in BULLETS:
            mark, mark_x0 = word.text, word.x0 * scale
            continue
        text = word.text
        if word is line.words[0] and len(text) > 1 and text[0] in BULLETS - {"+", "*", "-"}:
            mark, mark_x0, text = text[0], word.x0 * scale, text[1:].lstrip()
        x0, x1 = word.x0 * scale, word.x1 * scale
        yield Word(
            text=text,
            x0=mark_x0 if mark else x0,
            x1=max(x1, x0 + 0.1),
            y=base,
            size=size,
            bold=False,
            italic=False,
            order=0,
            mark=mark,
            text_x0=x0,
        )
        mark = ""


def _on_common_baselines(words: Sequence[Word]) -> list[Word]:
    """Words of lines that lie level across the page on one baseline: the boxes' edges differ by a few pixels."""
    found: list[Word] = []
    base = size = -math.inf
    for word in sorted(words, key=lambda one: one.y):
        if word.y - base > SAME_LINE * min(word.size, size if size > 0 else word.size):
            base, size = word.y, word.size
        found.append(replace(word, y=base))
    return found


def _warnings(seen: SeenText, what: str) -> list[str]:
    hard = f" {seen.hard} of its {seen.words} words {'was' if seen.hard == 1 else 'were'} hard to read."
    more = [f"{what} holds {seen.frames} pictures; the first one was read."] if seen.frames > 1 else []
    return [
        f"{what} was read from a picture; check names, figures and dates against it.{hard if seen.hard else ''}",
        *more,
    ]
