"""Visual lines joined into the paragraphs they were broken from."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from documents.lines import Line
from documents.readers.structure.lexicon import lexicon, organization_score, school_score, title_score
from documents.readers.structure.periods import edge_period

_CLOSED = (".", "!", "?", ":", ";")
_CITATION_START = re.compile(r"[A-ZÀ-Þ][\w'’-]+,? (?:[A-Z]\.|[A-Z]{1,2}\b)")
_WHOLE_CITATION = re.compile(r"(?:19|20)\d\d.*[.\d]$")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w/-]*(?: [\w/&-]+){0,2}:\s")
_TINY_GAP = 0.5
_HANGING = 4.0
"""Deepest indent, in font sizes, of the text of a bullet behind its mark: what stands there goes on with the bullet."""
_SAME_SIZE = 0.06
_LONG_ENOUGH_TO_WRAP = 40


def join_wrapped(lines: Sequence[Line], *, listed: bool = False, starts: Collection[int] = frozenset()) -> list[Line]:
    """`lines` with every line that goes on from the one above joined to it, words broken by a hyphen made whole.

    Args:
        lines: lines of one section, in order.
        listed: whether they are items of a list, where a short line that reaches the edge of a narrow column is an item.
        starts: indices of lines that are known to begin something new.
    """
    vocabulary = frozenset(re.findall(r"[\w-]+", " ".join(line.text for line in lines).casefold()))
    joined: list[Line] = []
    last: Line | None = None
    spaced = any(0 < line.gap < _TINY_GAP for line in lines[1:])
    for number, line in enumerate(lines):
        if (
            joined
            and last is not None
            and number not in starts
            and _goes_on(joined[-1], last, line)
            and not (listed and not (spaced and last.wraps and line.gap == 0) and _is_new_item(joined[-1], line))
        ):
            joined[-1] = _joined(joined[-1], line, vocabulary)
        else:
            joined.append(line)
        last = line
    return joined


def join_head(lines: Sequence[Line]) -> list[Line]:
    """The lines of a head with its sentences joined; names, headlines and contact lines stay apart."""
    joined: list[Line] = []
    for line in lines:
        if joined and _is_sentence_part(joined[-1]) and len(join_wrapped([joined[-1], line])) == 1:
            joined[-1:] = join_wrapped([joined[-1], line])
        else:
            joined.append(line)
    return joined


def _is_sentence_part(line: Line) -> bool:
    found = edge_period(line)
    if found is not None and found.match.is_range:
        return False
    return len(line.text.split()) >= 7 and not line.cells and not re.search(r"[|@]|\d{5}|\s[·•]\s", line.text)


_BEFORE_YEAR = re.compile(r"\s(?:in|of|by|since|between|until|from|to|during|for|the|and|before|after|over)$")
"""Words that no bullet ends in, and a year may follow."""


def _goes_on(whole: Line, before: Line, line: Line) -> bool:
    """Whether `line` continues `before`, the last visual line of the paragraph `whole`."""
    if line.bullet or line.level is not None or before.level is not None or line.gap >= _TINY_GAP:
        return False
    if before.region != line.region and not _flows_over(before, line):
        return False
    if abs(before.size - line.size) > _SAME_SIZE:
        return False
    if _is_cut_off(before, line) or _goes_on_beside_date(before, line):
        return True
    if before.bold != line.bold:
        return False
    if (
        before.wraps
        and len(before.cells) == 2
        and not line.cells
        and line.indent > whole.indent + 0.5
        and not line.bold
    ):
        names_place = max(school_score(line.text), organization_score(line.text)) >= 2 and line.text[:1].isupper()
        return edge_period(line) is None and _opens_with_date(whole) and not names_place
    if not whole.bullet and (before.italic != line.italic or len(before.cells) > 1 or len(line.cells) > 1):
        return False
    found = edge_period(line)
    if found is not None and (_opens_with_date(line) or not _starts_small(line.text)):
        opens = found.match.is_range or line.cells or not whole.bullet or not before.wraps
        if opens:
            return False
    if not whole.bullet and _LABEL.match(line.text):
        return False
    if before.wraps:
        return _flows(whole, before, line)
    if whole.bullet and line.indent > whole.indent + 0.5 and line.indent < whole.indent + _HANGING:
        return True
    open_ended = not before.text.endswith(_CLOSED) and len(before.text) >= _LONG_ENOUGH_TO_WRAP
    return _starts_small(line.text) and open_ended and edge_period(before) is None


def _is_cut_off(before: Line, line: Line) -> bool:
    """Whether a line was broken where none ends: after "of", in a header after the comma before a place and a date.

    In a bullet, before the year that its last word waits for: "no finding in / 2022 and 2023".
    """
    if before.bullet:
        return before.wraps and not line.cells and not line.bold and _BEFORE_YEAR.search(before.text) is not None
    if is_left_open(before.text):
        return not _opens_with_range(line)
    if not before.text.endswith(",") or before.cells or len(line.cells) != 2:
        return False
    return edge_period(Line(line.cells[1])) is not None and edge_period(Line(line.cells[0])) is None


def is_left_open(text: str) -> bool:
    """Whether a line ends in a word that nothing ends in: a conjunction, an article, a preposition."""
    if re.search(r"[^\W\d]\w* [–—&]$", text):
        return True
    return len(text.split()) >= 3 and text.rsplit(maxsplit=1)[-1].casefold() in lexicon().open_words


def _opens_with_range(line: Line) -> bool:
    found = edge_period(line)
    first = line.cells[0] if line.cells else line.text
    return found is not None and ((found.match.is_range and not line.cells) or first.startswith(found.match.text[:4]))


def _goes_on_beside_date(before: Line, line: Line) -> bool:
    """Whether a bold line goes on with the long bold title above it, which has a date at its right."""
    return (
        line.bold
        and not line.cells
        and len(before.cells) == 2
        and before.bold_start == before.cells[0]
        and len(before.cells[0]) > _LONG_ENOUGH_TO_WRAP
        and line.gap == 0
        and edge_period(line) is None
    )


def _opens_with_date(line: Line) -> bool:
    """Whether a line's date stands in a column left of its text, so that the text below the text goes on."""
    found = edge_period(line)
    return found is not None and line.text.startswith(found.match.text)


