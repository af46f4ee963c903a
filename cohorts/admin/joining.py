"""One trainee joins the cohort: a roster of one row, written at once unless it raises a question."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.admin.doors import page
from cohorts.admin.importing import for_importers
from cohorts.forms.joining import TraineeForm
from cohorts.importing.arriving import arrive, cancel
from cohorts.importing.planning import plan_of
from cohorts.importing.writing import Moved, apply
from cohorts.models import RosterImport
from cohorts.roster import Unreadable
from cohorts.roster.planned import Action


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, cohort):
    form = TraineeForm(request.POST or None, groups=cohort.groups.all())
    if request.method == "POST" and form.is_valid():
        try:
            return _brought_in(request, cohort, form) or _page(request, cohort, form)
        except Unreadable as error:
            form.add_error(None, str(error))
    return _page(request, cohort, form)


def _page(request, cohort, form):
    context = {"cohort": cohort, "title": _("Add a trainee"), "form": form}
    return page(request, "join", context, status=422 if form.errors else 200)


def _brought_in(request, cohort, form):
    """The way on, or None when the answers are nobody."""
    arrived = arrive(cohort, form.as_roster(), _("added by hand"), request.user)
    RosterImport.objects.filter(pk=arrived.pk).update(choices={"one": True})
    plan = plan_of(arrived)
    if not plan.rows:
        cancel(arrived)
        form.add_error("name", " ".join(each.why for each in plan.ignored if each.row > 1))
        return None
    (row,) = plan.rows
    if (
        row.action is not Action.CREATE
        or row.issues
        or row.member
        or any(each.suggestions for each in plan.unknown)
    ):
        messages.info(
            request, _("Look at this first: somebody like this is known, or something needs a look.")
        )
        return redirect("admin:cohorts_cohort_import_review", cohort.pk, arrived.pk)
    try:
        apply(arrived, plan.digest, seen=plan)
    except Moved:
        return redirect("admin:cohorts_cohort_import_review", cohort.pk, arrived.pk)
    messages.success(request, _("%(name)s is in the cohort now.") % {"name": row.target.values["name"]})
    return redirect(
        "admin:cohorts_cohort_join" if "another" in request.POST else "admin:cohorts_cohort_overview",
        cohort.pk,
    )
