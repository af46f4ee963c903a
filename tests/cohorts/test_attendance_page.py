"""Half-days are entered, the roll of each is called, and nothing somebody else wrote is overwritten unsaid."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.forms.roll_call import RollCall
from cohorts.models import Absence, HalfDay, Role
from tests.factories import enroll, make_cohort, make_staff, make_user

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def organizer(cohort, client):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


@pytest.fixture
def half_day(cohort):
    return HalfDay.objects.create(cohort=cohort, day=MONDAY, half="1", topic="党性教育")


def absent(half_day, trainee, kind="sick", **fields):
    return Absence.objects.create(half_day=half_day, enrollment=trainee, kind=kind, by=make_user(), **fields)


def the_list(cohort):
    return reverse("admin:cohorts_cohort_attendance", args=[cohort.pk])


def the_roll(half_day, cohort=None):
    return reverse("admin:cohorts_cohort_half_day", args=[(cohort or half_day.cohort).pk, half_day.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def mark(trainee, kind, remark="", was=":"):
    return {f"{trainee.pk}-kind": kind, f"{trainee.pk}-remark": remark, f"{trainee.pk}-was": was}


def written(half_day):
    return set(half_day.absences.values_list("enrollment__person__name", "kind", "remark"))


def slots(cohort):
    return list(cohort.half_days.order_by("day", "half").values_list("day", "half"))


def test_one_day_is_entered_weekend_or_not(organizer, cohort):
    sent = {"day": "2026-03-07", "halves": ["1"], "hours": "3.5", "topic": "参观"}
    response = organizer.post(the_list(cohort), sent, follow=True)
    assert list(cohort.half_days.values_list("day", "half", "hours", "topic")) == [
        (SATURDAY, "1", Decimal("3.5"), "参观")
    ]
    assert said(response) == ["已登记 1 个半天。"]


def test_every_weekday_is_entered_and_what_is_there_stays(organizer, cohort, half_day):
    sent = {"day": "2026-03-02", "until": "2026-03-09", "halves": ["1", "2"], "hours": "4", "topic": ""}
    response = organizer.post(the_list(cohort), sent, follow=True)
    days = [date(2026, 3, day) for day in (2, 3, 4, 5, 6, 9)]
    assert slots(cohort) == [(day, half) for day in days for half in "12"]
    assert cohort.half_days.get(day=MONDAY, half="1").topic == "党性教育"
    assert said(response) == ["已登记 11 个半天。", "其中 1 个原已登记，保持不变。"]


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("day", {"day": ""}),
        ("day", {"day": "2026-02-30"}),
        ("day", {"day": "\0"}),
        ("until", {"until": "2026-03-01"}),
        ("until", {"until": "9999-12-31"}),
        ("until", {"until": "2026-06-01"}),  # 65 weekdays
        ("until", {"day": "2026-03-07", "until": "2026-03-08"}),
        ("halves", {"halves": []}),
        ("halves", {"halves": ["4"]}),
        ("hours", {"hours": "0"}),
        ("hours", {"hours": "1e9"}),
        ("hours", {"hours": "NaN"}),
        ("hours", {"hours": "100"}),
        ("topic", {"topic": "长" * 81}),
        ("topic", {"topic": "a\0"}),
    ],
)
def test_nonsense_is_said_at_its_field_and_nothing_entered(organizer, cohort, field, sent):
    usual = {"day": "2026-03-02", "halves": ["1", "2"], "hours": "4"}
    response = organizer.post(the_list(cohort), usual | sent)
    assert response.status_code == 400
    assert response.context["form"].errors.keys() == {field}
    assert slots(cohort) == []


def test_as_many_as_may_be_entered_at_once_are(organizer, cohort):
    sent = {"day": "2026-03-02", "until": "2026-05-22", "halves": ["1", "2"], "hours": "4"}
    organizer.post(the_list(cohort), sent)
    assert cohort.half_days.count() == 120


def test_the_list_says_how_many_missed_it_of_how_many(organizer, cohort, half_day):
    people = [enroll(cohort, f"赵{n}") for n in "一二三四"]
    for trainee, kind in zip(people, ["official", "missing", "late", "early"], strict=True):
        absent(half_day, trainee, kind)
    enroll(cohort, "钱一", left=MONDAY)
    enroll(cohort, "钱二", left="2026-03-01")
    [listed] = organizer.get(the_list(cohort)).context["half_days"]
    assert (listed.missed, listed.unpunctual, listed.members) == (2, 2, 5)


def test_the_roll_of_today_is_a_click_away(organizer, cohort, half_day):
    today = HalfDay.objects.create(cohort=cohort, day=timezone.localdate(), half="1")
    response = organizer.get(the_list(cohort))
    assert response.context["today"] == [today]
    assert "点名：今天上午" in response.text


def test_the_roll_holds_who_was_there_and_whomever_something_is_written_about(organizer, cohort, half_day):
    enroll(cohort, "赵一")
    enroll(cohort, "赵二", left=MONDAY)
    enroll(cohort, "赵三", left="2026-03-01")
    absent(half_day, enroll(cohort, "赵四", left="2026-03-01"))
    enroll(make_cohort(), "外人")
    roll = organizer.get(the_roll(half_day)).context["roll"]
    assert [str(row.trainee) for row in roll.marks] == ["赵一", "赵二", "赵四"]


def test_exceptions_are_marked_changed_and_taken_back_in_one_save(organizer, cohort, half_day):
    new, other, back = (enroll(cohort, f"赵{n}") for n in "一二三")
    absent(half_day, other, "sick", remark="发热")
    absent(half_day, back, "late")
    sent = (
        mark(new, "official", " 开会 ")
        | mark(other, "personal", was="sick:发热")
        | mark(back, "", was="late:")
    )
    response = organizer.post(the_roll(half_day), sent, follow=True)
    assert written(half_day) == {("赵一", "official", "开会"), ("赵二", "personal", "")}
    assert said(response) == ["已保存 3 处修改。"]
    account = response.wsgi_request.user
    assert set(half_day.absences.values_list("by", flat=True)) == {account.pk}


def test_what_somebody_else_wrote_meanwhile_stays_and_is_said(organizer, cohort, half_day):
    theirs, gone, mine = (enroll(cohort, f"赵{n}") for n in "一二三")
    absent(half_day, theirs, "sick", remark="发热")
    sent = mark(theirs, "missing") | mark(gone, "late", was="sick:") | mark(mine, "early")
    response = organizer.post(the_roll(half_day), sent, follow=True)
    assert written(half_day) == {("赵一", "sick", "发热"), ("赵三", "early", "")}
    assert [words[:16] for words in said(response)] == [
        "赵一刚被他人记为“病假 发热”，"[:16], "赵二刚被他人记为“出勤”，已保留"[:16], "已保存 1 处修改。",
    ]  # fmt: skip
    assert "“旷课”没有写入" in said(response)[0]


def test_what_was_left_alone_here_never_undoes_what_others_did(organizer, cohort, half_day):
    trainee = enroll(cohort, "赵一")
    absent(half_day, trainee)
    response = organizer.post(the_roll(half_day), mark(trainee, ""), follow=True)
    assert written(half_day) == {("赵一", "sick", "")}
    assert said(response) == ["没有改动。"]


def test_rows_that_were_not_sent_stay(organizer, cohort, half_day):
    trainee = enroll(cohort, "赵一")
    absent(half_day, trainee)
    organizer.post(the_roll(half_day), {f"{trainee.pk}-kind": ""})
    assert written(half_day) == {("赵一", "sick", "")}


@pytest.mark.parametrize(
    ("kind", "remark"), [("asleep", ""), ("\0", ""), ("sick", "长" * 81), ("sick", "a\0"), ("", "开会")]
)
def test_one_wrong_row_and_nothing_is_written(organizer, cohort, half_day, kind, remark):
    good, bad = enroll(cohort, "赵一"), enroll(cohort, "赵二")
    response = organizer.post(the_roll(half_day), mark(good, "sick") | mark(bad, kind, remark))
    assert response.status_code == 400
    assert response.text.count('class="errorlist"') == 1
    assert written(half_day) == set()


def test_foreign_trainees_and_half_days_are_refused_without_change(organizer, cohort, half_day):
    other = make_cohort()
    foreign = HalfDay.objects.create(cohort=other, day=MONDAY, half="1")
    stranger = enroll(other, "外人")
    organizer.post(the_roll(half_day), mark(stranger, "missing"))
    for place in (other, cohort):
        assert organizer.post(the_roll(foreign, place), mark(stranger, "missing")).status_code == 404
    assert organizer.get(f"{the_list(cohort)}{'9' * 30}/").status_code == 404
    assert not Absence.objects.exists()


def test_a_half_day_deleted_meanwhile_takes_no_marks(cohort, half_day):
    trainee, half_day_gone = enroll(cohort, "赵一"), HalfDay.objects.get()
    half_day.delete()
    assert RollCall.save(half_day_gone, mark(trainee, "sick"), make_user()) is None
    assert not Absence.objects.exists()


def test_what_is_taught_and_the_hours_can_be_changed(organizer, half_day):
    sent = {"do": "change", "hours": "2.5", "topic": "国情", "was": "4.0:党性教育"}
    organizer.post(the_roll(half_day), sent)
    half_day.refresh_from_db()
    assert (half_day.hours, half_day.topic) == (Decimal("2.5"), "国情")


@pytest.mark.parametrize(
    "sent", [{"was": "4.0:从前"}, {"hours": "0"}, {"hours": "x"}, {"topic": "\0"}, {"was": ""}]
)
def test_not_over_what_somebody_else_wrote_nor_with_nonsense(organizer, half_day, sent):
    usual = {"do": "change", "hours": "2", "topic": "国情", "was": "4.0:党性教育"}
    response = organizer.post(the_roll(half_day), usual | sent)
    half_day.refresh_from_db()
    assert (half_day.hours, half_day.topic) == (Decimal(4), "党性教育")
    assert response.status_code == 400
    assert "errorlist" in response.text


def test_deleting_names_what_goes_with_it(organizer, cohort, half_day):
    absent(half_day, enroll(cohort, "赵一"))
    assert "将同时删除这个半天的 1 条考勤记录，其 4 学时不再计入" in organizer.get(the_roll(half_day)).text
    response = organizer.post(the_roll(half_day), {"do": "delete", "absences": "1"}, follow=True)
    assert not HalfDay.objects.exists()
    assert not Absence.objects.exists()
    assert said(response) == ["已删除：2026-03-02 上午"]


@pytest.mark.parametrize("seen", ["0", "", "x", "9" * 40, "²"])
def test_it_is_not_deleted_with_more_than_was_named(organizer, cohort, half_day, seen):
    absent(half_day, enroll(cohort, "赵一"))
    response = organizer.post(the_roll(half_day), {"do": "delete", "absences": seen}, follow=True)
    assert written(half_day) == {("赵一", "sick", "")}
    assert said(response) == ["这里的记录刚有变动，没有删除；请再核对一次。"]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_trainees_and_half_days(organizer, cohort, rows, django_assert_num_queries):
    people = [enroll(cohort, f"赵{n}") for n in "一二三"[:rows]]
    for day in range(rows):
        half_day = HalfDay.objects.create(cohort=cohort, day=date(2026, 3, 2 + day), half="1")
        for trainee in people:
            absent(half_day, trainee)
    with django_assert_num_queries(6):
        organizer.get(the_list(cohort))
    with django_assert_num_queries(8):
        organizer.get(the_roll(half_day))
    sent = {}
    for trainee in people:
        sent |= mark(trainee, "late", was="sick:")
    with django_assert_num_queries(11):
        organizer.post(the_roll(half_day), sent)
