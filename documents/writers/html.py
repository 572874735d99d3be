"""A resume as one HTML page that carries its own fonts, ready for the browser to print."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from documents.writers.addresses import Link
from documents.writers.sheet import Sheet, lay_out
from documents.writers.typefaces import TypeUse, font_face_css
from resume.schema import Resume

if TYPE_CHECKING:
    from jinja2 import Environment

Template = Literal["ats", "visual"]
TIGHTEST = 3
"""The highest density."""

_TEMPLATES = Path(__file__).parent.parent / "templates"
_TEXT_FAMILIES: dict[str, tuple[str, ...]] = {
    "ats": ("Carlito", "Source Sans 3"),
    "visual": ("Source Sans 3", "Carlito"),
}
_DISPLAY_FAMILIES: dict[str, tuple[str, ...]] = {
    "ats": ("Carlito", "Source Sans 3"),
    "visual": ("Source Serif 4", "Source Sans 3", "Carlito"),
}
_MARKS = {"ats": "|", "visual": "·"}
_CONTACT_ROW_CHARACTERS = 96
"""How many characters of contact details fit side by side on A4 in either template at any density."""


def template_names() -> list[str]:
    """The templates that `render_html` knows."""
    return list(get_args(Template))


def render_html(resume: Resume, template: str, *, density: int = 0) -> str:
    """The resume as a page of HTML, fonts included, to be printed on the paper it names.

    Args:
        resume: what is printed; its texts are data, whatever they hold.
        template: one of `template_names()`.
        density: 0 (roomy) to 3 (the tightest that still reads well); never changes what is printed.

    Raises:
        ValueError: no such template or density.
    """
    if template not in template_names() or not 0 <= density <= TIGHTEST:
        raise ValueError(f"no template {template!r} with density {density}")
    sheet = lay_out(resume)
    return (
        _environment()
        .get_template("resume.html")
        .render(
            sheet=sheet,
            template=template,
            density=density,
            fonts=_fonts(sheet, template),
            contact_rows=list(_contact_rows(sheet.contacts)),
            mark=_MARKS[template],
            )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    parts = environment.get_template("entries/parts.html").make_module()
    environment.globals["linked"] = parts.linked  # type: ignore[attr-defined]
    return environment


def _fonts(sheet: Sheet, template: str) -> str:
    from markupsafe import Markup

    text, strong, display = sheet.text, _strong_text(sheet), _display_text(sheet)
    families = _TEXT_FAMILIES[template]
    return Markup(
        font_face_css(
            TypeUse(text + _MARKS[template] + "•", families),
            TypeUse(strong, families, bold=True),
            TypeUse(display, _DISPLAY_FAMILIES[template], bold=True),
        )
    )


def _display_text(sheet: Sheet) -> str:
    return sheet.name + "".join(section.title for section in sheet.sections)


def _strong_text(sheet: Sheet) -> str:
    titles = (entry.title for section in sheet.sections for entry in section.entries)
    labels = (group.label for section in sheet.sections for group in section.groups)
    inner = (one.label for section in sheet.sections for entry in section.entries for one in entry.listings)
    return "".join((*titles, *labels, *inner, ":"))


def _contact_rows(contacts: tuple[Link, ...]) -> Iterator[list[Link]]:
    """The contact details cut into rows, so that no separator is left hanging at a line's end.

    One row if all fit; else where and how to reach somebody first, and their pages on the web below.
    """
    if _width(contacts) <= _CONTACT_ROW_CHARACTERS:
        parts = [contacts]
    else:
        web = [link for link in contacts if (link.href or "").startswith("http")]
        parts = [tuple(link for link in contacts if link not in web), tuple(web)]
    for part in parts:
        yield from _rows(part)


def _rows(links: tuple[Link, ...]) -> Iterator[list[Link]]:
    row: list[Link] = []
    for link in links:
        if row and _width((*row, link)) > _CONTACT_ROW_CHARACTERS:
            yield row
            row = []
        row.append(link)
    if row:
        yield row


def _width(links: Sequence[Link]) -> int:
    return sum(len(link.text) + 3 for link in links) - 3
