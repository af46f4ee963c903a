"""How a forum's page is asked, and what it answers."""

from django.urls import reverse

from cohorts.models import Enrollment
from tests.factories import (
    make_person,
)


def address(forum, page="run"):
    return reverse(f"admin:briefings_forum_{page}", args=[forum.pk])


def change(desk, forum, **data):
    return desk.post(address(forum, "arrange"), data)


def ref(row):
    return f"{row._meta.model_name}-{row.pk}"


def said(answer, desk):
    """The messages on the page an answer leads to."""
    page = desk.get(answer["Location"]) if answer.status_code == 302 else answer
    return [str(message) for message in page.context["messages"]]


def keynote(forum):
    return forum.sessions.get(kind="keynote")


def table(forum):
    return forum.sessions.get(kind="round_table")


def enroll(cohort, name, organization="云州路桥集团", title="工程师"):
    person = make_person(name=name)
    Enrollment.objects.create(cohort=cohort, person=person, organization_name=organization, title=title)
    return person


def billed(rows):
    return [(one.person, one.organization, one.title, one.name) for one in rows]


def shape(page):
    run = page.context["run"]
    return [
        (part.line.name, [(line.kind, line.name, line.lacking) for lines in part.lists for line in lines])
        for part in run.parts
    ]
