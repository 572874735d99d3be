"""Pictures that strangers send: screenshots and photographs as plain pixels, within bounds, upright, on a light ground."""

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "WEBP")
"""What is opened; the decoder of no other format is tried."""

MOST_PIXELS = 40_000_000
"""A photograph of a good telephone has 12 to 50 million; a few kilobytes may claim billions."""

LEAST_SIDE = 40
"""Pixels of a side below which nothing can be read."""

DARK = 110
"""Mean brightness (0..255) below which a picture shows light text on a dark ground."""

SENT_SIDE = 2_000
"""Longest side, in pixels, of a picture that is sent to a model."""


@dataclass(frozen=True)
class Picture:
    """A picture that was opened."""

    pixels: "Image"
    """In colour, upright, dark text on a light ground."""
    frames: int
    """How many it holds; the first one is read."""


def open_picture(data: bytes, name: str) -> Picture:
    """The pixels of a picture.

    Raises:
        UserError: it is damaged, too large, too small, or of a kind that is not read.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged by our own bound below
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
        _check_size(opened.size, name)
        frames = int(getattr(opened, "n_frames", 1))
        opened.seek(0)
        opened.load()
    except UserError:
        raise
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except UnidentifiedImageError:
        raise UserError(name, "is damaged, or no picture that is read", "give it as PNG, JPEG or WebP") from None
    except Exception:  # noqa: BLE001  (a damaged picture makes its decoder raise whatever it likes)
        raise UserError(name, "is a damaged picture", "save it again, or give the text") from None
    return Picture(_on_light_ground(_upright(opened)), frames)


def to_send(picture: Picture) -> bytes:
    """The pixels as a PNG for a model, no larger than it looks at, and with nothing that the camera wrote beside them."""
    pixels = picture.pixels.copy()
    pixels.thumbnail((SENT_SIDE, SENT_SIDE))
    packed = io.BytesIO()
    pixels.save(packed, "PNG")
    return packed.getvalue()


def _check_size(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_large(name)
    if min(size) < LEAST_SIDE:
        raise UserError(name, f"is a picture of {size[0]} × {size[1]} pixels, too small to read", "give a larger one")


def _too_large(name: str) -> UserError:
    problem = f"is a picture of more than {MOST_PIXELS // 1_000_000} million pixels"
    return UserError(name, problem, "make it smaller, or give the text")


def _upright(picture: "Image") -> "Image":
    """The picture as the camera was held; marks of the camera that cannot be read turn nothing."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001  (the marks are free text of whoever made the file)
        return picture


def _on_light_ground(picture: "Image") -> "Image":
    """In colour without transparency, and with dark text, which is what recognisers are trained on."""
    from PIL import Image, ImageOps, ImageStat

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        drawn = ImageStat.Stat(shown.convert("L"), mask=shown.getchannel("A"))
        light = bool(drawn.count[0]) and drawn.mean[0] > 255 - DARK
        ground = Image.new("RGBA", shown.size, "black" if light else "white")
        picture = Image.alpha_composite(ground, shown)
    colour = picture.convert("RGB")
    return ImageOps.invert(colour) if ImageStat.Stat(colour.convert("L")).mean[0] < DARK else colour
