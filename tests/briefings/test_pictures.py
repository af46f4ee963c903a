"""Uploads become fresh pictures, or are refused in words."""

import io
import struct
import zlib
from datetime import datetime

import pytest
from django.utils.timezone import get_current_timezone
from PIL import Image, ImageDraw

from briefings import pictures
from briefings.pictures import Unacceptable, encode, widths
from tests.factories import jpeg

RED, BLUE = (255, 0, 0), (0, 0, 255)
ORIENTATION, DATETIME_ORIGINAL, GPS_IFD, EXIF_IFD = 0x0112, 0x9003, 0x8825, 0x8769


def two_colored(width=600, height=300):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(picture).rectangle((width // 2, 0, width, height), fill=BLUE)
    return picture


def saved(picture, kind, **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def with_exif(orientation=1, taken_at=None):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    if taken_at:
        exif.get_ifd(EXIF_IFD)[DATETIME_ORIGINAL] = taken_at
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (31.0, 14.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)})
    exif[0x010E] = "秘密描述 SECRET"
    return saved(two_colored(), "JPEG", exif=exif, quality=95)


def largest(encoded):
    return Image.open(io.BytesIO(encoded.renditions[encoded.width]))


def color_at(picture, x, y):
    """The nearest of the colors tests use."""
    here = picture.convert("RGB").getpixel((x, y))
    known = {"red": RED, "blue": BLUE, "white": (255, 255, 255), "black": (0, 0, 0)}
    return min(known, key=lambda name: sum(abs(a - b) for a, b in zip(known[name], here, strict=True)))


# orientation → where red stands: x and y of its middle in the upright picture, and its size
UPRIGHT = {
    1: ((600, 300), (150, 150)),
    2: ((600, 300), (450, 150)),
    3: ((600, 300), (450, 150)),
    4: ((600, 300), (150, 150)),
    5: ((300, 600), (150, 150)),
    6: ((300, 600), (150, 150)),
    7: ((300, 600), (150, 450)),
    8: ((300, 600), (150, 450)),
}


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_the_camera_was_turned(orientation):
    encoded = encode(with_exif(orientation))
    size, (x, y) = UPRIGHT[orientation]
    assert (encoded.width, encoded.height) == size
    picture = largest(encoded)
    assert picture.size == size
    assert color_at(picture, x, y) == "red"
    assert (
        color_at(picture, size[0] - x if size[0] == 600 else x, size[1] - y if size[1] == 600 else y)
        == "blue"
    )


def test_the_sample_tells_where_it_was_taken():
    data = with_exif()
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(GPS_IFD)[1] == "N"
    assert b"SECRET" in data


def test_nothing_but_pixels_is_kept():
    encoded = encode(with_exif(6, "2026:03:02 09:30:00"))
    for data in encoded.renditions.values():
        picture = Image.open(io.BytesIO(data))
        assert dict(picture.getexif()) == {}
        assert picture.info.keys() & {"exif", "icc_profile", "comment", "xmp", "photoshop"} == set()
        assert b"SECRET" not in data
        assert b"Exif" not in data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_profiles_and_comments_are_dropped(kind):
    options = {"icc_profile": b"PROFILE" * 30, "exif": Image.Exif().tobytes(), "comment": b"SECRET"}
    encoded = encode(saved(two_colored(), kind, **options))
    assert [b"PROFILE" in data or b"SECRET" in data for data in encoded.renditions.values()] == [False, False]


def test_the_moment_it_was_taken_is_kept_apart():
    taken = datetime(2026, 3, 2, 9, 30, tzinfo=get_current_timezone())
    assert encode(with_exif(taken_at="2026:03:02 09:30:00")).taken_at == taken


@pytest.mark.parametrize("text", [None, "", "0000:00:00 00:00:00", "yesterday", "2026:13:45 99:99:99"])
def test_a_camera_without_a_clock(text):
    assert encode(with_exif(taken_at=text)).taken_at is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_becomes_white(kind, mode):
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0)).convert(mode)
    assert color_at(largest(encode(saved(picture, kind))), 50, 50) == "white"


