"""A listing as an .xlsx: one sheet that prints on A4."""

from unicodedata import east_asian_width

from cohorts.workbooks import TEXT, TextWorkbook

A4 = 9
FACE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
CELL = FACE | {"border": 1, "text_wrap": True}
NARROWEST, WIDEST, UPRIGHT = 6, 42, 90  # in half-width characters


def workbook(listing):
    """The bytes of it."""
    blanks = [""] * len(listing.half_days)
    headings = [column.label for column in listing.columns] + listing.half_days
    rows = [headings, *([text for _name, text in cells] + blanks for cells in listing.rows)]
    with TextWorkbook() as book:
        sheet = book.add_worksheet(listing.export.get_kind_display())
        book.write_rows(sheet, rows, CELL)
        sheet.write_string(len(rows) + 1, 0, listing.origin, book.add_format(TEXT | FACE | {"font_size": 9}))
        _set_up(sheet, listing, _widths(rows))
    return book.bytes


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
