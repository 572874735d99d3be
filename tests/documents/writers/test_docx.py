"""A Word document with Word's own headings, lists and links."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from documents.writers.docx import write_docx
from documents.writers.sheet import lay_out
from resume.schema import Resume
from tests.documents.writers.people import HOSTILE, JOINER, resumes


def _open(resume: Resume) -> Document:
    return docx.Document(io.BytesIO(write_docx(resume)))


def _styled(document: Document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style is not None and one.style.name == style]


def _words(text: str) -> str:
    return "".join(text.split())


@given(resumes)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_printed_text_stands_in_the_document(resume: Resume) -> None:
    written = _words("".join(paragraph.text for paragraph in _open(resume).paragraphs))
    assert [line for line in lay_out(resume).text.split("\n") if _words(line) not in written] == []


def test_headings_have_words_own_styles() -> None:
    document = _open(JOINER)
    assert _styled(document, "Title") == ["Tom Ó Briain"]
    assert "Experience" in _styled(document, "Heading 1")
    assert "Apprentice Joiner\tSep 2023 – Present" in _styled(document, "Heading 2")


def test_bullets_are_a_numbered_list_of_word() -> None:
    document = _open(JOINER)
    assert "Launched on Lough Corrib." in _styled(document, "List Bullet")
    style = document.styles["List Bullet"].element
    assert style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2"])
def test_headings_stay_with_what_follows(style: str) -> None:
    paragraph_style = _open(JOINER).styles[style]
    assert paragraph_style.paragraph_format.keep_with_next


def test_only_safe_addresses_are_hyperlinks() -> None:
    targets = [one.target_ref for one in _open(JOINER).part.rels.values() if one.reltype.endswith("/hyperlink")]
    assert "mailto:tom@obriain.example" in targets
    assert "https://currach.example/plans" in targets
    assert not [one for one in _open(HOSTILE).part.rels.values() if one.reltype.endswith("/hyperlink")]


def test_the_document_says_who_and_in_which_language() -> None:
    document = _open(JOINER)
    assert document.core_properties.title == "Tom Ó Briain – Apprentice Joiner"
    assert document.core_properties.author == "Tom Ó Briain"
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def test_the_same_resume_gives_the_same_bytes_without_a_date() -> None:
    first = write_docx(JOINER)
    assert first == write_docx(JOINER.model_copy(deep=True))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"dcterms:created" not in archive.read("docProps/core.xml")


def test_a_line_in_arabic_runs_from_right_to_left() -> None:
    meta = {"language": "ar"}
    document = _open(Resume.model_validate({"basics": {"name": "ليلى الحداد"}, "meta": meta}))
    title = document.paragraphs[0]
    assert title._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert title.runs[0].font.rtl


@pytest.mark.parametrize(("country", "millimetres"), [("US", 215.9), ("IE", 210.0)])
def test_the_paper_is_that_of_the_country(country: str, millimetres: float) -> None:
    document = _open(Resume.model_validate({"basics": {"name": "X", "location": {"countryCode": country}}}))
    width = document.sections[0].page_width
    assert width is not None
    assert round(width.mm, 1) == millimetres
