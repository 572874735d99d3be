"""A letter's files: one page whatever is in it, tagged, on the resume's paper, and the same text in all three."""

import asyncio
import io
from collections.abc import Iterator

import pypdfium2
import pytest

from documents.browser import Browser
from documents.letter_fitting import PrintedLetter, print_letter
from documents.read_letter import read_letter_back
from documents.readers.pdf import read_pdf
from documents.writers.letter import render_letter, write_letter_docx, write_letter_markdown
from resume.letter.letter import CoverLetter, LetterParagraph, LetterSentence
from resume.schema import Basics, Location, Resume

SENTENCE = "I cut the wait for a first visit from 31 days to 8 by opening a second desk & training <six> clerks."


def writer(country: str = "GB", name: str = "Imke Sandvoort") -> Resume:
    place = Location(city="Harwood", country_code=country)
    return Resume(basics=Basics(name=name, email="imke@example.org", phone="01632 960002", location=place))


def letter(
    *, sentences: int = 4, paragraphs: int = 2, company: str = "Quill & Daughters", name: str = "Imke Sandvoort"
) -> CoverLetter:
    told = [
        LetterParagraph(
            part="body",
            sentences=[
                LetterSentence(text=f"{SENTENCE[:-1]} in round {number}.{place}", facts=["w1.1"])
                for place in range(sentences)
            ],
        )
        for number in range(paragraphs)
    ]
    opening = LetterParagraph(
        part="opening", sentences=[LetterSentence(text="I am writing to apply for the position.")]
    )
    closing = LetterParagraph(part="closing", sentences=[LetterSentence(text="Thank you for your time.")])
    return CoverLetter(
        sender=name,
        date="3 May 2026",
        recipient=["Dr Priya Nair", company],
        subject="Application for the position of Shift Planner",
        salutation="Dear Dr Nair,",
        paragraphs=[opening, *told, closing],
        close="Yours sincerely,",
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    opened = Browser()  # one for all tests: it has a thread of its own and serves any event loop
    yield opened
    asyncio.run(opened.close())


async def printed(browser: Browser, made: CoverLetter, resume: Resume, template: str) -> PrintedLetter:
    return await print_letter(made, resume, template, browser.print_pdf)


@pytest.mark.parametrize("template", ["ats", "visual"])
@pytest.mark.parametrize("country", ["GB", "US"])
@pytest.mark.parametrize(("sentences", "paragraphs"), [(1, 1), (4, 2), (6, 5), (30, 3)])
async def test_a_letter_takes_one_page(
    template: str, country: str, sentences: int, paragraphs: int, browser: Browser
) -> None:
    made = letter(sentences=sentences, paragraphs=paragraphs)
    done = await printed(browser, made, writer(country), template)
    assert done.pages == 1
    assert done.dropped == sum(1 for _ in made.sentences) - sum(1 for _ in done.letter.sentences)


async def test_very_long_names_take_one_page_too(browser: Browser) -> None:
    long = "Maximiliana-Wolfeschlegelsteinhausen " * 4
    made = letter(company="The Quill and Daughters Holding " * 5, name=long)
    assert (await printed(browser, made, writer(name=long), "visual")).pages == 1


@pytest.mark.parametrize(("country", "width"), [("GB", 595), ("US", 612)])
async def test_the_paper_is_the_resumes(country: str, width: int, browser: Browser) -> None:
    done = await printed(browser, letter(), writer(country), "visual")
    assert pypdfium2.PdfDocument(done.pdf)[0].get_width() == pytest.approx(width, abs=1.5)


async def test_the_page_is_tagged_and_has_no_private_glyphs(browser: Browser) -> None:
    done = await printed(browser, letter(), writer(), "visual")
    read = read_pdf(done.pdf, "cover-letter.pdf", max_pages=2)
    assert read.tagged
    assert read.private_use_glyphs == 0


@pytest.mark.parametrize("template", ["ats", "visual"])
async def test_every_sentence_reads_back_from_all_three_files(template: str, browser: Browser) -> None:
    done = await printed(browser, letter(), writer(), template)
    files = {
        "cover-letter.pdf": done.pdf,
        "cover-letter.docx": write_letter_docx(done.letter, writer(), density=done.density),
        "cover-letter.md": write_letter_markdown(done.letter, writer()).encode(),
    }
    read = await read_letter_back(files, done.letter)
    assert read.missing == []
    assert all("Dr Priya Nair" in text and "imke@example.org" in text for text in read.texts.values())


async def test_a_file_that_lacks_a_sentence_is_named(browser: Browser) -> None:
    files = {"cover-letter.md": write_letter_markdown(letter(sentences=1), writer()).encode()}
    assert (await read_letter_back(files, letter(sentences=2))).missing == ["cover-letter.md"]


def test_what_stands_in_a_letter_is_data_and_no_markup() -> None:
    html = render_letter(letter(company="<script>alert(1)</script>"), writer(), "visual")
    assert "<script>" not in html
    assert "&lt;six&gt;" in html


def test_the_same_letter_gives_the_same_word_document() -> None:
    assert write_letter_docx(letter(), writer()) == write_letter_docx(letter(), writer())


def test_the_word_document_names_its_writer_and_subject() -> None:
    import docx

    properties = docx.Document(io.BytesIO(write_letter_docx(letter(), writer()))).core_properties
    assert properties.author == "Imke Sandvoort"
    assert "Application for the position of Shift Planner" in properties.title


@pytest.mark.parametrize(("template", "density"), [("fancy", 0), ("visual", 4)])
def test_an_unknown_design_or_density_is_refused(template: str, density: int) -> None:
    with pytest.raises(ValueError, match="no template"):
        render_letter(letter(), writer(), template, density=density)
