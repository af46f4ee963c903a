"""A process of its own that parses one spreadsheet: bytes from stdin, JSON to stdout; run by path, imports nothing of ours.

A file of a kilobyte can make the parser ask for more memory than there is, and that ends the process it happens in.
Here it ends this one, which may take 256 MB and two seconds of the processor.

    {"sheets": [{name, visible, width, cut, merged: [[row, column, row, column]] | null, rows: [[number, [cell]]]}]}
    {"error": "locked" | "damaged" | "large"}
"""

import io
import json
import resource
import sys
from datetime import date, datetime
from itertools import islice
from typing import Any

MEMORY = 256 * 1024 * 1024
SECONDS = 2
MOST_MERGED = 5_000
MOST_TEXT = 8_000_000
HEAD = 40  # rows read of a sheet that is too wide: enough to see whether it is a roster


def main(most_rows: int, most_columns: int) -> None:
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer = json.dumps(
            {"sheets": sheets(data, most_rows, most_columns)}, default=tagged, ensure_ascii=False
        )
    except MemoryError:
        answer = '{"error": "large"}'
    except BaseException as error:  # a panic of the parser is no Exception
        answer = json.dumps({"error": "locked" if "assword" in f"{type(error)} {error}" else "damaged"})
    sys.stdout.buffer.write((answer if len(answer) < MOST_TEXT else '{"error": "large"}').encode())


def sheets(data: bytes, most_rows: int, most_columns: int) -> list[dict[str, Any]]:
    import python_calamine  # noqa: PLC0415 - within the limits

    with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
        return [
            sheet(
                workbook.get_sheet_by_name(about.name),
                str(about.visible).endswith(".Visible"),
                most_rows,
                most_columns,
            )
            for about in workbook.sheets_metadata
            if str(about.typ).endswith(".WorkSheet")
        ]


def sheet(found: Any, visible: bool, most_rows: int, most_columns: int) -> dict[str, Any]:
    left = found.start[1] if found.start else 0
    width = left + found.width
    limit = HEAD if width > most_columns else most_rows
    numbered = enumerate(found.iter_rows(), 1)  # calamine keeps the blank rows above, not the blank columns
    filled = ((number, [""] * left + row) for number, row in numbered if any(cell != "" for cell in row))
    rows = [(number, row[:most_columns]) for number, row in islice(filled, limit + 1)]
    merged = found.merged_cell_ranges
    return {
        "name": found.name,
        "visible": visible,
        "width": width,
        "cut": len(rows) > limit,
        "rows": rows[:limit],
        "merged": None
        if merged is None
        else [[first[0] + 1, first[1], last[0] + 1, last[1]] for first, last in merged[:MOST_MERGED]],
    }


def tagged(cell: object) -> object:
    """Dates as {"date": "1985-03-01"}; times and durations as text."""
    return {"date": cell.isoformat()} if isinstance(cell, (date, datetime)) else str(cell)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
