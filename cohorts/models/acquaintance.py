"""Who is known where: the people that staff of some cohorts may pick from, and no others.

Trainees belong to their programs; somebody enrolled nowhere is a guest of the whole house.
And as what: the post somebody is billed with on a day.
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


def post_on(person, day, cohort=None):
    """(organization, title) to print with this person on a day; both lists are read as prefetched.

    As enrolled in the cohort, unless a post was begun since; else the newest post of that day; else as enrolled last.
    """
    posts = [post for post in person.affiliations.all() if post.held_on(day)]
    enrolled = list(person.enrollments.all())  # a program's newest cohort first
    here = [place for place in enrolled if cohort and place.cohort_id == cohort.pk]
    if here and cohort.starts:
        posts = [post for post in posts if post.since and post.since > cohort.starts]
    elif here:
        posts = []
    if posts:
        return posts[0].organization.name, posts[0].title
    place = next(iter(here or enrolled), None)
    return (place.organization_name, place.title) if place else ("", "")
