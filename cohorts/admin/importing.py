"""A roster is brought in: chosen and uploaded; the imports of the cohort; the empty one to fill in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.admin.doors import door, page
from cohorts.forms.uploading import RosterFileForm
from cohorts.importing.arriving import arrive, cancel
from cohorts.importing.template import template
from cohorts.importing.undoing import NotUndoable, undo
from cohorts.models import ImportState, uploads
from cohorts.roster import Unreadable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 20
for_importers = door("cohorts.add_rosterimport", "cohorts.change_enrollment")


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, cohort):
    form = RosterFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            arrived = arrive(cohort, file.read(), file.name, request.user)
            return redirect("admin:cohorts_cohort_import_columns", cohort.pk, arrived.pk)
        except Unreadable as error:
            form.add_error("file", str(error))
    context = {
        "cohort": cohort,
        "title": _("Import a roster"),
        "form": form,
        "imports": cohort.imports.select_related("by__person")[:SHOWN],
    }
    return page(request, "import", context, status=422 if form.errors else 200)


@for_importers
@require_safe
def template_file(request, cohort):
    return attached(template(), "名册模板.xlsx")


@for_importers
@require_safe
def result(request, cohort, roster_import):
    """What an import wrote; one that is still to be looked over is shown for that."""
    found = of(cohort, roster_import)
    if found.state == ImportState.CHECKED:
        return redirect("admin:cohorts_cohort_import_review", cohort.pk, found.pk)
    context = {
        "cohort": cohort,
        "title": _("Import: done"),
        "found": found,
        "undoable": found.state == ImportState.APPLIED and not found.is_purged,
        "created": cohort.enrollments.filter(pk__in=found.made.get("enrollments", [])).select_related(
            "person", "group"
        ),
    }
    return page(request, "import_result", context)


@for_importers
@require_safe
def leftover(request, cohort, roster_import):
    """The rows that were left out, as long as they are kept."""
    found = of(cohort, roster_import)
    data = uploads.content(found.leftover) if found.leftover else None
    if data is None:
        raise Http404
    return attached(data, "未导入的行.xlsx")


@for_importers
@require_POST
def give_up(request, cohort, roster_import):
    if cancel(of(cohort, roster_import)):
        messages.success(request, _("The import is cancelled, nothing was written and the file is deleted."))
    return redirect("admin:cohorts_cohort_import", cohort.pk)


@for_importers
@require_POST
def take_back(request, cohort, roster_import):
    found = of(cohort, roster_import)
    try:
        report = undo(found, request.user)
    except NotUndoable:
        messages.error(request, _("This import can't be undone any more."))
    else:
        if report:
            messages.warning(request, _("The import is undone, but for what is listed below."))
        else:
            messages.success(request, _("The import is undone: the roster is as it was."))
    return redirect("admin:cohorts_cohort_import_result", cohort.pk, found.pk)


def of(cohort, key):
    """The import of this key, if it is one of the cohort's."""
    return get_object_or_404(
        cohort.imports.select_related("cohort", "by__person", "undone_by__person"), pk=key
    )


def attached(data, name):
    """A workbook to save; kept by nobody on the way."""
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
