"""A cohort's groups on one page: dealt anew as a proposal, or seated by hand."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.admin.doors import door, page
from cohorts.admin.saying import say_saved
from cohorts.forms.groups import SEEDS, ByHand, DealForm
from cohorts.models.regrouping import Proposal
from cohorts.models.seating import astray

USUAL_SIZE = 8


@door("cohorts.change_studygroup")
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request, cohort):
    if request.method == "POST":
        return {"adopt": _adopt, "end-term": _end}.get(request.POST.get("do"), _save)(request, cohort)
    if "number" not in request.GET:
        return _by_hand(request, ByHand(cohort))
    wish = DealForm(request.GET)
    if not wish.is_valid():
        return _by_hand(request, ByHand(cohort), wish)
    return _proposal(request, wish, Proposal(cohort, **wish.cleaned_data))


def _adopt(request, cohort):
    wish = DealForm(request.POST)
    if not wish.is_valid():
        return _by_hand(request, ByHand(cohort), wish, status=400)
    proposal, written = Proposal.adopt(cohort, request.POST.get("digest", ""), **wish.cleaned_data)
    if not written:
        return _proposal(request, wish, proposal, overtaken=True)
    words = ngettext(
        "%(count)s trainee sits as proposed.", "%(count)s trainees sit as proposed.", len(proposal.trainees)
    )
    messages.success(request, words % {"count": len(proposal.trainees)})
    return redirect("admin:cohorts_cohort_groups", cohort.pk)


def _save(request, cohort):
    sent = ByHand.save(cohort, request.POST)
    if not sent.is_valid():
        return _by_hand(request, sent, status=400)
    say_saved(request, sent.written, sent.lost)
    return redirect("admin:cohorts_cohort_groups", cohort.pk)


def _end(request, cohort):
    """End the term of somebody who sits in another group than they lead."""
    found = forms.ModelChoiceField(astray(cohort), required=False)
    try:
        term = found.clean(request.POST.get("appointment", ""))
    except forms.ValidationError:
        term = None
    if term and cohort.appointments.filter(pk=term.pk).end(timezone.localdate()):
        messages.success(request, _("%(name)s's term has ended today.") % {"name": term.enrollment})
    else:
        messages.warning(request, _("This term has ended already, or the leader is back in the group."))
    return redirect("admin:cohorts_cohort_groups", cohort.pk)


def _by_hand(request, by_hand, wish=None, status=200):
    cohort = by_hand.cohort
    usual = len(by_hand.groups) or max(1, round(len(by_hand.seats) / USUAL_SIZE))
    context = {
        "cohort": cohort,
        "title": _("Groups"),
        "by_hand": by_hand,
        "wish": wish or DealForm(initial={"number": usual}),
        "astray": astray(cohort),
    }
    return page(request, "groups", context, status)


def _proposal(request, wish, proposal, *, overtaken=False):
    asked = {name: value for name, value in wish.cleaned_data.items() if value}
    context = {
        "cohort": proposal.cohort,
        "title": _("Groups"),
        "wish": wish,
        "asked": asked,
        "again": urlencode(asked | {"seed": asked["seed"] % SEEDS + 1}),
        "proposal": proposal,
        "tables": proposal.tables,
        "meeting": sum(table.meeting for table in proposal.tables),
        "overtaken": overtaken,
    }
    return page(request, "groups_proposal", context, 409 if overtaken else 200)
