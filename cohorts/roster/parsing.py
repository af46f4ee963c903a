"""Sheets of .xlsx, .xls and .ods, parsed in a process of their own."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cohorts.roster import Grid, Unreadable
from cohorts.roster.archives import too_large
from cohorts.roster.formats import damaged, locked

JAIL = Path(__file__).with_name("jail.py")
SECONDS = 20  # on the clock, should the machine be busy


def grids(data: bytes, most_rows: int, most_columns: int) -> list[Grid]:
    """At most `most_rows` rows and `most_columns` columns of every worksheet. Raises Unreadable."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", JAIL, str(most_rows), str(most_columns)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # nothing of a roster gets into a log
            env=os.environ | {"RUST_BACKTRACE": "0"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(too_large()) from error
    if done.returncode < 0:
        raise Unreadable(too_large())
    if done.returncode:
        raise Unreadable(damaged())
    answer = json.loads(done.stdout, object_hook=_untagged)
    if reason := answer.get("error"):
        raise Unreadable({"locked": locked, "large": too_large}.get(reason, damaged)())
    if not answer["sheets"]:
        raise Unreadable(damaged())
    return [_grid(sheet) for sheet in answer["sheets"]]


def _grid(sheet: dict[str, Any]) -> Grid:
    merged = sheet["merged"]
    return Grid(
        name=sheet["name"],
        rows=tuple((number, tuple(cells)) for number, cells in sheet["rows"]),
        merged=None if merged is None else tuple(map(tuple, merged)),
        visible=sheet["visible"],
        cut=sheet["cut"],
        width=sheet["width"],
    )


def _untagged(found: dict[str, Any]) -> Any:
    if "date" not in found:
        return found
    stamp = found["date"]
    return datetime.fromisoformat(stamp) if "T" in stamp else date.fromisoformat(stamp)
