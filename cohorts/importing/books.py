"""Workbooks of texts: every cell a string, so that nothing in them is ever a formula."""

import io
import re

import xlsxwriter

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDTH = 16


FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 25


def workbook(sheets):
    """The bytes of an .xlsx of (name, headings, rows) sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        head = book.add_format({"num_format": "@", "bold": True, "bottom": 1, "bg_color": "#F5EFE3"})
        for place, (name, headings, rows) in enumerate(sheets):
            sheet = book.add_worksheet(_name(name, place))
            sheet.set_column(0, max(len(headings) - 1, 0), WIDTH, text)
            sheet.freeze_panes(1, 0)
            for row, cells in enumerate([headings, *rows]):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell, text if row else head)
    return buffer.getvalue()


def _name(name, place):
    """As Excel allows one, and no other sheet has."""
    bare = FORBIDDEN.sub("", name).strip()[:LONGEST_NAME] or "名册"
    return f"{bare}-{place + 1}" if place else bare
