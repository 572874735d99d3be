"""A resume as a Word document: one column, Word's own heading and list styles, made from code alone.

The same resume gives the same bytes, so that documents can be compared and cached.
"""

import io
import zipfile
from typing import TYPE_CHECKING

from documents.writers.addresses import Link
from documents.writers.docx_styles import DETAILS, LINE, MARK_COLOR, dress
from documents.writers.printable import direction
from documents.writers.sheet import Entry, Listing, Section, Sheet, lay_out
from resume.schema import Resume

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_MARK = " | "
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip archive can hold; it stands for no date."""


def write_docx(resume: Resume) -> bytes:
    """The resume as a .docx file, A4 or US Letter."""
    import docx

    sheet = lay_out(resume)
    document = docx.Document()
    dress(document, sheet)
    add_head(document, sheet)
    for section in sheet.sections:
        add_paragraph(document, section.title, "Heading 1")
        _write_section(document, section)
    return without_dates(document)


def add_head(document: "Document", sheet: Sheet, *, with_headline: bool = True) -> None:
    """Name, headline and contact details."""
    if sheet.name:
        add_paragraph(document, sheet.name, "Title")
    if sheet.headline and with_headline:
        add_paragraph(document, sheet.headline, "Subtitle")
    for row in sheet.contact_rows:
        _add_links(add_paragraph(document, "", DETAILS), row)


def _write_section(document: "Document", section: Section) -> None:
    for text in section.paragraphs:
        add_paragraph(document, text)
    for entry in section.entries:
        if section.kind == "bare":
            add_paragraph(document, entry.title, "List Bullet")
        elif section.kind == "line":
            _write_line(document, entry)
        else:
            _write_entry(document, entry)
    for group in section.groups:
        _write_listing(document, group)


def _write_entry(document: "Document", entry: Entry) -> None:
    if entry.title:
        head = add_paragraph(document, entry.title, "Heading 2")
        _add_period(head, entry.period)
    if entry.details or (entry.period and not entry.title):
        under = add_paragraph(document, "", DETAILS)
        _add_links(under, entry.details)
        if not entry.title:
            _add_period(under, entry.period, apart=bool(entry.details))
        under.paragraph_format.keep_with_next = bool(entry.about or entry.paragraphs or entry.bullets or entry.listings)
    if entry.about:
        add_paragraph(document, entry.about, DETAILS).paragraph_format.keep_with_next = bool(entry.bullets)
    _write_body(document, entry)


def _write_line(document: "Document", entry: Entry) -> None:
    line = add_paragraph(document, "", LINE)
    if entry.title:
        _embolden(_add_run(line, entry.title))
    if entry.title and entry.details:
        _add_mark(line)
    _add_links(line, entry.details)
    _add_period(line, entry.period)
    line.paragraph_format.keep_with_next = bool(entry.paragraphs)
    _write_body(document, entry)


def _write_body(document: "Document", entry: Entry) -> None:
    for text in entry.paragraphs:
        add_paragraph(document, text)
    for text in entry.bullets:
        add_paragraph(document, text, "List Bullet")
    for listing in entry.listings:
        _write_listing(document, listing)


def _write_listing(document: "Document", listing: Listing) -> None:
    line = add_paragraph(document, "", "Normal")
    if listing.label:
        _embolden(_add_run(line, f"{listing.label}: "))
    _add_run(line, ", ".join(listing.items))
    _turn(line, listing.label or "".join(listing.items[:1]))


def add_paragraph(document: "Document", text: str, style: str = "Normal") -> "Paragraph":
    """A paragraph in one of the document's styles, set the way its text runs."""
    paragraph: Paragraph = document.add_paragraph(style=style)
    if text:
        _add_run(paragraph, text)
        _turn(paragraph, text)
    return paragraph


def _add_run(paragraph: "Paragraph", text: str) -> "Run":
    run: Run = paragraph.add_run(text)
    if direction(text) == "rtl":
        run.font.rtl = True
    return run


def _embolden(run: "Run") -> None:
    run.bold = run.font.cs_bold = True


def _add_mark(paragraph: "Paragraph") -> None:
    paragraph.add_run(_MARK).font.color.rgb = MARK_COLOR


def _add_period(paragraph: "Paragraph", period: str, *, apart: bool = True) -> None:
    """The dates at the right edge, in plain weight."""
    if period:
        run = _add_run(paragraph, f"\t{period}" if apart else period)
        run.style = "Period"


def _add_links(paragraph: "Paragraph", links: tuple[Link, ...]) -> None:
    for index, link in enumerate(links):
        if index:
            _add_mark(paragraph)
        run = _add_run(paragraph, link.text)
        if link.href:
            _wrap_in_hyperlink(paragraph, run, link.href)
    _turn(paragraph, links[0].text if links else "")


def _wrap_in_hyperlink(paragraph: "Paragraph", run: "Run", href: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    hyperlink = OxmlElement("w:hyperlink")
    hyperlink.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    hyperlink.set(qn("w:history"), "1")
    run._r.addprevious(hyperlink)
    hyperlink.append(run._r)


def _turn(paragraph: "Paragraph", text: str) -> None:
    """Set the paragraph from right to left where its text runs that way."""
    from docx.oxml import OxmlElement

    if direction(text) == "rtl":
        properties = paragraph._p.get_or_add_pPr()
        if not properties.xpath("./w:bidi"):
            properties.insert_element_before(
                OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
            )


def without_dates(document: "Document") -> bytes:
    """The document's bytes with every date in the archive set to one value."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
