"""What stands in a cell, as a typed value; what is wrong with it, by code."""

from datetime import date, datetime

import pytest

from cohorts.roster import Cell, IdNumber, Severity
from cohorts.roster.identity import check_digit
from cohorts.roster.places import Place
from cohorts.roster.reader import read
from cohorts.roster.values import value_of
from tests.cohorts.roster.files import SOUND, csv


def told(field: str, cell: Cell):
    """(value, codes)."""
    place = Place(19, "出生年月", field)
    value = value_of(field, cell, place)
    return value, [issue.code for issue in place.issues]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        (" 欧阳 某某\n", "欧阳某某"),
        ("张\u200b三\xa0", "张三"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("Marie-Claire", "Marie-Claire"),
    ],
)
def test_names_are_stored_without_padding(written, name):
    assert told("name", written) == (name, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("李四（女）", ("李四", ["name_remark"])),
        ("★李四", ("李四", ["name_remark"])),
        ("李四＊", ("李四", ["name_remark"])),
        ("3.李四", ("李四", ["name_remark"])),
        ("李明远 女", ("李明远", ["name_remark"])),
        ("王　女", ("王女", [])),
        ("13800138000", ("13800138000", ["name_shape"])),
        ("John Smith", (None, ["name_blank"])),
        ("清空", (None, ["name_cleared"])),
        ("张" * 41, (None, ["too_long"])),
    ],
)
def test_odd_names_are_told(written, expected):
    assert told("name", written) == expected


@pytest.mark.parametrize(
    ("cell", "mobile"),
    [
        (13800138000.0, "13800138000"),
        (13800138000, "13800138000"),
        ("138 0013-8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("13800138000.0", "13800138000"),
    ],
)
def test_mobile_numbers_are_digits(cell, mobile):
    assert told("mobile", cell) == (mobile, [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1380013800.0, ("1380013800", ["mobile_shape"])),
        ("021-65981234", ("021-65981234", ["mobile_shape"])),
        ("13800138000/13900139000", ("13800138000", ["mobile_first"])),
        ("总机 010-12345678 转值班室，再转分机 6 号", (None, ["mobile_shape", "too_long"])),
        ("1.38E+10", (None, ["mobile_destroyed"])),
        (1.5, (None, ["mobile_destroyed"])),
    ],
)
def test_other_numbers_are_told(cell, expected):
    assert told("mobile", cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "1985.03",
        1985.03,
        1985.3,
        "198503",
        198503.0,
        "1985年3月",
        "1985年03月02日",
        "1985-03",
        "1985-3",
        "1985/3/2",
        "1985.03.02",
        "19850302",
        19850302,
        date(1985, 3, 1),
        datetime(1985, 3, 1, 8),
        "1985-03-02 00:00:00",
        " １９８５．０３ ",
        "1985.3",
        "1985年3月生",
    ],
)
def test_months_of_birth_are_read_in_their_clear_forms(cell):
    assert told("birth", cell) == ("1985-03", [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1980.1", "ambiguous_month"),
        (1980.1, "ambiguous_month"),
        ("1990-13", "not_a_month"),
        ("1990.00", "not_a_month"),
        ("1985", "not_a_month"),
        (31107.0, "not_a_month"),
        ("85.03", "not_a_month"),
        ("三月", "not_a_month"),
        (True, "not_a_month"),
        (float("nan"), "not_a_month"),
        (date(1905, 6, 7), "implausible_month"),
        ("2950.03", "implausible_month"),
    ],
)
def test_months_that_may_be_another_are_errors(cell, code):
    assert told("birth", cell) == (None, [code])


def test_january_and_october_are_clear_when_written_out():
    assert [told("birth", cell)[0] for cell in ("1980.10", "1980.01", "1980-1", 1980.12)] == [
        "1980-10",
        "1980-01",
        "1980-01",
        "1980-12",
    ]


def test_a_message_says_where_what_and_what_next(settings):
    settings.LANGUAGE_CODE = "en"
    place = Place(19, "出生年月", "birth")
    value_of("birth", "1990-13", place)
    assert place.issues[0].message == "Row 19 出生年月 “1990-13” is no date; write it like 1990-01."


