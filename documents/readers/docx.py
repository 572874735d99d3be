"""DOCX files as lines: paragraphs, tables, text boxes, headers and footers in the order a person reads them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from documents.lines import Line
from documents.readers.characters import split_bullet
from documents.readers.docx_package import WORD, Package, open_package
from documents.readers.docx_styles import (
    ParagraphLook,
    RunLook,
    Styles,
    read_paragraph_look,
    read_run_look,
    read_styles,
)
from documents.readers.spans import Span, common_size, cut_spans, line_of_spans
from documents.readers.tables import is_head_row, join_cells
from errors import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LEFT_OUT = frozenset(
    f"{WORD}{name}"
    for name in (
        "del",
        "moveFrom",
        "rPr",
        "pPr",
        "instrText",
        "delText",
        "delInstrText",
        "footnoteReference",
        "commentReference",
        "annotationRef",
    )
)
_LINE_HEIGHT = 1.2
"""Height of a line in font sizes, to turn space in points into lines."""
_SYMBOL_BULLETS = frozenset({"f0b7", "f0a7", "f0d8", "f0fc", "f076", "f0a8", "2022", "25cf", "25aa", "b7"})
_WORDS = re.compile(r"\w+")
_PAGE_NUMBER = re.compile(
    r"\b(?:page|seite|p[aá]gina|pagina|strona|sida)\b\W{0,9}\d{0,3}(?:\W{0,9}(?:of|von|de|di|van|z|av|/)\W{0,9}\d{0,3})?"
    r"|^\W{0,9}\d{0,3}(?:\W{1,9}(?:of|von|de|/)?\W{0,9}\d{1,3})?\W{0,9}$",
    re.I,
)
_BANNER_WORDS = 5


@dataclass
class _Boxes:
    """Text boxes of the paragraph at hand: they are read after it, as regions of their own."""

    elements: list["_Element"] = field(default_factory=list)


@dataclass
class _Story:
    """One part of the document (body, a header) while it is read."""

    styles: Styles
    links: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    floating: list[list[Line]] = field(default_factory=list)
    """Text boxes that stand beside the text: read after it."""
    spans: list[Span] = field(default_factory=list)
    """Everything read, for the usual font size."""
    gap: float = 0.0
    after: float = 0.0
    region: int = 0


def read_docx(data: bytes, name: str) -> list[Line]:
    """Lines of a DOCX file.

    Contact details that stand in the page's header come first; deleted and hidden text is left out, inserted text is read.

    Raises:
        UserError: it is damaged, protected, or unpacks to far more than a resume has.
    """
    package = open_package(data, name)
    root = package.part("word/document.xml")
    body = root.find(f"{WORD}body") if root is not None else None
    if body is None:
        raise UserError(name, "is a damaged DOCX file: it has no text part", "export it again from your word processor")
    styles = read_styles(package)
    story = _read_part(body, styles, package.relations("word/document.xml"))
    known = set(_WORDS.findall(" ".join(line.text for line in story.lines).casefold()))
    heads, feet = _read_margins(package, body, styles, known)
    notes = _read_notes(package, styles)
    lines = [*heads, *_shifted(story.lines, heads)]
    for extra in (*story.floating, notes, feet):
        lines += _shifted(extra, lines)
    return _sized(lines, common_size(story.spans))


def _shifted(lines: Sequence[Line], before: Sequence[Line]) -> list[Line]:
    """Lines as regions of their own after those before."""
    if not before:
        return list(lines)
    offset = max(line.region for line in before) + 1
    return [replace(line, region=line.region + offset) for line in lines]


def _sized(lines: Sequence[Line], body_size: float) -> list[Line]:
    """Sizes, indents and spaces as multiples of the body text's; they are in points until now."""
    size = body_size or 11.0
    usual = _usual_gap(lines)
    return [
        replace(
            line,
            size=round((line.size or size) / size, 2),
            indent=2.0 * line.indent if line.bullet else round(line.indent / size, 2),
            gap=round(max(line.gap - usual, 0.0) / (size * _LINE_HEIGHT), 2),
        )
        for line in lines
    ]


def _usual_gap(lines: Sequence[Line]) -> float:
    """Space above most lines, in points: it tells nothing, as it parts all paragraphs alike."""
    gap, count = Counter(line.gap for line in lines).most_common(1)[0] if lines else (0.0, 0)
    return gap if 2 * count > len(lines) else 0.0


def _read_part(root: "_Element", styles: Styles, links: dict[str, str]) -> _Story:
    story = _Story(styles, links)
    _read_blocks(root, story)
    return story


def _read_blocks(parent: "_Element", story: _Story) -> None:
    for element in _blocks(parent):
        if element.tag == f"{WORD}p":
            _read_paragraph(element, story)
        else:
            _read_table(element, story)


