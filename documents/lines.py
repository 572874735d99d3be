"""The lines of a document with what their look tells: the border between file formats and the reading of resumes.

Each format's reader makes `Line`s in reading order; `documents.readers.structure` turns them into a `Resume` and knows no format.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One visual line (PDF) or one paragraph (DOCX, Markdown, text, HTML), in reading order."""

    text: str
    """The words, single-spaced, without the bullet mark. Never empty."""
    cells: tuple[str, ...] = ()
    """The text cut at wide gaps or tabs, left to right (`("Nurse, Ward 3", "2019 – 2022")`); empty when there is one piece."""
    bullet: bool = False
    """Whether a bullet mark or list numbering stood before it."""
    level: int | None = None
    """Heading level where the format says so (Markdown `#`, DOCX `Heading 1`, HTML `h1`): 1 is highest. None: not said."""
    size: float = 1.0
    """Font size as a multiple of the document's body text; 1.0 where the format does not tell."""
    bold: bool = False
    """Whether all of the text is bold."""
    bold_start: str = ""
    """The bold words that open a line which goes on in another weight (`"Languages:"`); empty otherwise."""
    italic: bool = False
    indent: float = 0.0
    """Distance from the left edge of its column, in multiples of the body font size. Nested list levels count 2 each."""
    gap: float = 0.0
    """Blank space above, in multiples of the body line height; 0 where lines follow closely."""
    region: int = 0
    """Number of the block of the page it lies in (a sidebar, the main column, a table cell), in reading order. Text never
    flows on from one region to another."""
    page: int = 1
    wraps: bool = False
    """Whether the next line may continue this one's sentence: true for visual lines that reach the right edge of their column."""
    links: tuple[str, ...] = ()
    """Addresses that parts of the text link to."""
