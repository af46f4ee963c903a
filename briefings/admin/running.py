"""A forum's page: its whole run of sessions with what each still lacks, and beside it how it will read."""

from collections import Counter

from django.contrib import admin
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from briefings.admin.forum_doors import for_forum_staff, may_edit_forum
from briefings.admin.reading import in_layout
from briefings.admin.runlines import run_of
from briefings.compose.plan import as_document, plan
from briefings.forms.running import SessionForm
from briefings.models import Forum
from briefings.models.arrival import known_people
from briefings.models.billing import PLACED
from cohorts.models.acquaintance import people_known_in


@for_forum_staff
@require_safe
def run(request, forum):
    return screen(request, forum)


@for_forum_staff
@require_safe
def preview(request, forum):
    """The very document that composing would make."""
    forum = Forum.objects.with_run().get(pk=forum.pk)
    return in_layout(request, as_document(forum, plan(forum)))


def screen(request, forum, status=200, sent=None, **context):
    """The page; `sent` is a form that was refused, shown in its place with what was typed."""
    user = request.user
    controls = may_edit_forum(user, forum)
    people = people_known_in([forum.cohort_id]).prefetch_related(*PLACED) if controls else ()
    context |= {
        **admin.site.each_context(request),
        "opts": Forum._meta,
        "title": str(forum),
        "forum": forum,
        "run": run_of(forum, people={one.pk: one for one in people}, sent=sent, adds=controls),
        "issues": forum.issues.select_related("series"),
        "photos": forum.photos.count(),
        "controls": controls,
        "may_compose": user.has_perm("briefings.add_issue", forum),
    }
    if controls:
        context["known"] = list(_offered(forum.cohort, people))
        context["new_session"] = sent if isinstance(sent, SessionForm) else SessionForm(place=forum)
    return TemplateResponse(request, "admin/briefings/forum/run.html", context, status=status)


def _offered(cohort, people):
    """(what is typed, what tells them apart) of everybody known; namesakes with their organization."""
    offered = [known for known, _enrolled in known_people(cohort, people)]
    names = Counter(known.name for known in offered)
    for known in offered:
        typed = f"{known.organization} {known.name}" if names[known.name] > 1 else known.name
        yield typed.strip(), f"{known.organization}{known.title}"
