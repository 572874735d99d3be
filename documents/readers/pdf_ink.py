"""What is drawn on the pages of a PDF: glyphs with their boxes, small marks, rules, fills and link areas.

The only file that calls pdfium. Coordinates are points, seen as a reader sees the page: x to the right, y *down* from its top
left corner, the page's own rotation applied.
"""

import ctypes
import math
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium

LOCK = threading.Lock()
"""pdfium may be used by one thread at a time, in the whole process."""

LARGEST_PAGE = 14_401.0
"""Side of a page, in points, that no PDF exceeds; PDF 32000-1, annex C.2."""
LARGEST_CANVAS = 3_000_000
"""Most pixels of a painted page: three ordinary pages at one pixel a point are 1.5 million."""
MAX_FORM_DEPTH = 6
"""How deep drawings inside drawings are followed; real exporters nest two or three."""

BOLD_NAME = re.compile(
    r"bold|black|heavy|demi|extrab|ultra|[-_, ](?:bd|b|sb|bi|eb)$|^(?:cmb|cmssbx|sfbx|sfsx|ecbx|lmbx)|bx\d|-medi(?:ital|obli)?$",
    re.IGNORECASE,
)
ITALIC_NAME = re.compile(
    r"ital|obliq|slanted|[-_, ](?:it|i|bi)$|^(?:cmti|cmsl|cmbxti|sfti|sfsl|ecti)|ti\d\d", re.IGNORECASE
)
SYMBOL_NAME = re.compile(r"symbol|wingding|webding|dingbat|opensymbol", re.IGNORECASE)
PICTURE_NAME = re.compile(
    r"marvosym|awesome|academicons|icomoon|glyphicon|material.?(?:icon|symbol)|typicon|linearicon", re.IGNORECASE
)
"""Fonts of pictures that many files map to letters: moderncv's bullets are the `{` of MarVoSym."""
NAMELESS = re.compile(r"^(?:cidfont.*|(?:f|t|tt|font|c\d_)\d*|[a-z]{6}|type3.*|)$", re.IGNORECASE)


@dataclass(frozen=True)
class Face:
    """What a font's name, flags and tables say of the look of its glyphs."""

    bold: bool
    italic: bool
    symbols: bool
    """Whether it is a font of pictures (Symbol, Wingdings), where codes are not letters."""
    pictures: bool = False
    """Whether it is a font of icons (Font Awesome, MarVoSym): none of its characters is text."""


class Glyph(NamedTuple):
    """One character as drawn."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline, from the top of the page down."""
    size: float
    face: Face
    order: int
    """Place in the order of drawing."""
    part: int
    """Which text object drew it: two characters of one ligature have the same."""
    spaced: bool
    """Whether the file has a space character before it."""
    angle: int
    """Direction of writing in degrees, clockwise; 0 is left to right."""
    looks_apart: bool = False
    """Whether pdfium takes the gap before it for a space: it does not pass on a space that was drawn on its own."""


