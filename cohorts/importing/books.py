"""Workbooks of several sheets, as organizers fill in or mend them."""

import re

from cohorts.roster.tidying import seen
from cohorts.workbooks import TEXT, TextWorkbook

LOOK = {"valign": "top", "text_wrap": True}
WIDTH = 16
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\r\n\t]")
LONGEST_NAME = 25  # of a sheet, and Excel takes a few more


def workbook(sheets):
    """The bytes of an .xlsx of (name, headings, rows) sheets."""
    with TextWorkbook() as book:
        text, names = book.add_format(TEXT | LOOK), set()
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(_name(name, names))
            sheet.set_column(0, max(len(headings) - 1, 0), WIDTH, text)
            sheet.freeze_panes(1, 0)
            book.write_rows(sheet, [headings, *rows], LOOK)
    return book.bytes


def _name(name, taken):
    """As Excel allows one, and none of those taken."""
    name = FORBIDDEN.sub("", seen(name)).strip()[:LONGEST_NAME] or "名册"
    while name.lower() in taken:
        name = f"{len(taken) + 1} {name}"
    taken.add(name.lower())
    return name
