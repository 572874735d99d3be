"""A resume as one HTML page that carries its own fonts, ready for the browser to print."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from documents.writers.sheet import Sheet, lay_out
from documents.writers.typefaces import TypeUse, font_face_css, missing_glyphs
from resume.schema import Resume

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["TIGHTEST", "Template", "heading_texts", "missing_glyphs", "render_html", "template_names"]

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
MARKS = {"ats": "|", "visual": "·"}


def template_names() -> list[str]:
    """The templates that `render_html` knows."""
    return list(get_args(Template))


def render_html(resume: Resume, template: str, *, density: int = 0, dates_aside: bool = True) -> str:
    """The resume as a page of HTML, fonts included, to be printed on the paper it names.

    Args:
        resume: what is printed; its texts are data, whatever they hold.
        template: one of `template_names()`.
        density: 0 (roomy) to 3 (the tightest that still reads well); never changes what is printed.
        dates_aside: whether dates stand at the right edge; else right after their titles.

    Raises:
        ValueError: no such template or density.
    """
    if template not in template_names() or not 0 <= density <= TIGHTEST:
        raise ValueError(f"no template {template!r} with density {density}")
    sheet = lay_out(resume)
    return (
        environment()
        .get_template("resume.html")
        .render(
            sheet=sheet,
            template=template,
            density=density,
            dates_aside=dates_aside,
            fonts=_fonts(sheet, template),
            mark=MARKS[template],
        )
    )


def heading_texts(resume: Resume) -> list[str]:
    """What the documents say that is not the resume's own text: headings, labels, and periods in their printed form."""
    sections = lay_out(resume).sections
    entries = [entry for section in sections for entry in section.entries]
    labels = [listing.label for entry in entries for listing in entry.listings]
    grades = [link.text for entry in entries for link in entry.details if ": " in link.text]
    texts = [*(section.title for section in sections), *labels, *grades, *(entry.period for entry in entries)]
    return [text for text in dict.fromkeys(texts) if text]


@cache
def environment() -> "Environment":
    """The templates, ready to be filled in: what is filled in is escaped."""
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
    return fonts_for(template, text=sheet.text, strong=_strong_text(sheet), display=_display_text(sheet))


def fonts_for(template: str, *, text: str, strong: str, display: str) -> str:
    """The style sheet that carries the fonts of a design for what is set in them: running text, bold text, and headings."""
    from markupsafe import Markup

    families = _TEXT_FAMILIES[template]
    return Markup(
        font_face_css(
            TypeUse(text + MARKS[template] + "•", families),
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
