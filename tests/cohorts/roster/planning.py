"""Plans of small rosters, for tests of what becomes of a row."""

from itertools import count

from cohorts.roster import IdNumber
from cohorts.roster.answers import Answers
from cohorts.roster.plan import plan
from cohorts.roster.reader import read
from cohorts.roster.standing import Member, Standing
from tests.cohorts.roster.files import csv

_next = count(1)


def book(*rows, headings="姓名 单位 手机"):
    """A Workbook of these rows, each a text of cells between blanks; “-” is a blank cell."""
    cells = [["" if cell == "-" else cell for cell in row.split(" ")] for row in (headings, *rows)]
    return read(csv([("名册",), *cells]), "名册.csv")


def member(name, *, left=False, enrolled=True, works_at=None, written=None, **values):
    """Somebody who stands there: by default in the cohort; `works_at` is the key of the organization."""
    n = next(_next)
    return Member(
        person=f"p{n}",
        name=name,
        values=values | {"name": name},
        enrollment=n if enrolled else None,
        has_left=left,
        organization=works_at,
        organization_name=values.get("organization", ""),
        tail="000X" if "id_number" in values else "",
        written=written or {},
        about=values.get("organization", ""),
    )


def standing(*members, organizations=None, groups=None):
    """`organizations`: keys by full name."""
    known = organizations or {}
    return Standing(
        members=tuple(one for one in members if one.enrollment),
        others=tuple(one for one in members if not one.enrollment),
        organizations=known,
        names={key: name for name, key in known.items()},
        groups=groups or {},
        digest=digest,
        mark=repr,
    )


def digest(number: IdNumber):
    return f"digest of {number.digits}"


def planned(rows, *members, headings="姓名 单位 手机", organizations=None, groups=None, **answers):
    """The Plan of these rows beside these members."""
    stands = standing(*members, organizations=organizations, groups=groups)
    return plan(book(*rows, headings=headings), stands, Answers(**answers))


def outcome(made):
    """[(action, codes of what is said)] by row."""
    return [(row.action.value, [issue.code for issue in row.issues]) for row in made.rows]


def key(row):
    """Of an Excel row of `book`, whose first person stands in row 3."""
    return f"{row}:名册"