@pytest.mark.parametrize("cell", [SOUND, f" {SOUND[:6]} {SOUND[6:]} ", f"'{SOUND.lower()}", "１" + SOUND[1:]])
def test_identity_numbers_are_kept_whole(cell):
    assert told("id_number", cell) == (IdNumber(SOUND), [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (3.1018619091391e17, (None, ["id_number_destroyed"])),
        (310186190913910000, (None, ["id_number_destroyed"])),
        ("3.10186E+17", (None, ["id_number_destroyed"])),
        (SOUND[:15] + "000", (None, ["id_number_destroyed"])),
        (SOUND[:17] + "1", (IdNumber(SOUND[:17] + "1"), ["id_number_check_digit"])),
        ("110105491231002", (IdNumber("110105491231002"), ["id_number_old"])),
        (110105491231002.0, (IdNumber("110105491231002"), ["id_number_old"])),
        ("H12345678", (None, ["id_number_shape"])),
        (date(2026, 1, 1), (None, ["id_number_shape"])),
    ],
)
def test_identity_numbers_that_are_spoilt_are_never_mended(cell, expected):
    assert told("id_number", cell) == expected


def test_a_sound_number_may_end_in_zeros():
    digits = next(
        digits
        for digits in (f"110105{year}1231000" for year in range(1900, 2000))
        if check_digit(digits + "0") == "0"
    )
    assert told("id_number", digits + "0") == (IdNumber(digits + "0"), [])


def test_only_the_digits_of_an_identity_number_tell_it():
    number = IdNumber(SOUND)
    assert [str(number), repr(number), number.tail, number.digits] == [
        "*" * 14 + "002X",
        "IdNumber()",
        "002X",
        SOUND,
    ]


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("number", 1.0, (1, [])),
        ("number", " 01、", (1, [])),
        ("number", "A1", (None, ["number_unreadable"])),
        ("number", 0, (None, ["number_unreadable"])),
        ("number", "2026030112", (None, ["number_unreadable"])),
        ("gender", "男", ("male", [])),
        ("gender", " 女性", ("female", [])),
        ("gender", "汉", (None, ["gender_unknown"])),
        ("group", "第一组", (1, [])),
        ("group", "十二组", (12, [])),
        ("group", "第二十一小组", (21, [])),
        ("group", 3.0, (3, [])),
        ("group", "第 4 组", (4, [])),
        ("group", "一二组", ("一二组", [])),
        ("group", "0", ("0", [])),
        ("group", "教育组", ("教育组", [])),
        ("organization", "江州市\n民政局", ("江州市民政局", [])),
        ("organization", "江州大学  化学系", ("江州大学 化学系", [])),
        ("organization", "江" * 121, (None, ["too_long"])),
        ("title", "书记_x000D_\n院长", ("书记 院长", [])),
        ("email", " A@b.cn ", ("A@b.cn", [])),
        ("email", "a＠b.cn", ("a@b.cn", [])),
        ("email", "a@b", (None, ["email_shape"])),
        ("email", "a@b.cn;c@d.cn", (None, ["email_shape"])),
        ("remark", 2.5, ("2.5", [])),
        ("remark", True, ("TRUE", [])),
        ("party", "中共党员", ("中共党员", [])),
    ],
)
def test_cells_become_values(field, cell, expected):
    assert told(field, cell) == expected


def row(*cells):
    (found,) = read(csv([("姓名", "性别", "出生年月", "身份证号"), cells]), "a.csv").rows
    return found


def test_what_an_identity_number_says_is_compared():
    assert [issue.code for issue in row("张三", "女", "1949-12", SOUND).issues] == []
    assert [issue.code for issue in row("张三", "男", "1950-12", SOUND).issues] == [
        "gender_mismatch",
        "birth_mismatch",
    ]


def test_blank_keeps_and_a_word_clears():
    found = row("张三", "", " 清空 ", "")
    assert (dict(found.values), found.cleared, found.issues) == ({"name": "张三"}, {"birth"}, ())


def test_an_error_keeps_the_row_from_being_imported():
    assert row("张三", "男", "1980.1", "").has_errors
    assert not row("张三", "汉", "", "").has_errors
    assert [(issue.code, issue.severity) for issue in row("", "男", "1949-12", "").issues] == [
        ("name_missing", Severity.ERROR)
    ]
