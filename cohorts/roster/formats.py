"""Which kind of file the bytes are, whatever its name says; and in words what to do with those that are no roster."""

from enum import Enum, auto

from django.utils.translation import gettext as _

from cohorts.roster import Unreadable

LIMIT = 5 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"PK",
)


class Format(Enum):
    """How a file is read."""

    ZIPPED = auto()  # xlsx, ods
    OLE = auto()  # xls
    TEXT = auto()  # csv


def format_of(data: bytes) -> Format:
    """The Format of at most 5 MB. Raises Unreadable for what can't be a roster, or is locked."""
    if len(data) > LIMIT:
        raise Unreadable(
            _(
                "The file is %(size).1f MB; a roster of at most 5 MB can be read. Take pictures and other sheets out of it."
            )
            % {"size": len(data) / 1024 / 1024}
        )
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(_("There is nothing in this file. Save the roster again and choose it once more."))
    if data.startswith(ZIP):
        return Format.ZIPPED
    if data.startswith(OLE):
        _refuse_in_ole(data)
        return Format.OLE
    if data.startswith(OTHERS):
        raise Unreadable(no_table())
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise Unreadable(
            _(
                "This is a web page or XML that was given a table's name, as some systems export it. "
                "Open it in Excel or WPS and save it as .xlsx."
            )
        )
    return Format.TEXT


def _refuse_in_ole(data: bytes) -> None:
    if _named("EncryptedPackage") in data:
        raise Unreadable(locked())
    if _named("WordDocument") in data:
        raise Unreadable(a_word_file())


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le")


def locked() -> str:
    return _(
        "The file is locked with a password. Open it in Excel, choose File → Info → Protect Workbook → Encrypt with Password, "
        "empty the password and save it again."
    )


def a_word_file() -> str:
    return _("This is a Word file. Copy its table into an Excel sheet and save that as .xlsx.")


def no_table() -> str:
    return _(
        "This is no table. A roster is read from .xlsx, .xls, .ods or .csv; save it as .xlsx and choose it again."
    )


def damaged() -> str:
    return _(
        "The file is damaged or was not sent whole. Open it in Excel or WPS, save it as .xlsx under a new name and choose that."
    )


def suspect() -> str:
    return _(
        "Inside, this file isn't made the way Excel makes one. Open it in Excel or WPS, save it as .xlsx under a new name and choose that."
    )
