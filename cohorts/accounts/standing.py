"""How each trainee of a cohort stands with their account, and who of them may be given a slip by whom."""

from django.db.models import Exists, OuterRef, Subquery

from cohorts.models.account import ActivationSlip, plain_accounts
from cohorts.models.cohort import Enrollment


def standings(cohort, own_cohorts):
    """The Enrollments there now, with `slip_expires`, `plain` and `elsewhere` for `may_have_slip`.

    `own_cohorts`: where the one who asks makes slips. Whoever studies elsewhere too reads there: not theirs to let in.
    """
    account = OuterRef("person__user")
    places = Enrollment.objects.here().filter(person=OuterRef("person"))
    slips = ActivationSlip.objects.usable().filter(user=account, cohort=OuterRef("cohort"))
    rows = cohort.enrollments.here().select_related("person__user", "group")
    return rows.annotate(
        plain=Exists(plain_accounts().filter(pk=account)),
        elsewhere=Exists(places.exclude(cohort__in=own_cohorts.values("pk"))),
        slip_expires=Subquery(slips.values("expires")[:1]),
    )


def may_have_slip(row):
    return not row.elsewhere and (row.plain or row.person.user is None)
