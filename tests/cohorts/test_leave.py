"""Hours missed against a seventh of them all: to the half hour, by kind, most first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from cohorts.models import Absence, AbsenceKind, HalfDay, Role
from cohorts.models.leave import class_hours, leave_in
from tests.factories import enroll, make_cohort, make_staff, make_user

pytestmark = pytest.mark.django_db


def miss(trainee, *hours, kind="sick"):
    """A half-day of so many hours each, missed."""
    for each in hours:
        day = date(2026, 3, 2) + timedelta(days=trainee.cohort.half_days.count())
        half_day = HalfDay.objects.create(cohort=trainee.cohort, day=day, half="1", hours=each)
        Absence.objects.create(half_day=half_day, enrollment=trainee, kind=kind, by=make_user())


def meter(cohort):
    return {str(leave.trainee): leave for leave in leave_in(cohort, class_hours(cohort))}


def test_hours_are_those_of_the_cohort_or_else_of_its_half_days():
    cohort = make_cohort()
    assert class_hours(cohort) == 0
    miss(enroll(cohort), Decimal("0.1"), Decimal("0.2"))
    assert class_hours(cohort) == Decimal("0.3")
    cohort.class_hours = 280
    assert class_hours(cohort) == 280


def test_what_counts_is_summed_by_kind_and_the_rest_by_times():
    cohort = make_cohort()
    trainee = enroll(cohort, "赵一")
    for kind in AbsenceKind:
        miss(trainee, Decimal("3.5"), kind=kind)
    miss(trainee, 1, kind="official")
    leave = meter(cohort)["赵一"]
    assert leave.by_kind == [Decimal("4.5"), Decimal("3.5"), Decimal("3.5"), Decimal("3.5")]
    assert leave.unpunctual == [1, 1]
    assert leave.missed == 15


@pytest.mark.parametrize(
    ("missed", "over", "near"),
    [
        ("0", False, False),
        ("7.9", False, False),
        ("8.0", False, True),  # eight tenths
        ("10.0", False, True),  # a seventh, not more
        ("10.1", True, False),
    ],
)
def test_over_and_near_a_seventh_of_seventy_hours(missed, over, near):
    cohort = make_cohort(class_hours=70)
    trainee = enroll(cohort, "赵一")
    if missed != "0":
        miss(trainee, Decimal(missed))
    leave = meter(cohort)["赵一"]
    assert (leave.over, leave.near) == (over, near)
    assert leave.share == Decimal(missed) * 10


def test_without_class_hours_nobody_is_over_or_near():
    cohort = make_cohort()
    enroll(cohort, "赵一")
    leave = meter(cohort)["赵一"]
    assert (leave.over, leave.near, leave.share, leave.bar) == (False, False, 0, 0)


def test_a_long_bar_is_cut():
    cohort = make_cohort(class_hours=7)
    miss(enroll(cohort, "赵一"), 4)
    assert meter(cohort)["赵一"].bar == 130


def page_of(cohort, client):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client.get(reverse("admin:cohorts_cohort_leave_meter", args=[cohort.pk]))


def test_the_meter_names_who_is_over_and_who_is_near_most_first(client):
    cohort = make_cohort(class_hours=70)
    little, near, over = (enroll(cohort, name) for name in ("赵一", "钱二", "孙三"))
    enroll(cohort, "李四", left="2026-03-01")
    miss(little, 4)
    miss(near, 4, 4)
    miss(over, 4, 4, Decimal("2.5"))
    response = page_of(cohort, client)
    assert [str(leave.trainee) for leave in response.context["leaves"]] == ["孙三", "钱二", "赵一"]
    assert response.context["over"] == [over]
    assert response.context["near"] == [near]
    for words in (
        "缺课超过总学时的七分之一（10 学时）",
        "<b>10.5</b>",
        "105%",
        "已超过七分之一",
        "80%",
        "接近七分之一",
    ):
        assert words in response.text


def test_those_of_another_cohort_are_not_counted(client):
    cohort, other = make_cohort(class_hours=70), make_cohort()
    enroll(cohort, "赵一")
    miss(enroll(other, "外人"), 4)
    assert [leave.missed for leave in page_of(cohort, client).context["leaves"]] == [0]


def test_absences_of_those_who_left_break_nothing(client):
    cohort = make_cohort()
    miss(enroll(cohort, "赵一", left="2026-03-01"), 4)
    assert page_of(cohort, client).context["leaves"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_trainees_and_half_days(client, rows, django_assert_num_queries):
    cohort = make_cohort()
    for name in "一二三"[:rows]:
        miss(enroll(cohort, f"赵{name}"), *[4] * rows)
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    with django_assert_num_queries(8):
        client.get(reverse("admin:cohorts_cohort_leave_meter", args=[cohort.pk]))
