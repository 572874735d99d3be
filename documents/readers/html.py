"""HTML as lines: what a person would see of a page, block by block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from documents.lines import Line
from documents.readers.characters import clean_characters, single_spaced, split_bullet
from documents.readers.html_hiding import Sheet, is_hidden, read_sheet, sets_parts_apart, stands_apart
from documents.readers.job_posting import find_posting
from documents.readers.spans import Span, cut_spans, line_of_spans
from documents.readers.tables import is_head_row, join_cells

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER_SHOWN = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "embed", "applet", "math", "canvas",
    "audio", "video", "map", "datalist", "textarea", "system", "instruction", "instructions", "prompt",
})  # fmt: skip
"""`system` and the like are no HTML: they are addressed to a language model."""
_PAGE_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "select", "dialog", "menu"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SPACED = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "section", "article", "blockquote", "pre",
    "header", "footer", "main", "aside", "figure",
})  # fmt: skip
_ENOUGH_CHARS = 200
"""Shorter text than this in `<main>` or `<article>` is a teaser, not the page's content."""


@dataclass
class _Page:
    """Where in the page the walk is."""

    sheet: Sheet
    furniture: bool
    block_gap: float
    lines: list[Line] = field(default_factory=list)
    pending: list[Span] = field(default_factory=list)
    gap: float = 0.0
    list_depth: int = 0
    item_opens: bool = False
    level: int | None = None
    region: int = 0


@dataclass(frozen=True)
class _Look:
    bold: bool = False
    italic: bool = False
    link: str | None = None
    keeps_breaks: bool = False


def read_html(text: str) -> list[Line]:
    """Lines of a page that holds a resume: everything that is shown."""
    return _read(parse_html(text), furniture=True, block_gap=0.0)


def read_html_ad(text: str) -> list[Line]:
    """Lines of a page that holds a job ad: its main part, without navigation and footers.

    A page that is filled in by a script often carries the ad as data (schema.org `JobPosting`); that is read where the page
    itself shows next to nothing.
    """
    root = parse_html(text)
    mains = [part for part in root.iter("main", "article") if len(_shown(part)) >= _ENOUGH_CHARS]
    lines = _read(max(mains, key=lambda part: len(_shown(part))) if mains else root, furniture=False, block_gap=1.0)
    if _chars(lines) < _ENOUGH_CHARS:
        posted = _read_posting(root)
        return max(posted, lines, key=_chars)
    return lines


def _chars(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def parse_html(text: str) -> "_Element":
    """The root of a page; an empty one where there is nothing but broken markup."""
    from lxml import etree, html  # 50 ms

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean_characters(text))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except etree.ParserError:  # nothing but broken markup: a page without content
        return html.document_fromstring("<p></p>", parser=parser)


def _shown(element: "_Element") -> str:
    return single_spaced("".join(element.itertext()))


def _read(root: "_Element", *, furniture: bool, block_gap: float) -> list[Line]:
    page = _Page(read_sheet(root.getroottree().getroot()), furniture, block_gap)
    _walk(root, page, _Look())
    _flush(page)
    return page.lines


def _is_hidden(element: "_Element", page: _Page) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER_SHOWN or (not page.furniture and tag in _PAGE_FURNITURE):
        return True
    return is_hidden(element, page.sheet)


def _walk(element: "_Element", page: _Page, look: _Look) -> None:
    if _is_hidden(element, page):
        return
    tag = element.tag
    if tag == "br":
        page.pending.append(Span("\n"))
    elif tag == "hr":
        _open_block(page, spaced=True)
    elif tag == "table":
        _walk_table(element, page, look)
    elif tag in _BLOCKS:
        _walk_block(element, page, look)
    else:
        _walk_content(element, page, _inline_look(element, look))


def _walk_block(element: "_Element", page: _Page, look: _Look) -> None:
    tag = element.tag
    spaced = tag in _SPACED and not (tag in {"ul", "ol"} and page.list_depth) and not (tag == "p" and page.item_opens)
    _open_block(page, spaced=spaced)
    outer_level = page.level
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        page.level = int(tag[1])
    page.list_depth += tag in {"ul", "ol"}
    if tag == "li":
        page.item_opens = True
    if tag in {"dt", "th"}:
        look = replace(look, bold=True)
    _walk_content(element, page, replace(look, keeps_breaks=look.keeps_breaks or tag == "pre"))
    _flush(page)
    page.item_opens = page.item_opens and tag != "li"
    page.list_depth -= tag in {"ul", "ol"}
    page.level = outer_level
    _open_block(page, spaced=spaced)