class Box(NamedTuple):
    """A rectangle, y down."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class LinkArea(NamedTuple):
    """An area of the page that leads to an address."""

    box: Box
    uri: str


Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


class Shape(NamedTuple):
    """A drawn path or picture."""

    box: Box
    fill: Colour | None
    """None: a picture, a shading, or a path that is only stroked."""
    picture: bool = False


@dataclass(frozen=True)
class PageInk:
    """Everything the layout of one page is judged by."""

    width: float
    height: float
    glyphs: list[Glyph]
    shapes: list[Shape]
    links: list[LinkArea]


@dataclass(frozen=True)
class DocumentInk:
    """All pages, and what only the file as a whole tells."""

    pages: list[PageInk]
    tagged: bool


class Unreadable(Exception):
    """The file cannot be opened.

    Args:
        reason: `"password"`, `"protected"` (a lock this reader does not know) or `"damaged"`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooManyPages(Exception):
    """The file has more pages than may be read; `pages` says how many."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


def read_ink(data: bytes, max_pages: int) -> DocumentInk:
    """Everything drawn in the file, page by page.

    Raises:
        Unreadable: the bytes are no PDF, or need a password.
        TooManyPages: more than `max_pages`.
    """
    import pypdfium2

    with LOCK:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise Unreadable(_reason(pdfium.FPDF_GetLastError()))
        try:
            count = pdfium.FPDF_GetPageCount(document)
            if count > max_pages:
                raise TooManyPages(count)
            if count < 1:
                raise Unreadable("damaged")
            faces: dict[int, Face] = {}
            pages = [_read_page(document, number, faces) for number in range(count)]
            return DocumentInk(pages, _is_tagged(document))
        finally:
            pdfium.FPDF_CloseDocument(document)
            del pypdfium2


def _reason(code: int) -> str:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return "password"
    return "protected" if code == pdfium.FPDF_ERR_SECURITY else "damaged"


def _integer_handles(function: object, result: type, *arguments: type) -> "ctypes._FuncPointer":
    """The same C function, with handles as plain integers: calls are twice as fast, and addresses can be compared."""
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    assert address
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_unicode = _integer_handles(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
_text_object = _integer_handles(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)
_loose_box = _integer_handles(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _OUT)
_tight_box = _integer_handles(pdfium.FPDFText_GetCharBox, _INT, _HANDLE, _INT, _OUT, _OUT, _OUT, _OUT)
_origin = _integer_handles(pdfium.FPDFText_GetCharOrigin, _INT, _HANDLE, _INT, _OUT, _OUT)
_char_matrix = _integer_handles(pdfium.FPDFText_GetMatrix, _INT, _HANDLE, _INT, _OUT)
_font = _integer_handles(pdfium.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
_font_size = _integer_handles(pdfium.FPDFTextObj_GetFontSize, _INT, _HANDLE, _OUT)
_render_mode = _integer_handles(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)
_fill_colour = _integer_handles(pdfium.FPDFPageObj_GetFillColor, _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)


class _Look(NamedTuple):
    """What all characters of one text object share."""

    face: Face
    size: float
    angle: int
    hidden: bool
    colour: Colour | None
    """None: it has no plain colour (a pattern), or is drawn another way than by filling."""


@dataclass(frozen=True)
class _Frame:
    """Turns the file's coordinates (y up, page unrotated) into the reader's."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    """The page's own rotation in quarter turns, clockwise."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the reader sees the point."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Where the reader sees the rectangle."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def angle(self, across: float, up: float) -> int:
        """Direction of writing as seen, in degrees clockwise."""
        return round(-math.degrees(math.atan2(up, across)) + 90 * self.turns) % 360


def _read_page(document: object, number: int, faces: dict[int, Face]) -> PageInk:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise Unreadable("damaged")
    text = pdfium.FPDFText_LoadPage(page)
    try:
        frame = _frame(page)
        shapes = _shapes(page, frame)
        glyphs = _glyphs(page, text, frame, shapes, faces) if text else []
        return PageInk(*frame.size, glyphs, shapes, _links(document, page, frame))
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _frame(page: object) -> _Frame:
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    if not (0 < bounds.right - bounds.left < LARGEST_PAGE and 0 < bounds.top - bounds.bottom < LARGEST_PAGE):
        raise Unreadable("damaged")
    return _Frame(bounds.left, bounds.bottom, bounds.right, bounds.top, pdfium.FPDFPage_GetRotation(page) % 4)


def _glyphs(page: object, text: object, frame: _Frame, shapes: list[Shape], faces: dict[int, Face]) -> list[Glyph]:
    """The characters a reader of the page sees, in the order of drawing."""
    drawn = _drawn_characters(text, frame, faces)
    seen = [glyph for glyph, look in drawn if not look.hidden]
    if len(seen) < len(drawn) / 10 and _is_scan(shapes, frame):
        return [glyph for glyph, _ in drawn]
    shown = [(glyph, look) for glyph, look in drawn if not look.hidden]
    camouflaged = _camouflaged(page, frame, shown, shapes)
    return [glyph for glyph in seen if glyph.part not in camouflaged]


