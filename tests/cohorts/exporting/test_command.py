"""The roster from the command line: the same rows, registered, or a sentence that says what to mend."""

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from cohorts.models import RosterExport

pytestmark = pytest.mark.django_db


def export(file, *arguments, cohort="class-9"):
    call_command("export_roster", "--cohort", cohort, "-o", str(file), *arguments)


def test_a_roster_is_written_and_registered(cohort, tmp_path):
    file = tmp_path / "roster.xlsx"
    export(file, "--columns", "mobile,name", "--order", "pinyin", "--unmasked", "--purpose", " 核对 ")
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert rows[:4] == [["姓名", "手机"], ["邓立", ""], ["罗书衡", "13800005678"], ["单一川", "13900001234"]]
    line = RosterExport.objects.get()
    assert (line.by, line.cohort, line.rows, line.unmasked, line.purpose) == (None, cohort, 3, True, "核对")
    assert (line.columns, line.order) == (["name", "mobile"], "pinyin")


def test_the_usual_columns_are_none_that_are_private(cohort, tmp_path):
    export(tmp_path / "roster.xlsx")
    line = RosterExport.objects.get()
    assert line.columns == ["number", "name", "gender", "group", "organization", "title", "class_post"]


@pytest.mark.parametrize(
    ("arguments", "cohort_asked", "words"),
    [
        ([], "class-1", "没有地址为“class-1”的班级。现有：class-9"),
        (["--columns", "name,shoe"], "class-9", "没有这样的列：shoe。可选：number, name"),
        (["--columns", ","], "class-9", "请至少选择一列。"),
        (["--columns", "mobile"], "class-9", "导出个人信息须用 --purpose 写明用途。"),
        (["--unmasked"], "class-9", "导出个人信息须用 --purpose 写明用途。"),
        (["--unmasked", "--purpose", " "], "class-9", "导出个人信息须用 --purpose 写明用途。"),
        (["--unmasked", "--purpose", "长" * 201], "class-9", "用途有 201 字，最多 200 字。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_registered(cohort, tmp_path, arguments, cohort_asked, words):
    with pytest.raises(CommandError) as error:
        export(tmp_path / "roster.xlsx", *arguments, cohort=cohort_asked)
    assert str(error.value).startswith(words)
    assert (list(tmp_path.glob("*.xlsx")), RosterExport.objects.count()) == ([], 0)


def test_a_file_that_cannot_be_written_is_said(cohort, tmp_path):
    with pytest.raises(CommandError, match=r"roster\.xlsx"):
        export(tmp_path / "nowhere" / "roster.xlsx")
