"""The forms of half-days: which are entered, and what is taught in one."""

from datetime import timedelta
from itertools import islice

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.forms.days import DayInput
from cohorts.models import Half, HalfDay

AT_ONCE = 120
SATURDAY = 5


class EnterForm(forms.ModelForm):
    """One day's half-days, or those of every weekday from a day to a day."""

    until = forms.DateField(label=gettext_lazy("every weekday until"), required=False, widget=DayInput())
    halves = forms.MultipleChoiceField(
        label=gettext_lazy("half of the day"),
        choices=Half,
        initial=[Half.MORNING, Half.AFTERNOON],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = HalfDay
        fields = ("day", "hours", "topic")
        widgets = {"day": DayInput(), "hours": forms.NumberInput(attrs={"step": "0.5", "min": "0.5"})}

    def clean(self):
        sent = super().clean()
        first, last = sent.get("day"), sent.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day is before the first one."))
        elif first:
            self._fill_slots(first, last)
        return sent

    def _fill_slots(self, first, last):
        days = list(islice(_weekdays(first, last), AT_ONCE + 1)) if last else [first]
        self.slots = [(day, half) for day in days for half in self.cleaned_data.get("halves", [])]
        if not days:
            self.add_error("until", _("There is no weekday between these days."))
        elif len(self.slots) > AT_ONCE:
            self.add_error(
                "until", _("At most %(most)s half-days at once: choose fewer days.") % {"most": AT_ONCE}
            )

    def save(self, cohort):
        """(how many came in, how many were there already)"""
        sent = self.cleaned_data
        entered = HalfDay.objects.enter(cohort, self.slots, hours=sent["hours"], topic=sent["topic"])
        return entered, len(self.slots) - entered


def _weekdays(first, last):
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in days if day.weekday() < SATURDAY)


class LessonForm(forms.ModelForm):
    """What is taught in a half-day, and its hours; `was` is what that said when the page was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = HalfDay
        fields = ("hours", "topic")
        widgets = {"hours": forms.NumberInput(attrs={"step": "0.5", "min": "0.5"})}

    def __init__(self, data=None, *, half_day):
        self.stored = {"hours": half_day.hours, "topic": half_day.topic}
        super().__init__(data, instance=half_day, initial={"was": f"{half_day.hours}:{half_day.topic}"})

    def clean(self):
        sent = super().clean()
        if sent.get("was") != self.initial["was"]:
            self.add_error(
                None, _("Somebody changed this meanwhile: it is shown as it is now, yours is not written.")
            )
        return sent

    def save(self):
        """Whether it was written: not over what somebody else wrote since it was read."""
        sent = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return bool(HalfDay.objects.filter(pk=self.instance.pk, **self.stored).update(**sent))
