"""Pictures are opened within bounds, upright, on a light ground, or refused in one line."""

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageStat

from documents.pictures import SENT_SIDE, open_picture, to_send
from errors import UserError
from tests.documents.drawn import AD, draw, packed


def brightness(picture: Image.Image) -> float:
    return ImageStat.Stat(picture.convert("L")).mean[0]


def claimed(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(7_000, 7_000), (12_000, 12_000), (60_000, 60_000), (2_000_000_000, 2)])
def test_a_picture_that_unpacks_to_too_many_pixels_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(UserError, match="more than 40 million pixels"):
        open_picture(claimed(*size), "bomb.png")


def test_a_picture_too_small_to_read_is_refused() -> None:
    with pytest.raises(UserError, match="too small"):
        open_picture(packed(Image.new("RGB", (300, 12))), "line.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_refused(kind: str) -> None:
    whole = packed(draw([AD]), kind)
    with pytest.raises(UserError, match="damaged"):
        open_picture(whole[: len(whole) // 2], "half")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_picture_with_any_bytes_of_it_changed_is_opened_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))
    bytes_of = bytearray(packed(Image.linear_gradient("L").resize((64, 64)), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        bytes_of[data.draw(st.integers(0, len(bytes_of) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UserError):
        assert open_picture(bytes(bytes_of), "changed").pixels.mode == "RGB"


def test_a_picture_is_turned_as_the_camera_was_held() -> None:
    upright = Image.new("RGB", (200, 100), "white")
    marks = Image.Exif()
    marks[0x0112] = 6
    taken = packed(upright.rotate(90, expand=True), "JPEG", exif=marks)
    assert open_picture(taken, "photo.jpg").pixels.size == (200, 100)


def test_light_text_on_a_dark_ground_is_turned_dark_on_light() -> None:
    assert brightness(open_picture(packed(draw([AD], dark=True)), "dark.png").pixels) > 200


@pytest.mark.parametrize("ink", ["black", "white"])
def test_text_on_no_ground_at_all_is_put_on_one_it_stands_out_from(ink: str) -> None:
    bare = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    bare.paste(ink, (40, 40, 160, 60))
    shown = open_picture(packed(bare), "bare.png").pixels
    assert shown.getpixel((5, 5)) == (255, 255, 255)
    assert shown.getpixel((100, 50)) == (0, 0, 0)


def test_of_an_animation_the_first_picture_is_opened_and_their_number_told() -> None:
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("white", "#fafafa", "#f5f5f5")]
    moving = packed(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    opened = open_picture(moving, "moving.webp")
    assert opened.frames == 3
    assert opened.pixels.getpixel((50, 50)) == (255, 255, 255)


def test_what_is_sent_is_no_larger_than_needed_and_holds_nothing_of_the_camera() -> None:
    marks = Image.Exif()
    marks[0x010E] = "taken at home by Ada"
    photo = packed(Image.new("RGB", (4_000, 3_000), "white"), "JPEG", exif=marks)
    sent = to_send(open_picture(photo, "photo.jpg"))
    assert b"Ada" in photo
    assert b"Ada" not in sent
    assert max(Image.open(io.BytesIO(sent)).size) == SENT_SIDE
