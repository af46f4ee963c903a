"""A slip works once, for a while, as the newest of a plain account whose owner studies in its class."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import ActivationSlip, CohortRole, Enrollment, User
from tests.factories import make_cohort, make_slip, make_trainee

pytestmark = pytest.mark.django_db


def works(slip):
    return ActivationSlip.objects.usable().filter(pk=slip.pk).exists()


def test_a_fresh_slip_works_once():
    slip = make_slip()
    assert [works(slip), slip.use(), works(slip), slip.use()] == [True, True, False, False]


def test_an_expired_one_does_not():
    now = timezone.now()
    assert works(make_slip(expires=now + timedelta(minutes=1)))
    assert not works(make_slip(expires=now))


def test_a_newer_slip_replaces_an_older_one_for_good():
    old = make_slip()
    other, new = make_slip(), make_slip(user=old.user, cohort=old.cohort)
    assert [works(old), works(new), works(other)] == [False, True, True]
    new.use()
    assert [old.use(), works(old)] == [False, False]


@pytest.mark.parametrize("became", [{"is_superuser": True}, {"is_active": False}])
def test_an_account_that_became_more_or_nothing_is_not_opened(became):
    slip = make_slip()
    User.objects.filter(pk=slip.user.pk).update(**became)
    assert [works(slip), slip.use()] == [False, False]


@pytest.mark.parametrize("role", ["editor", "reviewer", "signatory", "organizer"])
def test_a_role_anywhere_shuts_the_slip(role):
    slip = make_slip()
    CohortRole.objects.create(cohort=make_cohort(), user=slip.user, role=role)
    assert [works(slip), slip.use()] == [False, False]


def test_who_left_the_class_needs_another_ones_slip():
    slip = make_slip()
    Enrollment.objects.filter(person__user=slip.user).update(left="2026-10-01")
    Enrollment.objects.create(cohort=make_cohort(), person=slip.user.person)
    assert [works(slip), slip.use()] == [False, False]


def test_a_slip_of_another_class_does_not_work():
    assert not works(make_slip(user=make_trainee(make_cohort()), cohort=make_cohort()))


@pytest.mark.parametrize(("hours", "is_open"), [(-1, True), (1, False)])
def test_signing_in_after_it_was_made_shuts_a_slip(hours, is_open):
    slip = make_slip()
    User.objects.filter(pk=slip.user.pk).update(last_login=slip.made_at + timedelta(hours=hours))
    assert works(slip) is is_open