def _blocks(parent: "_Element") -> "Iterator[_Element]":
    """Paragraphs and tables, whatever wraps them: content controls, insertions, custom XML."""
    for element in parent:
        tag = element.tag
        if tag in {f"{WORD}p", f"{WORD}tbl"}:
            yield element
        elif tag == _ALTERNATE:
            yield from _blocks(_alternative(element))
        elif isinstance(tag, str) and tag not in _LEFT_OUT and tag != f"{WORD}sectPr":
            yield from _blocks(element)


def _read_paragraph(element: "_Element", story: _Story) -> None:
    look = _paragraph_look(element, story.styles)
    boxes = _Boxes()
    spans = _merged(list(_spans(element, look.run, story, boxes)))
    story.spans += spans
    gap = story.gap + max(story.after, look.before)
    rows = [line for row in cut_spans(spans, "\n") if (line := _line(row, look, story)) is not None]
    if not rows and not boxes.elements:
        story.gap += (look.run.size or 11.0) * _LINE_HEIGHT
        return
    for number, line in enumerate(rows):
        keeps_bullet = line.bullet and (number == 0 or not story.styles.is_list(look))
        story.lines.append(replace(line, bullet=keeps_bullet, gap=gap if number == 0 else 0.0, region=story.region))
    if rows:
        story.gap, story.after = 0.0, look.after
    for box in boxes.elements:
        _read_box(box, story)


def _paragraph_look(element: "_Element", styles: Styles) -> ParagraphLook:
    properties = element.find(f"{WORD}pPr")
    if properties is None:
        return styles.default
    style = properties.find(f"{WORD}pStyle")
    base = styles.paragraph.get(style.get(f"{WORD}val") or "", styles.default) if style is not None else styles.default
    return read_paragraph_look(properties, base)


def _line(row: Sequence[Span], look: ParagraphLook, story: _Story) -> Line | None:
    line = line_of_spans(row)
    if line is None:
        return None
    listed = story.styles.is_list(look)
    marked, rest = split_bullet(line.text)
    bullet = listed or (marked and look.level is None)
    if marked and bullet:
        line = replace(line, text=rest, cells=_without_mark(line.cells))
    level = look.level if not bullet else None
    sizes = [span.size for span in row if span.text.strip() and span.size]
    indent = float(look.list_level) if listed else (0.0 if bullet else look.indent)
    return replace(line, bullet=bullet, level=level, size=max(sizes, default=0.0), indent=indent)


