"""Text as people leave it in cells: padding, invisible characters, numbers that are digits; and how it may be quoted."""

import re
import unicodedata
from datetime import date, datetime

from cohorts.roster import Cell

HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
CARRIAGE_RETURN = re.compile("_x000[Dd]_")  # how xlsx writes one
UNSEEN = re.compile(  # controls, marks of direction, joiners: what is copied along with a number from a telephone
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
LONGEST_QUOTE = 30
HIDDEN = 14
CLEARED = "清空"  # in a cell: delete what is stored; a blank cell keeps it
DIGITS = re.compile(r"\d(?:[\s.\-_/\\'’]*\d){13,}(?:[\s.\-_/\\'’]*[Xx])?(?:[eE]\+?\d+)?")


def text_of(cell: Cell) -> str:
    """What a cell says, without padding and what can't be seen; 13800138000.0 is 13800138000."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return seen(cell) if isinstance(cell, str) else str(cell)


def seen(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = UNSEEN.sub("", text)
    return CARRIAGE_RETURN.sub("", text).strip()


def compact(text: str) -> str:
    """In half-width characters and without blanks, for what is no prose: headings, numbers, addresses."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def one_line(text: str) -> str:
    return " ".join(text.split())


def quoted(text: str) -> str:
    """As it may stand in a message: short, and masked."""
    text = masked(text)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def masked(text: str) -> str:
    """On one line, and with no run of digits that might be an identity number."""
    text = one_line(text)
    digits = DIGITS.sub(_hidden, unicodedata.normalize("NFKC", text))
    return digits if "*" * HIDDEN in digits else text


def _hidden(found: re.Match[str]) -> str:
    return "*" * HIDDEN + compact(found[0])[-4:]
