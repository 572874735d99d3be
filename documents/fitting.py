"""Fitting a resume to a page limit: first by tighter setting, then by leaving out lines, never by losing a page."""

import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from documents.writers.html import render_html
from resume.schema import Resume

TIGHTEST = 3
"""The tightest density that still reads well (`render_html`)."""

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


def count_pages(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return len(document)
    finally:
        document.close()


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
        return all([await printing.fits(dropped, limit) for printing in printings])

    dropped = 0 if droppable == 0 or await fits(0) else await _fewest(fits, droppable)
    chosen = {printing.template: await printing.roomiest(dropped) for printing in printings}
    return Printed(
        pdfs={template: pdf for template, (pdf, _) in chosen.items()},
        pages={template: pages for template, (_, pages) in chosen.items()},
        dropped=dropped,
    )


class _Printing:
    """One design, and all that was printed in it."""

    def __init__(self, template: str, without: Callable[[int], Resume], print_pdf: Print) -> None:
        self.template = template
        self._without = without
        self._print_pdf = print_pdf
        self._done: dict[tuple[int, int], tuple[bytes, int]] = {}

    async def print(self, dropped: int, density: int) -> tuple[bytes, int]:
        """The PDF and its number of pages."""
        if (dropped, density) not in self._done:
            pdf = await self._print_pdf(render_html(self._without(dropped), self.template, density=density))
            self._done[dropped, density] = pdf, count_pages(pdf)
        return self._done[dropped, density]

    async def fits(self, dropped: int, limit: int) -> bool:
        """Whether some setting keeps to the limit. The roomiest is asked first: mostly it does."""
        for density in (0, TIGHTEST):
            if (await self.print(dropped, density))[1] <= limit:
                return True
        return False

    async def roomiest(self, dropped: int) -> tuple[bytes, int]:
        """The roomiest setting that takes no more pages than the tightest, so that no page holds but a few lines."""
        if (first := await self.print(dropped, 0))[1] == 1:
            return first
        least = (await self.print(dropped, TIGHTEST))[1]
        for density in range(TIGHTEST):
            if (printed := await self.print(dropped, density))[1] == least:
                return printed
        return await self.print(dropped, TIGHTEST)


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
