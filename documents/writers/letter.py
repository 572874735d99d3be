"""A cover letter as a page to print, as a Word document and as Markdown, under the resume's own head."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.writers.docx import add_head, add_paragraph, without_dates
from documents.writers.docx_styles import DETAILS, dress
from documents.writers.html import MARKS, environment, fonts_for, template_names
from documents.writers.markdown import escape_block, markdown_head
from documents.writers.printable import clean_line
from documents.writers.sheet import Sheet, lay_out
from resume.letter.letter import CoverLetter
from resume.schema import Resume

if TYPE_CHECKING:
    from docx.document import Document

TIGHTEST = 3
"""The highest density."""

_WORD_SIZES = (11.0, 10.5, 10.0, 9.0)
"""Points of the text in Word, by density."""


@dataclass(frozen=True)
class LetterSheet:
    """A letter as it is printed: every block one clean line."""

    date: str
    recipient: tuple[str, ...]
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    close: str
    sender: str

    @property
    def text(self) -> str:
        """All that is printed, one block a line."""
        blocks = (self.date, *self.recipient, self.subject, self.salutation, *self.paragraphs, self.close, self.sender)
        return "\n".join(block for block in blocks if block)


def set_letter(letter: CoverLetter) -> LetterSheet:
    """The letter's blocks as they are printed."""
    return LetterSheet(
        date=clean_line(letter.date),
        recipient=tuple(row for row in map(clean_line, letter.recipient) if row),
        subject=clean_line(letter.subject),
        salutation=clean_line(letter.salutation),
        paragraphs=tuple(text for text in (clean_line(one.text) for one in letter.paragraphs) if text),
        close=clean_line(letter.close),
        sender=clean_line(letter.sender),
    )


def render_letter(letter: CoverLetter, resume: Resume, template: str, *, density: int = 0) -> str:
    """The letter as a page of HTML, fonts included, on the paper of the resume.

    Args:
        letter: what is printed; its texts are data, whatever they hold.
        resume: whose name and contact details head it.
        template: the design of the resume that it goes with.
        density: 0 (roomy) to 3 (the tightest that still reads well).

    Raises:
        ValueError: no such template or density.
    """
    if template not in template_names() or not 0 <= density <= TIGHTEST:
        raise ValueError(f"no template {template!r} with density {density}")
    sheet, page = lay_out(resume), set_letter(letter)
    contacts = "".join(link.text for link in sheet.contacts)
    return (
        environment()
        .get_template("letter.html")
        .render(
            sheet=sheet,
            letter=page,
            template=template,
            density=density,
            language=_language_tag(letter, sheet),
            document_title=_title(sheet, page),
            fonts=fonts_for(
                template,
                text=page.text + contacts,
                strong=page.subject + page.sender,
                display=sheet.name + page.subject,
            ),
            mark=MARKS[template],
        )
    )


def write_letter_docx(letter: CoverLetter, resume: Resume, *, density: int = 0) -> bytes:
    """The letter as a .docx file; the same letter gives the same bytes."""
    import docx
    from docx.shared import Pt

    sheet, page = lay_out(resume), set_letter(letter)
    document = docx.Document()
    dress(document, sheet)
    size = _WORD_SIZES[density]
    for name in ("Normal", DETAILS):
        document.styles[name].font.size = Pt(size)
    document.core_properties.title = _title(sheet, page)[:255]
    add_head(document, sheet, with_headline=False)
    _write_blocks(document, page, size)
    return without_dates(document)


def _write_blocks(document: "Document", page: LetterSheet, size: float) -> None:
    from docx.shared import Pt

    block, para = Pt(size * 1.2), Pt(size * 0.75)

    def add(text: str, before: int, *, bold: bool = False) -> None:
        paragraph = add_paragraph(document, text)
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = before, 0
        paragraph.paragraph_format.line_spacing = 1.2
        for run in paragraph.runs:
            run.bold = bold or None

    add(page.date, Pt(size * 1.6))
    for number, row in enumerate(page.recipient):
        add(row, Pt(0) if number else block)
    add(page.subject, block, bold=True)
    add(page.salutation, block)
    for text in page.paragraphs:
        add(text, para)
    add(page.close, block)
    if page.sender:
        add(page.sender, Pt(size * 2), bold=True)


def write_letter_markdown(letter: CoverLetter, resume: Resume) -> str:
    """The letter as Markdown that also reads well raw."""
    page = set_letter(letter)
    recipient = "\\\n".join(escape_block(row) for row in page.recipient)
    blocks = [
        *markdown_head(lay_out(resume), with_headline=False),
        escape_block(page.date),
        recipient,
        f"**{escape_block(page.subject)}**",
        escape_block(page.salutation),
        *(escape_block(text) for text in page.paragraphs),
        escape_block(page.close),
        escape_block(page.sender),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _language_tag(letter: CoverLetter, sheet: Sheet) -> str:
    """`en-US` on US Letter, else `en-GB`, for hyphens and screen readers; other languages by their code."""
    if letter.language != "en":
        return letter.language
    return "en-US" if sheet.paper == "Letter" else "en-GB"


def _title(sheet: Sheet, page: LetterSheet) -> str:
    return " – ".join(part for part in (sheet.name, page.subject) if part)
