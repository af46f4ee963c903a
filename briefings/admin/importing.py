"""A text brought in: read, shown as understood, and only then written."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from briefings.admin.doors import page
from briefings.admin.incoming import understood
from briefings.forms.beginning import PlaceForm, TextForm
from briefings.imports import Names, Unreadable
from briefings.imports.decoding import decode
from briefings.imports.text import read
from briefings.models.arrival import find_series_and_cohort, import_document, names_for
from cohorts.admin.base import cohorts_where


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request):
    """The text's form; with a text, what it was understood as; confirmed, the issue."""
    cohorts = cohorts_where(request.user, "briefings.add_issue")
    if not request.user.has_perm("briefings.add_issue") or not cohorts:
        raise PermissionDenied
    form = TextForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form)
    try:
        text = decode(form.content())
        return _confirm(request, text, cohorts)
    except Unreadable as error:
        form.add_error(None, str(error))
        return _ask(request, form, 422)


def _ask(request, form, status=200):
    return page(request, "import", {"form": form, "title": _("Import a text")}, status)


def _confirm(request, text, cohorts):
    """The review page, or with a place confirmed the new issue."""
    data = text.encode()
    chosen = PlaceForm(request.POST if "place" in request.POST else None, cohorts=cohorts)
    if chosen.is_bound and chosen.is_valid():
        series, cohort = chosen.cleaned_data["place"]
        imported = read(data, names_for(cohort))
        if "confirmed" in request.POST:
            try:
                issue = import_document(imported.document, series, cohort, request.user)
                return redirect("admin:briefings_issue_compose", issue.pk)
            except ValidationError as error:
                chosen.add_error(None, error)
    else:
        masthead = read(data, Names()).document.masthead
        series, cohort = find_series_and_cohort(masthead, cohorts)
        imported = read(data, names_for(cohort) if cohort else Names())
        if not chosen.is_bound:
            chosen.initial = {"place": f"{series.pk}-{cohort.pk}" if series and cohort else ""}
    context = {
        "place": chosen,
        "text": text,
        "title": _("Import: look it over"),
        "found": bool(series and cohort),
    }
    return page(request, "import_review", context | understood(imported, text))
