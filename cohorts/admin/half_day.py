"""One half-day: everybody is present, and who is not is marked; what was taught; deleting it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.admin.doors import door, page
from cohorts.admin.saying import say_saved
from cohorts.forms.attendance import LessonForm
from cohorts.forms.roll_call import RollCall


@door("cohorts.change_halfday")
@require_http_methods(["GET", "HEAD", "POST"])
def half_day(request, cohort, half_day):
    half_day = get_object_or_404(cohort.half_days.select_related("cohort"), pk=half_day)
    if request.method == "POST":
        return {"change": _change, "delete": _delete}.get(request.POST.get("do"), _mark)(request, half_day)
    return _page(request, half_day)


def _mark(request, half_day):
    sent = RollCall.save(half_day, request.POST, request.user)
    if sent is None:
        messages.error(request, _("This half-day was deleted meanwhile; what you marked is not written."))
        return redirect("admin:cohorts_cohort_attendance", half_day.cohort_id)
    if not sent.is_valid():
        return _page(request, half_day, roll=sent, status=400)
    say_saved(request, sent.written, sent.lost)
    return _again(half_day)


def _change(request, half_day):
    form = LessonForm(request.POST, half_day=half_day)
    if form.is_valid() and form.save():
        messages.success(request, _("Saved: %(what)s") % {"what": half_day})
        return _again(half_day)
    return _page(request, half_day, lesson=form, status=400)


def _delete(request, half_day):
    if not request.user.has_perm("cohorts.delete_halfday", half_day):
        raise Http404
    seen = request.POST.get("absences", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 6 and half_day.delete_knowing(int(seen))):
        messages.warning(
            request, _("Something was marked here meanwhile: it is not deleted. Look at it once more.")
        )
        return _again(half_day)
    messages.success(request, _("Deleted: %(what)s") % {"what": half_day})
    return redirect("admin:cohorts_cohort_attendance", half_day.cohort_id)


def _again(half_day):
    return redirect("admin:cohorts_cohort_half_day", half_day.cohort_id, half_day.pk)


def _page(request, half_day, *, roll=None, lesson=None, status=200):
    roll = roll or RollCall(half_day)
    context = {
        "cohort": half_day.cohort,
        "title": str(half_day),
        "half_day": half_day,
        "roll": roll,
        "lesson": lesson or LessonForm(half_day=half_day),
        "written": sum(bool(mark.absence) for mark in roll.marks),
    }
    return page(request, "half_day", context, status)
