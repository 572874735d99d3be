"""How a DOCX file's text looks: styles with what they inherit, and list numbering."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from documents.readers.docx_package import WORD, Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none"})
_DEFAULT_SIZE = 11.0
_LONGEST_CHAIN = 20
_TINIEST = 2.0
"""Text of this size in points or less is not meant to be seen."""
_BULLET_STYLE_NAMES = (
    "list bullet",
    "list number",
    "listenabsatz aufz",
    "bullet",
    "aufzählung",
    "liste à puces",
    "lista con viñetas",
)
_HEADING_NAMES = ("heading ", "überschrift ", "titre ", "título ", "titolo ", "kop ", "nagłówek ", "rubrik ")


@dataclass(frozen=True)
class RunLook:
    """Character formatting; None: not said, inherited."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    """Points."""

    def over(self, base: "RunLook") -> "RunLook":
        """The formatting, completed by what lies under it."""
        return RunLook(
            self.bold if self.bold is not None else base.bold,
            self.italic if self.italic is not None else base.italic,
            self.hidden if self.hidden is not None else base.hidden,
            self.size if self.size is not None else base.size,
        )


@dataclass(frozen=True)
class ParagraphLook:
    """Paragraph formatting."""

    run: RunLook = RunLook()
    name: str = ""
    level: int | None = None
    """Heading level, 1 is highest."""
    list_id: str | None = None
    list_level: int = 0
    indent: float = 0.0
    """Points."""
    before: float = 0.0
    after: float = 0.0


@dataclass
class Styles:
    """The style sheet and the list definitions of one file."""

    paragraph: dict[str, ParagraphLook] = field(default_factory=dict)
    run: dict[str, RunLook] = field(default_factory=dict)
    default: ParagraphLook = ParagraphLook()
    formats: dict[tuple[str, int], str] = field(default_factory=dict)
    """Number format of a list's level: `bullet`, `decimal`, …"""

    def is_list(self, look: ParagraphLook) -> bool:
        """Whether a paragraph has a bullet or a number before it."""
        if look.level is not None:
            return False
        if look.list_id is not None:
            return look.list_id != "0" and self.formats.get((look.list_id, look.list_level), "bullet") != "none"
        return look.name.startswith(_BULLET_STYLE_NAMES)


def read_styles(package: Package) -> Styles:
    """The styles of a file; without a style sheet everything is plain text."""
    styles = Styles(default=ParagraphLook(run=RunLook(False, False, False, _DEFAULT_SIZE)))
    root = package.part("word/styles.xml")
    if root is not None:
        _read_sheet(root, styles)
    numbering = package.part("word/numbering.xml")
    if numbering is not None:
        styles.formats = _read_numbering(numbering)
    return styles


def _read_sheet(root: "_Element", styles: Styles) -> None:
    defaults = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    run = read_run_look(defaults).over(styles.default.run)
    styles.default = replace(styles.default, run=run)
    elements = {style.get(f"{WORD}styleId") or "": style for style in root.iter(f"{WORD}style")}
    for style_id, style in elements.items():
        chain = list(_chain(style, elements))
        look = styles.default
        for one in reversed(chain):
            look = read_paragraph_look(one.find(f"{WORD}pPr"), look)
            look = replace(look, run=read_run_look(one.find(f"{WORD}rPr")).over(look.run))
        name = _value(style, "name").lower()
        look = replace(look, name=name, level=_heading_level(name) or look.level)
        if name.startswith(_BULLET_STYLE_NAMES) and name[-1:].isdigit():
            look = replace(look, list_level=max(look.list_level, int(name[-1]) - 1))
        if style.get(f"{WORD}type") == "character":
            own = RunLook()
            for one in chain:
                own = own.over(read_run_look(one.find(f"{WORD}rPr")))
            styles.run[style_id] = own
        else:
            styles.paragraph[style_id] = look
            if style.get(f"{WORD}default") in {"1", "true"} and style.get(f"{WORD}type") == "paragraph":
                styles.default = replace(look, list_id=None)


def _chain(style: "_Element", elements: "dict[str, _Element]") -> "Iterator[_Element]":
    """A style and what it is based on, nearest first."""
    for _ in range(_LONGEST_CHAIN):
        yield style
        below = elements.get(_value(style, "basedOn"))
        if below is None or below is style:
            return
        style = below


def _heading_level(name: str) -> int | None:
    for prefix in _HEADING_NAMES:
        digits = name.removeprefix(prefix)
        if digits != name and digits[:1].isdigit():
            return int(digits[0]) or 1
    return None


def read_paragraph_look(properties: "_Element | None", base: ParagraphLook) -> ParagraphLook:
    """Formatting that a `w:pPr` says, over what lies under it."""
    if properties is None:
        return base
    look = base
    outline = _value(properties, "outlineLvl")
    if outline.isdigit():
        look = replace(look, level=int(outline) + 1 if int(outline) < 9 else None)
    numbering = properties.find(f"{WORD}numPr")
    if numbering is not None:
        level = _value(numbering, "ilvl")
        look = replace(
            look,
            list_id=_value(numbering, "numId") or look.list_id,
            list_level=int(level) if level.isdigit() else look.list_level,
        )
    indent = properties.find(f"{WORD}ind")
    if indent is not None:
        left = indent.get(f"{WORD}left") or indent.get(f"{WORD}start")
        look = replace(look, indent=_points(left, look.indent))
    spacing = properties.find(f"{WORD}spacing")
    if spacing is not None:
        look = replace(
            look,
            before=_points(spacing.get(f"{WORD}before"), look.before),
            after=_points(spacing.get(f"{WORD}after"), look.after),
        )
    return look


def read_run_look(properties: "_Element | None") -> RunLook:
    """Formatting that a `w:rPr` says."""
    if properties is None:
        return RunLook()
    size = _value(properties, "sz")
    points = float(size) / 2 if size.replace(".", "", 1).isdigit() else None
    hidden = _switch(properties, "vanish")
    if points is not None and points <= _TINIEST:
        hidden = True
    return RunLook(_switch(properties, "b"), _switch(properties, "i"), hidden, points)


def _switch(properties: "_Element", name: str) -> bool | None:
    element = properties.find(f"{WORD}{name}")
    if element is None:
        return None
    return (element.get(f"{WORD}val") or "1").lower() not in _OFF


def _value(parent: "_Element", name: str) -> str:
    element = parent.find(f"{WORD}{name}")
    return "" if element is None else element.get(f"{WORD}val") or ""


def _points(twentieths: str | None, otherwise: float) -> float:
    try:
        return float(twentieths) / 20 if twentieths else otherwise
    except ValueError:
        return otherwise


def _read_numbering(root: "_Element") -> dict[tuple[str, int], str]:
    abstract: dict[str, dict[int, str]] = {}
    for definition in root.iter(f"{WORD}abstractNum"):
        levels = definition.findall(f"{WORD}lvl")
        abstract[definition.get(f"{WORD}abstractNumId") or ""] = {
            int(level.get(f"{WORD}ilvl") or 0): _value(level, "numFmt")
            for level in levels
            if (level.get(f"{WORD}ilvl") or "0").isdigit()
        }
    formats: dict[tuple[str, int], str] = {}
    for number in root.iter(f"{WORD}num"):
        for level, form in abstract.get(_value(number, "abstractNumId"), {}).items():
            formats[number.get(f"{WORD}numId") or "", level] = form or "bullet"
    return formats
