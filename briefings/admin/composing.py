"""从论坛生成简报: one click makes the draft, another adds what was recorded since."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from briefings.admin.doors import for_editors, page
from briefings.admin.forum_doors import for_forum_staff
from briefings.compose.changes import State, changes, take_note
from briefings.compose.writing import compose, compose_again
from briefings.forms.composing import SeriesForm
from briefings.models import Conflict, Series

TICK = re.compile("([a-z]+:[0-9a-f-]{1,40}) ([0-9a-f]{64}|)")


@for_forum_staff
@require_http_methods(["GET", "HEAD", "POST"])
def from_forum(request, forum):
    """The new draft at once where there is one series to choose; else the choice, or what is missing."""
    if not request.user.has_perm("briefings.add_issue", forum):
        raise Http404
    series = Series.objects.of_cohorts([forum.cohort_id])
    issues = list(forum.issues.select_related("series"))
    form = SeriesForm(request.POST if request.method == "POST" else None, series=series)
    context = {
        "forum": forum,
        "form": form,
        "issues": issues,
        "title": _("Compose a briefing from the forum"),
    }
    if request.method != "POST" or not form.is_valid():
        return page(request, "from_forum", context)
    try:
        issue = compose(forum, form.chosen(), request.user, another="another" in request.POST)
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect("admin:briefings_forum_compose", forum.pk)
    messages.success(
        request, _("The draft is made from the forum's records. What no record holds is marked 【待核】.")
    )
    return redirect("admin:briefings_issue_compose", issue.pk)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def records(request, issue):
    """What the forum's records say today that the issue doesn't; adding what is new, taking note of the rest."""
    if issue.forum_id is None:
        raise Http404
    if request.method == "POST":
        try:
            _carry_out(request, issue)
        except Conflict as error:
            messages.error(request, str(error))
        return redirect("admin:briefings_issue_records", issue.pk)
    found = changes(issue)
    context = {
        "issue": issue,
        "title": _("The forum's records"),
        "new": [change for change in found if change.state == State.NEW],
        "others": [change for change in found if change.state != State.NEW],
    }
    return page(request, "records", context)


def _carry_out(request, issue):
    if "add" in request.POST:
        added = compose_again(issue, request.user)
        sentence = ngettext("%(count)s record was added.", "%(count)s records were added.", added)
        messages.success(request, sentence % {"count": added})
    elif "seen" in request.POST:
        take_note(issue, dict(_ticked(request.POST.getlist("seen_now"))))
        messages.success(request, _("Noted: these won't be shown again until their records change."))


def _ticked(values):
    """(source, digest) of each ticked line, as the page wrote them."""
    return (found.groups() for value in values if (found := TICK.fullmatch(value)))
