"""Workbooks of text: every cell is a string, whatever it looks like, so that nothing in them is ever a formula."""

import io

import xlsxwriter

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
TEXT = {"num_format": "@"}
HEADING = {"bold": True, "align": "center", "bottom": 1, "bg_color": "#F5EFE3"}
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_767  # characters that Excel takes in a cell


class TextWorkbook(xlsxwriter.Workbook):
    """An .xlsx in memory; its `bytes` are there once it was closed. Looks are xlsxwriter's properties of formats."""

    def __init__(self):
        self.buffer = io.BytesIO()
        super().__init__(self.buffer, OPTIONS)

    @property
    def bytes(self):
        return self.buffer.getvalue()

    def write_rows(self, sheet, rows, look):
        """Write rows of strings from the top of the sheet, the first of them as headings."""
        cell, heading = self.add_format(TEXT | look), self.add_format(TEXT | look | HEADING)
        quoted = self.add_format(TEXT | look | {"quote_prefix": True})  # text, even when somebody edits it
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                body = quoted if text.startswith(BEGINS_A_FORMULA) else cell
                sheet.write_string(row, column, text[:LONGEST], body if row else heading)
