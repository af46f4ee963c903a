"""Uploaded files: kept privately under names that say nothing, and gone when they aren't needed; what was left out comes back."""

import re
import stat
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from cohorts.importing.arriving import arrive, cancel, purge
from cohorts.importing.books import workbook
from cohorts.importing.leftovers import RESULT
from cohorts.importing.planning import Gone, plan_of
from cohorts.importing.template import template
from cohorts.importing.undoing import undo
from cohorts.models import ImportState, RosterImport, RosterImportRow, uploads
from cohorts.roster import Unreadable
from cohorts.roster.reader import read
from tests.cohorts.importing.house import MOBILES, SOUND, checked, counts, imported, place
from tests.cohorts.roster.files import xlsx
from tests.factories import make_cohort

pytestmark = pytest.mark.django_db
ROW = f"1 林听澜 江州局 处长 第一组 - {MOBILES[0]} {SOUND}"


def kept():
    return sorted(path.name for path in folder().iterdir()) if folder().exists() else []


def folder():
    from pathlib import Path

    return Path(storages["rosters"].location)


def test_a_file_is_private_and_its_name_says_nothing():
    found = checked(make_cohort(), ROW)
    (name,) = kept()
    assert found.file == name
    assert re.fullmatch("[0-9a-f]{32}.bin", name)
    assert stat.S_IMODE((folder() / name).stat().st_mode) == 0o600


def test_of_an_unreadable_file_nothing_is_kept():
    with pytest.raises(Unreadable):
        arrive(make_cohort(), b"\x00\x01", "名册.xlsx", None)
    assert (kept(), RosterImport.objects.count()) == ([], 0)


def test_a_cancelled_import_keeps_no_file_and_no_answers():
    found = checked(make_cohort(), ROW, choices={"people": {"2:名册": "new"}})
    assert (cancel(found), cancel(found), kept()) == (True, False, [])
    found.refresh_from_db()
    assert (found.state, found.file, found.choices) == (ImportState.CANCELLED, "", {})
    with pytest.raises(Gone):
        plan_of(found)


def test_what_was_applied_is_not_cancelled():
    done = imported(make_cohort(), ROW)
    assert cancel(done) is False
    assert RosterImport.objects.get().state == ImportState.APPLIED


def test_files_of_more_than_a_day_go():
    cohort = make_cohort()
    old, new = checked(cohort, ROW), checked(cohort, ROW)
    left = imported(cohort, "2 苏若溪 - - - - 123 3.1E+17", skip_errors=True)
    RosterImport.objects.exclude(pk=new.pk).update(at=timezone.now() - timedelta(hours=25))
    assert purge() == (2, 0)
    assert kept() == [new.file]
    for found, state in (
        (old, ImportState.CANCELLED),
        (left, ImportState.APPLIED),
        (new, ImportState.CHECKED),
    ):
        found.refresh_from_db()
        assert (found.state, bool(found.file), found.leftover) == (state, found == new, "")


def test_a_new_arrival_purges_what_is_old():
    cohort = make_cohort()
    checked(cohort, ROW)
    RosterImport.objects.update(at=timezone.now() - timedelta(hours=25))
    found = checked(cohort, ROW)
    assert kept() == [found.file]


def test_what_undoing_needs_goes_after_thirty_days():
    cohort = make_cohort()
    imported(cohort, ROW)
    imported(cohort, ROW.replace("处长", "局长"))
    RosterImport.objects.update(at=timezone.now() - timedelta(days=29))
    assert purge() == (0, 0)
    RosterImport.objects.update(at=timezone.now() - timedelta(days=31))
    assert purge() == (0, 1)
    assert (RosterImportRow.objects.count(), list(RosterImport.objects.values_list("made", flat=True))) == (
        0,
        [{}, {}],
    )
    assert place(cohort, "林听澜").title == "局长"


