"""Pictures of invented documents, drawn here with the project's own fonts: screenshots, photographs, and worse."""

import io
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path(__file__).parents[2] / "documents" / "fonts"

AD = [
    "Harbour Pilot Coordinator",
    "Quillmere Port Authority, full-time",
    "Your tasks",
    "• Plan pilot rosters for up to 14 vessels a day",
    "• Lead a team of six coordinators in three shifts",
    "Your profile",
    "• At least 5 years in vessel traffic services",
    "• GMDSS licence and fluent English",
    "• Good knowledge of Excel and Power BI",
]
CHEF_AD = [
    "Küchenchef (m/w/d)",
    "Gasthof Möwenflügel, Überlingen",
    "Ihre Aufgaben",
    "• Führung einer Küche mit acht Köchen",
    "• Menüplanung für bis zu 220 Gäste täglich",
    "Ihr Profil",
    "• Abgeschlossene Ausbildung als Koch",
    "• Mindestens fünf Jahre in gehobener Küche",
]


def draw(
    columns: Sequence[Sequence[str]], *, dark: bool = False, size: int = 22, title: str = "", width: int = 620
) -> Image.Image:
    """Lines of text as a picture, in columns side by side."""
    font, large = (
        ImageFont.truetype(FONTS / "carlito-latin-400-normal.woff2", pixels) for pixels in (size, round(1.5 * size))
    )
    tall = round(1.7 * size)
    height = (max(map(len, columns)) + 3) * tall
    picture = Image.new("RGB", (width * len(columns), height), "#16191d" if dark else "white")
    pen = ImageDraw.Draw(picture)
    ink = "#d8dce0" if dark else "#20242a"
    pen.text((24, tall // 2), title, fill=ink, font=large)
    for number, lines in enumerate(columns):
        for row, line in enumerate(lines):
            pen.text((24 + number * width, (row + 2) * tall), line, fill=ink, font=font)
    return picture


def photograph(picture: Image.Image, *, slant: float = 2.0) -> Image.Image:
    """As a telephone takes it of a screen: aslant, a little out of focus, on a grey ground."""
    return picture.rotate(slant, expand=True, fillcolor=(214, 210, 200), resample=Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(0.7)
    )


def noise(width: int = 600, height: int = 400) -> Image.Image:
    """A picture without text."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def packed(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a file."""
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()
