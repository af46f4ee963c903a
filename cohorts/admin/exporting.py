"""Rosters going out: asked for on one page, registered, and fetched within the hour by who asked."""

from io import BytesIO

from django.http import FileResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.admin.doors import door, page
from cohorts.exporting.columns import headings
from cohorts.exporting.listing import Listing
from cohorts.exporting.register import open_to
from cohorts.exporting.workbook import workbook
from cohorts.forms.exporting import ExportForm

REGISTER = 20  # lines of it shown
for_exporters = door("cohorts.add_rosterexport")


@for_exporters
@require_http_methods(["GET", "HEAD", "POST"])
def export(request, cohort):
    sent = request.POST if request.method == "POST" else None
    form = ExportForm(cohort, sent, may_reveal=_may_reveal(request.user, cohort))
    if form.is_valid():
        registered = form.register(request.user)
        return redirect("admin:cohorts_cohort_exported", cohort.pk, registered.pk)
    context = {
        "cohort": cohort,
        "title": _("Export the roster"),
        "form": form,
        "register": _register(request.user, cohort),
    }
    return page(request, "export", context)


@for_exporters
@require_safe
def exported(request, cohort, export):
    found = open_to(request.user, cohort).select_related("by__person", "cohort").filter(pk=export).first()
    if not found or (found.unmasked and not _may_reveal(request.user, cohort)):
        return page(request, "export_gone", {"cohort": cohort, "title": _("This export is over")}, status=404)
    listing = Listing(found)
    if found.printed:
        template = f"cohorts/print/{found.kind.replace('-', '_')}.html"
        return TemplateResponse(request, template, {"listing": listing, "cohort": cohort})
    return FileResponse(BytesIO(workbook(listing)), as_attachment=True, filename=listing.file_name)


def _may_reveal(user, cohort):
    return user.has_perm("cohorts.reveal_privatedetails", cohort)


def _register(user, cohort):
    """The cohort's last exports; each with its columns' headings, and whether this account may still fetch it."""
    lines = list(cohort.exports.select_related("by__person")[:REGISTER])
    mine = set(open_to(user, cohort).values_list("pk", flat=True))
    for line in lines:
        line.headings = headings(line.columns)
        line.is_open = line.pk in mine
    return lines
