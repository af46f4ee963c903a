"""The month somebody was born in, in the forms rosters have; what may be two months is none."""

import re
from datetime import date

from django.utils.translation import gettext as _

from cohorts.roster import Cell
from cohorts.roster.places import Place
from cohorts.roster.tidying import compact, text_of

OLDEST = 100  # years; 1985 typed into a cell of dates is 1905-06-07
JANUARY_OR_OCTOBER = re.compile(r"[12][0-9]{3}\.1")
MONTHS = re.compile(
    r"([12][0-9]{3})(?:"
    r"([0-9]{2})(?:[0-9]{2})?"  # 198503, 19850302
    r"|[.\-/年]([0-9]{1,2})月?"  # 1985.03, 1985-3, 1985年3月
    r"|[.\-/年]([0-9]{1,2})[.\-/月]([0-9]{1,2})日?(?:T?[0-9:.]+)?"  # 1985-03-02, 1985年3月2日
    r")(?:生|出生)?"
)


def birth(cell: Cell, place: Place) -> str | None:
    """YYYY-MM."""
    text = compact(text_of(cell))
    if JANUARY_OR_OCTOBER.fullmatch(text):
        place.error(
            "ambiguous_month",
            _(
                "%(at)s “%(value)s” may be January or October, since Excel drops the last 0. "
                "Write it like %(year)s-01 or %(year)s-10."
            ),
            value=text,
            year=text[:4],
        )
        return None
    found = MONTHS.fullmatch(text.rstrip(".。"))
    if not found or not 1 <= (month := int(found[2] or found[3] or found[4])) <= 12:
        place.error("not_a_month", _("%(at)s “%(value)s” is no date; write it like 1990-01."), value=text)
        return None
    year = int(found[1])
    if not _oldest() <= year <= date.today().year:
        place.error(
            "implausible_month", _("%(at)s “%(value)s” can't be a birthday; check the year."), value=text
        )
        return None
    return f"{year}-{month:02}"


def _oldest() -> int:
    return date.today().year - OLDEST
