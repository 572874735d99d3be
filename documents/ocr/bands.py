"""Long screenshots cut into bands between their lines, since recognisers make what is longer than a page too small to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

TALLEST = 1_800
"""Height, in pixels, of a band."""
CUT_ZONE = 400
"""Rows at the end of a band among which the blankest is looked for."""


@dataclass(frozen=True)
class Band:
    """A part of a picture, as wide as it is."""

    pixels: "Image"
    top: int
    """Its first row in the whole picture."""


def cut_bands(picture: "Image") -> Iterator[Band]:
    """The picture from top to bottom in bands that cut no line in two where a blank row can be found."""
    import numpy

    ink = numpy.asarray(picture.convert("L"), dtype=numpy.float32).std(axis=1)
    top = 0
    while picture.height - top > TALLEST + CUT_ZONE // 2:
        zone = ink[top + TALLEST - CUT_ZONE : top + TALLEST]
        blank = numpy.flatnonzero(zone <= zone.min() + 1.0)
        bottom = top + TALLEST - CUT_ZONE + int(blank[len(blank) // 2])
        yield Band(picture.crop((0, top, picture.width, bottom)), top)
        top = bottom
    yield Band(picture.crop((0, top, picture.width, picture.height)), top)
