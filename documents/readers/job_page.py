"""The part of a fetched page that is the ad: as data where the page carries it, else where a library finds the main text.

Pages of job boards are mostly something else: menus, other people's jobs, consent to cookies. The library (trafilatura) is asked
which text is the page's own. What it returns is not printed, since it may join words and lose lines; it only decides which parts
of the page stay, and those are read by our own reader like any other page.
"""

import logging
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.readers.html import parse_html
from documents.readers.html_hiding import is_hidden, read_sheet
from documents.readers.job_posting import find_posting

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CHARS = 2_000_000
"""Longer pages are not shown to the library, which would take seconds for them."""

_CHATTY = ("trafilatura", "htmldate", "courlan", "justext")
"""Loggers of the library, whose remarks on pages are for nobody here."""
_WORD = re.compile(r"[^\W_]+")
_GRAM = 3
_FEWEST_WORDS = 40
"""With fewer words the library found no main text, and the page is left as it is."""
_MOSTLY = 0.5
_DEEPEST = 30
"""Levels of a page that are looked into; each costs the time of reading it all."""
_NEVER_SHOWN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "embed"})
_PARTS = frozenset(
    {"body", "div", "section", "main", "article", "header", "form", "table", "tbody", "tr", "td", "center"}
)
"""Elements that lay out a page, and may hold the ad beside something else."""


def read_job_page(source: str) -> str:
    """The ad of a page as HTML, for `read_job`; the whole page, without what is hidden, where nothing tells the ad apart."""
    from lxml import html

    root = parse_html(source)
    if posting := find_posting(root):
        return _page(posting.to_html())
    teaser = find_posting(root, fewest_chars=1)
    _drop_hidden(root)
    if teaser and len(_WORD.findall(" ".join(root.itertext()))) < _FEWEST_WORDS:
        return _page(teaser.to_html())
    shown = str(html.tostring(root, encoding="unicode"))
    if len(shown) <= MOST_CHARS and (main := _main_text(shown)):
        words = _WORD.findall(main.casefold())
        if len(words) >= _FEWEST_WORDS:
            _keep_main(root, _grams(words))
    body = root if root.tag == "body" else root.find("body")
    return _page(str(html.tostring(root if body is None else body, encoding="unicode")))


def _page(content: str) -> str:
    return f'<!doctype html>\n<html><head><meta charset="utf-8"></head>\n{content}\n</html>\n'


def _drop_hidden(root: "_Element") -> None:
    sheet = read_sheet(root)
    hidden = [one for one in root.iter() if one.tag in _NEVER_SHOWN or (one is not root and is_hidden(one, sheet))]
    for one in hidden:
        _drop(one)


def _drop(element: "_Element") -> None:
    """Take an element out of its page; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + " " + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)


def _main_text(page: str) -> str:
    """What the library takes for the page's own text; empty where it finds none."""
    for name in _CHATTY:
        logging.getLogger(name).addHandler(logging.NullHandler())
    from trafilatura import extract  # 120 ms

    found = extract(page, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
    return found or ""


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + size]) for size in range(1, _GRAM + 1) for at in range(len(words) - size + 1)}


def _keep_main(root: "_Element", grams: set[tuple[str, ...]]) -> None:
    """Take out the parts of a page that hold nothing of its main text; a part that is mostly main text stays whole."""
    waiting = [(root, 0)]
    while waiting:
        part, depth = waiting.pop()
        for child in list(part):
            if not isinstance(child.tag, str) or child.tag in {"head", "title", "h1"}:
                continue
            share = _share("".join(f" {text}" for text in child.itertext()), grams)
            if share == 0:
                _drop(child)
            elif share < _MOSTLY and child.tag in _PARTS and depth < _DEEPEST:
                waiting.append((child, depth + 1))


def _share(text: str, grams: set[tuple[str, ...]]) -> float:
    """How much of a text, 0..1, is main text; 1 for none at all."""
    words = _WORD.findall(text.casefold())
    if not words:
        return 1.0
    size = min(_GRAM, len(words))
    pieces = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    return sum(piece in grams for piece in pieces) / len(pieces)
