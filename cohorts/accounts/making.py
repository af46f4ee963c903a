"""Makes the accounts trainees lack, and slips to set their passwords with."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.accounts.codes import digest, new_code
from cohorts.accounts.usernames import free_username
from cohorts.models.account import ActivationSlip
from cohorts.models.person import Person, User

VALID = timedelta(days=14)


@dataclass(frozen=True)
class Printed:
    """A slip as it is handed out; nobody knows its code afterwards."""

    name: str
    group: str
    username: str
    code: str
    expires: object


@transaction.atomic
def make_slips(cohort, enrollments, *, by):
    """[Printed] for these Enrollments, in their order. Slips made earlier for their accounts work no more."""
    expires = timezone.now() + VALID
    slips, printed = [], []
    for enrollment in enrollments:
        user, code = account_of(enrollment.person), new_code()
        slips.append(
            ActivationSlip(cohort=cohort, user=user, digest=digest(code), made_by=by, expires=expires)
        )
        group = enrollment.group.name if enrollment.group else ""
        printed.append(Printed(enrollment.person.name, group, user.username, code, expires))
    ActivationSlip.objects.bulk_create(slips)
    return printed


def account_of(person):
    """The person's account, made if there is none; of two made at once only one becomes it."""
    if person.user is None:
        user = _new_account(person.name)
        if not Person.objects.filter(pk=person.pk, user=None).update(user=user):
            user.delete()
        person.refresh_from_db(fields=["user"])
    return person.user


def _new_account(name):
    """An account without a password, under a name that nobody took meanwhile."""
    while True:
        try:
            with transaction.atomic():
                return User.objects.create_user(free_username(name))
        except IntegrityError:
            continue
