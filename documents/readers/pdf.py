"""PDF files as lines in the order a person reads them.

Bytes become drawn characters (`pdf_ink`), words (`pdf_words`), columns in reading order (`layout`) and lines (`pdf_lines`).
Running heads, page numbers and what browsers print around a page are left out (`page_furniture`); so is what cannot be seen,
unless the page is a scan with its recognised text behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.readers.layout import Column, Split, split_page, surroundings
from documents.readers.page_furniture import without_furniture
from documents.readers.pdf_ink import DocumentInk, PageInk, TooManyPages, Unreadable, read_ink
from documents.readers.pdf_lines import Row, rows_of, to_lines, usual_right_edge
from documents.readers.pdf_words import Word, body_size, read_words
from errors import UserError

LEAST_LETTERS = 20
"""Letters a PDF must have to count as text: less is what is left of a scan."""
SIDEBAR = 0.8
"""Width of a sidebar, at the most, of that of the column beside it; newspaper columns are of equal width."""


@dataclass(frozen=True)
class PdfText:
    """What a PDF says, and what its file tells about itself."""

    lines: list[Line]
    """In visual reading order."""
    pages: int
    tagged: bool
    """Whether it has a structure tree, which reading aloud and many parsers need."""
    private_use_glyphs: int
    """Characters without a meaning outside their font (icons); they are left out of the lines."""


def read_pdf(data: bytes, name: str, *, max_pages: int) -> PdfText:
    """The lines of a PDF file.

    Args:
        data: the file's bytes.
        name: what to call it in an error.
        max_pages: the most pages that are read.

    Raises:
        UserError: it is damaged, protected by a password, too long, or has no text layer.
    """
    try:
        ink = read_ink(data, max_pages)
    except TooManyPages as error:
        raise UserError(
            name, f"has {error.pages} pages, more than the {max_pages} that are read", "give a shorter version"
        ) from None
    except Unreadable as error:
        raise _refusal(name, error.reason) from None
    text = lay_out(ink)
    if sum(char.isalpha() for line in text.lines for char in line.text) < LEAST_LETTERS:
        raise UserError(
            name, "has no text layer: it is a scan or a picture", "export it with text, or give a DOCX or text version"
        )
    return text


def _refusal(name: str, reason: str) -> UserError:
    if reason == "password":
        return UserError(name, "is encrypted and needs a password", "save it without the password and try again")
    if reason == "protected":
        return UserError(name, "is encrypted in a way that cannot be read", "save it without protection and try again")
    return UserError(name, "is damaged or is no PDF", "export it again")


def lay_out(ink: DocumentInk) -> PdfText:
    """The lines of what is drawn on the pages."""
    pages: list[list[Word]] = []
    turned: list[list[list[Word]]] = []
    private = 0
    for page in ink.pages:
        by_angle, left_out = _words_by_angle(page)
        private += left_out
        upright = max(by_angle, key=lambda angle: sum(len(word.text) for word in by_angle[angle]), default=0)
        pages.append(by_angle.get(upright, []))
        turned.append([words for angle, words in by_angle.items() if angle != upright])
    kept = without_furniture(pages, [page.height for page in ink.pages])
    body = body_size(word for words in kept for word in words)
    splits = [
        split_page(words, surroundings(page.shapes, page.width, page.height, body, number))
        for number, (words, page) in enumerate(zip(kept, ink.pages, strict=True), start=1)
    ]
    columns = in_threads(splits)
    columns += [Column(words, number) for number, groups in enumerate(turned, start=1) for words in groups if words]
    return PdfText(to_lines(_rows(columns)), len(ink.pages), ink.tagged, private)


def lay_out_words(words: Sequence[Word], width: float, height: float) -> list[Line]:
    """The lines of one page of words that stand upright, with nothing drawn around them; sizes in points."""
    split = split_page(list(words), surroundings([], width, height, body_size(words), 1))
    return to_lines(_rows(in_threads([split])))


def _words_by_angle(page: PageInk) -> tuple[dict[int, list[Word]], int]:
    by_angle: dict[int, list[Word]] = {}
    private = 0
    for angle in sorted({glyph.angle for glyph in page.glyphs}):
        glyphs = [glyph for glyph in page.glyphs if glyph.angle == angle]
        shapes = page.shapes if angle == 0 else []
        by_angle[angle], left_out = read_words(glyphs, shapes, page.links if angle == 0 else [])
        private += left_out
    return by_angle, private


def in_threads(pages: Sequence[Split]) -> list[Column]:
    """The columns of all pages, where a sidebar that goes on over pages is read through, and so is the text beside it."""
    columns: list[Column] = []
    at = 0
    while at < len(pages):
        thread = [pages[at]]
        while at + len(thread) < len(pages) and not thread[-1].below:
            following = _continued(thread[-1], pages[at + len(thread)])
            if following is None:
                break
            thread.append(following)
        columns += thread[0].above
        columns += _read_through([page.left for page in thread])
        columns += _read_through([page.right for page in thread])
        columns += thread[-1].below
        at += len(thread)
    return columns


def _read_through(pages: Sequence[Sequence[Column]]) -> list[Column]:
    """One side of a gutter over all pages of a thread."""
    columns: list[Column] = []
    for side in pages:
        columns += [replace(column, goes_on=bool(columns) and at == 0) for at, column in enumerate(side)]
    return columns


def _continued(page: Split, after: Split) -> Split | None:
    """The next page as a continuation of this one's sidebar and main column; None if it is none."""
    if not page.left or not page.right or not _has_sidebar(page):
        return None
    if after.gutter:
        same = _edge(after.left, page.left) and _edge(after.right, page.right)
        return after if same and not after.above and not after.below else None
    if not after.above:
        return None
    if min(column.x0 for column in after.above) > page.gutter - 5:
        return Split([], [], after.above, [], page.gutter)
    if max(column.x1 for column in after.above) < page.gutter + 5:
        return Split([], after.above, [], [], page.gutter)
    return None


def _edge(after: Sequence[Column], before: Sequence[Column]) -> bool:
    """Whether two columns begin at the same left edge."""
    return abs(min(column.x0 for column in after) - min(column.x0 for column in before)) < 8


def _has_sidebar(page: Split) -> bool:
    widths = sorted(
        max(column.x1 for column in side) - min(column.x0 for column in side) for side in (page.left, page.right)
    )
    return widths[0] < SIDEBAR * widths[1]


def _rows(columns: Iterable[Column]) -> list[Row]:
    """All lines, columns numbered as regions; a column that goes on over a page break stays one region."""
    regions: list[list[Row]] = []
    before: Column | None = None
    for column in columns:
        goes_on = before is not None and column.page == before.page + 1 and _is_same_column(before, column)
        if not goes_on and not column.goes_on:
            regions.append([])
        regions[-1] += rows_of(column, len(regions) - 1)
        before = column
    return [row for region in regions for row in _with_right_edge(region)]


def _is_same_column(before: Column, column: Column) -> bool:
    widest = max(before.x1, column.x1) - min(before.x0, column.x0)
    starts_alike = abs(before.x0 - column.x0) < min(0.1 * widest, 12)
    return starts_alike and abs(before.x1 - column.x1) < 0.5 * widest


def _with_right_edge(region: list[Row]) -> list[Row]:
    edge = usual_right_edge(region)
    return [replace(row, right=edge) for row in region]
