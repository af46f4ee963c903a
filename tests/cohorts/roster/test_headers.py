"""Headings where they are, as they are worded."""

import pytest

from cohorts.roster import Unreadable
from cohorts.roster.headings import field_of
from cohorts.roster.reader import read
from tests.cohorts.roster.files import csv, xlsx

SOMEBODY = ("1", "张三", "13800138000")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓　名", "name"),
        (" ＊姓名", "name"),
        ("姓名（必填）", "name"),
        ("姓名Name", "name"),
        ("姓 名：", "name"),
        ("联系电话", "mobile"),
        ("手机号/联系电话", "mobile"),
        ("手机号码\n(11位)", "mobile"),
        ("E-mail", "email"),
        ("身份证号码【18位】", "id_number"),
        ("单位及职务", "organization_and_title"),
        ("工作单位、部门及职务", "organization_and_title"),
        ("职务/职称", "title"),
        ("手机及邮箱", ""),
        ("紧急联系人电话", ""),
        ("单位电话", ""),
        ("出生地", ""),
        ("年龄", ""),
        ("（）", ""),
        ("", ""),
    ],
)
def test_a_heading_means_a_field(heading, field):
    assert field_of(heading) == field


def columns(data, name="a.xlsx", **more):
    (sheet,) = read(data, name, **more).sheets
    return sheet.header, [column.field for column in sheet.columns]


def test_titles_and_notes_above_the_headings_are_passed_over():
    rows = [
        ("青山班学员名册",),
        ("填表人：李四", "", "日期：2026-03"),
        (),
        ("序号", "姓名", "手机"),
        SOMEBODY,
    ]
    found = read(xlsx(rows, merged=[(0, 0, 0, 2)]), "a.xlsx")
    assert found.sheets[0].header == (4,)
    assert [row.row for row in found.ignored] == [1, 2, 4]
    assert [row.row for row in found.rows] == [5]


def test_headings_are_looked_for_in_fifteen_rows():
    notes = [(f"说明{number}",) for number in range(15)]
    assert columns(csv([*notes[:14], ("序号", "姓名", "手机")]))[0] == (15,)
    assert columns(csv([*notes, ("序号", "姓名", "手机")]))[0] == ()


TWO = [
    ("序号", "姓名", "联系方式", "", "紧急联系人", "", "备注"),
    ("", "", "手机", "邮箱", "姓名", "电话", ""),
    ("1", "张三", "13800138000", "a@b.cn", "李四", "13900139000", ""),
]
MERGED = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)]


@pytest.mark.parametrize("data", [xlsx(TWO, merged=MERGED), csv(TWO)], ids=["merged", "unmerged"])
def test_two_rows_of_headings_are_joined(data):
    assert columns(data) == ((1, 2), ["number", "name", "mobile", "email", "", "", "remark"])


@pytest.mark.parametrize("merged", [[(0, 0, 0, 2), (0, 3, 0, 4)], []])
def test_all_headings_may_stand_in_the_lower_row(merged):
    rows = [
        ("基本信息", "", "", "联系方式", ""),
        ("序号", "姓名", "性别", "手机", "邮箱"),
        ("1", "张三", "男", "", ""),
    ]
    header, fields = columns(xlsx(rows, merged=merged))
    assert header[-1] == 2
    assert fields == ["number", "name", "gender", "mobile", "email"]


def test_a_note_above_the_headings_does_not_change_them():
    rows = [
        ("", "", "日期：2026年3月", "", ""),
        ("序号", "姓名", "性别", "手机", "邮箱"),
        ("1", "张三", "男", "", ""),
    ]
    fields = ["number", "name", "gender", "mobile", "email"]
    assert columns(xlsx(rows, merged=[(0, 2, 0, 4)])) == ((2,), fields)
    assert columns(csv(rows)) == ((2,), fields)


def test_somebody_without_a_name_is_no_second_row_of_headings():
    rows = [("姓名", "性别", "联系方式", "备注"), ("", "男", "13800138000", "学员")]
    assert columns(xlsx(rows))[0] == (1,)


def test_of_two_headings_for_one_field_the_better_is_read_and_the_other_named(settings):
    settings.LANGUAGE_CODE = "en"
    (sheet,) = read(xlsx([("姓名", "职称", "职务", "单位", "单位")]), "a.xlsx").sheets
    assert [column.field for column in sheet.columns] == ["name", "", "title", "organization", ""]
    assert sheet.problems == (
        "Column B “职称” isn't read: 职务 is read from another.",
        "Column E “单位” isn't read: 单位 is read from another.",
    )


def test_a_sheet_without_headings_is_not_read_and_says_so(settings):
    settings.LANGUAGE_CODE = "en"
    found = read(xlsx({"学员": [("序号", "姓名", "手机"), SOMEBODY]}, {"分工": [("会务", "李四")]}), "a.xlsx")
    assert [sheet.is_read for sheet in found.sheets] == [True, False]
    assert "None of the first 15 rows has 姓名" in found.problems[0]


def test_two_headings_will_do_when_there_are_no_others():
    assert columns(csv([("姓名", "手机"), ("张三", "")]))[1] == ["name", "mobile"]
    assert columns(csv([("姓名", "会议室"), ("张三", "")]))[1] == []


def test_columns_are_read_as_somebody_says():
    data = xlsx({"表": [("编", "谁", "号"), SOMEBODY]})
    found = read(data, "a.xlsx", columns={"表": {1: "name", 2: "mobile"}}, headers={"表": 1})
    assert [dict(row.values) for row in found.rows] == [{"name": "张三", "mobile": "13800138000"}]
    assert [(row.row, row.issues) for row in found.rows] == [(2, ())]


def test_a_sheet_without_headings_is_read_from_its_first_row():
    found = read(csv([SOMEBODY]), "表.csv", columns={"表": {1: "name"}}, headers={"表": 0})
    assert [(row.row, dict(row.values)) for row in found.rows] == [(1, {"name": "张三"})]


def test_columns_without_a_name_are_not_read():
    found = read(csv([SOMEBODY]), "表.csv", columns={"表": {2: "mobile"}})
    assert (found.sheets[0].is_read, found.rows) == (False, ())


@pytest.mark.parametrize("chosen", [{0: "salary"}, {0: "name", 1: "name"}])
def test_columns_that_make_no_sense_are_the_callers_mistake(chosen):
    with pytest.raises(ValueError, match="columns name each field") as caught:
        read(csv([SOMEBODY]), "表.csv", columns={"表": chosen})
    assert not isinstance(caught.value, Unreadable)


def test_sheets_are_chosen():
    rows = [("序号", "姓名", "手机"), SOMEBODY]
    data = xlsx({"学员": rows}, {"工作人员": rows}, {"字典": rows}, {"填写说明": rows}, hidden=("字典",))
    assert {row.sheet for row in read(data, "a.xlsx").rows} == {"学员", "工作人员"}
    assert {row.sheet for row in read(data, "a.xlsx", sheets=["学员", "字典"]).rows} == {"学员", "字典"}


def test_a_column_has_the_letter_excel_gives_it():
    (sheet,) = read(xlsx([["姓名", "手机", "单位", *["x"] * 25]]), "a.xlsx").sheets
    assert [sheet.columns[index].letter for index in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
