"""Reading back an exported cover letter: only what stands in its files counts as shipped."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from documents.readers.characters import decode_text
from documents.writers.printable import clean_line
from resume.letter.letter import CoverLetter
from resume.round_trip import squeeze


@dataclass(frozen=True)
class LetterReadBack:
    """What the files of a letter say."""

    texts: dict[str, str]
    """The text of each file, by the file's name."""
    missing: list[str]
    """Names of the files in which a sentence of the letter was not found in one piece."""


async def read_letter_back(files: Mapping[str, bytes], letter: CoverLetter) -> LetterReadBack:
    """Read the exported files of a letter and look for all its sentences in each."""
    return await asyncio.to_thread(_read_back, files, letter)


def _read_back(files: Mapping[str, bytes], letter: CoverLetter) -> LetterReadBack:
    texts = {name: _text_of(name, data) for name, data in files.items()}
    meant = [squeeze(clean_line(sentence.text)) for sentence in letter.sentences]
    lacking = [name for name, text in texts.items() if any(one not in squeeze(text) for one in meant)]
    return LetterReadBack(texts, lacking)


def _text_of(name: str, data: bytes) -> str:
    if name.endswith(".pdf"):
        from documents.readers.pdf import read_pdf  # PDFium only where there is a PDF

        lines = list(read_pdf(data, name, max_pages=10).lines)
    elif name.endswith(".docx"):
        from documents.readers.docx import read_docx  # XML only where there is DOCX

        lines = read_docx(data, name)
    else:
        from documents.readers.markdown import read_markdown  # the parser only where there is Markdown

        lines = read_markdown(decode_text(data, name))
    return "\n".join(line.text for line in lines)
