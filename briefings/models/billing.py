"""Billed that day, and today: where a person's present post differs from the printed one, and copying it on request."""

import re

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from briefings.models.run import changing
from cohorts.models import Affiliation, Enrollment, Person, Post
from cohorts.models.acquaintance import post_on

# Where somebody is posted and enrolled, with what those organizations are called.
PLACED = (
    Prefetch(
        "affiliations",
        Affiliation.objects.select_related("organization").prefetch_related("organization__aliases"),
    ),
    Prefetch("enrollments", Enrollment.objects.select_related("organization", "cohort", "group")),
)
SEPARATORS = re.compile(r"[、，,；;/\s]+")


def posts_today(rows, people=None):
    """{row: (organization, title)} of the Speakers and Comments whose person is somebody else's or something else today.

    Reads each row's forum; `people` is {key: Person} read with PLACED, asked for in four queries if not given.
    Today's post is the newest begun since the forum's day; without one it is what `post_on` would bill today: a
    trainee as enrolled, a guest with the newest post held. It is no hint where the billing agrees with any post
    that counts, or merely says less: an empty organization or title, some of several titles (副院长 of
    党委委员、副院长), a short name or alias of the organization.
    """
    people = _people({row.person_id for row in rows if row.person_id}) if people is None else people
    hints = {}
    for row in rows:
        person = people.get(row.person_id)
        posts = _posts(person, row.forum) if person and not _bears_class_post(row) else []
        if posts and not any(_agrees(row, post, _organizations(person)) for post in posts):
            hints[row] = posts[0]
    return hints


def rebill(row, by):
    """Copy today's name, organization and title into this one row, on the record of `by`: (billed before, billed now).

    Where neither person nor post is known, what was billed stays. An edition, an issue or a roster never changes by it.
    Raises Conflict if the row is gone.
    """
    holder = getattr(row, "holder", row)  # whose form shows this row, and is to notice
    with changing(row):
        row.refresh_from_db()
        before = billing(row)
        if not row.person_id:
            return before, before
        person = _people({row.person_id})[row.person_id]
        posts = _posts(person, row.forum)
        values = {"name": person.name}
        if posts:
            values["organization"], values["title"] = posts[0]
        if all(getattr(row, field) == value for field, value in values.items()):
            return before, before
        for field, value in values.items():
            setattr(row, field, value)
        type(row).objects.filter(pk=row.pk).update(**values)
        type(holder).objects.filter(pk=holder.pk).update(revision=F("revision") + 1)
        words = _("Billing was “%(before)s”, now “%(now)s”.") % {"before": before, "now": billing(row)}
        LogEntry.objects.log_actions(by.pk, [row], CHANGE, words, single_object=True)
    return before, billing(row)


def billing(row):
    """One line: organization and title as billed, and the name."""
    return " ".join(filter(None, (f"{row.organization}{row.title}", row.name)))


def _people(keys):
    return Person.objects.prefetch_related(*PLACED).in_bulk(keys)


def _posts(person, forum):
    """The (organization, title)s that count today, the one to bill first; [] if none is known."""
    today = timezone.localdate()
    held = [post for post in person.affiliations.all() if post.held_on(today)]
    if begun := [post for post in held if post.since and post.since > forum.day]:
        return [(post.organization.name, post.title) for post in begun]
    here = any(place.cohort_id == forum.cohort_id for place in person.enrollments.all())
    if not (held or here):
        return []  # what they were in another cohort says nothing of today
    posts = [post_on(person, today, forum.cohort), *((post.organization.name, post.title) for post in held)]
    return [post for post in posts if any(post)]


def _organizations(person):
    """The sets of names that mean one organization, of those this person belongs to."""
    posts = [(post.organization, post.organization.aliases.all()) for post in person.affiliations.all()]
    places = [(place.organization, ()) for place in person.enrollments.all() if place.organization]
    return [
        {one.name, one.short_name, *(alias.name for alias in aliases)} - {""}
        for one, aliases in posts + places
    ]


def _bears_class_post(row):
    """Whether they are billed as 班长 or 临时党支部书记 and nothing else: no employer changes that."""
    return (
        bool(row.title)
        and not row.organization
        and any(row.title.endswith(str(name)) for name in Post.labels)
    )


def _agrees(row, post, organizations):
    organization, title = post
    same_place = not row.organization or row.organization == organization
    same_place = same_place or any({row.organization, organization} <= names for names in organizations)
    return same_place and _titles(row.title) <= _titles(title)


def _titles(text):
    return {title for title in SEPARATORS.split(text) if title}
