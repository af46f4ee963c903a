"""An issue in layout, for those who judge it; and who may read it once it is published."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from briefings.admin.doors import for_editors, for_staff, may_edit, may_record, page
from briefings.exports.web import issue_fragment
from briefings.forms.masthead import VisibilityForm
from briefings.models import Issue, Visibility
from briefings.workflow import Move

FRAMED_CSP = settings.SECURE_CSP | {
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-src": ["'none'"],
    "frame-ancestors": ["'self'"],
}


def in_layout(request, document):
    """A Document as its readers would see it, for a frame of our own pages."""
    response = TemplateResponse(
        request,
        "briefings/preview.html",
        {"document": document, "fragment": mark_safe(issue_fragment(document))},
    )
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_config = FRAMED_CSP
    return response


@for_staff
@require_safe
def preview(request, issue):
    return in_layout(request, issue.document())


@for_staff
@require_safe
def review(request, issue):
    """The whole issue in layout, its way so far and the next steps beside it."""
    return page(
        request,
        "review",
        {
            "issue": issue,
            "title": _("Read and decide"),
            "moves": _shown(issue.moves_for(request.user)),
            "steps": issue.steps.select_related("by__person", "version"),
            "editions": issue.editions.order_by("-number"),
            "may_edit": may_edit(request.user, issue),
            "may_record": may_record(request.user, issue),
        },
    )


def _shown(moves):
    """Refused moves are shown with their reason; but nobody expects to withdraw what isn't published."""
    return [(rule, why_not) for rule, why_not in moves if not why_not or rule.move != Move.WITHDRAW]


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request, issue):
    """Who may read it; letting more people read what is published asks once more."""
    before = issue.visibility
    form = VisibilityForm(
        request.POST if request.method == "POST" else None, instance=Issue.objects.get(pk=issue.pk)
    )
    current = issue.current_edition
    context = {"issue": issue, "form": form, "edition": current, "title": _("Who may read it")}
    if request.method == "POST" and form.is_valid():
        after = form.cleaned_data["visibility"]
        widens = Visibility.values.index(after) < Visibility.values.index(before)
        if widens and current and "confirmed" not in request.POST:
            return page(request, "visibility", context | {"widened_to": Visibility(after)})
        issue.set_visibility(after)
        messages.success(
            request, _("It may now be read by: %(audience)s.") % {"audience": Visibility(after).label}
        )
        return redirect("admin:briefings_issue_compose", issue.pk)
    return page(request, "visibility", context)
