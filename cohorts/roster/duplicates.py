"""The same person twice in a file: told from namesakes, never merged."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from cohorts.roster import Row
from cohorts.roster.places import Place
from cohorts.roster.tidying import quoted

TELLING = ("id_number", "mobile")  # two who differ in one of these are two
Key = tuple[str, object]


def marked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, with issues on those that repeat something above them."""
    seen: dict[Key, Row] = {}
    done = []
    for row in rows:
        place = Place(row.row)
        keys = list(_keys(row))
        above = {key[0]: seen[key] for key in keys if key in seen}
        _compare(place, row, above)
        for key in keys:
            seen.setdefault(key, row)
        done.append(replace(row, issues=row.issues + tuple(place.issues)) if place.issues else row)
    return tuple(done)


def _keys(row: Row) -> Iterator[Key]:
    """What a row may have in common with another."""
    for field in ("id_number", "mobile", "name"):
        if field in row.values:
            yield field, row.values[field]
    if "number" in row.values:
        yield "number", (row.sheet, row.values["number"])
    if {"name", "organization"} <= row.values.keys():
        yield "post", (row.values["name"], row.values["organization"])
    yield "all", frozenset((field, value) for field, value in row.values.items() if field != "number")


def _compare(place: Place, row: Row, above: dict[str, Row]) -> None:
    same = above.get("id_number") or next(
        (above[key] for key in ("mobile", "post", "all") if _is_one(row, above.get(key))), None
    )
    if same:
        place.error(
            "duplicate_row",
            _(
                "%(at)s is the same person as %(other)s. Delete one of them, or give each a mobile number of their own."
            ),
            other=_name(row, same),
        )
        return
    if other := above.get("mobile"):
        place.warn(
            "mobile_shared", _("%(at)s has the same mobile number as %(other)s."), other=_name(row, other)
        )
    if other := above.get("name"):
        place.warn(
            "namesake", _("%(at)s has the same name as %(other)s. Are they two?"), other=_name(row, other)
        )
    if other := above.get("number"):
        place.warn("number_taken", _("%(at)s has the same number as %(other)s."), other=_name(row, other))


def _is_one(row: Row, above: Row | None) -> bool:
    """Whether rows that share something name one person, and nothing tells them apart."""
    return (
        above is not None
        and "name" in row.values
        and row.values["name"] == above.values.get("name")
        and not any(
            field in row.values and field in above.values and row.values[field] != above.values[field]
            for field in TELLING
        )
    )


def _name(row: Row, above: Row) -> str:
    if row.sheet == above.sheet:
        return _("row %(row)d") % {"row": above.row}
    return _("row %(row)d of sheet “%(sheet)s”") % {"row": above.row, "sheet": quoted(above.sheet)}
