"""Fitting a resume to a page limit: first by tighter setting, then by leaving out lines, never by losing a page."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from documents.readers.pdf_ink import LOCK as PDFIUM
from documents.writers.html import render_html
from resume.schema import Resume

TIGHTEST = 3
"""The tightest density that still reads well (`render_html`)."""

_MOST_LONE_LETTERS = 0.2
"""Share of a page's lines that may be one character long; in pages read downwards it is four fifths and more."""

Print = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True)
class Printed:
    """A resume printed in several designs, all with the same lines."""

    pdfs: dict[str, bytes]
    """By template."""
    pages: dict[str, int]
    """By template."""
    dropped: int
    """How many lines were left out, from the front of the list of lines that may go."""


def _read_pages(pdf: bytes) -> list[list[str]]:
    """The text lines of each page, as pdfium gives them by itself."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range().splitlines() for page in document]
        finally:
            document.close()


def _reads_in_lines(pages: Sequence[Sequence[str]]) -> bool:
    """Whether pdfium, and with it every reader built on it, takes each page's text for lines that run across.

    It guesses which way a page runs from how much of the page's width and height its text covers. On a page of a few short
    lines with dates at the right edge it guesses wrong, and gives letters one by one.
    """
    return all(sum(len(line) == 1 for line in lines) <= len(lines) * _MOST_LONE_LETTERS for lines in pages)


async def print_within(
    without: Callable[[int], Resume], droppable: int, *, templates: Sequence[str], limit: int, print_pdf: Print
) -> Printed:
    """Print a resume in all `templates` on at most `limit` pages each, if leaving out lines can do it.

    All designs leave out the same lines: as few as the most spacious of them needs. Where even the shortest version is longer
    than the limit, nothing more can go, and `pages` tells the truth.

    Args:
        without: the resume less its first n droppable lines.
        droppable: how many lines may go at most.
        templates: names of the designs.
        limit: most pages.
        print_pdf: prints HTML to PDF.
    """
    printings = [_Printing(name, without, print_pdf) for name in templates]

    async def fits(dropped: int) -> bool:
        return all(await asyncio.gather(*(printing.fits(dropped, limit) for printing in printings)))

    dropped = 0 if droppable == 0 or await fits(0) else await _fewest(fits, droppable)
    chosen = await asyncio.gather(*(printing.final(dropped) for printing in printings))
    return Printed(
        pdfs={template: printed.pdf for template, printed in zip(templates, chosen, strict=True)},
        pages={template: printed.pages for template, printed in zip(templates, chosen, strict=True)},
        dropped=dropped,
    )


@dataclass(frozen=True)
class _Print:
    """One version of the resume in one setting, printed."""

    pdf: bytes
    pages: int
    reads_in_lines: bool


class _Printing:
    """One design, and all that was printed in it."""

    def __init__(self, template: str, without: Callable[[int], Resume], print_pdf: Print) -> None:
        self.template = template
        self._without = without
        self._print_pdf = print_pdf
        self._done: dict[tuple[int, int], _Print] = {}

    async def print(self, dropped: int, density: int, *, dates_aside: bool = True) -> _Print:
        """The resume less its first `dropped` lines, in this setting."""
        key = (dropped, density)
        if key not in self._done or not dates_aside:
            html = await asyncio.to_thread(self._render, dropped, density, dates_aside)
            pdf = await self._print_pdf(html)
            pages = await asyncio.to_thread(_read_pages, pdf)
            self._done[key] = _Print(pdf, len(pages), _reads_in_lines(pages))
        return self._done[key]

    def _render(self, dropped: int, density: int, dates_aside: bool) -> str:
        return render_html(self._without(dropped), self.template, density=density, dates_aside=dates_aside)

    async def fits(self, dropped: int, limit: int) -> bool:
        """Whether some setting keeps to the limit. The roomiest is asked first: mostly it does."""
        for density in (0, TIGHTEST):
            if (await self.print(dropped, density)).pages <= limit:
                return True
        return False

    async def final(self, dropped: int) -> _Print:
        """The roomiest setting, with dates beside their titles where machines would else misread a page."""
        density = await self._roomiest(dropped)
        printed = await self.print(dropped, density)
        if printed.reads_in_lines:
            return printed
        beside = await self.print(dropped, density, dates_aside=False)
        return beside if beside.pages == printed.pages else printed

    async def _roomiest(self, dropped: int) -> int:
        """The lowest density that takes no more pages than the tightest, so that no page holds but a few lines."""
        most = (await self.print(dropped, 0)).pages
        if most == 1 or (least := (await self.print(dropped, TIGHTEST)).pages) == most:
            return 0
        chosen = TIGHTEST
        for density in range(TIGHTEST - 1, 0, -1):
            if (await self.print(dropped, density)).pages > least:
                break
            chosen = density
        return chosen


async def _fewest(fits: Callable[[int], Awaitable[bool]], most: int) -> int:
    """The smallest number in 1..most for which `fits` holds, by halving; `most` if it holds for none."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if await fits(middle):
            high = middle
        else:
            low = middle + 1
    return high