def _without_mark(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells without the bullet mark that opens the first, or stands in a cell of its own before a tab."""
    if not cells:
        return ()
    marked, rest = split_bullet(cells[0])
    first = rest if marked else cells[0]
    kept = cells[1:] if len(first) <= 1 and not first.isalnum() else (first, *cells[1:])
    return kept if len(kept) > 1 else ()


def _spans(parent: "_Element", look: RunLook, story: _Story, boxes: _Boxes, link: str | None = None) -> Iterator[Span]:
    """The text under an element, in runs of one look."""
    for element in parent:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT:
            continue
        if tag == f"{WORD}r":
            yield from _run(element, look, story, boxes, link)
        elif tag == f"{WORD}hyperlink":
            target = story.links.get(element.get(_RELATION) or "", "")
            is_address = re.match(r"(?:https?:|mailto:|tel:|www\.)", target, re.I)
            yield from _spans(element, look, story, boxes, target if is_address else None)
        elif tag == _ALTERNATE:
            yield from _spans(_alternative(element), look, story, boxes, link)
        elif tag == f"{WORD}txbxContent":
            boxes.elements.append(element)
        else:
            yield from _spans(element, look, story, boxes, link)


def _run(run: "_Element", look: RunLook, story: _Story, boxes: _Boxes, link: str | None) -> Iterator[Span]:
    properties = run.find(f"{WORD}rPr")
    if properties is not None:
        style = properties.find(f"{WORD}rStyle")
        own = read_run_look(properties)
        if style is not None:
            own = own.over(story.styles.run.get(style.get(f"{WORD}val") or "", RunLook()))
        look = own.over(look)
    for element in run:
        if element.tag in _LEFT_OUT or not isinstance(element.tag, str):
            continue
        text = _run_text(element)
        if text is None:
            yield from _spans_of_drawing(element, look, story, boxes, link)
        elif text and not look.hidden:
            yield Span(text, bold=bool(look.bold), italic=bool(look.italic), link=link, size=look.size or 0.0)


def _run_text(element: "_Element") -> str | None:
    """Text of one piece of a run; None for drawings, which may hold text boxes."""
    match element.tag.removeprefix(WORD):
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            code = (element.get(f"{WORD}char") or "").lower()
            return "• " if code in _SYMBOL_BULLETS else ""
        case "softHyphen" | "lastRenderedPageBreak" | "fldChar":
            return ""
        case _:
            return None


def _spans_of_drawing(
    element: "_Element", look: RunLook, story: _Story, boxes: _Boxes, link: str | None
) -> Iterator[Span]:
    if element.tag == _ALTERNATE:
        element = _alternative(element)
    for box in element.iter(f"{WORD}txbxContent"):
        if not any(
            parent.tag == f"{WORD}txbxContent"
            for parent in box.iterancestors()
            if parent is not box and _within(parent, element)
        ):
            boxes.elements.append(box)
    if (
        element.tag.startswith(WORD)
        and element.find(f".//{WORD}txbxContent") is None
        and element.tag != f"{WORD}drawing"
    ):
        yield from _spans(element, look, story, boxes, link)


def _within(inner: "_Element", outer: "_Element") -> bool:
    return any(parent is outer for parent in inner.iterancestors())


def _alternative(element: "_Element") -> "_Element":
    """The first way in which a file offers the same content: `Choice`, else `Fallback`."""
    return element[0] if len(element) else element


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Spans with neighbours of one look joined: Word cuts words into runs at every correction."""
    merged: list[Span] = []
    for span in spans:
        if merged and replace(merged[-1], text="") == replace(span, text=""):
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        else:
            merged.append(span)
    return merged


def _read_box(box: "_Element", story: _Story) -> None:
    """A text box: before any text, and as a one-line banner (a drawn heading), in place; else after the text it floats beside."""
    inner = _Story(story.styles, story.links)
    _read_blocks(box, inner)
    story.spans += inner.spans
    parts = [inner.lines, *inner.floating]
    lines = [line for part in parts for line in part]
    if not lines:
        return
    is_banner = (
        len(lines) == 1
        and len(lines[0].text.split()) <= _BANNER_WORDS
        and not any(char.isdigit() for char in lines[0].text)
    )
    if is_banner:
        story.lines.append(replace(lines[0], region=story.region, gap=max(lines[0].gap, 12.0)))
    elif not story.lines or story.lines[-1].region != story.region:
        story.region += 1 if story.lines else 0
        story.lines += [replace(line, region=line.region + story.region) for line in lines]
        story.region = story.lines[-1].region + 1
    else:
        story.floating.append(lines)


def _read_table(table: "_Element", story: _Story) -> None:
    outer_region = story.region
    gap = max(story.gap, story.after)
    for number, row in enumerate(_rows(table)):
        cells: list[list[Line]] = []
        for cell in _cells(row):
            inner = _Story(story.styles, story.links, region=story.region)
            _read_blocks(cell, inner)
            story.spans += inner.spans
            lines = [line for part in (inner.lines, *inner.floating) for line in part]
            if lines:
                cells.append(lines)
        if number == 0 and len(cells) > 1 and is_head_row(line.text for cell in cells for line in cell):
            continue
        story.lines += join_cells(cells, gap, story.region)
        if cells:
            gap = 0.0
            story.region = max(story.region, story.lines[-1].region)
    story.region += story.region > outer_region
    story.gap, story.after = 6.0, 0.0


def _rows(table: "_Element") -> "Iterator[_Element]":
    for element in table:
        if element.tag == f"{WORD}tr":
            deleted = element.find(f"{WORD}trPr/{WORD}del") is not None
            if not deleted:
                yield element
        elif element.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"}:
            yield from _rows(element)


def _cells(row: "_Element") -> "Iterator[_Element]":
    for element in row:
        if element.tag == f"{WORD}tc":
            merge = element.find(f"{WORD}tcPr/{WORD}vMerge")
            if merge is None or merge.get(f"{WORD}val") == "restart" or "".join(element.itertext()).strip():
                yield element
        elif element.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"}:
            yield from _cells(element)


def _read_margins(package: Package, body: "_Element", styles: Styles, known: set[str]) -> tuple[list[Line], list[Line]]:
    """Lines of headers and of footers that say something the text does not: running names and page numbers go."""
    relations = package.relations("word/document.xml")
    found: dict[str, list[Line]] = {"headerReference": [], "footerReference": []}
    read: set[str] = set()
    for kind, lines in found.items():
        references = sorted(body.iter(f"{WORD}{kind}"), key=lambda one: one.get(f"{WORD}type") != "first")
        for reference in references:
            path = relations.get(reference.get(_RELATION) or "", "")
            root = package.part(path) if path and path not in read else None
            read.add(path)
            if root is None:
                continue
            story = _read_part(root, styles, package.relations(path))
            for line in (one for part in (story.lines, *story.floating) for one in part):
                words = set(_WORDS.findall(_PAGE_NUMBER.sub("", line.text).casefold()))
                if not words <= known:
                    lines.append(line)
                    known |= words
    return found["headerReference"], found["footerReference"]


def _read_notes(package: Package, styles: Styles) -> list[Line]:
    lines: list[Line] = []
    for path, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        root = package.part(path)
        for note in root.iter(f"{WORD}{tag}") if root is not None else ():
            if note.get(f"{WORD}type") is None:
                lines += _read_part(note, styles, package.relations(path)).lines
    return lines
