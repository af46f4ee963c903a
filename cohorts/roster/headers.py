"""Where a sheet's headings are: the row, or the two rows, among the first fifteen in which most headings are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohorts.roster import Cell, Column, Grid
from cohorts.roster.headings import GATHERING, field_below, field_of, plain, rank
from cohorts.roster.tidying import masked, text_of

ROWS_SEARCHED = 15
FEWEST = 3
Lines = Sequence[tuple[int, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class Header:
    """The Excel rows of the headings, top first, and the columns below them."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def fields(self) -> list[str]:
        return [column.field for column in self.columns if column.field]


def find(grid: Grid) -> Header | None:
    """The header with most known headings, the first of equals; None without 姓名 and two more."""
    found = [header for header in _candidates(grid, grid.rows[: ROWS_SEARCHED + 1]) if _is_enough(header)]
    doubled = {row for header in found if len(header.rows) == 2 for row in header.rows}
    found = [header for header in found if len(header.rows) == 2 or header.rows[0] not in doubled]
    best = max(found, key=lambda header: len(header.fields), default=None)
    return best and Header(best.rows, _to_the_edge(grid, best.columns))


def header_at(grid: Grid, row: int) -> Header:
    """The header whose last row is `row`, as somebody says; 0 is a sheet without one."""
    place = next((place for place, (number, _) in enumerate(grid.rows) if number == row), None)
    around = grid.rows[max(place - 1, 0) : place + 1] if place is not None else ()
    named = {header.rows[-1]: header for header in reversed(list(_candidates(grid, around)))}.get(row)
    return Header(named.rows if named else (), _to_the_edge(grid, named.columns if named else ()))


def _to_the_edge(grid: Grid, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """With those columns of the sheet that have no heading."""
    width = max((len(cells) for _, cells in grid.rows), default=0)
    return columns + tuple(Column(index, "") for index in range(len(columns), width))


def _candidates(grid: Grid, lines: Lines) -> Iterator[Header]:
    for place, (number, cells) in enumerate(lines[:ROWS_SEARCHED]):
        for below_number, below in lines[place + 1 : place + 2]:
            if below_number == number + 1 and (joined := _joined(grid, number, _texts(cells), _texts(below))):
                yield joined
        yield Header((number,), _columns([("", text) for text in _texts(cells)]))


def _texts(cells: tuple[Cell, ...]) -> list[str]:
    return [text_of(cell) for cell in cells]


def _is_enough(header: Header) -> bool:
    headings = sum(bool(column.heading) for column in header.columns)
    return "name" in header.fields and (len(header.fields) >= FEWEST or 2 <= headings == len(header.fields))


def _joined(grid: Grid, number: int, upper: list[str], lower: list[str]) -> Header | None:
    """The two rows as one header, if the upper has headings, and the lower only what goes on below them."""
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    above, spans = _spread(grid, number, upper, lower)
    pairs = list(zip(above, lower, strict=True))
    gathers = [
        bool(top and low) and (plain(top) in GATHERING or bool(field_of(top + low))) for top, low in pairs
    ]
    has_headings = any(gathers) or any(field_of(top) and not low for top, low in pairs)
    goes_on = any(low and (field_of(low) or field_of(top + low)) for top, low in pairs) and all(
        not low or not top or place in spans or gathers[place] for place, (top, low) in enumerate(pairs)
    )
    is_somebody = any(low and field_of(top) == "name" for top, low in pairs)
    return (
        Header((number, number + 1), _columns(pairs))
        if has_headings and goes_on and not is_somebody
        else None
    )


def _spread(grid: Grid, number: int, upper: list[str], lower: list[str]) -> tuple[list[str], set[int]]:
    """The upper headings over every column they span, and the columns that are spanned.

    Where the format tells no merged cells, a heading goes on to the right over cells that have one below.
    """
    spread, spans = list(upper), set[int]()
    if grid.merged is None:
        for place in range(1, len(upper)):
            if not upper[place] and lower[place] and lower[place - 1]:
                spread[place] = spread[place - 1]
                spans |= {place - 1, place}
        return spread, spans
    for first, left, last, right in grid.merged:
        if first <= number <= last and left < right and left < len(upper):
            columns = range(left, min(right + 1, len(upper)))
            spread[left : columns.stop] = [upper[left]] * len(columns)
            spans |= set(columns)
    return spread, spans


def _columns(pairs: list[tuple[str, str]]) -> tuple[Column, ...]:
    """Each heading with its field; of two for one field the better heading has it, of equals the first."""
    columns = [
        Column(index, masked(low or top), field_below(top, low)) for index, (top, low) in enumerate(pairs)
    ]
    best: dict[str, Column] = {}
    for column in columns:
        held = best.setdefault(column.field, column)
        if column.field and rank(column.heading, column.field) < rank(held.heading, column.field):
            best[column.field] = column
    return tuple(
        column if best[column.field] is column else Column(column.index, column.heading) for column in columns
    )
