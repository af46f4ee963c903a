"""Which rows are people, which are not and why; cells merged over several of them; people who come twice."""

import pytest

from cohorts.roster import Severity
from cohorts.roster.reader import read
from tests.cohorts.roster.files import HEADINGS, SOUND, csv, ods, xlsx

SHORT = ("序号", "姓名", "单位", "手机")


def split(*rows, headings=SHORT):
    """([rows of people], {row: why not})."""
    found = read(xlsx([headings, *rows]), "a.xlsx")
    return [row.row for row in found.rows], {row.row: row.why for row in found.ignored}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("合计", "", "48人", ""), "A total or a remark: “合计”"),
        (("合计：48人",), "A total or a remark: “合计：48人”"),
        (("", "备注：以上人员", "", "江州"), "A total or a remark: “备注：以上人员”"),
        (("制表人：李四", "", "审核：王五"), "A total or a remark: “制表人：李四”"),
        (("共48人", "", "", "男30人"), "A total or a remark: “共48人”"),
        (("请按时报到",), "A remark: nothing but “请按时报到” stands in this row."),
        (("第二组",), "A heading: “第二组”"),
        (("7", "", "", ""), "Only a number, nobody's name."),
        (("序号", "姓名", "单位", "手机"), "The headings once more."),
        (("例", "张三", "江州局", "13800138000"), "An example."),
        ((" ", "", "\u3000", ""), "Nothing but blanks."),
    ],
)
def test_rows_that_are_nobodys_say_why(cells, why, settings):
    settings.LANGUAGE_CODE = "en"
    assert split(("1", "张三", "江州局", ""), cells) == ([2], {1: "The headings.", 3: why})


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "张三", "", ""),
        ("1", "", "江州局", ""),
        ("", "张三", "江州局", ""),
        ("备注", "张三", "江州局", ""),
        ("1", "共同", "江州局", ""),
    ],
)
def test_rows_that_may_be_somebodys_are_kept(cells):
    people, others = split(cells)
    assert (people, list(others)) == ([2], [1]) if cells[0] != "备注" else ([], [1, 2])


def test_a_total_after_blank_bordered_rows_is_found():
    assert split(("1", "张三"), (None,) * 4, (None,) * 4, ("合计", "1人"))[0] == [2]


MERGED = [
    ("序号", "姓名", "组别", "单位", "手机"),
    ("1", "张三", "第一组", "江州局", "13800138000"),
    ("2", "李四", "", "", ""),
    ("3", "王五", "", "江州院", ""),
]
RANGES = [(1, 2, 3, 2), (1, 3, 2, 3), (1, 4, 2, 4)]


def test_merged_organizations_and_groups_hold_for_all_their_rows_and_telephones_do_not():
    found = read(xlsx(MERGED, merged=RANGES), "a.xlsx")
    assert [
        tuple(row.values.get(field) for field in ("name", "group", "organization", "mobile"))
        for row in found.rows
    ] == [
        ("张三", 1, "江州局", "13800138000"),
        ("李四", 1, "江州局", None),
        ("王五", 1, "江州院", None),
    ]
    assert found.problems == ()


@pytest.mark.parametrize("data", [csv(MERGED), ods(MERGED)])
def test_a_format_that_tells_no_merged_cells_says_so(data, settings):
    settings.LANGUAGE_CODE = "en"
    found = read(data, "a.csv")
    assert [row.values.get("organization") for row in found.rows] == ["江州局", None, "江州院"]
    assert [problem[:45] for problem in found.sheets[0].problems] == [
        "This kind of file doesn't tell merged cells: "
    ]


def test_a_pre_numbered_row_within_a_merged_cell_is_nobodys():
    found = read(xlsx([*MERGED, ("4", "", "", "", "")], merged=[(1, 2, 4, 2)]), "a.xlsx")
    assert [row.row for row in found.ignored] == [1, 5]


def test_a_heading_of_a_group_holds_for_the_rows_below_it():
    rows = [("第一组",), ("1", "张三", "江州局", ""), ("第二组",), ("2", "李四", "江州局", "")]
    found = read(xlsx([SHORT, *rows]), "a.xlsx")
    assert [row.values["group"] for row in found.rows] == [1, 2]


