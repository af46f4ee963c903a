"""Whom a list names, in which order and under which groups."""

from itertools import groupby

from django.db.models import Prefetch

from cohorts.models import Appointment, Enrollment
from cohorts.models.branch import Post
from cohorts.roster.ordering import Order, ordered

POSTS = {post: place for place, post in enumerate(Post.values)}


def people_of(cohort, *, group=None, with_left=False):
    """The cohort's Enrollments, or those of the group of this number; with all that any column shows."""
    people = Enrollment.objects.filter(cohort=cohort)
    if not with_left:
        people = people.here()
    if group is not None:
        people = people.filter(group__number=group)
    held = Prefetch("appointments", Appointment.objects.held(), to_attr="posts_held")
    return people.select_related("person__private", "group").prefetch_related(held)


def in_order(people, order):
    """The list of them, each with the highest post first."""
    people = ordered(people, Order(order), name=lambda one: one.person.name, number=lambda one: one.number)
    for one in people:
        one.posts_held.sort(key=lambda appointment: POSTS[appointment.post])
    return people


def by_group(people):
    """[(group or None, its people in the order given)], those without a group last."""
    people = sorted(people, key=lambda one: one.group.number if one.group else float("inf"))
    return [(group, list(members)) for group, members in groupby(people, key=lambda one: one.group)]
