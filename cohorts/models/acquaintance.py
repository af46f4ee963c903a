"""Who is known where: the people that staff of some cohorts may pick from, and no others.

Trainees belong to their programs; somebody enrolled nowhere is a guest of the whole house.
"""

from django.db.models import Exists, OuterRef, Q

from cohorts.models.cohort import Cohort, Enrollment
from cohorts.models.person import Person


def people_known_in(cohort_ids):
    """The Persons of these cohorts' programs, and the guests."""
    places = Enrollment.objects.filter(person=OuterRef("pk"))
    programs = Cohort.objects.filter(pk__in=cohort_ids).values("program")
    return Person.objects.filter(Q(Exists(places.filter(cohort__program__in=programs))) | ~Q(Exists(places)))


def people_known_to(user):
    """Those this account may pick from."""
    return Person.objects.all() if user.is_superuser else people_known_in(user.cohorts_with())
