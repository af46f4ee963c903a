"""The half-days of a cohort: entered here, each with how many missed it; and the meter of leave."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.admin.doors import door, page
from cohorts.forms.attendance import EnterForm
from cohorts.models.attendance import MISSED, UNPUNCTUAL
from cohorts.models.leave import PARTS, class_hours, leave_in


@door("cohorts.change_halfday")
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, cohort):
    form = EnterForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _list(request, cohort, form)
    entered, known = form.save(cohort)
    words = ngettext("%(count)s half-day entered.", "%(count)s half-days entered.", entered)
    messages.success(request, words % {"count": entered})
    if known:
        words = ngettext(
            "%(count)s was there already and stays as it is.",
            "%(count)s were there already and stay as they are.",
            known,
        )
        messages.info(request, words % {"count": known})
    return redirect("admin:cohorts_cohort_attendance", cohort.pk)


def _list(request, cohort, form):
    half_days = list(cohort.half_days.counted().order_by("day", "half"))
    today = timezone.localdate()
    context = {
        "cohort": cohort,
        "title": _("Attendance"),
        "form": form,
        "half_days": half_days,
        "today": [half_day for half_day in half_days if half_day.day == today],
        "hours": sum(half_day.hours for half_day in half_days),
    }
    return page(request, "attendance", context, 400 if form.errors else 200)


@door("cohorts.change_halfday")
@require_safe
def meter(request, cohort):
    total = class_hours(cohort)
    leaves = leave_in(cohort, total)
    context = {
        "cohort": cohort,
        "title": _("Leave"),
        "leaves": leaves,
        "kinds": [kind.label for kind in (*MISSED, *UNPUNCTUAL)],
        "total": total,
        "allowed": total / PARTS,
        "over": [leave.trainee for leave in leaves if leave.over],
        "near": [leave.trainee for leave in leaves if leave.near],
    }
    return page(request, "leave", context)
