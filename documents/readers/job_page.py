"""The part of a fetched page that is the ad: as data where the page carries it, else where a library finds the main text.

Pages of job boards are mostly something else: menus, other people's jobs, consent to cookies. The library (trafilatura) is asked
which text is the page's own. What it returns is not printed, since it may join words and lose lines; it only decides which parts
of the page stay, and those are read by our own reader like any other page.
"""

import functools
import logging
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from documents.readers.characters import single_spaced
from documents.readers.html import parse_html
from documents.readers.html_hiding import is_hidden, read_sheet
from documents.readers.job_posting import find_posting
from resume.ad.lines import heading_part, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CHARS = 1_000_000
"""Longer pages, scripts and styles apart, are not shown to the library, which would take seconds for them."""

_CHATTY = ("trafilatura", "htmldate", "courlan", "justext")
"""Loggers of the library, whose remarks on pages are for nobody here."""
_WORD = re.compile(r"[^\W_]+")
_GRAM = 3
_FEWEST_WORDS = 40
"""With fewer words the library found no main text, and the page is left as it is."""
_NEARLY_ALL = 0.9
"""Share of the main text by which an element holds the ad."""
_HARDLY = 0.1
"""Share of a part's text up to which it is no main text: a few words agree by chance."""
_DEEPEST = 30
"""Levels of a page that are looked into; each costs the time of reading it all."""
_NEVER_SHOWN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "embed"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "dt", "th", "legend")
_ASKING = frozenset({"required", "preferred", "duties"})
_LONGEST_HEADING = 60
_LONGEST_TITLE = 200


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
            _tell_reader(root)
    body = root.find("body")
    return _page(_title_of(root) + str(html.tostring(root if body is None else body, encoding="unicode")))


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


def _tell_reader(root: "_Element") -> None:
    """Let the reader read all that stayed: by itself it would choose among main parts, and leave out what stands beside them."""
    for part in root.iter("main", "article", "aside"):
        if part.tag != "aside" or _asks_for_something(part):
            part.tag = "div"


def _title_of(root: "_Element") -> str:
    """The page's title as a heading, where the page itself shows none: it is mostly the job's."""
    title = next((single_spaced("".join(one.itertext())) for one in root.iter("title")), "")
    if not title or len(title) > _LONGEST_TITLE or next(root.iter("h1"), None) is not None:
        return ""
    return f"<h1>{escape(title)}</h1>"


def _keep_main(root: "_Element", grams: set[tuple[str, ...]]) -> None:
    """Take out what stands around the main text: beside the element that holds nearly all of it, or within it and named so."""
    part = root.find("body")
    if part is None:
        return
    whole = _matched(part, grams)[0]
    for _ in range(_DEEPEST):
        told = {child: _matched(child, grams) for child in part if isinstance(child.tag, str)}
        main = next((child for child, (hits, _) in told.items() if hits >= _NEARLY_ALL * whole), None)
        for child, (hits, pieces) in told.items():
            if child is not main and hits <= _HARDLY * pieces and _is_margin(child, beside_main=main is not None):
                _drop(child)
        if main is None:
            return
        part = main


def _is_margin(part: "_Element", *, beside_main: bool) -> bool:
    """Whether a part without main text may go: beside the main text unless it may be of the ad, within it only by its name."""
    if _asks_for_something(part):
        return False
    if page_parts().margin.search(_names(part)):
        return True
    if not beside_main or next(part.iter("h1"), None) is not None:
        return False
    return not any(page_parts().ad.search(_names(one)) for one in part.iter())


def _asks_for_something(part: "_Element") -> bool:
    """Whether a heading in a part says that it tells what the job asks for."""
    return any(heading_part(plain(text), loose=False) in _ASKING for text in _heading_texts(part))


def _names(element: "_Element") -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "role", "aria-label"))


def _heading_texts(part: "_Element") -> Iterator[str]:
    """Short texts that may be headings, whatever they are set in."""
    for element in part.iter():
        if isinstance(element.tag, str) and (element.tag in _HEADINGS or not len(element)):
            text = single_spaced("".join(element.itertext()))
            if 0 < len(text) <= _LONGEST_HEADING and element.tag != "a":
                yield text


@dataclass(frozen=True)
class PageParts:
    """What parts of pages are called."""

    ad: re.Pattern[str]
    margin: re.Pattern[str]


@functools.cache
def page_parts() -> PageParts:
    """The names of `page_parts.toml`."""
    data = tomllib.loads((resources.files("documents.readers") / "page_parts.toml").read_text(encoding="utf-8"))
    return PageParts(*(re.compile("|".join(map(re.escape, data[name])), re.I) for name in ("ad", "margin")))


def _matched(part: "_Element", grams: set[tuple[str, ...]]) -> tuple[int, int]:
    """How many pieces of a part's text are main text, and how many there are."""
    words = _WORD.findall("".join(f" {text}" for text in part.itertext()).casefold())
    size = min(_GRAM, len(words))
    pieces = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)] if words else []
    return sum(piece in grams for piece in pieces), len(pieces)