def _drawn_characters(text: object, frame: _Frame, faces: dict[int, Face]) -> list[tuple[Glyph, _Look]]:
    handle = ctypes.cast(text, ctypes.c_void_p).value  # type: ignore[arg-type]
    reader = _LookReader(handle or 0, frame, faces)
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rect_at, x_at, y_at = ctypes.addressof(rect), ctypes.addressof(x), ctypes.addressof(y)
    width, height = frame.size
    found: list[tuple[Glyph, _Look]] = []
    spaced = apart = False
    part_before, look = 0, None
    for index in range(pdfium.FPDFText_CountChars(text)):
        part = _text_object(handle, index)
        code = _unicode(handle, index)
        if not part:  # a space or line break that pdfium made up
            apart = apart or code == ord(" ")
            continue
        if code in SPACES:
            spaced = True
            continue
        if code < 0x20 and code != PDFIUM_HYPHEN:
            continue
        if part != part_before or look is None:
            look, part_before = reader.look(index, part), part
        _origin(handle, index, x_at, y_at)
        _loose_box(handle, index, rect_at)
        if frame.turns == 0:
            across, down = x.value - frame.left, frame.top - y.value
            left, right = rect.left - frame.left, rect.right - frame.left
        else:
            across, down = frame.point(x.value, y.value)
            left, _, right, _ = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        if not SMALLEST <= look.size <= height or not (-1 <= across <= width + 1 and -1 <= down <= height + 1):
            spaced = apart = False
            continue
        if look.angle:
            box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            left, right, down = _along(look.angle, box, across, down, look.size)
        if right - left < 0.01:
            right = left + _ink_width(handle or 0, index, look.size)
        right = min(right, left + WIDEST * look.size)
        char = "-" if code == PDFIUM_HYPHEN else chr(code)
        found.append(
            (Glyph(char, left, right, down, look.size, look.face, index, part, spaced, look.angle, apart), look)
        )
        spaced = apart = False
    return found


SPACES = frozenset([0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)])
PDFIUM_HYPHEN = 0x02
"""What pdfium makes of a hyphen at the end of a line, hard or soft."""
WIDEST = 4.0
"""Width, in font sizes, that no character has: fonts with broken tables claim more."""
SMALLEST = 2.5
"""Text set smaller than this, in points, nobody can read: it is there for machines, and is left out."""


