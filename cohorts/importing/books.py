"""Workbooks of texts: every cell a string, so that nothing in them is ever a formula."""

import io
import re

import xlsxwriter

from cohorts.roster.tidying import seen

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDTH = 16


FORBIDDEN = re.compile(r"[\[\]:*?/\\'\r\n\t]")
LONGEST, LONGEST_NAME = 32_767, 25  # characters that Excel takes


def workbook(sheets):
    """The bytes of an .xlsx of (name, headings, rows) sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        head = book.add_format({"num_format": "@", "bold": True, "bottom": 1, "bg_color": "#F5EFE3"})
        names = set()
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(_name(name, names))
            sheet.set_column(0, max(len(headings) - 1, 0), WIDTH, text)
            sheet.freeze_panes(1, 0)
            for row, cells in enumerate([headings, *rows]):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell[:LONGEST], text if row else head)
    return buffer.getvalue()


def _name(name, taken):
    """As Excel allows one, and none of those taken."""
    name = FORBIDDEN.sub("", seen(name)).strip()[:LONGEST_NAME] or "名册"
    while name.lower() in taken:
        name = f"{len(taken) + 1} {name}"
    taken.add(name.lower())
    return name
