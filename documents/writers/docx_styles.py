"""How the Word document looks: page, styles, language and properties."""

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor

from documents.writers.sheet import Sheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

DETAILS = "Entry Details"
"""Style of what stands under a title: employer, place, address; also of the contact details."""
LINE = "Entry Line"
"""Style of entries that take one line: awards, certificates, publications."""

INK = RGBColor(0x16, 0x19, 0x1D)
SOFT = RGBColor(0x3A, 0x42, 0x4A)
MARK_COLOR = RGBColor(0x8A, 0x92, 0x9A)

_FONT, _COMPLEX_FONT = "Calibri", "Arial"
"""Everywhere with Word; LibreOffice puts the metric-compatible Carlito in Calibri's place, others their sans serif."""
_MARGIN_SIDE, _MARGIN_TOP = Mm(18), Mm(16)
_PAPERS = {"A4": (Mm(210), Mm(297)), "Letter": (Mm(215.9), Mm(279.4))}
_WORD_2013 = "15"
"""Word's compatibility mode of today; without it documents open as if made for Word 2007."""
_PROPERTIES_TO_DROP = ("created", "modified", "lastModifiedBy", "revision", "description", "lastPrinted")


def dress(document: "Document", sheet: Sheet) -> None:
    """Give an empty document of python-docx the page, the styles and the properties of this resume."""
    _set_page(document, sheet)
    _set_styles(document, sheet)
    _set_language(document, sheet)
    _set_properties(document, sheet)
    _set_compatibility(document)


def text_width(sheet: Sheet) -> Length:
    """The width between the margins."""
    return Length(_PAPERS[sheet.paper][0] - 2 * _MARGIN_SIDE)


def _set_page(document: "Document", sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = _PAPERS[sheet.paper]
    section.left_margin = section.right_margin = _MARGIN_SIDE
    section.top_margin = section.bottom_margin = _MARGIN_TOP
    section.header_distance = section.footer_distance = Mm(8)
    if sheet.direction == "rtl":
        section._sectPr.append(OxmlElement("w:bidi"))


def _set_styles(document: "Document", sheet: Sheet) -> None:
    styles = document.styles
    for name in (DETAILS, LINE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    period = styles.add_style("Period", WD_STYLE_TYPE.CHARACTER)
    period.font.bold = period.font.cs_bold = False
    period.font.color.rgb = SOFT
    _set_size(period, 10.5)

    _set(styles["Normal"], size=10.5, after=2, line=1.1)
    _set(styles["Title"], size=23, bold=True, after=0, line=1.0)
    _set(styles["Subtitle"], size=12, color=SOFT, after=2, line=1.05)
    _set(styles["Heading 1"], size=12.5, bold=True, before=13, after=4, line=1.05)
    _set(styles["Heading 2"], size=11, bold=True, before=7, after=0, line=1.1)
    _set(styles[DETAILS], size=10.5, color=SOFT, after=1, line=1.1)
    _set(styles[LINE], size=10.5, after=2, line=1.1)
    _set(styles["List Bullet"], size=10.5, after=1.5, line=1.1)

    _rule_below(styles["Heading 1"])
    _clear_border(styles["Title"])
    bullet = styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Mm(4.5), Mm(-4.5)
    for name in ("Heading 2", DETAILS, LINE):
        styles[name].paragraph_format.tab_stops.add_tab_stop(text_width(sheet), WD_TAB_ALIGNMENT.RIGHT)


def _set(
    style: "ParagraphStyle",
    *,
    size: float,
    bold: bool = False,
    color: RGBColor = INK,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
) -> None:
    """Set type and spacing (points; `line` as a multiple), and drop the theme's fonts, italics and letter-spacing."""
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:kern", "w:i", "w:iCs", "w:sz", "w:szCs", "w:b", "w:bCs", "w:color"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    fonts = properties.get_or_add_rFonts()
    for script, font in (("ascii", _FONT), ("hAnsi", _FONT), ("eastAsia", _FONT), ("cs", _COMPLEX_FONT)):
        fonts.set(qn(f"w:{script}"), font)
    style.font.bold = style.font.cs_bold = bold
    _set_size(style, size)
    style.font.color.rgb = color
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), line
    spacing.widow_control = True
    style.quick_style = True


def _set_size(style: "CharacterStyle", size: float) -> None:
    """The size in points, for scripts that run from right to left too (`w:szCs`)."""
    style.font.size = Pt(size)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(size * 2)))
    style.element.rPr.find(qn("w:sz")).addnext(complex_size)


def _rule_below(style: "ParagraphStyle") -> None:
    properties = style.element.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="9AA2AA"/></w:pBdr>'
    )
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def _clear_border(style: "ParagraphStyle") -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _set_language(document: "Document", sheet: Sheet) -> None:
    tag = sheet.language
    if tag == "en":
        tag = "en-US" if sheet.paper == "Letter" else "en-GB"
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for found in properties.findall(qn("w:lang")):
        properties.remove(found)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    language.set(qn("w:bidi"), tag if sheet.direction == "rtl" else "ar-SA")
    properties.append(language)


def _set_properties(document: "Document", sheet: Sheet) -> None:
    core = document.core_properties
    core.title, core.author, core.language = sheet.document_title[:255], sheet.name[:255], sheet.language
    core.keywords = core.subject = core.category = ""
    for child in list(core._element):
        if child.tag.rpartition("}")[2] in _PROPERTIES_TO_DROP:
            core._element.remove(child)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _set_compatibility(document: "Document") -> None:
    settings = document.settings.element
    for found in settings.findall(qn("w:compat")):
        settings.remove(found)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD_2013}"/></w:compat>'
    )
    settings.insert_element_before(
        compat,
        "w:docVars",
        "w:rsids",
        "m:mathPr",
        "w:attachedSchema",
        "w:themeFontLang",
        "w:clrSchemeMapping",
        "w:shapeDefaults",
        "w:decimalSymbol",
        "w:listSeparator",
    )