def _along(angle: int, box: Box, across: float, down: float, size: float) -> tuple[float, float, float]:
    """Extent along the direction of writing, and baseline, of a turned character: as if the page were turned back."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    if angle % 90 == 0:
        ends = [px * cos + py * sin for px in (box.x0, box.x1) for py in (box.y0, box.y1)]
        left, right = min(ends), max(ends)
    else:
        left = across * cos + down * sin
        right = left + size / 2
    return left, right, down * cos - across * sin


def _ink_width(text: int, index: int, size: float) -> float:
    edges = [ctypes.c_double() for _ in range(4)]
    _tight_box(text, index, *(ctypes.addressof(edge) for edge in edges))
    return max(edges[1].value - edges[0].value, size / 10)


class _LookReader:
    """Reads the looks of text objects; each different look is made once, for files that draw letter by letter."""

    def __init__(self, text: int, frame: _Frame, faces: dict[int, Face]) -> None:
        self._text = text
        self._frame = frame
        self._faces = faces
        self._looks: dict[tuple[object, ...], _Look] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._size = ctypes.c_float()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._matrix_at = ctypes.addressof(self._matrix)
        self._size_at = ctypes.addressof(self._size)
        self._colour_at = [ctypes.addressof(value) for value in self._colour]

    def look(self, index: int, part: int) -> _Look:
        """The look of the character at `index`, which the text object `part` draws."""
        matrix = self._matrix
        _char_matrix(self._text, index, self._matrix_at)
        _font_size(part, self._size_at)
        coloured = _fill_colour(part, *self._colour_at)
        red, green, blue, alpha = self._colour
        colour = (red.value, green.value, blue.value, alpha.value) if coloured else None
        turn = (matrix.a, matrix.b, matrix.c, matrix.d)
        key = (_font(part), self._size.value, turn, _render_mode(part), colour)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._made(*key)
        return look

    def _made(
        self,
        font: int | None,
        size: float,
        turn: tuple[float, float, float, float],
        mode: int,
        colour: tuple[int, int, int, int] | None,
    ) -> _Look:
        a, b, c, d = turn
        face = self._face(font)
        if mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE and not face.bold:
            face = Face(
                True, face.italic, face.symbols, face.pictures
            )  # an outline in the same colour is how bold is faked
        if not face.italic and a > 0 and abs(b) < 0.01 * a and c > 0.15 * d > 0:
            face = Face(face.bold, True, face.symbols, face.pictures)
        angle = self._frame.angle(a, b) if abs(b) > 0.001 or a < 0 or self._frame.turns else 0
        filled = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
        faint = filled and colour is not None and colour[3] < FAINTEST
        hidden = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or faint
        return _Look(face, abs(size) * math.hypot(c, d), angle, hidden, colour[:3] if filled and colour else None)

    def _face(self, font: int | None) -> Face:
        if not font:
            return Face(False, False, False)
        face = self._faces.get(font)
        if face is None:
            face = self._faces[font] = _face(font)
        return face


FAINTEST = 13
"""Opacity of 255 below which text cannot be seen."""


def _colour(part: int) -> tuple[Colour | None, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not _fill_colour(part, *(ctypes.addressof(value) for value in parts)):
        return None, 255
    red, green, blue, alpha = (value.value for value in parts)
    return (red, green, blue), alpha


def _face(font: int) -> Face:
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    name = _font_name(handle)
    flags = max(pdfium.FPDFFont_GetFlags(handle), 0)
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(handle, angle)
    bold = bool(BOLD_NAME.search(name)) or bool(flags & FORCE_BOLD)
    italic = bool(ITALIC_NAME.search(name)) or bool(flags & ITALIC_FLAG) or angle.value != 0
    if NAMELESS.match(name):
        said_bold, said_italic = _style_in_tables(_font_data(handle))
        bold, italic = bold or said_bold, italic or said_italic
    return Face(bold, italic, bool(SYMBOL_NAME.search(name)), bool(PICTURE_NAME.search(name)))


FORCE_BOLD, ITALIC_FLAG = 1 << 18, 1 << 6
"""Font descriptor flags; PDF 32000-1, table 123."""


def _font_name(font: object) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return re.sub(r"^[A-Z]{6}\+", "", buffer.value.decode("utf-8", "replace"))


def _font_data(font: object) -> bytes:
    length = ctypes.c_size_t() if pdfium.FPDFFont_GetFontData.argtypes is None else ctypes.c_ulong()
    if not pdfium.FPDFFont_GetIsEmbedded(font) or not pdfium.FPDFFont_GetFontData(font, None, 0, length):
        return b""
    buffer = (ctypes.c_ubyte * length.value)()
    pdfium.FPDFFont_GetFontData(font, buffer, length.value, length)
    return bytes(buffer)


def _style_in_tables(data: bytes) -> tuple[bool, bool]:
    """Bold and italic by `macStyle` in a TrueType or OpenType font's `head` table: subsetting keeps it where names are lost."""
    if data[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return False, False
    for entry in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        if data[entry : entry + 4] == b"head":
            start = int.from_bytes(data[entry + 8 : entry + 12], "big") + 44
            style = int.from_bytes(data[start : start + 2], "big")
            return bool(style & 1), bool(style & 2)
    return False, False


def _shapes(page: object, frame: _Frame) -> list[Shape]:
    found: list[Shape] = []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _collect_shapes(pdfium.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), frame, found, 0)
    return found


Matrix = tuple[float, float, float, float, float, float]


