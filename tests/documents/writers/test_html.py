"""The pages that are printed: what they say, how they are built, and what a machine reads from the PDF."""

import asyncio
import io
import itertools
import re
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings

from documents.browser import Browser
from documents.fitting import print_within
from documents.writers.html import TIGHTEST, heading_texts, render_html, template_names
from documents.writers.sheet import lay_out
from resume.schema import Resume
from tests.conftest import GoldenCheck
from tests.documents.writers.people import HOSTILE, JOINER, resumes

GOLDEN = Path(__file__).parent / "golden"
BOTH = pytest.mark.parametrize("template", template_names())


def _without_fonts(html: str) -> str:
    return re.sub(r"(base64,)[^)]+", r"\1…", html)


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _print(*pages: str) -> list[pypdfium2.PdfDocument]:
    async def print_all() -> list[bytes]:
        async with Browser() as browser:
            return [await browser.print_pdf(page) for page in pages]

    return [pypdfium2.PdfDocument(io.BytesIO(pdf)) for pdf in asyncio.run(print_all())]


def _read(pdf: pypdfium2.PdfDocument) -> list[str]:
    lines = [page.get_textpage().get_text_range().splitlines() for page in pdf]
    return [line.strip() for page in lines for line in page]


@BOTH
def test_the_page_is_the_golden_one(template: str, check_golden: GoldenCheck) -> None:
    check_golden(_without_fonts(render_html(JOINER, template)), GOLDEN / f"joiner.{template}.html")


