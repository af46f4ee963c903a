"""What a packed file (.xlsx, .ods) may be before any parser sees it: small when unpacked, unlocked, without a DTD."""

import io
import zipfile

from django.utils.translation import gettext as _

from cohorts.roster import Unreadable
from cohorts.roster.formats import a_word_file, damaged, locked, no_table, suspect

MOST_ENTRIES = 2_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_RATIO = 100
FREE_OF_RATIO = 1024 * 1024  # a small part may well be all blanks
CHUNK = 1024 * 1024
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
OVERLAP = max(map(len, DECLARATIONS)) - 1


def check(data: bytes) -> None:
    """Raises Unreadable unless the archive is a workbook that may be parsed. Nothing is kept or written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            _check_contents(archive)
    except Unreadable:
        raise
    except Exception as error:  # zipfile, zlib and struct each raise their own
        raise Unreadable(damaged()) from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable(locked())
    if "word/document.xml" in names:
        raise Unreadable(a_word_file())
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise Unreadable(no_table())
    if len(entries) > MOST_ENTRIES or len(names) < len(entries) or any(map(_climbs, names)):
        raise Unreadable(suspect())


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _check_contents(archive: zipfile.ZipFile) -> None:
    inflated = 0
    for entry in archive.infolist():
        inflated += _inflated(archive, entry, MOST_INFLATED - inflated)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    """How large the entry really is, whatever it declares; its XML is looked through on the way."""
    most = min(most, max(FREE_OF_RATIO, entry.compress_size * MOST_RATIO))
    size, tail = 0, b""
    with archive.open(entry) as content:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise Unreadable(too_large())
            if b"\0" in chunk:
                chunk = chunk.replace(b"\0", b"")  # XML in UTF-16
            if any(declaration in tail + chunk for declaration in DECLARATIONS):
                raise Unreadable(suspect())
            tail = chunk[-OVERLAP:]
    return size


def too_large() -> str:
    return _(
        "Unpacked, this file is far larger than a roster is: it holds very many rows, or something far below or far to the right. "
        "Copy the roster alone into a new workbook and choose that."
    )
