"""Tables and marks that say line by line what is essential and what is desirable, as public-sector ads print them.

A table "Attribute | Essential | Desirable" becomes a heading and a list for each column, and the marks of
"Wound care (E)" become headings too, so that the reader of lines needs to know no tables.
"""

import re
from collections.abc import Callable, Iterator, Sequence

_CELL = re.compile(r"\s*\|\s*|\t+")
_RULE = re.compile(r"[\s|:+=-]*")
_MARK = re.compile(r"\s*(?:[(\[]\s*(?P<inner>E|D|Essential|Desirable)\s*[)\]]|\s[-–—:|]\s*(?P<bare>E|D))[\s|]*$")
_BOTH = re.compile(r"\|\s*(?:E\s*/\s*D|Essential\s*(?:/|or)\s*Desirable)[\s|]*$", re.IGNORECASE)
_LEGEND = re.compile(r"\s*[(\[]\s*(?:E|Essential)\s*[=:–-][^)\]]*[)\]]", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:;|•|\s·)\s*")
_BULLET = re.compile(r"^\s*[-*•·]\s+")
_FEWEST_MARKS = 2
_AFTER = "Details:"
"""A heading of nothing in particular, so that what follows a table is not taken for its last column."""
_KINDS = {
    "e": "Essential", "ess": "Essential", "essential": "Essential", "required": "Essential", "must": "Essential",
    "must have": "Essential", "essential criteria": "Essential", "mandatory": "Essential",
    "d": "Desirable", "des": "Desirable", "desirable": "Desirable", "preferred": "Desirable",
    "nice to have": "Desirable", "desirable criteria": "Desirable", "desired": "Desirable",
}  # fmt: skip


def unfold_tables(raws: Sequence[str]) -> list[str]:
    """The lines of an ad with its tables of criteria written out as headings and lists."""
    return list(_without_tables([_LEGEND.sub("", raw) for raw in raws]))


def unfold_marks(raws: Sequence[str]) -> list[str]:
    """The lines of an ad with its marks of importance, "(E)" and "(D)", written out as headings; one mark alone is none."""
    marked = sum(_MARK.search(raw) is not None for raw in raws)
    return list(_without_marks(raws)) if marked >= _FEWEST_MARKS else list(raws)


def _without_tables(raws: Sequence[str]) -> Iterator[str]:
    row_of: Callable[[list[str]], Iterator[str]] | None = None
    for raw in raws:
        if "|" in raw and (_RULE.fullmatch(raw) or _BOTH.search(raw)):
            continue
        cells = _cells(raw)
        if len(cells) < 2:
            if row_of is not None and raw.strip():
                yield _AFTER
                row_of = None
            yield raw
        elif any(cell.strip("* ").casefold() in _KINDS for cell in cells) and (columns := _columns(cells)):
            row_of = columns
        elif row_of is not None:
            yield from row_of(cells)
        else:
            yield raw


def _cells(raw: str) -> list[str]:
    """The cells of a line of a table, outer bars taken off; an empty cell between bars counts."""
    bare = raw.strip().removeprefix("|").removesuffix("|") if raw.strip().startswith("|") else raw.rstrip()
    return [cell.strip() for cell in _CELL.split(bare)]


def _columns(header: list[str]) -> Callable[[list[str]], Iterator[str]] | None:
    """How to write out a row below this header; None where it is no header but a row that carries its mark ("Triage | E")."""
    kinds = [_KINDS.get(cell.strip("* ").casefold()) for cell in header]
    if any(kind is not None and len(cell.strip("* ")) == 1 for kind, cell in zip(kinds, header, strict=True)):
        return None

    def write_row(cells: list[str]) -> Iterator[str]:
        for kind, cell in zip(kinds, cells, strict=False):
            if kind is not None and cell:
                yield f"{kind}:"
                yield from (f"- {item}" for item in _ITEM.split(cell) if item)

    return write_row


def _without_marks(raws: Sequence[str]) -> Iterator[str]:
    current: str | None = None
    for raw in raws:
        match = _MARK.search(raw)
        if match is None:
            if current is not None and raw.strip():
                yield _AFTER
                current = None
            yield raw
            continue
        kind = _KINDS[(match["inner"] or match["bare"]).casefold()]
        if kind != current:
            yield f"{kind}:"
            current = kind
        yield f"- {_BULLET.sub('', raw[: match.start()]).strip(' |')}"