def test_a_transparent_color_of_a_palette_becomes_white():
    picture = Image.new("P", (100, 100), 0)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    assert color_at(largest(encode(saved(picture, "PNG", transparency=0))), 50, 50) == "white"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_is_taken(mode):
    assert encode(saved(Image.new(mode, (500, 10)), "PNG")).renditions.keys() == {400, 500}


def test_a_print_picture_in_cmyk_is_taken():
    picture = largest(encode(saved(Image.new("CMYK", (100, 100), (0, 255, 255, 0)), "JPEG")))
    assert (picture.mode, color_at(picture, 50, 50)) == ("RGB", "red")


def test_a_gif_gives_its_first_frame():
    frames = [Image.new("RGB", (100, 100), color) for color in (RED, BLUE)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    picture = largest(encode(data))
    assert (picture.format, color_at(picture, 50, 50)) == ("JPEG", "red")


def test_an_animation_of_many_frames_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_FRAMES", 2)
    frames = [Image.new("L", (10, 10), shade) for shade in range(3)]
    with pytest.raises(Unacceptable):
        encode(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))


@pytest.mark.parametrize(
    ("width", "made"),
    [(1, [1]), (400, [400]), (401, [400, 401]), (1600, [400, 800, 1600]), (2400, [400, 800, 1600, 2400])],
)
def test_the_widths_of_renditions(width, made):
    assert widths(width) == made
    encoded = encode(jpeg(width, 3))
    assert {size: Image.open(io.BytesIO(data)).width for size, data in encoded.renditions.items()} == {
        size: size for size in made
    }


def test_a_wide_picture_is_kept_at_2400():
    encoded = encode(jpeg(3000, 1500))
    assert (encoded.width, encoded.height, list(encoded.renditions)) == (2400, 1200, [400, 800, 1600, 2400])


def png_of(width, height):
    """The head of a PNG that claims to be so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (chunk, body, b"IEND")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(8000, 5001), (40_000_001, 1), (60_000, 60_000), (2**31 - 1, 2**31 - 1)]
)
def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch, width, height):
    monkeypatch.setattr(Image.Image, "load", forbidden)
    with pytest.raises(Unacceptable):
        encode(png_of(width, height))


def forbidden(*args, **kwargs):
    raise AssertionError("decoded")


def test_forty_million_pixels_are_not_too_many(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 600)
    assert encode(jpeg(30, 20)).width == 30
    with pytest.raises(Unacceptable):
        encode(jpeg(30, 21))


def test_too_many_bytes_are_refused_before_they_are_opened(monkeypatch):
    monkeypatch.setattr(Image, "open", forbidden)
    with pytest.raises(Unacceptable):
        encode(b"\xff" * (20 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!DOCTYPE html><img src=x onerror=alert(1)>",
        b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04" + b"\0" * 40,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        jpeg()[: len(jpeg()) // 2],
        saved(two_colored(), "PNG")[:-200],
        saved(two_colored(), "WEBP")[:100],
        saved(two_colored(), "TIFF"),
        saved(two_colored(), "BMP"),
        saved(two_colored(), "ICO"),
        png_of(100, 100)[:60],
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_picture_is_refused_in_words(data):
    with pytest.raises(Unacceptable) as refusal:
        encode(data)
    assert str(refusal.value).endswith((".", "。"))


def test_what_hangs_behind_a_picture_is_gone():
    tail = b"<script>alert(1)</script>PK\x03\x04evil.zip<?php system($_GET[0]); ?>"
    encoded = encode(jpeg() + tail)
    assert [tail in data or b"script" in data or b"php" in data for data in encoded.renditions.values()] == [
        False,
        False,
    ]


def test_every_rendition_begins_and_ends_as_a_jpeg():
    encoded = encode(saved(two_colored(), "PNG"))
    assert {(data[:3], data[-2:]) for data in encoded.renditions.values()} == {(b"\xff\xd8\xff", b"\xff\xd9")}


@pytest.mark.parametrize("size", [(100, 70_000), (70_000, 100)])
def test_what_is_longer_than_a_jpeg_can_be_is_refused(size):
    with pytest.raises(Unacceptable):
        encode(saved(Image.new("1", size), "PNG"))


def test_a_moment_no_database_keeps_is_none():
    assert encode(with_exif(taken_at="0001:01:01 00:00:00")).taken_at is None
