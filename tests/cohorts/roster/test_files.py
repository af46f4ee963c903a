"""Whatever file is sent: a roster is read, everything else refused in a sentence, before it can do harm."""

import codecs

import pytest

from cohorts.roster import Unreadable
from cohorts.roster.formats import LIMIT
from cohorts.roster.reader import read
from tests.cohorts.roster.files import HEADINGS, csv, inline, ods, ole, raw_xlsx, xls, xlsx, zipped

ROWS = [("序号", "姓名", "手机"), ("1", "张三", "13800138000")]
READ = [(2, {"number": 1, "name": "张三", "mobile": "13800138000"})]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def rows(data, name="名册.xlsx", **more):
    return [(row.row, dict(row.values)) for row in read(data, name, **more).rows]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx(ROWS), id="xlsx"),
        pytest.param(ods(ROWS), id="ods"),
        pytest.param(
            xls({(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}), id="xls"
        ),
        pytest.param(csv(ROWS), id="csv with a mark"),
        pytest.param(csv(ROWS, "utf-8"), id="csv in utf-8"),
        pytest.param(csv(ROWS, "gb18030"), id="csv as Chinese Excel saves it"),
        pytest.param(csv(ROWS, "utf-16", "\t"), id="Unicode text"),
        pytest.param(codecs.BOM_UTF16_BE + csv(ROWS, "utf-16-be", "\t"), id="utf-16-be"),
        pytest.param(csv(ROWS, delimiter=";"), id="semicolons"),
        pytest.param(csv(ROWS, delimiter="\t"), id="tabs"),
    ],
)
def test_a_format_is_read_whatever_the_name_says(data):
    assert rows(data, "名册") == READ


def test_rows_have_the_numbers_excel_gives_them():
    assert rows(xlsx([(), (), *ROWS, (), ("2", "李四", "13900139000")]))[1][0] == 6
    assert rows(csv([(), (), *ROWS, (), ("2", "李四", "13900139000")]))[1][0] == 6
    assert rows(ods(["…3", *ROWS]))[0][0] == 5
    assert rows(xls({(3, 0): "姓名", (3, 1): "手机", (5, 0): "张三", (5, 1): 13800138000.0})) == [
        (6, {"name": "张三", "mobile": "13800138000"})
    ]


def test_columns_left_blank_are_counted():
    for data in (
        xlsx([("", "", "姓名", "手机"), ("", "", "张三", "1")]),
        xls({(0, 2): "姓名", (0, 3): "手机", (1, 2): "张三", (1, 3): 1.0}),
    ):
        found = read(data, "a.xlsx")
        assert [column.letter for column in found.sheets[0].columns if column.field] == ["C", "D"]
        assert [row.values["name"] for row in found.rows] == ["张三"]


def test_a_line_break_within_a_csv_cell_is_no_row():
    data = '序号,姓名,职务\n1,张三,"书记\n院长"\n2,李四,\n'.encode()
    assert [(row.row, row.values.get("title")) for row in read(data, "a.csv").rows] == [
        (2, "书记 院长"),
        (3, None),
    ]


