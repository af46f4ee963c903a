"""A plan as plain JSON: what `import_roster --json` prints. Of identity numbers it tells the last four places only."""

from typing import Any

from cohorts.roster import IdNumber, Value
from cohorts.roster.plan import Plan
from cohorts.roster.planned import Planned
from cohorts.roster.posts import words_of
from cohorts.roster.standing import Stored

HIDDEN = "*" * 14


def report(plan: Plan) -> dict[str, Any]:
    """{"counts", "rows", "ignored", "missing", "sheets"}; every row of every sheet read is in `rows` or in `ignored`."""
    return {
        "counts": dict(plan.counts),
        "rows": [_row(row) for row in plan.rows],
        "ignored": [{"sheet": each.sheet, "row": each.row, "why": each.why} for each in plan.ignored],
        "missing": [member.name for member in plan.missing],
        "sheets": [
            {"name": sheet.name, "read": sheet.is_read, "problems": list(sheet.problems)}
            for sheet in plan.sheets
        ],
    }


def _row(row: Planned) -> dict[str, Any]:
    return {
        "sheet": row.row.sheet,
        "row": row.row.row,
        "action": row.action.value,
        "values": {name: _plain(value) for name, value in row.row.values.items()},
        "changes": _changes(row),
        "issues": [
            {
                "column": issue.column,
                "code": issue.code,
                "message": issue.message,
                "severity": issue.severity.value,
            }
            for issue in row.issues
        ],
    }


def _changes(row: Planned) -> dict[str, list[str | int | None]]:
    """{field: [old, new]} of what an update takes."""
    return {
        name: [
            shown(name, old, row.member.tail if row.member else ""),
            shown(name, new, row.target.tail),
        ]
        for name, (old, new) in row.comparison.taken.items()
    }


def shown(name: str, value: Stored | None, tail: str) -> str | int | None:
    """A stored value as people read it; `tail`: the last four places, if it is an identity number's digest."""
    if name == "id_number" and value:
        return HIDDEN + tail
    return words_of(value) if isinstance(value, tuple) else value


def _plain(value: Value) -> str | int:
    return str(value) if isinstance(value, IdNumber) else value