def _walk_content(element: "_Element", page: _Page, look: _Look) -> None:
    _add_text(element.text, page, look)
    apart = len(element) > 1 and sets_parts_apart(element, page.sheet)
    for number, child in enumerate(element):
        if (
            number
            and (apart or stands_apart(child, page.sheet))
            and _is_inline(child)
            and _is_inline(element[number - 1])
        ):
            page.pending.append(Span("\t"))
        _walk(child, page, look)
        _add_text(child.tail, page, look)


def _is_inline(element: "_Element") -> bool:
    return isinstance(element.tag, str) and element.tag not in _BLOCKS and element.tag not in {"br", "hr"}


def _inline_look(element: "_Element", look: _Look) -> _Look:
    tag = element.tag
    style = (element.get("style") or "").lower()
    if tag in {"b", "strong"} or re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style):
        look = replace(look, bold=True)
    if tag in {"i", "em", "cite"} or re.search(r"font-style\s*:\s*italic", style):
        look = replace(look, italic=True)
    if tag == "a" and (address := (element.get("href") or "").strip()):
        safe = re.match(r"(?:https?:|mailto:|tel:|www\.|[\w-]+\.\w)", address, re.I)
        look = replace(look, link=address if safe else None)
    return look


def _add_text(text: str | None, page: _Page, look: _Look) -> None:
    if not text:
        return
    shown = text if look.keeps_breaks else re.sub(r"\s+", " ", text)
    page.pending.append(Span(shown, bold=look.bold, italic=look.italic, link=look.link))


def _open_block(page: _Page, *, spaced: bool) -> None:
    _flush(page)
    page.gap = max(page.gap, 1.0 if spaced else page.block_gap * (page.list_depth == 0))


def _flush(page: _Page) -> None:
    rows, page.pending = cut_spans(page.pending, "\n"), []
    for row in rows:
        line = line_of_spans(row)
        if line is None:
            continue
        marked, rest = split_bullet(line.text)
        bullet = page.item_opens or (marked and page.level is None and not line.cells)
        indent = 2.0 * max(page.list_depth - 1, 0) + (1.0 if page.list_depth and not page.item_opens else 0.0)
        page.lines.append(
            replace(
                line,
                text=rest if marked and bullet else line.text,
                bullet=bullet,
                level=page.level,
                indent=indent,
                gap=page.gap,
                region=page.region,
            )
        )
        page.item_opens = False
        page.gap = 0.0


def _rows(table: "_Element") -> Iterator[list["_Element"]]:
    for part in table:
        if part.tag == "tr":
            yield [cell for cell in part if cell.tag in {"td", "th"}]
        elif part.tag in {"tbody", "thead", "tfoot"}:
            yield from _rows(part)


def _walk_table(table: "_Element", page: _Page, look: _Look) -> None:
    """A table of short cells row by row, as lines with cells; one that lays out the page cell by cell, as regions."""
    _open_block(page, spaced=True)
    outer_region = page.region
    for row in _rows(table):
        cells = [_read_cell(cell, page, look) for cell in row if not _is_hidden(cell, page)]
        filled = [cell for cell in cells if cell]
        if all(cell.tag == "th" for cell in row) and is_head_row(line.text for cell in filled for line in cell):
            continue
        page.lines.extend(join_cells(filled, page.gap, page.region))
        page.gap = 0.0 if filled else page.gap
        page.region = max([page.region, *(line.region for line in page.lines[-1:])])
    page.region += page.region > outer_region
    page.gap = 1.0


def _read_cell(cell: "_Element", page: _Page, look: _Look) -> list[Line]:
    inner = _Page(page.sheet, page.furniture, page.block_gap, region=page.region)
    _walk_content(cell, inner, replace(look, bold=look.bold or cell.tag == "th"))
    _flush(inner)
    return inner.lines


def _read_posting(root: "_Element") -> list[Line]:
    """The ad that a page carries as schema.org data."""
    posting = find_posting(root, fewest_chars=1)
    return _read(parse_html(posting.to_html()), furniture=True, block_gap=1.0) if posting else []
