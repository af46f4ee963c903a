"""Erasing what is private of a person: what was taught, printed and billed stays, and so do the registers."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cohorts.models.account import ActivationSlip
from cohorts.models.attendance import Absence
from cohorts.models.person import Person, User
from cohorts.models.private import PrivateDetails
from cohorts.models.roster import RosterImportRow


def erase_private(person, by):
    """All of it or nothing, on record without a value; what was enrolled, written and registered keeps its rows.

    An account with rights keeps its own address: whoever enrolls its owner must not cut it off from a new password.
    """
    with transaction.atomic():
        PrivateDetails.objects.filter(person=person).delete()
        person.enrollments.update(mobile_shared=False, email_shared=False, remark="", imported={})
        Absence.objects.filter(enrollment__person=person).update(remark="")
        RosterImportRow.objects.filter(Q(person=person) | Q(enrollment__person=person)).update(changes={})
        User.objects.filter(person=person, is_superuser=False, cohort_roles=None).update(email="")
        ActivationSlip.objects.filter(user__person=person, used_at=None).delete()
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, _("Private details erased"), single_object=True)


def erase_unkept(people, by):
    """What is private of those of these Persons (keys) who stand on no roster any more, where nobody would keep it."""
    for person in Person.objects.filter(pk__in=people, enrollments=None, private__isnull=False):
        erase_private(person, by)
