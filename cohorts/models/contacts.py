"""The contact book of a class: who may read it, until when, and what of its trainees it shows."""

from datetime import timedelta

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from cohorts.models.cohort import Cohort, Enrollment, Role

AFTERWARDS = timedelta(days=30)
SHARED = {"mobile": "mobile_shared", "email": "email_shared"}


def contact_books_of(user):
    """The Cohorts whose book an account may ask for: where it studies now or organizes."""
    if user.is_superuser:
        return Cohort.objects.all()
    studies = Enrollment.objects.here().filter(person__user=user)
    return Cohort.objects.filter(
        Q(pk__in=studies.values("cohort")) | Q(pk__in=user.cohorts_with(Role.ORGANIZER))
    )


def last_day(cohort):
    """The last day the book is open; None while no end is known: then it stays shut, for it was promised to close."""
    return cohort.contacts_until or (cohort.ends and cohort.ends + AFTERWARDS)


def is_open(cohort, day):
    last = last_day(cohort)
    return last is not None and day <= last


def contacts_in(cohort):
    """Who studies there now, by group; `mobile` and `email` are "" but where their owner shares them."""
    rows = cohort.enrollments.here().select_related("person", "group")
    return rows.annotate(
        mobile=_shared("mobile_shared", "person__private__mobile"),
        email=_shared("email_shared", "person__private__email"),
    ).order_by(F("group__number").asc(nulls_last=True), F("number").asc(nulls_last=True), "pk")


def share(user, slug, field, *, shared):
    """Whether this account has a place in that cohort now, where it shares one of its numbers or no more."""
    place = Enrollment.objects.here().filter(cohort__slug=slug, person__user=user)
    return bool(place.update(**{SHARED[field]: shared}))


def _shared(flag, value):
    return Case(When(**{flag: True}, then=Coalesce(F(value), Value(""))), default=Value(""))