FILLER = "".join(map(str, range(200_000)))
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
MANY = "".join(f"<row><c><v>{number}</v></c></row>" for number in range(1_000_000))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "nothing in this file", id="empty"),
        pytest.param(b"\n \r\n", "nothing in this file", id="blank"),
        pytest.param(b"a" * (LIMIT + 1), "at most 5 MB", id="too large"),
        pytest.param(xlsx(ROWS)[:-200], "damaged", id="truncated"),
        pytest.param(xlsx(ROWS)[:100], "damaged", id="truncated early"),
        pytest.param(xlsx(ROWS).replace(b"<", b"\0", 3)[:3000] + bytes(2000), "damaged", id="broken"),
        pytest.param(zipped({"a.txt": "a"}), "no table", id="another zip"),
        pytest.param(zipped({"word/document.xml": "<a/>"}), "Word", id="docx"),
        pytest.param(ole({"WordDocument": b"a"}), "Word", id="doc"),
        pytest.param(ole({"EncryptedPackage": b"a"}), "password", id="encrypted xlsx"),
        pytest.param(ole({"Workbook": b"a"}), "damaged", id="broken xls"),
        pytest.param(b"%PDF-1.7\n", "no table", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0", "no table", id="png"),
        pytest.param("姓名,手机\0".encode(), "no table", id="control characters"),
        pytest.param(b"<html><table>", "web page", id="html called xls"),
        pytest.param(codecs.BOM_UTF8 + b"\n<?xml version='1.0'?>", "web page", id="xml called xls"),
        pytest.param(codecs.BOM_UTF16_LE + b"\0\xd8a", "unknown encoding", id="broken utf-16"),
        pytest.param("學員名冊，開學典禮".encode("big5"), "unknown encoding", id="gb18030 without headings"),
        pytest.param(b"\xff\xff\xff\xff", "unknown encoding", id="no encoding"),
        pytest.param(b"a," + b'"' + b"b" * 200_000, "damaged", id="an endless cell"),
        pytest.param(raw_xlsx("", prolog='<!DOCTYPE a [<!ENTITY b "c">]>'), "the way Excel", id="dtd"),
        pytest.param(
            raw_xlsx("", **{"xl/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")}),
            "the way Excel",
            id="utf-16 dtd",
        ),
        pytest.param(
            raw_xlsx("", **{"xl/a.xml": FILLER[: 1024 * 1024 - 4] + "<!DOCTYPE a>"}),
            "the way Excel",
            id="dtd between chunks",
        ),
        pytest.param(raw_xlsx("", **{"../a.xml": ""}), "the way Excel", id="traversal"),
        pytest.param(raw_xlsx("", **{f"a{n}": "" for n in range(2_001)}), "the way Excel", id="entries"),
        pytest.param(raw_xlsx("", **{"a.bin": bytes(2_000_000)}), "far larger", id="ratio"),
        pytest.param(raw_xlsx(inline(1, *HEADINGS) + FAR), "far larger", id="a cell at the far corner"),
        pytest.param(raw_xlsx(inline(1, *HEADINGS) + MANY), "far larger", id="a million rows"),
        pytest.param(xls({(0, 0): "姓名", (65535, 255): 1.0}), "far larger", id="the far corner of an xls"),
        pytest.param(ods([HEADINGS, "…1048570", ("1", "张三")]), "far larger", id="a million rows of ods"),
        pytest.param(csv([HEADINGS, *[("1", "张三")] * 3_000]), "more than 2000 rows", id="rows of csv"),
        pytest.param(xlsx([HEADINGS, *[("1", "张三")] * 2_001]), "more than 2000 rows", id="rows"),
        pytest.param(xlsx([(*HEADINGS, *[""] * 60, "x")]), "72 columns; at most 60", id="columns"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_reason(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data, "名册.xlsx")


def test_a_zip_with_a_password_is_refused_with_a_reason():
    data = bytearray(xlsx(ROWS))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="password"):
        read(bytes(data), "名册.xlsx")


def test_what_an_entry_declares_of_its_size_is_not_believed():
    data = raw_xlsx("", **{"a.bin": bytes(2_000_000)})
    size = (2_000_000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read(data.replace(size, (10).to_bytes(4, "little")), "名册.xlsx")


def test_exactly_as_many_rows_as_are_allowed_are_read():
    assert len(read(csv([HEADINGS, *[("1", "张三")] * 2_000]), "a.csv").rows) == 2_000


def test_hundreds_of_thousands_of_bordered_rows_are_blank():
    bordered = "".join(f'<row r="{row}">' + '<c s="1"/>' * 12 + "</row>" for row in range(3, 100_000))
    found = read(raw_xlsx(inline(1, *HEADINGS) + inline(2, "1", "张三") + bordered), "a.xlsx")
    assert [row.row for row in found.rows] == [2]


def test_the_parser_dies_alone(monkeypatch):
    monkeypatch.setattr("cohorts.roster.parsing.JAIL", "/nowhere")
    with pytest.raises(Unreadable, match="damaged"):
        read(xlsx(ROWS), "a.xlsx")
