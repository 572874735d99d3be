"""Runs of one look within a line, and the line they make: shared by Markdown, HTML and DOCX."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.readers.characters import clean_characters, single_spaced


@dataclass(frozen=True)
class Span:
    """Text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    size: float = 0.0
    """Font size in points; 0: not known."""


def cut_spans(spans: Sequence[Span], mark: str) -> list[list[Span]]:
    """Spans cut at every `mark` in their text."""
    rows: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split(mark)
        rows[-1].append(replace(span, text=first))
        rows.extend([replace(span, text=other)] for other in others)
    return rows


def line_of_spans(spans: Sequence[Span]) -> Line | None:
    """The line that spans make, cut at tabs into cells; None where there are no words."""
    spans = [replace(span, text=clean_characters(span.text)) for span in spans]
    cells = [single_spaced("".join(span.text for span in cell)) for cell in cut_spans(spans, "\t")]
    words = tuple(cell for cell in cells if cell)
    if not words:
        return None
    seen = [span for span in spans if span.text.strip()]
    bold = all(span.bold for span in seen)
    return Line(
        text=" ".join(words),
        cells=words if len(words) > 1 else (),
        bold=bold,
        bold_start="" if bold else _bold_start(seen),
        italic=all(span.italic for span in seen),
        links=tuple(dict.fromkeys(span.link for span in seen if span.link)),
    )


def _bold_start(spans: Sequence[Span]) -> str:
    opening: list[str] = []
    for span in spans:
        if not span.bold:
            break
        opening.append(span.text)
    return single_spaced(re.sub(r"\t.*", "", "".join(opening)))


def common_size(spans: Sequence[Span]) -> float:
    """The font size that most characters have, in points; 0 if none is known."""
    sizes: Counter[float] = Counter()
    for span in spans:
        if span.size:
            sizes[span.size] += len(span.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0.0
