"""Markdown as lines: headings, lists, emphasis, links and tables, by CommonMark's own grammar."""

import functools
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from documents.lines import Line
from documents.readers.characters import clean_characters, single_spaced, split_bullet
from documents.readers.spans import Span, cut_spans, line_of_spans
from documents.readers.tables import is_head_row
from documents.readers.text import reaches_edge, wrap_width

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.I)
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{2,}:(?![\w:])")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[.#][\w-]+\s*|[\w-]+=\S+\s*)+\}")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(\s*<?((?:https?://|mailto:|tel:|www\.)[^\s)>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~$&%-])")
_CODE_KINDS = frozenset({"fence", "code_block"})


@dataclass
class _Cursor:
    """Where in the document the walk is."""

    width: int | None
    lines: list[Line] = field(default_factory=list)
    gap: float = 0.0
    list_depth: int = 0
    item_opens: bool = False
    level: int | None = None
    quote_depth: int = 0


def read_markdown(text: str) -> list[Line]:
    """Lines of a Markdown document; its front matter's contact data first."""
    text = clean_characters(text)
    opening: list[Line] = []
    matter = _FRONT_MATTER.match(text)
    if matter:
        from documents.readers.front_matter import read_front_matter  # YAML only where there is some

        opening = read_front_matter(matter[1])
        text = text[matter.end() :]
    cursor = _Cursor(width=wrap_width(text.split("\n")))
    tokens = _parser().parse(_ATTRIBUTES.sub("", text))
    _walk(tokens, cursor)
    return _without_repeated_name(opening, cursor.lines) + cursor.lines


def _without_repeated_name(opening: list[Line], lines: list[Line]) -> list[Line]:
    """The front matter's lines without the name, where the document's own heading says it again."""
    headings = {line.text.casefold() for line in lines[:3]}
    return [line for line in opening if line.level is None or line.text.casefold() not in headings]


@functools.cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # 40 ms

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _walk(tokens: Sequence["Token"], cursor: _Cursor) -> None:
    row: list[Sequence[Span]] | None = None
    heads = False
    for token in tokens:
        _step(token, cursor)
        if token.type == "tr_open":
            row = []
        elif token.type in {"thead_open", "thead_close"}:
            heads = token.type == "thead_open"
        elif token.type == "tr_close" and row is not None:
            if not (heads and is_head_row(span.text for spans in row for span in spans)):
                _add_row(row, cursor)
            row = None
        elif token.type == "inline":
            spans = _spans(token.children or [])
            if row is not None:
                row.append(spans)
            else:
                _add_paragraph(spans, cursor)
        elif token.type in _CODE_KINDS:
            _add_code(token.content, cursor)
        elif token.type == "html_block":
            _add_html(token.content, cursor)


def _step(token: "Token", cursor: _Cursor) -> None:
    """Keep track of headings, lists and the space between blocks."""
    kind = token.type
    if kind in {"bullet_list_open", "ordered_list_open"}:
        cursor.list_depth += 1
    elif kind in {"bullet_list_close", "ordered_list_close"}:
        cursor.list_depth -= 1
        cursor.gap = 1.0 if cursor.list_depth == 0 else cursor.gap
    elif kind == "list_item_open":
        cursor.item_opens = True
    elif kind == "heading_open":
        cursor.level = int(token.tag[1])
        cursor.gap = 1.0
    elif kind == "heading_close":
        cursor.level = None
        cursor.gap = 1.0
    elif kind == "hr" or (kind in {"paragraph_open", "table_open"} and not token.hidden and cursor.list_depth == 0):
        cursor.gap = 1.0


def _add_paragraph(spans: Sequence[Span], cursor: _Cursor) -> None:
    rows = cut_spans(spans, "\n")
    texts = ["".join(span.text for span in row) for row in rows]
    for number, (row, text) in enumerate(zip(rows, texts, strict=True)):
        after = texts[number + 1] if number + 1 < len(texts) else ""
        _add_line(row, cursor, wraps=reaches_edge(text, after, cursor.width), is_last=number == len(rows) - 1)
    cursor.item_opens = False


def _add_line(row: Sequence[Span], cursor: _Cursor, *, wraps: bool = False, is_last: bool = True) -> None:
    line = line_of_spans(row)
    if line is None:
        return
    marked, rest = split_bullet(line.text)
    bullet = cursor.item_opens or (marked and cursor.level is None and not line.cells)
    depth = max(cursor.list_depth - 1, 0)
    continued = 1.0 if cursor.list_depth and not cursor.item_opens else 0.0
    cursor.lines.append(
        replace(
            line,
            text=rest if marked and bullet else line.text,
            bullet=bullet,
            level=cursor.level if is_last else None,
            indent=2.0 * depth + continued,
            gap=cursor.gap,
            wraps=wraps,
        )
    )
    cursor.gap = 0.0
    cursor.item_opens = False


def _add_row(row: Sequence[Sequence[Span]], cursor: _Cursor) -> None:
    """One row of a table as one line with cells."""
    cells = [line for spans in row if (line := line_of_spans(spans)) is not None]
    if not cells:
        return
    texts = tuple(cell.text for cell in cells)
    joined = Line(
        text=" ".join(texts),
        cells=texts if len(texts) > 1 else (),
        bold=all(cell.bold for cell in cells),
        bold_start=cells[0].text if cells[0].bold and len(cells) > 1 else cells[0].bold_start,
        gap=cursor.gap,
        links=tuple(link for cell in cells for link in cell.links),
    )
    cursor.lines.append(joined)
    cursor.gap = 0.0


def _add_code(content: str, cursor: _Cursor) -> None:
    from documents.readers.text import read_text  # beside the only use

    for line in read_text(content):
        cursor.lines.append(replace(line, gap=line.gap + cursor.gap))
        cursor.gap = 0.0
    cursor.gap = 1.0


def _add_html(content: str, cursor: _Cursor) -> None:
    from documents.readers.html import read_html  # lxml only where there is HTML

    for line in read_html(content):
        cursor.lines.append(replace(line, gap=max(line.gap, cursor.gap)))
        cursor.gap = 0.0
    cursor.gap = 1.0


def _spans(children: Sequence["Token"]) -> list[Span]:
    spans: list[Span] = []
    strong = italic = 0
    address: str | None = None
    for token in children:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                address = str(token.attrGet("href") or "") or None
            case "link_close":
                address = None
            case "softbreak" | "hardbreak":
                spans.append(Span("\n"))
            case "text" | "code_inline":
                text = _SHORTCODE.sub("", token.content)
                spans.append(Span(text, bold=strong > 0, italic=italic > 0, link=address))
            case "html_inline" if _BREAK_TAG.fullmatch(token.content.strip()):
                spans.append(Span("\n"))
            case _:
                pass  # images have no words; other inline HTML is only its text
    return spans


def to_plain(text: str) -> str:
    """A field's value without Markdown or HTML, line breaks kept: for JSON and YAML documents.

    A link keeps its address behind its words, `Transcript (https://…)`, so that nothing is lost.
    """
    text = clean_characters(text)
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(
            "",
            re.sub(
                r"<(?:br|/p|/li|/div|/h[1-6])\s*/?>\s*", "\n", re.sub(r"<li[^>]*>", "• ", text, flags=re.I), flags=re.I
            ),
        )
        text = html.unescape(text)
    elif re.search(r"&(?:amp|lt|gt|quot|nbsp|#\d+|[a-z]{4,8});", text):
        text = html.unescape(text)
    text = _LINK.sub(_spell_link, _IMAGE.sub("", text))
    text = _CODE.sub(r"\2", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    rows = (single_spaced(row) for row in _ESCAPE.sub(r"\1", clean_characters(text)).split("\n"))
    return "\n".join(row for row in rows if row)


def first_link(text: str) -> str | None:
    """Address of the first Markdown link in a text."""
    match = _LINK.search(text)
    return match[2] if match else None


def without_links(text: str) -> str:
    """Text with Markdown links reduced to their words."""
    return _LINK.sub(lambda match: match[1], text)


def _spell_link(match: re.Match[str]) -> str:
    words, address = match[1], match[2].removeprefix("mailto:").removeprefix("tel:")
    bare = re.sub(r"^https?://(www\.)?|/$", "", address)
    return words if bare in words else f"{words} ({address})"
