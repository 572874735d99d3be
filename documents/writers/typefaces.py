"""The bundled fonts: which file draws which character, and the style sheet that carries those a text needs.

Documents come out the same on every machine because no font of the machine is asked for anything that is bundled.
"""

import base64
import json
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib import resources

from documents.writers.printable import clean_line

_FONTS = "documents.fonts"

FALLBACKS = ("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Math", "Noto Sans Symbols 2", "Inter")
"""Families that only step in for characters which a template's own families lack."""

_REGULAR = 400


@dataclass(frozen=True)
class Face:
    """One font file."""

    family: str
    weight: int
    file: str
    range: str
    """The characters it is for, as CSS `unicode-range` writes them, ascending."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        """Whether it draws this character."""
        index = bisect_right(self.starts, ord(character)) - 1
        return index >= 0 and ord(character) <= self.ends[index]


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text`, as documents print it, that no bundled font draws; blanks and invisible marks never miss."""
    return {character for character in set(clean_line(text)) if _is_drawn(character) and not _has_glyph(character)}


@dataclass(frozen=True)
class TypeUse:
    """A text and how it is set."""

    text: str
    families: tuple[str, ...]
    """First choice first; `FALLBACKS` follow by themselves."""
    bold: bool = False


def font_face_css(*uses: TypeUse) -> str:
    """`@font-face` rules, the fonts inside, for all characters of the given texts and no more."""
    chosen = {
        face for use in uses for character in {*use.text, " "} for face in _faces_of(character, use.families, use.bold)
    }
    return "".join(_rule(face) for face in sorted(chosen, key=lambda face: face.file))


@cache
def _faces() -> tuple[Face, ...]:
    entries = json.loads(resources.files(_FONTS).joinpath("faces.json").read_text("utf-8"))
    return tuple(_read_face(entry["family"], entry["weight"], entry["file"], entry["range"]) for entry in entries)


def _read_face(family: str, weight: int, file: str, ranges: str) -> Face:
    bounds = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
    starts = tuple(int(bound[0], 16) for bound in bounds)
    ends = tuple(int(bound[-1], 16) for bound in bounds)
    return Face(family, weight, file, ranges, starts, ends)


@cache
def _faces_of(character: str, families: tuple[str, ...], bold: bool) -> tuple[Face, ...]:
    """The face of the first family that has the character: of the weight asked for, else of whichever there is."""
    for family in families + FALLBACKS:
        faces = [face for face in _faces() if face.family == family and face.has(character)]
        fitting = [face for face in faces if (face.weight > _REGULAR) == bold] or faces
        if fitting:
            return tuple(fitting)
    return ()


def _has_glyph(character: str) -> bool:
    return any(face.has(character) for face in _faces())


def _is_drawn(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


@cache
def _rule(face: Face) -> str:
    data = base64.b64encode(resources.files(_FONTS).joinpath(face.file).read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:normal;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{face.range}}}\n'
    )
