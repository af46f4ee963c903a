"""Merged cells: their value stands in the first row of the range, and holds for all of it."""

from bisect import bisect_right

from cohorts.roster import Cell, Grid


class Merged:
    """The merged ranges of some columns, below the header."""

    def __init__(self, grid: Grid, columns: set[int], after: int) -> None:
        self.cells = dict(grid.rows)
        self.ranges: dict[int, list[tuple[int, int]]] = {column: [] for column in columns}
        for first, left, last, _ in sorted(grid.merged or ()):
            if left in columns and first > after and last > first:
                self.ranges[left].append((first, last))

    def cell(self, row: int, column: int) -> Cell:
        """What the range around this cell says; None outside of any."""
        ranges = self.ranges.get(column, [])
        place = bisect_right(ranges, (row, row)) - 1
        if place < 0 or not ranges[place][0] < row <= ranges[place][1]:
            return None
        above = self.cells.get(ranges[place][0], ())
        return above[column] if column < len(above) else None