def codes(*rows):
    """Per row the codes of its issues that are about other rows."""
    found = read(xlsx([("姓名", "单位", "手机", "身份证号", "组别"), *rows]), "a.xlsx")
    return [[issue.code for issue in row.issues if not issue.column] for row in found.rows]


PLAIN = ("张伟", "江州局", "13800138000", "", "1")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (PLAIN, ["duplicate_row"]),
        (("张 伟", "江州院", "13800138000", "", ""), ["duplicate_row"]),
        (("张伟", "江州局", "", "", ""), ["duplicate_row"]),
        (("张伟", "江州局", "13900139000", "", ""), ["namesake"]),
        (("张伟", "江州院", "", "", ""), ["namesake"]),
        (("李四", "江州局", "13800138000", "", ""), ["mobile_shared"]),
        (("李四", "江州局", "", "", ""), []),
    ],
)
def test_the_same_person_twice_is_told_from_namesakes(row, expected):
    assert codes(PLAIN, row) == [[], expected]


def test_an_identity_number_is_one_persons_whatever_the_name():
    assert codes(("张伟", "", "", SOUND, "1"), ("李四", "江州局", "", SOUND.lower(), "2"))[1] == [
        "duplicate_row"
    ]


def test_rows_without_anything_to_tell_them_apart_by_are_one_only_when_wholly_alike():
    assert codes(("张伟", "", "", "", "1"), ("张伟", "", "", "", "2"), ("张伟", "", "", "", "1")) == [
        [],
        ["namesake"],
        ["duplicate_row"],
    ]


def test_somebody_on_two_sheets_is_one(settings):
    settings.LANGUAGE_CODE = "en"
    rows = [SHORT, ("1", "张三", "江州局", "13800138000")]
    found = read(xlsx({"学员": rows}, {"补报": rows}), "a.xlsx")
    assert [issue.message for row in found.rows for issue in row.issues] == [
        "Row 2 is the same person as row 2 of sheet “学员”. "
        "Delete one of them, or give each a mobile number of their own."
    ]


def test_a_number_given_twice_is_a_warning():
    found = read(xlsx([SHORT, ("1", "张三", "", ""), ("1", "李四", "", "")]), "a.xlsx")
    assert [(issue.code, issue.severity) for issue in found.rows[1].issues] == [
        ("number_taken", Severity.WARNING)
    ]


def test_the_cells_come_back_as_they_stand():
    cells = (1.0, "张　三", "男", "第一组", "", "", "", "", 13800138000.0, "", "")
    (row,) = read(xlsx([HEADINGS, cells]), "a.xlsx").rows
    assert row.raw == cells


@pytest.mark.parametrize("heading", ["第二组（2人）", "二组，共2人", "第二小组：", "第二组 组长：王五"])
def test_a_heading_of_a_group_may_say_more(heading):
    rows = read(xlsx([SHORT, [heading], ("1", "张三", "江州局", "")]), "a.xlsx").rows
    assert [row.values["group"] for row in rows] == [2]


def test_who_stands_below_another_heading_is_in_no_group():
    sheet = [SHORT, ["第一组"], ("1", "张三", "江州局", ""), ["工作人员"], ("2", "骆四", "江州局", "")]
    assert [row.values.get("group") for row in read(xlsx(sheet), "a.xlsx").rows] == [1, None]


def test_a_sheet_named_for_a_group_holds_that_group():
    sheets = [
        {"第一组": [SHORT, ("1", "张三", "江州局", "")]},
        {"名单": [SHORT, ("2", "骆四", "江州局", "")]},
    ]
    assert [row.values.get("group") for row in read(xlsx(*sheets), "a.xlsx").rows] == [1, None]


def test_two_lists_side_by_side_are_not_half_read():
    found = read(
        xlsx([(*SHORT, "", *SHORT), ("1", "张三", "江州局", "", "", "2", "李四", "江州局", "")]), "a.xlsx"
    )
    assert (found.rows, [sheet.is_read for sheet in found.sheets]) == ((), [False])
    assert "G" in found.sheets[0].problems[0]


@pytest.mark.parametrize("word", ["无", "/", "——", "不详", "无。", " 暂无 "])
def test_a_cell_that_says_there_is_nothing_is_blank(word):
    (row,) = read(xlsx([SHORT, ("1", "张三", "江州局", word)]), "a.xlsx").rows
    assert (row.values.get("mobile"), row.cleared, row.issues) == (None, frozenset(), ())
