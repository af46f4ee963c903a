"""Who sits in which group of a cohort, beside which colleagues, and who leads it."""

from collections import Counter
from dataclasses import dataclass
from itertools import count

from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext as _

from cohorts.models.branch import GROUP_POSTS
from cohorts.models.cohort import Cohort, StudyGroup
from cohorts.models.private import Gender
from cohorts.roster.values import group_name


@dataclass(frozen=True, slots=True)
class Table:
    """A group, None for those without one, and its (Enrollment, names of the colleagues met there)."""

    group: StudyGroup | None
    seats: list

    @property
    def genders(self):
        """[(word, how many)] of those that are there."""
        counts = Counter(trainee.gender or "" for trainee, _colleagues in self.seats)
        words = [*Gender.choices, ("", _("gender not known"))]
        return [(word, counts[gender]) for gender, word in words if counts[gender]]

    @property
    def meeting(self):
        """How many meet a colleague."""
        return sum(bool(colleagues) for _trainee, colleagues in self.seats)


def seated(cohort, *, lock=False):
    """(the trainees who are there, its groups); `lock`: both stay as they are until the transaction ends.

    Each trainee has a `gender`, and the terms in which they lead a group as `leading`.
    """
    terms = Prefetch("appointments", leaders(cohort), to_attr="leading")
    here = cohort.enrollments.here().select_related("person", "organization").prefetch_related(terms)
    trainees, groups = here.annotate(gender=F("person__private__gender")), cohort.groups.order_by("number")
    if lock:
        Cohort.objects.select_for_update().get(pk=cohort.pk)
        trainees, groups = trainees.select_for_update(of=("self",)), groups.select_for_update()
    return list(trainees), list(groups)


def workplace(trainee):
    """By what colleagues are known: the organization's own name where it is known."""
    return trainee.organization.name if trainee.organization else trainee.organization_name


def tables(groups, trainees, place_of):
    """The Tables of the groups, of which `place_of(trainee)` names one by its place or None, and of those without one."""
    for place, group in [*enumerate(groups), (None, None)]:
        here = [trainee for trainee in trainees if place_of(trainee) == place]
        if group or here:
            yield Table(group, [(trainee, _colleagues(trainee, here)) for trainee in here])


def _colleagues(trainee, others):
    place = workplace(trainee)
    return [
        str(each) for each in others if place and workplace(each) == place and each.person != trainee.person
    ]


def leaders(cohort):
    """The terms of leaders and their deputies that are not over."""
    running = cohort.appointments.held().filter(post__in=GROUP_POSTS)
    return running.select_related("enrollment__person", "group")


def astray(cohort):
    """Those who lead a group they sit in no longer: their terms should end."""
    return leaders(cohort).filter(Q(enrollment__group=None) | ~Q(enrollment__group=F("group")))


def new_group(taken):
    """A StudyGroup of the lowest number that is free, not saved and in no cohort yet."""
    number = next(number for number in count(1) if number not in taken)
    return StudyGroup(number=number, name=group_name(number))