def _collect_shapes(drawing: object, outer: Matrix, frame: _Frame, found: list[Shape], depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(drawing)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        if depth < MAX_FORM_DEPTH:
            inner = _product(_matrix(drawing), outer)
            for index in range(max(pdfium.FPDFFormObj_CountObjects(drawing), 0)):
                _collect_shapes(pdfium.FPDFFormObj_GetObject(drawing, index), inner, frame, found, depth + 1)
        return
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(drawing, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [_moved(outer, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = frame.box(min(xs), min(ys), max(xs), max(ys))
    picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
    found.append(Shape(box, None if kind != pdfium.FPDF_PAGEOBJ_PATH else _path_fill(drawing), picture))


def _path_fill(path: object) -> Colour | None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value:
        return None
    colour, alpha = _colour(ctypes.cast(path, ctypes.c_void_p).value or 0)  # type: ignore[arg-type]
    return colour if alpha >= FAINTEST else None


def _matrix(drawing: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawing, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _links(document: object, page: object, frame: _Frame) -> list[LinkArea]:
    position, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    found: list[LinkArea] = []
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if length > 1:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
            uri = buffer.value.decode("utf-8", "replace").strip()
            box = frame.box(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
            found.append(LinkArea(box, uri))
    return [link for link in found if link.uri]


def _is_tagged(document: object) -> bool:
    page = pdfium.FPDF_LoadPage(document, 0)
    if not page:
        return False
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        return bool(pdfium.FPDFCatalog_IsTagged(document)) and bool(tree)
    finally:
        if tree:
            pdfium.FPDF_StructTree_Close(tree)
        pdfium.FPDF_ClosePage(page)


def _is_scan(shapes: list[Shape], frame: _Frame) -> bool:
    width, height = frame.size
    return any(shape.picture and shape.box.width * shape.box.height > 0.5 * width * height for shape in shapes)


def _camouflaged(page: object, frame: _Frame, drawn: list[tuple[Glyph, _Look]], shapes: list[Shape]) -> set[int]:
    """The text objects in the colour of what is behind them.

    Only text that is nearly white, or has the very colour of a large filled area, is suspect; the page is painted at one
    pixel a point to see what really lies behind it.
    """
    areas = {WHITE, *(s.fill for s in shapes if s.fill and min(s.box.width, s.box.height) > 6)}
    suspect: dict[Colour, bool] = {}
    runs: list[tuple[Colour, list[Glyph]]] = []
    before: tuple[float, Colour] | None = None
    for glyph, look in drawn:
        colour = look.colour
        if colour is None:
            before = None
            continue
        if colour not in suspect:
            suspect[colour] = any(_alike(colour, area) for area in areas)
        if not suspect[colour]:
            before = None
            continue
        if before != (glyph.y, colour):
            runs.append((colour, []))
        runs[-1][1].append(glyph)
        before = (glyph.y, colour)
    if not runs:
        return set()
    canvas = _paint(page, frame)
    return {
        glyph.part
        for colour, glyphs in runs
        for stretch in _stretches(glyphs)
        if _alike(colour, canvas.background(stretch))
        for glyph in stretch
    }


def _stretches(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Characters of one line, in pieces of a few letters: part of a line may stand on another ground."""
    for start in range(0, len(glyphs), 8):
        yield glyphs[start : start + 8]


CONTRAST = 24
"""Difference in each of red, green and blue, of 255, below which two colours look the same."""


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < CONTRAST for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class _Canvas:
    """A painted page, 4 bytes a pixel (blue, green, red, unused)."""

    pixels: bytes
    stride: int
    width: int
    height: int
    scale: float
    """Pixels a point; 1 but for very large pages."""

    def background(self, glyphs: list[Glyph]) -> Colour:
        """The commonest colour where the characters stand, and just around them."""
        counts: dict[bytes, int] = {}
        for glyph in glyphs:
            if glyph.angle:
                continue
            top, bottom = int(self.scale * (glyph.y - glyph.size)), int(self.scale * (glyph.y + 0.3 * glyph.size))
            left, right = max(int(self.scale * glyph.x0) - 1, 0), min(int(self.scale * glyph.x1) + 2, self.width)
            for row in range(max(top, 0), min(bottom + 1, self.height), 3):
                for column in range(left, right, 2):
                    at = row * self.stride + 4 * column
                    pixel = self.pixels[at : at + 3]
                    counts[pixel] = counts.get(pixel, 0) + 1
        if not counts:
            return (-255, -255, -255)
        blue, green, red = max(counts, key=lambda pixel: counts[pixel])
        return (red, green, blue)


def _paint(page: object, frame: _Frame) -> _Canvas:
    scale = min(1.0, math.sqrt(LARGEST_CANVAS / (frame.size[0] * frame.size[1])))
    width, height = (max(round(side * scale), 1) for side in frame.size)
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return _Canvas(pixels, stride, width, height, scale)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
