"""A roster file becomes rows: whatever comes is read with every row accounted for, or refused in words."""

from collections.abc import Collection, Mapping
from pathlib import PurePath

from django.utils.translation import gettext as _

from cohorts.roster import Grid, Ignored, Row, Unreadable, Workbook, archives, delimited, parsing
from cohorts.roster.duplicates import marked
from cohorts.roster.formats import Format, format_of
from cohorts.roster.rows import Rows
from cohorts.roster.sheets import Choice, examine
from cohorts.roster.tidying import quoted

MOST_ROWS = 2_000
MOST_COLUMNS = 60
SPARE = 100  # rows of titles and remarks beside those of people


def read(
    data: bytes,
    name: str,
    *,
    sheets: Collection[str] | None = None,
    columns: Mapping[str, Mapping[int, str]] | None = None,
    headers: Mapping[str, int] | None = None,
    most_rows: int | None = None,
) -> Workbook:
    """The rows of an .xlsx, .xls, .ods or .csv file, whichever its name says it is. Raises Unreadable.

    `sheets` names those to read; else all that are visible and have headings. By the sheet's name, `columns` says which column
    (from 0) is read into which field, whatever its heading, and `headers` in which Excel row the headings are (0: there are none).
    """
    most_rows = most_rows or MOST_ROWS
    grids = _grids(data, name, most_rows + SPARE)
    examined = [
        examine(grid, Choice(sheets, (columns or {}).get(grid.name), (headers or {}).get(grid.name)))
        for grid in grids
    ]
    rows: list[Row] = []
    ignored: list[Ignored] = []
    for grid, sheet in zip(grids, examined, strict=True):
        if sheet.is_read:
            _refuse_if_large(grid, most_rows)
            somebody, nobody = Rows(grid, sheet).read()
            rows += somebody
            ignored += nobody
    if len(rows) > most_rows:
        raise Unreadable(_too_many_rows(most_rows))
    return Workbook(tuple(examined), marked(rows), tuple(ignored))


def _grids(data: bytes, name: str, most_rows: int) -> list[Grid]:
    match format_of(data):
        case Format.TEXT:
            return [delimited.grid(data, PurePath(name).stem, most_rows, MOST_COLUMNS)]
        case Format.ZIPPED:
            archives.check(data)
    return parsing.grids(data, most_rows, MOST_COLUMNS)


def _refuse_if_large(grid: Grid, most_rows: int) -> None:
    if grid.width > MOST_COLUMNS:
        raise Unreadable(
            _(
                "Sheet “%(sheet)s” has %(count)d columns; at most %(most)d can be read. "
                "Delete what stands to the right of the roster."
            )
            % {"sheet": quoted(grid.name), "count": grid.width, "most": MOST_COLUMNS}
        )
    if grid.cut:
        raise Unreadable(_too_many_rows(most_rows))


def _too_many_rows(most: int) -> str:
    return _("The file has more than %(most)d rows; a roster of at most so many can be read. Divide it.") % {
        "most": most
    }
