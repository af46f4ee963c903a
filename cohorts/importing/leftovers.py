"""The rows that can't be imported, as the same sheet with a column more that says why."""

from collections import defaultdict

from cohorts.importing.books import workbook
from cohorts.roster.fields import FIELDS
from cohorts.roster.identity import EXACT
from cohorts.roster.planned import Action
from cohorts.roster.tidying import text_of
from cohorts.roster.values import group_name

RESULT = "导入结果"
UNREAD = "其他"  # before a heading that would be read as a field, and wasn't


def leftover_of(plan):
    """The .xlsx as bytes: every cell as it was written, mended and chosen again it is read the same way.

    What a merged cell or a heading above told of a row stands in the row itself.
    """
    rows = defaultdict(list)
    for row in plan.rows:
        if row.action is Action.ERROR:
            rows[row.row.sheet].append(row)
    sheets = {sheet.name: sheet for sheet in plan.sheets}
    return workbook(
        (name, _headings(sheets[name]), [_cells(row, sheets[name]) for row in faulty])
        for name, faulty in rows.items()
    )


def _headings(sheet):
    headings = [
        FIELDS[column.field].label if column.field else f"{UNREAD}{column.heading}"
        for column in sheet.columns
    ]
    return [*headings, *_above(sheet), RESULT]


def _above(sheet):
    """The heading of the groups, where they stand above their members instead of in a column."""
    return [] if any(column.field == "group" for column in sheet.columns) else [FIELDS["group"].label]


def _cells(row, sheet):
    texts = [_as_written(cell) for cell in row.row.raw][: len(sheet.columns)]
    texts += [""] * (len(sheet.columns) - len(texts))
    fields = [column.field for column in sheet.columns]
    told = [text or _told(row, field) for text, field in zip(texts, fields, strict=True)]
    groups = [_told(row, "group") for _heading in _above(sheet)]
    return [*told, *groups, "；".join(issue.message for issue in row.issues)]


def _told(row, field):
    """What is known of a field that has no cell of its own."""
    value = row.row.values.get(field, "")
    return group_name(value) if isinstance(value, int) and field == "group" else str(value)


def _as_written(cell):
    """A number whose last digits are lost stays one: written out, its zeros would look like digits."""
    return f"{cell:.14E}" if isinstance(cell, float) and abs(cell) >= 10**EXACT else text_of(cell)
