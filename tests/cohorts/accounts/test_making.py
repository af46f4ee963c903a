"""Accounts and slips are made once each, whoever clicks when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from cohorts.accounts.codes import digest
from cohorts.accounts.making import make_slips
from cohorts.models import ActivationSlip, Enrollment, Person, Role, User
from tests.factories import enroll, make_cohort, make_staff, make_user

CROWD = 4


@pytest.mark.django_db
def test_who_has_no_account_gets_one_without_a_password():
    cohort = make_cohort()
    by = make_staff(cohort, Role.ORGANIZER)
    row = enroll(cohort, name="林听澜")
    (printed,) = make_slips(cohort, [row], by=by)
    user = User.objects.get(person=row.person)
    assert (printed.name, printed.username, user.username) == ("林听澜", "lintinglan", "lintinglan")
    assert (user.has_usable_password(), user.is_superuser, user.is_staff) == (False, False, False)


@pytest.mark.django_db
def test_a_slip_keeps_the_digest_of_its_code_and_is_valid_for_two_weeks():
    cohort = make_cohort()
    by = make_staff(cohort, Role.ORGANIZER)
    (printed,) = make_slips(cohort, [enroll(cohort)], by=by)
    slip = ActivationSlip.objects.get()
    assert (slip.digest, slip.cohort, slip.made_by) == (digest(printed.code), cohort, by)
    assert printed.code not in str(ActivationSlip.objects.values())
    assert abs(slip.expires - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)


@pytest.mark.django_db
def test_who_has_an_account_keeps_it_with_its_password():
    cohort = make_cohort()
    user = make_user(username="zhou")
    user.set_password("shan-hai-2026")
    user.save()
    (printed,) = make_slips(cohort, [enroll(cohort, user=user)], by=make_staff(cohort, Role.ORGANIZER))
    user.refresh_from_db()
    assert (printed.username, user.check_password("shan-hai-2026")) == ("zhou", True)


@pytest.mark.django_db
def test_namesakes_get_accounts_of_their_own():
    cohort = make_cohort()
    rows = [enroll(cohort, name="林听澜") for _one in range(3)]
    printed = make_slips(cohort, rows, by=make_staff(cohort, Role.ORGANIZER))
    assert [slip.username for slip in printed] == ["lintinglan", "lintinglan2", "lintinglan3"]


@pytest.mark.django_db(transaction=True)
def test_clicks_at_once_make_one_account_and_one_slip_that_works():
    cohort = make_cohort()
    by = make_staff(cohort, Role.ORGANIZER)
    rows = [enroll(cohort, name=name) for name in ("林听澜", "周岚")]
    ready = Barrier(CROWD)

    def click(_number):
        try:
            seen = list(Enrollment.objects.filter(cohort=cohort).select_related("person__user", "group"))
            ready.wait(30)
            return make_slips(cohort, seen, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as pool:
        sheets = list(pool.map(click, range(CROWD)))
    assert sorted(User.objects.exclude(pk=by.pk).values_list("username", flat=True)) == [
        "lintinglan",
        "zhoulan",
    ]
    assert Person.objects.filter(user=None).count() == 0
    assert {slip.username for sheet in sheets for slip in sheet} == {"lintinglan", "zhoulan"}
    assert ActivationSlip.objects.count() == CROWD * len(rows)
    assert ActivationSlip.objects.usable().count() == len(rows)
