"""Fitting to a page limit, with a printer that counts lines instead of setting them."""

from collections.abc import Callable

import pypdfium2
import pytest

from documents.fitting import TIGHTEST, Printed, print_within
from resume.schema import Resume, Work

LINES_A_PAGE = {0: 10, 1: 12, 2: 14, 3: 16}


class CountingPrinter:
    """Prints as many empty pages as the lines of the resume need at the density that is named in the HTML."""

    def __init__(self) -> None:
        self.printed: list[int] = []

    async def print_pdf(self, html: str) -> bytes:
        lines, density = (int(part) for part in html.split())
        self.printed.append(density)
        document = pypdfium2.PdfDocument.new()
        for _ in range(-(-lines // LINES_A_PAGE[density])):
            document.new_page(100, 100)
        import io

        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> CountingPrinter:
    def render(resume: Resume, template: str, *, density: int, dates_aside: bool) -> str:
        return f"{len(resume.work[0].highlights)} {density}"

    monkeypatch.setattr("documents.fitting.render_html", render)
    return CountingPrinter()


def resume_of(lines: int) -> Callable[[int], Resume]:
    return lambda dropped: Resume(work=[Work(name="Inn", highlights=["line"] * (lines - dropped))])


async def fitted(printer: CountingPrinter, lines: int, limit: int, droppable: int) -> Printed:
    return await print_within(
        resume_of(lines), droppable, templates=("ats", "visual"), limit=limit, print_pdf=printer.print_pdf
    )


async def test_what_fits_is_printed_roomily_and_whole(printer: CountingPrinter) -> None:
    printed = await fitted(printer, lines=9, limit=1, droppable=5)
    assert (printed.dropped, printed.pages) == (0, {"ats": 1, "visual": 1})
    assert printer.printed == [0, 0]


async def test_tighter_setting_comes_before_leaving_anything_out(printer: CountingPrinter) -> None:
    printed = await fitted(printer, lines=13, limit=1, droppable=5)
    assert (printed.dropped, printed.pages["ats"]) == (0, 1)


async def test_a_second_page_with_a_few_lines_is_pulled_onto_the_first(printer: CountingPrinter) -> None:
    assert (await fitted(printer, lines=11, limit=2, droppable=5)).pages["ats"] == 1


async def test_two_full_pages_keep_the_roomy_setting(printer: CountingPrinter) -> None:
    printed = await fitted(printer, lines=20, limit=2, droppable=5)
    assert printed.pages["ats"] == 2
    assert set(printer.printed) == {0, TIGHTEST}


async def test_as_few_lines_as_possible_are_left_out(printer: CountingPrinter) -> None:
    assert (await fitted(printer, lines=25, limit=1, droppable=20)).dropped == 25 - LINES_A_PAGE[TIGHTEST]


async def test_where_nothing_more_may_go_the_pages_tell_the_truth(printer: CountingPrinter) -> None:
    printed = await fitted(printer, lines=40, limit=1, droppable=3)
    assert (printed.dropped, printed.pages["ats"]) == (3, 3)
