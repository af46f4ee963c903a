"""One trainee leaves a cohort, returns to it, or goes to another one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.admin.base import cohorts_where
from cohorts.admin.doors import for_organizers, page
from cohorts.forms.days import DayInput
from cohorts.models import Cohort


class LeaveForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("Left on"),
        initial=timezone.localdate,
        widget=DayInput(),
    )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("Choose today or a day before: until then they are in the cohort."))
        return day

    def carry_out(self, trainee):
        """Returns the sentence said of it."""
        trainee.leave(self.cleaned_data["day"])
        return _("%(name)s has left the cohort.") % {"name": trainee}


class TransferForm(LeaveForm):
    to = forms.ModelChoiceField(
        Cohort.objects.none(),
        label=gettext_lazy("To which cohort"),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose a cohort whose roster you keep.")},
    )
    field_order = ["to", "day"]

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = cohorts

    def carry_out(self, trainee):
        place = trainee.transfer(self.cleaned_data["to"], self.cleaned_data["day"])
        return _("%(name)s goes on in %(cohort)s.") % {"name": trainee, "cohort": place.cohort}


@for_organizers
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, cohort, enrollment):
    trainee = _trainee(cohort, enrollment)
    return _moving(request, trainee, LeaveForm(request.POST or None), _("Leave the cohort"))


@for_organizers
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request, cohort, enrollment):
    trainee = _trainee(cohort, enrollment)
    others = cohorts_where(request.user, "cohorts.change_enrollment").exclude(pk=cohort.pk)
    form = TransferForm(request.POST or None, cohorts=others)
    return _moving(request, trainee, form, _("Transfer to another cohort"), nowhere=not others.exists())


@for_organizers
@require_POST
def come_back(request, cohort, enrollment):
    trainee = _trainee(cohort, enrollment)
    try:
        trainee.come_back()
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        words = _("%(name)s is back in the cohort; posts are to be given anew.") % {"name": trainee}
        messages.success(request, words)
    return redirect("admin:cohorts_cohort_overview", cohort.pk)


def _trainee(cohort, pk):
    return get_object_or_404(cohort.enrollments.select_related("person", "cohort"), pk=pk)


def _moving(request, trainee, form, title, *, nowhere=False):
    if form.is_valid():
        try:
            messages.success(request, form.carry_out(trainee))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("admin:cohorts_cohort_overview", trainee.cohort_id)
    terms = trainee.appointments.held().select_related("group")
    context = {
        "cohort": trainee.cohort,
        "title": title,
        "trainee": trainee,
        "form": form,
        "nowhere": nowhere,
        "posts": [term.full_post for term in terms],
    }
    return page(request, "moving", context, status=409 if form.non_field_errors() else 200)
