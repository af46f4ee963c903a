"""The rows of one sheet: each that holds anything is somebody's, or left out and says why."""

from django.utils.translation import gettext as _

from cohorts.roster import Cell, Column, Grid, IdNumber, Ignored, Issue, Row, Sheet, Value
from cohorts.roster.fields import SHARED
from cohorts.roster.identity import gender_of, is_sound, month_of
from cohorts.roster.merged import Merged
from cohorts.roster.notes import ends_group, heading_of_group, why_nobody
from cohorts.roster.places import Place
from cohorts.roster.tidying import CLEARED, compact, text_of
from cohorts.roster.values import is_blank, value_of

Cells = tuple[Cell, ...]


class Rows:
    """A sheet being read."""

    def __init__(self, grid: Grid, sheet: Sheet) -> None:
        self.grid = grid
        self.header = sheet.header
        self.headings = [column.heading for column in sheet.columns]
        self.columns = [column for column in sheet.columns if column.field]
        self.places = {column.field: column.index for column in self.columns}
        shared = {index for field, index in self.places.items() if field in SHARED}
        self.merged = Merged(grid, shared, after=max(sheet.header, default=0))
        self.group = heading_of_group(
            [grid.name]
        )  # of the sheet, then of the last row that says 第一组 alone
        self.known: dict[
            tuple[str, str], Value
        ] = {}  # what a text was read as, where nothing was wrong with it

    def read(self) -> tuple[list[Row], list[Ignored]]:
        rows: list[Row] = []
        ignored: list[Ignored] = []
        for number, cells in self.grid.rows:
            texts = [text_of(cell) for cell in cells]
            if why := self._why_left_out(number, texts):
                ignored.append(Ignored(self.grid.name, number, why))
            else:
                rows.append(self._row(number, cells, texts))
        return rows, ignored

    def _why_left_out(self, number: int, texts: list[str]) -> str:
        if number in self.header:
            return _("The headings.")
        if self.header and number < self.header[0]:
            return _("It stands above the headings.")
        if group := heading_of_group(texts):
            self.group = group
        elif ends_group(texts):
            self.group = None
        return why_nobody(texts, self.headings, self._text("number", texts), self._text("name", texts))

    def _text(self, field: str, texts: list[str]) -> str:
        place = self.places.get(field, len(texts))
        return texts[place] if place < len(texts) else ""

    def _row(self, number: int, cells: Cells, texts: list[str]) -> Row:
        values: dict[str, Value] = {}
        cleared: set[str] = set()
        issues: list[Issue] = []
        for column in self.columns:
            written = self._text(column.field, texts)
            cell = cells[column.index] if written else self.merged.cell(number, column.index)
            if not (written := written or text_of(cell)) or is_blank(column.field, written):
                continue
            if CLEARED in written and compact(written) == CLEARED and column.field != "name":
                cleared.add(column.field)
                continue
            value, found = self._value(number, column, cell)
            if value is not None:
                values[column.field] = value
            issues += found
        if self.group and "group" not in self.places:
            values["group"] = self.group
        issues += _of_the_whole(Place(number), values, issues)
        return Row(self.grid.name, number, values, frozenset(cleared), cells, tuple(issues))

    def _value(self, number: int, column: Column, cell: Cell) -> tuple[Value | None, list[Issue]]:
        key = (column.field, cell) if isinstance(cell, str) else None
        if key in self.known:
            return self.known[key], []
        place = Place(number, column.heading, column.field)
        value = value_of(column.field, cell, place)
        if key and value is not None and not place.issues:
            self.known[key] = value
        return value, place.issues


def _of_the_whole(place: Place, values: dict[str, Value], found: list[Issue]) -> list[Issue]:
    """What no cell shows by itself."""
    if "name" not in values and not any(issue.field == "name" for issue in found):
        place.error("name_missing", _("%(at)s has no name."))
    identity = values.get("id_number")
    if isinstance(identity, IdNumber) and is_sound(identity):
        if values.get("gender", gender_of(identity)) != gender_of(identity):
            place.warn("gender_mismatch", _("%(at)s: the gender is another than the identity number says."))
        if values.get("birth", month_of(identity)) != month_of(identity):
            place.warn("birth_mismatch", _("%(at)s: the birthday is another than the identity number says."))
    return place.issues
