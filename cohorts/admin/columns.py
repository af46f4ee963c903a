"""Which sheets of an uploaded roster are read, where their headings are, and what each column is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.admin.doors import page
from cohorts.admin.importing import for_importers, of
from cohorts.forms.columns import SheetForm
from cohorts.importing.planning import Gone, book_of
from cohorts.models import ImportState, RosterImport
from cohorts.roster import Unreadable

SAMPLES = 3


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, cohort, roster_import):
    found = of(cohort, roster_import)
    if found.state != ImportState.CHECKED:
        return redirect("admin:cohorts_cohort_import_result", cohort.pk, found.pk)
    try:
        book = book_of(found)
    except (Gone, Unreadable) as error:
        return unreadable(request, cohort, error)
    wanted = found.choices.get("sheets", ())
    forms = [
        SheetForm(
            request.POST or None,
            sheet=sheet,
            samples=_samples(book, sheet),
            is_wanted=sheet.name in wanted,
            prefix=f"sheet{place}",
        )
        for place, sheet in enumerate(book.sheets)
    ]
    valid = [form.is_valid() for form in forms]  # each, so that each says what is wrong
    if all(valid):
        if any(form.cleaned_data["read"] for form in forms):
            return _keep(request, found, forms)
        forms[0].add_error("read", _("Choose the sheet that is the roster."))
    context = {"cohort": cohort, "title": _("Import: columns"), "found": found, "forms": forms}
    return page(request, "import_columns", context, status=422 if request.method == "POST" else 200)


def _keep(request, found, forms):
    """Keep what was chosen; with other headings the columns are asked for once more."""
    moved = any(form.header_moved for form in forms)
    read = [form for form in forms if form.cleaned_data["read"]]
    known = found.choices.get("headers", {})
    chosen = {
        "sheets": [form.sheet.name for form in read],
        "headers": known
        | {form.sheet.name: form.cleaned_data["header"] for form in forms if form.header_moved},
        "columns": {form.sheet.name: form.chosen for form in read if not form.header_moved},
    }
    waiting = RosterImport.objects.filter(pk=found.pk, state=ImportState.CHECKED)
    waiting.update(choices=found.choices | chosen)
    step = "columns" if moved else "review"
    if moved:
        messages.info(request, _("The headings are read from another row: look at the columns once more."))
    return redirect(f"admin:cohorts_cohort_import_{step}", found.cohort_id, found.pk)


def _samples(book, sheet):
    """The first rows of people, as they stand in the file."""
    return [row.raw for row in book.rows if row.sheet == sheet.name][:SAMPLES]


def unreadable(request, cohort, error):
    """Back to the upload: the file is gone, or can't be read as it was chosen."""
    messages.error(
        request,
        str(error) or _("The file isn't kept any longer: rosters are deleted after a day. Upload it again."),
    )
    return redirect("admin:cohorts_cohort_import", cohort.pk)
