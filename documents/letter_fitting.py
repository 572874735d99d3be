"""Fitting a cover letter to one page: by tighter setting first, then without the last sentences of its body."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from documents.readers.pdf_ink import LOCK as PDFIUM
from documents.writers.letter import TIGHTEST, render_letter
from resume.letter.check import drop_last
from resume.letter.letter import CoverLetter
from resume.schema import Resume

Print = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True)
class PrintedLetter:
    """A letter as it was printed."""

    letter: CoverLetter
    """What of it is on the page."""
    pdf: bytes
    pages: int
    density: int
    dropped: int
    """Sentences that were left out."""


async def print_letter(letter: CoverLetter, resume: Resume, template: str, print_pdf: Print) -> PrintedLetter:
    """Print a letter on one page, in the roomiest setting that takes it.

    Where nothing more can be left out and it still takes more, `pages` tells the truth.

    Args:
        letter: the checked letter.
        resume: whose name and contact details head it.
        template: the design of the resume that it goes with.
        print_pdf: prints HTML to PDF.
    """

    async def at(version: CoverLetter, density: int, dropped: int) -> PrintedLetter:
        html = await asyncio.to_thread(lambda: render_letter(version, resume, template, density=density))
        pdf = await print_pdf(html)
        return PrintedLetter(version, pdf, await asyncio.to_thread(_count_pages, pdf), density, dropped)

    for density in range(TIGHTEST + 1):
        printed = await at(letter, density, 0)
        if printed.pages == 1:
            return printed
    while printed.pages > 1 and (shorter := drop_last(printed.letter)) is not None:
        printed = await at(shorter, TIGHTEST, printed.dropped + 1)
    return printed


def _count_pages(pdf: bytes) -> int:
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()
