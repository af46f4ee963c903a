"""What the bytes of a text file say: its encoding found, everything that is no text refused in words."""

import unicodedata

from django.utils.translation import gettext as _

from briefings.imports import Unreadable

LIMIT = 5 * 1024 * 1024
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
SAMPLE = 20_000
LIKELY, SURE = 0.6, 0.9
FEWEST = 6


def decode(data: bytes) -> str:
    """The text of UTF-8, UTF-16 or GB18030 bytes, at most 5 MB. Raises Unreadable for all else."""
    if len(data) > LIMIT:
        raise Unreadable(
            _("The file is %(size).1f MB; at most 5 MB of text can be read. Divide it and import the parts.")
            % {"size": len(data) / 1024 / 1024}
        )
    _refuse_other_formats(data)
    text = _decoded(data).replace("\ufeff", "")
    if not text.strip():
        raise Unreadable(_("There is no text in it. Choose the file again, or paste the text."))
    if any(
        unicodedata.category(character) == "Cc" and not character.isspace() and character < "\x80"
        for character in set(text)
    ):
        raise Unreadable(_not_text())
    return text


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise Unreadable(
            _(
                "This is a Word file (or a packed one), not plain text. "
                "Open it in Word or WPS, copy all of its text and paste it, or save it as plain text."
            )
        )
    if data.startswith(b"%PDF-"):
        raise Unreadable(_("This is a PDF, not plain text. Copy its text and paste it."))


def _decoded(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = _attempt(data[len(mark) :], encoding)
            break
    else:
        text = _attempt(data, "utf-8") if b"\0" not in data else None
        text = text if text is not None else _unmarked(data)
    if text is None:
        raise Unreadable(_not_text())
    return text


def _unmarked(data: bytes) -> str | None:
    """What bytes without a mark say, if its characters are those of everyday Chinese.

    UTF-16 must be surer than GB18030: any even number of bytes is nearly always some UTF-16.
    """
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _attempt(data, encoding)
        if text is not None and len(text) >= FEWEST and not text.isascii() and _likeness(text) >= SURE:
            return text
    text = _attempt(data, "gb18030")
    return text if text is not None and _likeness(text) >= LIKELY else None


def _likeness(text: str) -> float:
    sample = text[:SAMPLE]
    return len(sample.encode("gb2312", "ignore").decode("gb2312")) / max(len(sample), 1)


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _not_text() -> str:
    return _(
        "This can't be read as text: it is a file of another kind, or damaged, or in an unknown encoding. "
        "Save it as plain text in UTF-8, or copy the text and paste it."
    )
