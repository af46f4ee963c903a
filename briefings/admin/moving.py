"""One step of the workflow: what it will do is said before it is done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from briefings.admin.consequences import consequences
from briefings.admin.doors import for_staff, page
from briefings.forms.steps import StepForm
from briefings.models import Issue, Refusal


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, issue, move):
    """Ask, then make the move; a refusal or a conflict is shown in words and keeps the note."""
    offered = {rule.move: (rule, why_not) for rule, why_not in issue.moves_for(request.user)}
    if move not in offered:
        return _no_longer(request, issue, move)
    rule, refused = offered[move]
    form = StepForm(
        request.POST if request.method == "POST" else None, rule=rule, initial={"revision": issue.revision}
    )
    status = 200
    if request.method == "POST" and form.is_valid() and not refused:
        if refused := _attempt(issue, rule, form.cleaned_data, request.user):
            status, issue = 409, Issue.objects.select_related("series", "cohort").get(pk=issue.pk)
        else:
            messages.success(
                request, _("Done: %(move)s. The issue is now: %(status)s.") % _result(issue, rule)
            )
            return redirect("admin:briefings_issue_review", issue.pk)
    context = {"issue": issue, "rule": rule, "form": form, "refused": refused, "title": rule.move.label}
    return page(request, "move", context | {"consequences": consequences(issue, rule)}, status)


def _attempt(issue, rule, sent, by):
    """Why the move failed, or ""."""
    if sent["revision"] != issue.revision:
        return _(
            "Somebody has changed this issue since you opened this page: read it again before you decide."
        )
    try:
        issue.move(rule.move, by=by, note=sent["note"])
    except Refusal as refusal:
        return str(refusal)
    return ""


def _no_longer(request, issue, move):
    """A button pressed too late leads back to the issue; a move that nobody offered isn't there."""
    if request.method != "POST" or not request.user.has_perm("briefings.view_issue", issue):
        raise Http404
    messages.error(
        request,
        _("This step can't be taken now: the issue is %(status)s.") % {"status": issue.get_status_display()},
    )
    return redirect("admin:briefings_issue_review", issue.pk)


def _result(issue, rule):
    return {"move": rule.move.label, "status": issue.get_status_display()}
