"""The workbook: text in every cell, and readable again by the reader of rosters."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from cohorts.exporting.columns import COLUMNS
from cohorts.exporting.listing import Listing
from cohorts.exporting.register import register
from cohorts.exporting.workbook import workbook
from cohorts.roster.reader import read
from tests.cohorts.exporting.conftest import enroll

pytestmark = pytest.mark.django_db


def exported(cohort, *columns, **said):
    said = {"by": None, "order": "number", "purpose": "核对"} | said
    return workbook(Listing(register(cohort, columns=columns or tuple(COLUMNS), **said)))


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def cells(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def test_every_cell_is_text_and_none_is_a_formula_or_link(cohort):
    enroll(
        cohort, "计一", {"mobile": "+8613800000000"},
        title='=HYPERLINK("http://x.cn")', organization_name="@SUM(1)", remark="-1+2", number=7,
    )  # fmt: skip
    data = exported(cohort, unmasked=True)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert set(re.findall(r"<c [^>]*?(?:t=\"(\w+)\")?/?>", sheet)) == {"s"}
    assert re.findall("<f>|<hyperlink", sheet) == []
    found = next(row for row in cells(data) if "计一" in row)
    assert ['=HYPERLINK("http://x.cn")', "@SUM(1)", "-1+2", "+8613800000000"] == [
        found[list(COLUMNS).index(name)] for name in ("title", "organization", "remark", "mobile")
    ]
    assert 'quotePrefix="1"' in part(data, "xl/styles.xml")


def test_the_sheet_is_set_up_for_a4_with_its_headings_repeated(cohort):
    data = exported(cohort, "number", "name")
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert re.search('<pane ySplit="1" topLeftCell="A2"[^>]*state="frozen"', sheet)
    assert '<pageSetup paperSize="9" fitToHeight="0"' in sheet
    assert "云州市第9期培训班学员名册" in sheet
    assert "_xlnm.Print_Titles" in part(data, "xl/workbook.xml")


def test_the_last_line_says_where_the_list_comes_from(cohort):
    found = cells(exported(cohort, "number", "name"))
    assert found[:2] == [["序号", "姓名"], ["1", "罗书衡"]]
    assert re.fullmatch(r"注：共 3 人；系统命令导出，20..-..-.. ..:..，登记号 \d+", found[-1][0])


def test_what_went_out_unmasked_comes_in_again_as_it_was(cohort):
    book = read(exported(cohort, unmasked=True), "名册.xlsx")
    assert [issue.code for row in book.rows for issue in row.issues] == []
    assert [dict(row.values) for row in book.rows][:2] == [
        {
            "number": 1, "name": "罗书衡", "gender": "male", "group": 2, "organization": "云州市科技馆",
            "title": "副部长", "birth": "1985-10", "ethnicity": "汉族", "party": "中共党员", "education": "博士",
            "mobile": "13800005678", "email": "luo@example.cn",
        },
        {
            "number": 2, "name": "单一川", "gender": "male", "group": 1, "organization": "云州市科技馆",
            "title": "副部长", "class_post": "班长、组长", "birth": "1985-10", "ethnicity": "汉族",
            "party": "中共党员", "education": "博士", "mobile": "13900001234", "email": "shan@example.cn",
        },
    ]  # fmt: skip
    assert [row.values["name"] for row in book.rows] == ["罗书衡", "单一川", "白离", "邓立"]
    assert len(book.ignored) == 2  # the headings and the last line


def test_what_was_masked_is_never_read_as_a_number_or_an_address(cohort):
    book = read(exported(cohort, "number", "name", "mobile", "email"), "名册.xlsx")
    assert [dict(row.values) for row in book.rows][:2] == [
        {"number": 1, "name": "罗书衡"}, {"number": 2, "name": "单一川"},
    ]  # fmt: skip
    assert [issue.code for issue in book.rows[0].issues] == ["masked", "masked"]
