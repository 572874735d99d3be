"""Job ads as plain, safe text."""

import re
from collections import Counter

from documents.lines import Line
from documents.readers.characters import clean_characters
from documents.readers.kinds import Kind
from documents.readers.text import paragraphs
from errors import UserError
from resume.ad.hostile import SafeText, describe_removed, remove_hostile_text
from resume.ad.title import guess_company, guess_title
from resume.job import JobText

FEWEST_WORDS = 5
"""An ad with fewer words says nothing that a resume could be tailored to."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def safe_job_text(source: str, kind: Kind, name: str) -> JobText:
    """An ad from text in one of the text formats, made safe before and after its markup is read.

    Before, because markup hides some of it (`<system>`); after, because markup may cut words in two (`ig**nore**`).

    Raises:
        UserError: too few words are left.
    """
    if kind == "html":
        from documents.readers.html import read_html_ad  # lxml only where there is HTML

        return _to_job_text(remove_hostile_text(paragraphs(read_html_ad(source))), name)
    before = remove_hostile_text(source)
    after = remove_hostile_text(paragraphs(_read_lines(before.text, kind)))
    return _to_job_text(SafeText(after.text, dict(Counter(before.removed) + Counter(after.removed))), name)


def safe_job_lines(lines: list[Line], kind: Kind, name: str) -> JobText:
    """An ad from lines that a PDF or DOCX reader made.

    Raises:
        UserError: too few words are left.
    """
    return _to_job_text(remove_hostile_text(paragraphs(lines, each_apart=kind == "docx")), name)


def _read_lines(text: str, kind: Kind) -> list[Line]:
    if kind == "markdown":
        from documents.readers.markdown import read_markdown  # the parser only where there is Markdown

        return read_markdown(text)
    from documents.readers.text import read_text  # beside its sibling

    return read_text(text)


def _to_job_text(safe: SafeText, name: str) -> JobText:
    text = clean_characters(safe.text).strip()
    if len(_WORD.findall(text)) < FEWEST_WORDS:
        rest = "once text that addresses AI tools is taken out, " if safe.removed else ""
        raise UserError(
            name,
            f"{rest}it holds no text of a job ad (fewer than {FEWEST_WORDS} words)",
            "give the whole ad, as text if the file shows it only as a picture",
        )
    return JobText(
        text=text, title=guess_title(text), company=guess_company(text), removed=describe_removed(safe.removed)
    )