@BOTH
@given(resume=resumes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_printed_text_stands_on_the_page_letter_by_letter(template: str, resume: Resume) -> None:
    body = _soup(render_html(resume, template)).body
    assert body is not None
    text = _squeeze(body.get_text())
    assert [line for line in lay_out(resume).text.split("\n") if _squeeze(line) not in text] == []


@BOTH
@given(resume=resumes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_in_a_resume_becomes_markup(template: str, resume: Resume) -> None:
    soup = _soup(render_html(resume, template))
    assert soup.find(["script", "img", "iframe", "link", "table", "object", "svg"]) is None
    assert len(soup.find_all("style")) == 1
    hrefs = [str(anchor["href"]) for anchor in soup.find_all("a")]
    assert [href for href in hrefs if not re.match(r"(?:https?|mailto|tel):", href, re.IGNORECASE)] == []


@BOTH
def test_hostile_text_is_printed_as_it_is(template: str) -> None:
    soup = _soup(render_html(HOSTILE, template))
    assert soup.h1 is not None
    assert soup.h1.get_text() == "Zoë </style><script>alert(1)</script>"
    headline = soup.find(class_="headline")
    assert headline is not None
    assert headline.get_text() == "{{7*7}} &amp; {% raw %}"
    assert soup.find("a") is None


@BOTH
def test_headings_descend_without_a_gap(template: str) -> None:
    levels = [
        int(heading.name[1]) for heading in _soup(render_html(JOINER, template)).find_all(["h1", "h2", "h3", "h4"])
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@BOTH
def test_the_page_names_language_title_and_landmarks(template: str) -> None:
    soup = _soup(render_html(JOINER, template))
    assert soup.html is not None
    assert soup.title is not None
    assert (soup.html["lang"], soup.html["dir"], soup.title.get_text()) == (
        "en",
        "ltr",
        "Tom Ó Briain – Apprentice Joiner",
    )
    assert soup.header is not None
    assert soup.main is not None
    assert {section["aria-labelledby"] for section in soup.find_all("section")} == {
        h2["id"] for h2 in soup.find_all("h2")
    }


@BOTH
def test_density_changes_the_look_and_no_word(template: str) -> None:
    texts = {_soup(render_html(JOINER, template, density=density)).get_text() for density in range(TIGHTEST + 1)}
    bodies = {text[text.index("Tom") :] for text in texts}
    assert len(bodies) == 1


@pytest.mark.parametrize(("template", "density"), [("baroque", 0), ("ats", 4), ("ats", -1)])
def test_an_unknown_template_or_density_is_refused(template: str, density: int) -> None:
    with pytest.raises(ValueError, match="no template"):
        render_html(JOINER, template, density=density)


def test_what_the_documents_add_is_their_headings_labels_and_dates() -> None:
    texts = heading_texts(JOINER)
    assert {"Experience", "Keywords", "Grade: 3.8", "Sep 2023 – Present"} <= set(texts)
    assert not [text for text in texts if "staircases" in text]


@pytest.mark.parametrize("density", [0, TIGHTEST])
def test_a_pdf_reads_back_whole_in_order_and_within_words(density: int) -> None:
    expected = [line for line in lay_out(JOINER).text.split("\n") if line]
    for pdf in _print(*(render_html(JOINER, name, density=density, dates_aside=False) for name in template_names())):
        text = " ".join(" ".join(_read(pdf)).split())
        assert [line for line in expected if line not in text] == []
        assert not re.search("[\ue000-\uf8ff\ufb00-\ufb06]", text)
        order = [text.index(section.title) for section in lay_out(JOINER).sections if section.title != "Languages"]
        assert order == sorted(order)


def test_bullets_are_bullets_and_dates_stand_beside_their_titles_in_the_text_of_the_pdf() -> None:
    for pdf in _print(*(render_html(JOINER, name) for name in template_names())):
        lines = _read(pdf)
        assert "Apprentice Joiner Sep 2023 – Present" in lines
        assert "• Launched on Lough Corrib." in lines


def test_a_page_of_short_lines_is_read_in_lines_with_dates_beside_the_titles() -> None:
    role = {"position": "Cook", "name": "Kelp & Rye", "startDate": "2020", "endDate": "2021", "highlights": ["Cooked."]}
    resume = Resume.model_validate({"basics": {"name": "Ida Holm"}, "work": [role] * 5, "meta": {"language": "en"}})

    async def print_fitting() -> dict[str, bytes]:
        async with Browser() as browser:
            names = template_names()
            return (await print_within(lambda _: resume, 0, templates=names, limit=1, print_pdf=browser.print_pdf)).pdfs

    for pdf in asyncio.run(print_fitting()).values():
        assert _read(pypdfium2.PdfDocument(io.BytesIO(pdf))).count("Cook 2020 – 2021") == 5


def _career(lead: int) -> Resume:
    """A resume whose every page end moves down by a line as `lead` grows by one."""
    bullet = (
        "Kept the archive of a museum of lighthouses in order, room by room, and wrote down where everything stands."
    )
    role = {"position": "Archivist", "name": "Museum", "startDate": "2019", "highlights": [bullet] * 5}
    small = [{"position": "Clerk", "name": "Harbour"}, {"position": "Guide", "name": "Pier", "highlights": ["Guided."]}]
    return Resume.model_validate(
        {
            "basics": {"name": "Runa Eik", "summary": "Keeps things.\n" * lead},
            "work": [role, role, *small, role],
            "education": [{"studyType": "MA", "institution": "Bergen"}],
            "awards": [{"title": "Keeper", "summary": bullet}],
            "skills": [{"name": "Catalogues"}],
            "volunteer": [role, *small, role],
            "meta": {"language": "en"},
        }
    )


@BOTH
def test_no_page_ends_within_a_heading_or_after_a_first_bullet(template: str) -> None:
    heads = (
        "Experience",
        "Education",
        "Awards",
        "Skills",
        "Volunteering",
        "Archivist",
        "Clerk",
        "Guide",
        "Museum",
        "Pier",
    )
    for pdf in _print(*(render_html(_career(lead), template, density=1) for lead in range(1, 30, 2))):
        pages = [page.get_textpage().get_text_range().strip().splitlines() for page in pdf]
        for page in pages[:-1]:
            assert not page[-1].startswith((*heads, "MA", "Keeper"))
            assert not page[-1].startswith("•") or page[-2].startswith("•") or page[-2].startswith("Pier")
        for page in pages[1:]:
            assert not page[0].startswith("•") or page[1].startswith("•")


@pytest.mark.parametrize(("country", "size"), [("US", (612, 792)), ("NO", (595, 842))])
@BOTH
def test_the_paper_is_that_of_the_country(template: str, country: str, size: tuple[int, int]) -> None:
    resume = Resume.model_validate({"basics": {"name": "Runa Eik", "location": {"countryCode": country}}})
    (pdf,) = _print(render_html(resume, template, density=2))
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == size
