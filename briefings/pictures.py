"""Makes safe pictures of uploaded bytes: checked before decoding, re-encoded, nothing but pixels kept."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 30_000  # a JPEG has at most 65,500 lines
MAX_FRAMES = 200
KEPT_WIDTH = 2400
RENDITION_WIDTHS = (400, 800, 1600)
EXIF_IFD, TAKEN_AT = 0x8769, 0x9003


class Unacceptable(ValueError):
    """The picture can't be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Width and height in pixels, JPEG bytes by width, the moment it was taken when the camera said so."""

    width: int
    height: int
    taken_at: datetime | None
    renditions: dict[int, bytes] = field(default_factory=dict)


def encode(data):
    """The Encoded of uploaded bytes. Raises Unacceptable."""
    if len(data) > MAX_BYTES:
        raise Unacceptable(_("The picture is larger than 20 MB: make it smaller and upload it again."))
    try:
        source = Image.open(io.BytesIO(data), formats=FORMATS)
        if source.width * source.height > MAX_PIXELS:
            raise Unacceptable(
                _("The picture has more than 40 million pixels: make it smaller and upload it again.")
            )
        if max(source.size) > MAX_SIDE:
            raise Unacceptable(
                _("The picture is more than 30,000 pixels long: cut it to pieces and upload these.")
            )
        if getattr(source, "n_frames", 1) > MAX_FRAMES:
            raise Unacceptable(_("The picture is an animation: upload a still."))
        taken_at = _taken_at(source)
        picture = _flat(source)
    except Unacceptable:
        raise
    except Exception as error:  # whatever a decoder raises on hostile bytes is a form error
        raise Unacceptable(_("This is no JPEG, PNG, WebP or GIF picture, or it is damaged.")) from error
    if picture.width > KEPT_WIDTH:
        picture = picture.resize((KEPT_WIDTH, max(1, round(picture.height * KEPT_WIDTH / picture.width))))
    renditions = {size: _jpeg(picture, size) for size in widths(picture.width)}
    return Encoded(picture.width, picture.height, taken_at, renditions)


def widths(width):
    """The widths of the renditions of a picture `width` pixels wide, ascending; the last is all of it."""
    return [*(size for size in RENDITION_WIDTHS if size < width), width]


def _flat(source):
    """Upright pixels on white, in a picture that never had metadata."""
    upright = ImageOps.exif_transpose(source).convert("RGBA")
    fresh = Image.new("RGB", upright.size, "white")
    fresh.paste(upright, mask=upright.getchannel("A"))
    return fresh


def _jpeg(picture, width):
    if width < picture.width:
        picture = picture.resize(
            (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS
        )
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=82, optimize=True, progressive=True)
    return buffer.getvalue()


def _taken_at(source):
    try:
        text = source.getexif().get_ifd(EXIF_IFD).get(TAKEN_AT, "")
        return make_aware(datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
