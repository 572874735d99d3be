"""A resume as Markdown (CommonMark) that also reads well raw."""

import re
from collections.abc import Iterator

from documents.writers.addresses import Link
from documents.writers.sheet import Entry, Listing, Section, Sheet, lay_out
from resume.schema import Resume

_MARK = " · "

_ALWAYS = re.compile(r"[\\`*\[\]]|~(?=~)|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
"""What means something anywhere in a line. `<` and `&` only where a tag or an entity would begin."""
_WORD_END_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$)|(>)|(\d{1,9})([.)])(?=\s|$)|(=+|-+)(?=\s*$)|(~{3,}))")


def write_markdown(resume: Resume) -> str:
    """The resume as Markdown; one blank line between blocks, a newline at the end."""
    sheet = lay_out(resume)
    blocks = markdown_head(sheet)
    for section in sheet.sections:
        blocks.append(f"## {_heading(section.title)}")
        blocks.extend(_section(section))
    return "\n\n".join(block for block in blocks if block) + "\n"


def markdown_head(sheet: Sheet, *, with_headline: bool = True) -> list[str]:
    """Name, headline and contact details, a block each."""
    blocks: list[str] = []
    if sheet.name:
        blocks.append(f"# {_heading(sheet.name)}")
    if sheet.headline and with_headline:
        blocks.append(f"**{_escape(sheet.headline)}**")
    if sheet.contacts:
        blocks.append(_at_line_start(_MARK.join(_link(contact) for contact in sheet.contacts)))
    return blocks


def escape_block(text: str) -> str:
    """A text as a block of its own, in which nothing is taken for markup."""
    return _paragraph(text)


def _section(section: Section) -> Iterator[str]:
    yield from map(_paragraph, section.paragraphs)
    if section.kind == "bare":
        yield _bullets(entry.title for entry in section.entries)
        return
    if section.kind == "line":
        yield "\n".join(map(_line, section.entries))
        return
    for entry in section.entries:
        yield from _entry(entry)
    if len(section.groups) == 1 and not section.groups[0].label:
        yield _paragraph(", ".join(section.groups[0].items))
    elif section.groups:
        yield "\n".join(f"- {_listing(group)}" for group in section.groups)


def _entry(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield f"### {_heading(entry.title)}"
    under = _MARK.join(part for part in (*map(_link, entry.details), _escape(entry.period)) if part)
    if under:
        yield _at_line_start(under)
    if entry.about:
        yield _paragraph(entry.about)
    yield from map(_paragraph, entry.paragraphs)
    if entry.bullets:
        yield _bullets(entry.bullets)
    yield from (_at_line_start(_listing(listing)) for listing in entry.listings)


def _line(entry: Entry) -> str:
    """An award, certificate or publication as a list item; what is said of it stands indented below."""
    title = f"**{_escape(entry.title)}**" if entry.title else ""
    head = _MARK.join(part for part in (title, *map(_link, entry.details), _escape(entry.period)) if part)
    below = "".join(f"\n\n  {_paragraph(paragraph)}" for paragraph in entry.paragraphs)
    return f"- {_at_line_start(head)}{below}"


def _listing(listing: Listing) -> str:
    items = _escape(", ".join(listing.items))
    return f"**{_escape(listing.label)}:** {items}" if listing.label else _at_line_start(items)


def _bullets(texts: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {_paragraph(text)}" for text in texts)


def _paragraph(text: str) -> str:
    return _at_line_start(_escape(text))


def _heading(text: str) -> str:
    """Text after `#` marks, where a closing run of `#` would be taken for decoration."""
    return re.sub(r"#(#*)$", r"\\#\1", _escape(text))


def _link(link: Link) -> str:
    """An address as an autolink, which reads best raw; a number to call needs no link here."""
    if link.href is None or link.href.startswith("tel:"):
        return _escape(link.text)
    if link.href == f"mailto:{link.text}":
        return f"<{link.text}>"
    if link.href.endswith(link.text) or link.href.endswith(f"{link.text}/"):
        return f"<{link.href}>"
    return f"[{_escape(link.text)}](<{link.href}>)"


def _escape(text: str) -> str:
    """The text with a backslash before what would change how it is rendered, and nowhere else."""
    escaped = _ALWAYS.sub(lambda match: f"\\{match[0]}", text)
    return _WORD_END_UNDERSCORE.sub(r"\\_", escaped)


def _at_line_start(text: str) -> str:
    """The same at the start of a block, where `-`, `#`, `>` and `1.` would begin something."""
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match[4] is not None:
        return f"{match[4]}\\{text[len(match[4]) :]}"
    return f"\\{text}"
