"""Readers of the rosters organizers already have: bytes in, typed rows and what is wrong with them out.

Pure: `reader` and what it uses know no models.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

__all__ = [
    "Cell",
    "Column",
    "Grid",
    "IdNumber",
    "Ignored",
    "Issue",
    "Row",
    "Severity",
    "Sheet",
    "Unreadable",
    "Value",
    "Workbook",
]

Cell = str | int | float | bool | date | datetime | None


class Unreadable(ValueError):
    """The file can't be used; the message says why and what to do, to the person who sent it."""


class Severity(StrEnum):
    """An error keeps the row from being imported, a warning asks to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it stands in the file.

    `rows` holds those with something in them, under Excel's row numbers; `merged` are ranges (first row, first column,
    last row, last column), rows counted from 1 and columns from 0, None where the format doesn't tell.
    `cut` says that there are more rows than were read, `width` how many columns there are.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] | None = None
    visible: bool = True
    cut: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A resident identity number of 18 or 15 places. Only `digits` tells it, no text of this object does."""

    digits: str = field(repr=False)

    @property
    def tail(self) -> str:
        return self.digits[-4:]

    def __str__(self) -> str:
        return "*" * (len(self.digits) - 4) + self.tail


Value = str | int | IdNumber


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong with a cell; `column` is its heading in the file, "" when the row as a whole is meant."""

    column: str
    code: str
    message: str
    severity: Severity
    field: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, at Excel's row number.

    `values` holds what could be read, by field name; a blank cell is in neither `values` nor `cleared`, which names the fields
    that say 清空. `raw` are the cells as they stand. Both are private, and kept out of the repr.
    """

    sheet: str
    row: int
    values: Mapping[str, Value] = field(repr=False)
    cleared: frozenset[str]
    raw: tuple[Cell, ...] = field(repr=False)
    issues: tuple[Issue, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(issue.severity is Severity.ERROR for issue in self.issues)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that is nobody's, and why."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, counted from 0: its heading as written, and the field it is read into ("": none)."""

    index: int
    heading: str
    field: str = ""

    @property
    def letter(self) -> str:
        """Excel's name for it: A, B … Z, AA."""
        left, letters = self.index + 1, ""
        while left:
            left, place = divmod(left - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the file. `header` are the Excel rows of its headings; `problems` say why it isn't read, or only in part."""

    name: str
    is_read: bool
    visible: bool = True
    header: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file. Every row of a sheet read that holds anything is in `rows` or in `ignored`, once."""

    sheets: tuple[Sheet, ...]
    rows: tuple[Row, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(f"{sheet.name}: {problem}" for sheet in self.sheets for problem in sheet.problems)
