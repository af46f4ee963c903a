"""import_roster: reads and tells, writes when it may, and says by its exit whether it could."""

import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.models import Enrollment, Person, RosterImport
from tests.cohorts.importing.house import MOBILES, OTHER_SOUND, SOUND, place, roster
from tests.cohorts.roster.files import xlsx
from tests.factories import make_cohort, make_organization

pytestmark = pytest.mark.django_db
COUNTS = ("create", "update", "same", "skip", "error")
TWO = (f"1 林听澜 江州局 处长 第一组 班长 {MOBILES[0]} {SOUND}", f"2 苏若溪 江州院 - - - {MOBILES[1]} -")


@pytest.fixture
def cohort():
    return make_cohort(slug="banji", starts="2026-09-01")


@pytest.fixture
def file(tmp_path):
    def written(*rows, **given):
        data, name = given.pop("data", None) or roster(*rows, **given)
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return written


def run(path, *options, **given):
    out, err = StringIO(), StringIO()
    call_command("import_roster", path, "--cohort", "banji", *options, stdout=out, stderr=err, **given)
    return out.getvalue(), err.getvalue()


def told(path, *options):
    return json.loads(run(path, "--json", *options)[0])


def test_a_dry_run_tells_every_row_and_writes_nothing(cohort, file):
    make_organization(name="江州市局")
    path = file(*TWO, "合计 2人 - - - - - -", "3 周明远 - - - - - 3.1E+17")
    with CaptureQueriesContext(connection) as queries:
        found = told(path, "--dry-run")
    assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
    assert sorted(found) == ["counts", "ignored", "missing", "rows", "sheets"]
    assert found["counts"] == {"create": 2, "update": 0, "same": 0, "skip": 0, "error": 1}
    assert [(each["sheet"], each["row"], bool(each["why"])) for each in found["ignored"]] == [
        ("名册", 1, True),
        ("名册", 4, True),
    ]
    assert found["rows"][0] == {
        "sheet": "名册", "row": 2, "action": "create", "changes": {},
        "values": {"number": 1, "name": "林听澜", "organization": "江州局", "title": "处长", "group": 1, "class_post": "班长",
                   "mobile": MOBILES[0], "id_number": "*" * 14 + SOUND[-4:]},
        "issues": [{"column": "单位", "code": "unknown_organization", "message": found["rows"][0]["issues"][0]["message"],
                    "severity": "warning"}],
    }  # fmt: skip
    assert [(each["code"], each["severity"]) for each in found["rows"][2]["issues"]] == [
        ("id_number_destroyed", "error")
    ]


def test_what_changes_is_told_old_and_new(cohort, file):
    run(file(*TWO))
    found = told(file(f"1 林听澜 江州局 局长 - - {MOBILES[0]} -", TWO[1]), "--dry-run")
    assert (found["rows"][0]["action"], found["rows"][0]["changes"]) == (
        "update",
        {"title": ["处长", "局长"]},
    )
    assert found["counts"] == dict(zip(COUNTS, (0, 1, 1, 0, 0), strict=True))


def test_each_trap_has_its_code(cohort, file):
    make_organization(name="江州市局")
    Enrollment.objects.create(
        cohort=cohort, person=Person.objects.create(name="顾清和"), organization_name="甲局"
    )
    rows = [
        ("姓名", "单位", "出生年月", "身份证号", "手机"),
        ("林听澜", "江州局", "1980.1", "", ""),
        ("苏若溪", "江州市局", "", SOUND[:17] + "1", ""),
        ("周明远", "江州市局", "", 3.1018619091391e17, ""),
        ("顾清和", "江州市局", "", "", ""),
        ("许言", "江州市局", "", "", "13800138000"),
        ("许言", "江州市局", "", "", "13800138000"),
    ]
    found = told(file(data=(xlsx(rows), "a.xlsx")), "--dry-run")
    assert [[issue["code"] for issue in row["issues"]] for row in found["rows"]] == [
        ["ambiguous_month", "unknown_organization"], ["id_number_check_digit"], ["id_number_destroyed"], ["namesake"], [],
        ["duplicate_row"],
    ]  # fmt: skip


def test_a_second_run_writes_nothing_at_all(cohort, file):
    path = file(*TWO)
    assert "0" not in run(path)[1][:3]
    assert RosterImport.objects.count() == 1
    with CaptureQueriesContext(connection) as queries:
        assert told(path)["counts"] == dict(zip(COUNTS, (0, 0, 2, 0, 0), strict=True))
    assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
    assert RosterImport.objects.count() == 1


def test_faulty_rows_stop_it_after_telling_them(cohort, file):
    path = file(*TWO, "3 周明远 - - - - - 3.1E+17")
    with pytest.raises(CommandError):
        run(path)
    assert (Enrollment.objects.count(), RosterImport.objects.count()) == (0, 0)
    run(path, "--skip-errors")
    assert Enrollment.objects.count() == 2
    assert RosterImport.objects.get().counts["error"] == 1


@pytest.mark.parametrize("options", [(), ("--dry-run", "--json")])
@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff" * 99]
)
def test_what_can_not_be_read_ends_in_a_sentence(cohort, file, data, options):
    with pytest.raises(CommandError, match="[。.]$"):
        run(file(data=(data, "a.xlsx")), *options)


def test_what_holds_no_roster_is_read_and_says_so(cohort, file):
    found = told(file(data=("没有表头".encode(), "a.csv")), "--dry-run")
    assert (found["rows"], [(sheet["read"], bool(sheet["problems"])) for sheet in found["sheets"]]) == (
        [],
        [(False, True)],
    )


def test_a_file_or_cohort_that_is_not_there_ends_in_a_sentence(cohort, file, tmp_path):
    for path in (str(tmp_path / "none.xlsx"), str(tmp_path)):
        with pytest.raises(CommandError):
            run(path)
    with pytest.raises(CommandError, match="banji"):
        call_command("import_roster", file(*TWO), "--cohort", "none", stdout=StringIO())


def test_a_name_in_an_unknown_encoding_is_kept_as_well_as_can_be(cohort, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xc3\xfb\xb2\xe1.csv"
    with open(path, "wb") as target:
        target.write(roster(*TWO)[0])
    run(os.fsdecode(path))
    assert (RosterImport.objects.get().file_name, place(cohort, "林听澜").number) == ("????.csv", 1)


def test_without_json_it_says_what_is_wrong_and_how_many(cohort, file):
    out, _err = run(
        file(TWO[0], TWO[1].replace("- - -", "院长 第二组 学习委员"), "合计 - - - - - - -"), "--dry-run"
    )
    assert (MOBILES[0] in out, SOUND in out, OTHER_SOUND in out) == (False, False, False)
    assert len(out.strip().splitlines()) == 2 + 2 + 1  # two organizations, heading and total, the counts
