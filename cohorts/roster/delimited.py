"""Rosters as delimited text (.csv): the encoding found strictly, and the delimiter its headings show."""

import csv
import io
from itertools import islice

from django.utils.translation import gettext as _

from cohorts.roster import Grid, Unreadable
from cohorts.roster.formats import damaged, no_table
from cohorts.roster.headers import find

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DELIMITERS = ",;\t"


def grid(data: bytes, name: str, most_rows: int, most_columns: int) -> Grid:
    """UTF-8, UTF-16 with a mark, or GB18030 if headings are found in it. Raises Unreadable."""
    text, is_certain = _decoded(data)
    if any(character < " " and not character.isspace() for character in set(text)):
        raise Unreadable(no_table())
    try:
        found = max((_split(text, name, mark, most_rows, most_columns) for mark in DELIMITERS), key=_likeness)
    except csv.Error as error:
        raise Unreadable(damaged()) from error
    if not is_certain and not find(found):
        raise Unreadable(_unknown_encoding())
    return found


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is beyond doubt: nearly any bytes are some GB18030."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = _attempt(data[len(mark) :], encoding)
            break
    else:
        text = _attempt(data, "utf-8")
        if text is None and (text := _attempt(data, "gb18030")) is not None:
            return text, False
    if text is None:
        raise Unreadable(_unknown_encoding())
    return text, True


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _split(text: str, name: str, delimiter: str, most_rows: int, most_columns: int) -> Grid:
    numbered = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
    filled = ((number, cells) for number, cells in numbered if any(cells))
    rows = list(islice(filled, most_rows + 1))
    return Grid(
        name=name,
        rows=tuple((number, tuple(cells[:most_columns])) for number, cells in rows[:most_rows]),
        cut=len(rows) > most_rows,
        width=max(
            (place + 1 for _, cells in rows for place, cell in enumerate(cells) if cell),
            default=0,
        ),
    )


def _likeness(grid: Grid) -> tuple[int, int]:
    header = find(grid)
    return (sum(bool(column.field) for column in header.columns) if header else 0, grid.width)


def _unknown_encoding() -> str:
    return _(
        "This text can't be made out: it is in an unknown encoding, or has no headings such as 姓名. "
        "Open the roster in Excel or WPS and save it as .xlsx."
    )
