"""Rosters as files, built as small as a reader of their format accepts."""

import io
import struct
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

HEADINGS = ("序号", "姓名", "性别", "组别", "单位", "职务", "出生年月", "身份证号", "手机", "邮箱", "备注")
SOUND = "11010519491231002X"  # the example of GB 11643
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(*sheets, merged=(), hidden=()):
    """An .xlsx of sheets, each {name: rows} or rows; `merged` are ranges (row, column, row, column) of the first, from 0."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        dated = workbook.add_format({"num_format": "yyyy-mm"})
        bordered = workbook.add_format({"border": 1})
        for place, sheet in enumerate(sheets):
            ((name, rows),) = sheet.items() if isinstance(sheet, dict) else ((f"名册{place + 1}", sheet),)
            worksheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, (date, datetime)):
                        worksheet.write_datetime(row, column, cell, dated)
                    elif isinstance(cell, str):
                        worksheet.write_string(row, column, cell)
                    elif cell is not None:
                        worksheet.write(row, column, cell)
                    else:
                        worksheet.write_blank(row, column, None, bordered)
            for first, left, last, right in merged if not place else ():
                worksheet.merge_range(first, left, last, right, rows[first][left])
            if name in hidden:
                worksheet.hide()
    return buffer.getvalue()


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def raw_xlsx(rows, prolog="", **more):
    """An .xlsx of one sheet whose <row> elements are given as they are; `more` parts by name."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet = f'{prolog}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{office}"><sheets>'
            '<sheet name="名册" sheetId="1" r:id="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        }
        | more
    )


def inline(row, *texts):
    """A <row> of texts from column A."""
    cells = "".join(
        f'<c r="{chr(65 + place)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(texts)
    )
    return f'<row r="{row}">{cells}</row>'


def ods(rows):
    """An .ods of texts; a row "…5" is five blank ones."""
    body = "".join(
        f'<table:table-row table:number-rows-repeated="{row[1:]}"><table:table-cell/></table:table-row>'
        if isinstance(row, str)
        else "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>',
            "content.xml": f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
            f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="名册">{body}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def csv(rows, encoding="utf-8-sig", delimiter=","):
    return "".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding)


def xls(cells):
    """An .xls (BIFF8) of {(row, column): text or number}, counted from 0."""
    name = "名册"
    start = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for (row, column), cell in cells.items():
        if isinstance(cell, str):
            text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
            sheet += record(0x0204, struct.pack("<HHH", row, column, 0) + text)
        else:
            sheet += record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
    sheet += record(0x000A)
    about = struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    offset = 4 + len(start) + 4 + 4 + len(about) + 4
    book = record(0x0809, start) + record(0x0085, struct.pack("<I", offset) + about) + record(0x000A)
    return ole({"Workbook": book + sheet})


def record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def ole(streams):
    """A compound file (MS-CFB) of streams; each is padded beyond the 4,096 bytes where small ones begin."""
    sectors, table, entries = [], [0xFFFFFFFD, 0xFFFFFFFE], []
    for name, given in streams.items():
        content = given.ljust(4096, b"\0")
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        first = len(table)
        table += [*range(first + 1, first + len(pieces)), 0xFFFFFFFE]
        sectors += pieces
        entries.append((name, 2, first, len(content)))
    directory = b"".join(
        (name.encode("utf-16-le").ljust(64, b"\0"))
        + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for (name, kind, first, size), child in [
            (("Root Entry", 5, 0xFFFFFFFE, 0), 1),
            *((entry, 0xFFFFFFFF) for entry in entries),
        ]
    ).ljust(512, b"\0")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    )
    return header + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + directory + b"".join(sectors)