def _is_new_item(whole: Line, line: Line) -> bool:
    """Whether a line of a list is an item of its own rather than the rest of the one above."""
    open_ended = whole.text.rstrip().endswith(
        (",", "&", "/", "-", "–", "—", "|", "·", "•", " and", " of", " in", " for", "(")
    )
    separated = bool(re.search(r"[,;|•·:]", whole.text)) or whole.text.count("(") > whole.text.count(")")
    return not (whole.bullet or open_ended or separated or _starts_small(line.text) or line.text.startswith("("))


def _flows_over(before: Line, line: Line) -> bool:
    """Whether a sentence goes on in the next block or page: it was left open, and the next line begins in its middle."""
    open_ended = not before.text.endswith(_CLOSED) and len(before.text) >= _LONG_ENOUGH_TO_WRAP
    return line.text[:1].islower() and open_ended


def _flows(whole: Line, before: Line, line: Line) -> bool:
    """Whether text that reached the edge of its column goes on in `line`."""
    if _opens_with_date(whole) and line.indent > whole.indent + 0.5 and edge_period(line) is None and not whole.bullet:
        return not line.bold
    if whole.bullet:
        return line.indent > whole.indent - 0.3 or _starts_small(line.text)
    dated = edge_period(before)
    in_the_middle = dated is not None and not before.cells and "\t" in dated.rest
    if dated is not None and not in_the_middle and not _starts_small(line.text):
        return False
    if _are_whole_sentences(whole, before, line):
        return False
    if _CITATION_START.match(line.text) and _WHOLE_CITATION.search(whole.text):
        return False
    return not (line.bold_start and before.text.endswith(_CLOSED)) and not _is_header_above(whole, line)


def _are_whole_sentences(whole: Line, before: Line, line: Line) -> bool:
    """Whether two lines are a sentence each, as in a list without marks; running text hardly breaks at both their ends."""
    return (
        whole.text == before.text
        and before.text.endswith(".")
        and line.text.endswith(".")
        and line.text[:1].isupper()
        and not line.wraps
        and ". " not in before.text
    )


def _is_header_above(whole: Line, line: Line) -> bool:
    """Whether a line that happens to be as wide as its column is a header, with other text below it."""
    last = whole.text.split()[-1]
    if (
        not line.text[:1].isupper()
        or len(whole.text.split()) > 9
        or (last.islower() and last.isalpha())
        or last.endswith((",", "&"))
        or re.search(r"[^\W\d_]{3}[.!?]\s", whole.text)
    ):
        return False
    named = organization_score(whole.text) >= 1 or title_score(whole.text) >= 1 or school_score(whole.text) >= 2
    return named and not whole.text.endswith(_CLOSED)


def _starts_small(text: str) -> bool:
    return text[:1].islower() or text[:1] in "&,;)–—"


def _joined(whole: Line, line: Line, vocabulary: frozenset[str]) -> Line:
    text = _join_texts(whole.text, line.text, vocabulary)
    if len(line.cells) > 1 and not whole.cells:
        cells = (_join_texts(whole.text, line.cells[0], vocabulary), *line.cells[1:])
        return replace(whole, text=text, cells=cells, wraps=line.wraps, links=(*whole.links, *line.links))
    if whole.cells and line.bold and whole.bold_start == whole.cells[0]:
        title = _join_texts(whole.cells[0], line.text, vocabulary)
        rest = whole.cells[1:]
        return replace(whole, text=" ".join([title, *rest]), cells=(title, *rest), bold_start=title, wraps=False)
    cells = (
        (*whole.cells[:-1], _join_texts(whole.cells[-1], line.text, vocabulary))
        if whole.cells and not whole.bullet
        else ()
    )
    return replace(whole, text=text, cells=cells, wraps=line.wraps, links=(*whole.links, *line.links))


def _join_texts(first: str, second: str, vocabulary: frozenset[str]) -> str:
    broken = re.search(r"([^\W\d_]+)[-\u00ad\u2010]$", first)
    if not broken:
        glue = "" if first.endswith("/") and not first.endswith(" /") else " "
        return f"{first}{glue}{second}"
    start, rest = broken.group(1), re.match(r"[^\W\d_]*", second)
    end = rest.group() if rest else ""
    whole = (start + end).casefold()
    hyphened = f"{start}-{end}".casefold()
    keeps = (
        not _starts_small(second)
        or hyphened in vocabulary
        or (
            (start.casefold() in lexicon().compound_starts or end.casefold() in lexicon().compound_ends)
            and whole not in vocabulary
        )
    )
    return first + second if keeps else first[:-1] + second