def leftover(cohort, data, name="名册.xlsx"):
    """The rows that were left out of a file, as they are read again."""
    found = arrive(cohort, data, name, None)
    from cohorts.importing.writing import apply

    apply(found, plan_of(found).digest, skip_errors=True)
    found.refresh_from_db()
    return read(uploads.content(found.leftover), "未导入的行.xlsx")


def test_rows_left_out_come_back_as_the_same_sheet_that_says_why():
    rows = [("序号", "姓名", "宿舍", "单位", "出生年月", "身份证号"), (1, "林听澜", "301", "江州局", "1985-03", SOUND),
            (2, "苏若溪", "302", "江州院", 1980.1, ""), (3, "周明远", "303", "江州院", "", 3.10186190913910e17)]  # fmt: skip
    again = leftover(make_cohort(), xlsx(rows))
    assert [(row.values["name"], row.values["organization"], [issue.code for issue in row.issues]) for row in again.rows] == [
        ("苏若溪", "江州院", ["ambiguous_month"]), ("周明远", "江州院", ["id_number_destroyed"]),
    ]  # fmt: skip
    assert [column.heading for column in again.sheets[0].columns] == [
        "序号", "姓名", "其他宿舍", "单位", "出生年月", "身份证号", "组别", RESULT,
    ]  # fmt: skip
    assert [bool(row.raw[-1]) for row in again.rows] == [True, True]


def test_what_merged_cells_and_headings_above_told_is_in_the_rows_that_come_back():
    rows = [
        ("姓名", "单位", "职务", "出生年月"),
        ("第二组",),
        ("林听澜", "江州局", "处长", "1985-03"),
        ("苏若溪", "", "科长", "1980.1"),
    ]
    again = leftover(make_cohort(), xlsx(rows, merged=[(2, 1, 3, 1)]))
    (row,) = again.rows
    assert {name: row.values[name] for name in ("name", "organization", "title", "group")} == {
        "name": "苏若溪", "organization": "江州局", "title": "科长", "group": 2,
    }  # fmt: skip


def test_sheets_of_like_names_come_back_as_two():
    rows = [("姓名", "单位", "职务", "出生年月"), ("林听澜", "江州局", "处长", "1980.1")]
    long = "很长很长很长很长很长很长很长很长很长很长很长很长很长"
    again = leftover(
        make_cohort(), xlsx({f"{long}甲": rows}, {f"{long}乙": [rows[0], ("苏若溪", *rows[1][1:])]})
    )
    assert [row.values["name"] for row in again.rows] == ["林听澜", "苏若溪"]
    assert len({sheet.name for sheet in again.sheets}) == 2


@pytest.mark.parametrize("name", ["'a'", "[x]:*?/\\", "", "a\nb", "x" * 99, "\x01名", "History"])
def test_any_name_is_a_sheets(name):
    rows = [[f"{n}" for n in range(3)]]
    assert len(read(workbook([(name, ("姓名", "单位", "手机"), rows)]), "a.xlsx").sheets) == 1


def test_a_cell_never_begins_a_formula_and_none_is_lost():
    rows = [["=1+1", "@SUM(1)", "长" * 40_000]]
    found = read(workbook([("名册", ("姓名", "单位", "备注"), rows)]), "a.xlsx")
    assert [len(str(cell)) for cell in found.rows[0].raw] == [4, 7, 32_767]


def test_the_empty_roster_is_read_as_one_without_people():
    found = read(template(), "名册模板.xlsx")
    assert (len(found.rows), [sheet.is_read for sheet in found.sheets]) == (0, [True, False])
    assert [column.heading for column in found.sheets[0].columns if not column.field] == []


def test_an_undone_import_can_not_be_looked_over_again(django_user_model):
    cohort = make_cohort()
    done = imported(cohort, ROW)
    undo(done, django_user_model.objects.create(username="a"))
    assert counts(cohort, ROW) == {"create": 1}
    with pytest.raises(Gone):
        plan_of(RosterImport.objects.get(pk=done.pk))
