"""The history of an issue: every Version, read in layout, and the way back to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from briefings.admin.doors import for_editors, for_staff, may_edit, page
from briefings.admin.reading import in_layout
from briefings.models import Conflict, Occasion

PER_PAGE = 50


@for_staff
@require_safe
def history(request, issue):
    versions = issue.versions.defer("json").select_related("by__person").prefetch_related("editions", "steps")
    shown = Paginator(versions, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "versions", {"issue": issue, "versions": shown, "title": _("History")})


@for_staff
@require_safe
def one(request, issue, version):
    row = get_object_or_404(issue.versions.select_related("by__person"), pk=version)
    context = {"issue": issue, "version": row, "title": _("Version of %s") % _moment(row)}
    return page(
        request, "version", context | {"may_restore": issue.is_draft and may_edit(request.user, issue)}
    )


@for_staff
@require_safe
def text(request, issue, version):
    return in_layout(request, get_object_or_404(issue.versions, pk=version).document)


@for_editors
@require_POST
def restore(request, issue, version):
    """Make the draft say what this Version says; what it says now stays in the history."""
    row = get_object_or_404(issue.versions, pk=version)
    try:
        issue.replace_with(row.document, by=request.user, occasion=Occasion.RESTORE, note=_moment(row))
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("admin:briefings_issue_review", issue.pk)
    messages.success(
        request, _("The text of %s is restored; the one before it is in the history.") % _moment(row)
    )
    return redirect("admin:briefings_issue_compose", issue.pk)


def _moment(version):
    return date_format(localtime(version.at), "Y-m-d H:i")
