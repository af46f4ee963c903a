"""Posts given and taken back on a cohort's page; the terms stay as its history."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cohorts.admin.doors import door
from cohorts.models import Appointment, Enrollment, Post, StudyGroup

CHOOSE = gettext_lazy("Choose a trainee who is in the cohort now.")
WHICH = gettext_lazy("Choose the post on the cohort's page.")
SINCE = gettext_lazy("Write the first day of the term as 2026-09-01.")


class AppointmentForm(forms.Form):
    """A post, for groups which one's, its holder and the first day."""

    post = forms.ChoiceField(
        choices=Post.choices, error_messages={"required": WHICH, "invalid_choice": WHICH}
    )
    group = forms.ModelChoiceField(
        StudyGroup.objects.none(), required=False, error_messages={"invalid_choice": WHICH}
    )
    enrollment = forms.ModelChoiceField(
        Enrollment.objects.none(), error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    since = forms.DateField(error_messages={"required": SINCE, "invalid": SINCE})

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = cohort.groups.all()
        self.fields["enrollment"].queryset = cohort.enrollments.here().select_related("person")


@door("cohorts.add_appointment")
@require_POST
def appoint(request, cohort):
    form = AppointmentForm(request.POST, cohort=cohort)
    if form.is_valid():
        try:
            term = Appointment.begin(cohort=cohort, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            words = {"name": term.enrollment, "post": term.full_post}
            messages.success(request, _("%(name)s is %(post)s now.") % words)
    for sentence in (each for errors in form.errors.values() for each in errors):
        messages.error(request, sentence)
    return redirect("admin:cohorts_cohort_overview", cohort.pk)


@door("cohorts.change_appointment")
@require_POST
def dismiss(request, cohort, appointment):
    terms = cohort.appointments.select_related("enrollment__person", "group")
    term = get_object_or_404(terms, pk=appointment)
    words = {"name": term.enrollment, "post": term.full_post}
    if cohort.appointments.filter(pk=term.pk).end(timezone.localdate()):
        messages.success(request, _("%(name)s is no longer %(post)s; the term stays in the history.") % words)
    else:
        messages.warning(request, _("The term of %(name)s as %(post)s had ended already.") % words)
    return redirect("admin:cohorts_cohort_overview", cohort.pk)
