"""A trainee's private details: masked, shown in full once for a reason that goes on record, changed without a word of them."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts import masking
from cohorts.admin.doors import door, page
from cohorts.admin.erasing import people_erasable_by
from cohorts.forms.private import PrivateForm, ReasonForm
from cohorts.models import Disclosure, PrivateDetails
from cohorts.models.private import DETAILS, MOST_AN_HOUR


@door("cohorts.view_privatedetails")
@require_http_methods(["GET", "HEAD", "POST"])
def private(request, cohort, enrollment):
    place = get_object_or_404(cohort.enrollments.select_related("person__private"), pk=enrollment)
    if request.method != "POST":
        return _page(request, cohort, place)
    does, permission = (_reveal, "reveal") if "reveal" in request.POST else (_save, "change")
    if not request.user.has_perm(f"cohorts.{permission}_privatedetails", cohort):
        raise Http404
    return does(request, cohort, place)


def _reveal(request, cohort, place):
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _page(request, cohort, place, reason=reason)
    if not Disclosure.record(place, request.user, reason.cleaned_data["reason"]):
        words = _(
            "You have seen numbers in full %(most)d times within an hour. Wait a while, then try again."
        )
        reason.add_error("reason", words % {"most": MOST_AN_HOUR})
        return _page(request, cohort, place, reason=reason, status=429)
    return _page(request, cohort, place, shown=True)


def _save(request, cohort, place):
    form = PrivateForm(request.POST)
    if not form.is_valid():
        return _page(request, cohort, place, form=form)
    if form.changes:
        _write(place.person, form, request.user)
        messages.success(request, _("Saved: %(fields)s.") % {"fields": "、".join(form.changed)})
    else:
        messages.info(request, _("Nothing was written or ticked: everything is as it was."))
    for sentence in form.doubts:
        messages.warning(request, sentence)
    return redirect("admin:cohorts_cohort_private", cohort.pk, place.pk)


def _write(person, form, by):
    """Changes and the names of what changed, never a value."""
    words = _("Private details changed: %(fields)s") % {"fields": "、".join(form.changed)}
    with transaction.atomic():
        PrivateDetails.objects.update_or_create(person=person, defaults=form.changes)
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, words, single_object=True)


def _page(request, cohort, place, *, form=None, reason=None, shown=False, status=200):
    details = PrivateDetails.of(place.person)
    may = partial(request.user.has_perm, obj=cohort)
    form, now = form or PrivateForm(), _as_shown(details, shown)
    context = {
        "cohort": cohort,
        "place": place,
        "title": _("%(name)s: private details") % {"name": place.person},
        "rows": [(now[name], field, clear) for name, field, clear in form.pairs],
        "is_refused": bool(form.errors),
        "reason": reason or ReasonForm(),
        "shown": shown,
        "may_change": may("cohorts.change_privatedetails"),
        "may_reveal": not shown
        and bool(details.mobile or details.email)
        and may("cohorts.reveal_privatedetails"),
        "may_erase": people_erasable_by(request.user).filter(pk=place.person_id).exists(),
    }
    return page(request, "private", context, status=status)


def _as_shown(details, in_full):
    """{field: what the page says of it}; of an identity number never more than its end."""
    said = {name: getattr(details, name) for name in DETAILS} | {"gender": details.get_gender_display()}
    masked = {"mobile": masking.mobile(details.mobile), "email": masking.email(details.email)}
    return said | ({} if in_full else masked) | {"id_number": masking.id_number(details.id_number_tail)}
