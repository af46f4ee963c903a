"""Rosters as classes have them: fifty people under titles and notes, in two-row headings and merged cells, on several sheets."""

import pytest

from cohorts.importing.arriving import arrive
from cohorts.importing.planning import plan_of
from cohorts.importing.writing import apply
from cohorts.models import Enrollment, PrivateDetails, StudyGroup, uploads
from cohorts.roster.report import report
from tests.cohorts.importing.house import details, place
from tests.cohorts.roster.files import csv, xlsx
from tests.factories import make_cohort, make_organization

pytestmark = pytest.mark.django_db
PEOPLE = 50
TITLE = [("云州市青年干部培训班学员名册（第三稿）",), ("说明：请各单位于周五前报送，联系人见文末",), ()]
HEAD = [
    ("序号", "姓　名", "组别", "单位及职务", "个人信息", "", "", "联系方式", "", "班委", "备注"),
    ("", "", "", "", "性别", "出生年月", "身份证号码", "手机", "E-mail", "", ""),
]
TRAPS = {
    7: {5: 1980.1},  # January or October
    11: {6: 3.10186190913910e17},  # destroyed by Excel
    19: {7: "1380013800"},  # a digit short
    23: {5: "1990年13月"},
}


def rows():
    """The people, with the traps in."""
    for n in range(1, PEOPLE + 1):
        name = f"{'赵钱孙李'[n % 4]}　{chr(0x4E00 + n)}" if n % 3 else f"欧阳{chr(0x4E00 + n)}"
        group = "" if (n - 1) % 10 else f"第{'一二三四五'[(n - 1) // 10]}组"
        cells = [n, name, group, f"云州市科技馆展教部主任{n}", "男" if n % 2 else "女", f"19{70 + n % 20}.0{n % 9 + 1}",
                 "", 13800138000 + n, f"a{n}@example.com", "组长" if (n - 1) % 10 == 0 else "", ""]  # fmt: skip
        for column, cell in TRAPS.get(n, {}).items():
            cells[column] = cell
        yield tuple(cells)


def file():
    sheet = [
        *TITLE,
        *HEAD,
        *rows(),
        (None,) * 11,
        ("合计", "50人"),
        ("备注：以上人员均已报名",),
        ("制表人：某某", "", "", "审核：某某"),
    ]
    merged = [
        (0, 0, 0, 10), (1, 0, 1, 10), (3, 4, 3, 6), (3, 7, 3, 8), *((5 + n * 10, 2, 14 + n * 10, 2) for n in range(5)),
    ]  # fmt: skip
    explanation = [("填写说明", "x"), ("手机", "11位")]
    return xlsx(
        {"名册": sheet},
        {"填写说明": explanation},
        {"旧表": [HEAD[0], ("1", "不该读的人")]},
        merged=merged,
        hidden=("旧表",),
    )


@pytest.fixture
def cohort():
    make_organization(name="云州市科技馆")
    return make_cohort(starts="2026-09-01")


def test_fifty_people_arrive_and_each_row_is_accounted_for(cohort):
    found = arrive(cohort, file(), "学员名册(3)(定稿).xlsx", None)
    made = plan_of(found)
    told = report(made)
    assert sorted(each["row"] for each in told["rows"] + told["ignored"]) == [
        1,
        2,
        *range(4, 6 + PEOPLE),
        *range(57, 60),
    ]
    faulty = {
        row["row"]: [issue["code"] for issue in row["issues"]]
        for row in told["rows"]
        if row["action"] == "error"
    }
    assert {row - 5: codes for row, codes in faulty.items()} == {
        7: ["ambiguous_month"], 11: ["id_number_destroyed"], 23: ["not_a_month"],
    }  # fmt: skip
    assert made.counts == {"create": PEOPLE - 3, "update": 0, "same": 0, "skip": 0, "error": 3}
    apply(found, made.digest, skip_errors=True)
    one = place(cohort, f"钱{chr(0x4E00 + 1)}")
    assert (one.number, one.group.name, one.organization_name, one.title) == (
        1,
        "第一组",
        "云州市科技馆",
        "展教部主任1",
    )
    private = details(cohort, one.person.name)
    assert (private.gender, private.birth, private.mobile, private.email) == (
        "male",
        "1971-02",
        "13800138001",
        "a1@example.com",
    )
    assert StudyGroup.objects.filter(cohort=cohort).count() == 5
    assert cohort.appointments.filter(post="group_leader").count() == 4 + (11 not in TRAPS)
    assert set(Enrollment.objects.exclude(group=None).values_list("group__name", flat=True)) == {
        f"第{number}组" for number in "一二三四五"
    }


def test_the_rows_left_out_are_mended_and_come_in_and_the_first_file_again_is_the_same(cohort):
    found = arrive(cohort, file(), "名册.xlsx", None)
    apply(found, plan_of(found).digest, skip_errors=True)
    found.refresh_from_db()
    again = arrive(cohort, uploads.content(found.leftover), "未导入的行.xlsx", None)
    made = plan_of(again)
    assert made.counts == {"create": 0, "update": 0, "same": 0, "skip": 0, "error": 3}
    assert [row.row.values["group"] for row in made.rows] == [1, 2, 3]
    once_more = plan_of(arrive(cohort, file(), "名册.xlsx", None))
    assert (once_more.counts["same"], once_more.counts["error"], once_more.writes) == (PEOPLE - 3, 3, False)
    assert (once_more.missing, PrivateDetails.objects.count()) == ((), PEOPLE - 3)


def test_a_csv_in_gb18030_with_namesakes_of_two_organizations(cohort):
    lines = [
        ("姓名", "工作单位", "手机号码"),
        ("张　伟", "云州市科技馆", "138 0013 8000"),
        ("张伟", "滨江大学", "+86-13900139000"),
        ("张伟", "滨江大学", ""),
    ]
    found = arrive(cohort, csv(lines, "gb18030"), "名册.csv", None)
    made = plan_of(found)
    assert [row.action for row in made.rows] == ["create", "create", "error"]
    apply(found, made.digest, skip_errors=True)
    again = plan_of(arrive(cohort, csv(lines, "gb18030"), "名册.csv", None))
    assert again.writes is False
    assert again.counts["same"] == made.counts["create"]


def test_two_sheets_of_one_class_are_read_as_one_roster(cohort):
    head = ("序号", "姓名", "单位", "手机")
    sheets = [
        {f"第{group}组": [head, *((n, f"林{group}{chr(0x4E00 + n)}", "云州市科技馆", "") for n in (1, 2))]}
        for group in "一二"
    ]
    found = arrive(cohort, xlsx(*sheets), "名册.xlsx", None)
    made = plan_of(found)
    assert [[issue.code for issue in row.issues] for row in made.rows] == [
        [],
        [],
        ["number_taken"],
        ["number_taken"],
    ]
    apply(found, made.digest)
    assert plan_of(arrive(cohort, xlsx(*sheets), "名册.xlsx", None)).counts["same"] == 4
