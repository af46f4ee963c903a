"""Which sheets of a file are read, under which headings, into which fields."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from cohorts.roster import Column, Grid, Sheet
from cohorts.roster.fields import FIELDS, SHARED
from cohorts.roster.headers import ROWS_SEARCHED, Header, find, header_at
from cohorts.roster.headings import field_of, plain
from cohorts.roster.tidying import text_of

EXPLANATIONS = ("说明", "示例", "样例", "范例")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody said of a sheet: None where they left it to the reader."""

    sheets: Collection[str] | None = None
    columns: Mapping[int, str] | None = None
    header: int | None = None


def examine(grid: Grid, choice: Choice = Choice()) -> Sheet:
    """The sheet with its headings, and whether it is read."""
    header = find(grid) if choice.header is None else header_at(grid, choice.header)
    if choice.columns is not None:
        header = _with(header or header_at(grid, 0), choice.columns)
    sheet = Sheet(
        grid.name, True, grid.visible, header.rows if header else (), header.columns if header else ()
    )
    if why := _why_not(grid, header, choice):
        return replace(sheet, is_read=False, problems=(why,))
    return replace(sheet, problems=tuple(_doubts(grid, sheet)))


def _why_not(grid: Grid, header: Header | None, choice: Choice) -> str:
    if choice.sheets is None:
        if why := _why_not_by_itself(grid):
            return why
    elif grid.name not in choice.sheets:
        return _("It wasn't chosen.")
    if not grid.rows:
        return _("It is empty.")
    if not header:
        return _(
            "None of the first %(count)d rows has 姓名 and two more headings that are known. "
            "Choose the row of the headings, and what each column is."
        ) % {"count": ROWS_SEARCHED}
    if "name" not in header.fields:
        return _("No column is 姓名. Choose which it is.")
    return "" if choice.columns is not None else _side_by_side(header)


def _side_by_side(header: Header) -> str:
    """Two rosters beside each other: the right one's people would be lost, so neither is read unasked."""
    (name,) = [column for column in header.columns if column.field == "name"]
    again = [
        column
        for column in header.columns
        if not column.field and plain(column.heading) == plain(name.heading)
    ]
    if not again:
        return ""
    return _(
        "Two lists stand side by side: column %(letter)s is 姓名 once more. Move the right one below the left one and upload it again."
    ) % {"letter": again[0].letter}


def _why_not_by_itself(grid: Grid) -> str:
    if not grid.visible:
        return _("It is hidden. Choose it, if it is to be read.")
    if any(word in grid.name for word in EXPLANATIONS):
        return _("By its name it explains how to fill in the roster. Choose it, if it is to be read.")
    return ""


def _with(header: Header, fields: Mapping[int, str]) -> Header:
    """The columns as chosen. A field that doesn't exist or is chosen twice is the caller's mistake."""
    chosen = [field for field in fields.values() if field]
    if set(chosen) - set(FIELDS) or len(set(chosen)) < len(chosen):
        raise ValueError(f"columns name each field at most once, of {sorted(FIELDS)}")
    return replace(
        header,
        columns=tuple(replace(column, field=fields.get(column.index, "")) for column in header.columns),
    )


def _doubts(grid: Grid, sheet: Sheet) -> list[str]:
    doubts = []
    for column in sheet.columns:
        if not column.field and (wanted := field_of(column.heading)):
            doubts.append(_second(column, wanted))
    if grid.merged is None and _has_gaps(grid, sheet):
        doubts.append(
            _(
                "This kind of file doesn't tell merged cells: a cell left blank under one that holds for several rows stays blank. "
                "Save it as .xlsx, or fill the cells."
            )
        )
    return doubts


def _second(column: Column, wanted: str) -> str:
    return _("Column %(letter)s “%(heading)s” isn't read: %(field)s is read from another.") % {
        "letter": column.letter,
        "heading": column.heading,
        "field": FIELDS[wanted].label,
    }


def _has_gaps(grid: Grid, sheet: Sheet) -> bool:
    """Whether somebody has a blank below another's organization, as merged cells leave one."""
    places = {column.field: column.index for column in sheet.columns}
    for field in SHARED & places.keys():
        texts = [
            text_of(cells[places[field]])
            for number, cells in grid.rows
            if number > max(sheet.header, default=0)
            and places["name"] < len(cells) > places[field]
            and text_of(cells[places["name"]])
        ]
        if any(above and not below for above, below in pairwise(texts)):
            return True
    return False
