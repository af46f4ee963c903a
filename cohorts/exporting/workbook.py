"""A listing as an .xlsx: every cell is text, whatever it looks like, and the sheet prints on A4."""

import io
from unicodedata import east_asian_width

import xlsxwriter

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
A4 = 9
FACE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "num_format": "@"}
CELL = FACE | {"border": 1, "text_wrap": True}
HEADING = CELL | {"bold": True, "align": "center", "bg_color": "#F5EFE3"}
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NARROWEST, WIDEST, UPRIGHT = 6, 42, 90  # in half-width characters


def workbook(listing):
    """The bytes of it."""
    blanks = [""] * len(listing.half_days)
    rows = [[text for _name, text in cells] + blanks for cells in listing.rows]
    headings = [column.label for column in listing.columns] + listing.half_days
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        sheet = book.add_worksheet(listing.export.get_kind_display())
        _write(book, sheet, [headings, *rows], listing.origin)
        _set_up(sheet, listing, _widths([headings, *rows]))
    return buffer.getvalue()


def _write(book, sheet, rows, origin):
    heading, cell, note = (book.add_format(look) for look in (HEADING, CELL, FACE | {"font_size": 9}))
    quoted = book.add_format(CELL | {"quote_prefix": True})  # text it stays, even when somebody edits it
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            look = quoted if text.startswith(BEGINS_A_FORMULA) else cell
            sheet.write_string(row, column, text, look if row else heading)
    sheet.write_string(len(rows) + 1, 0, origin, note)


def _set_up(sheet, listing, widths):
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(A4)
    if sum(widths) > UPRIGHT:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.7)
    sheet.set_header(f'&C&"宋体,Bold"&16 {listing.title.replace("&", "&&")[:120]}')
    sheet.set_footer("&C— &P / &N —")


def _widths(rows):
    """Of each column, what its longest text takes."""
    return [min(max(NARROWEST, *map(_width, texts)), WIDEST) for texts in zip(*rows, strict=True)]


def _width(text):
    return 2 + sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
