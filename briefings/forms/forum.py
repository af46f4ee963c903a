"""The form of a forum itself; a new one may get the sessions it usually has."""

from datetime import date, datetime, time

from django import forms
from django.core.validators import MinValueValidator
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from briefings.forms.record import RecordForm
from briefings.models import Forum

OLDEST = date(1900, 1, 1)  # a moment of the year 1 has no place in a database


class ForumForm(RecordForm):
    usual = forms.BooleanField(
        label=_("set up the usual sessions"),
        required=False,
        initial=True,
        help_text=_("Keynote talks, experts' comments, a lecture, a round table and closing remarks, empty."),
    )

    class Meta:
        model = Forum
        exclude = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["usual"]
        for name in self.fields.keys() & {"starts", "ends"}:
            self.fields[name].validators.append(
                MinValueValidator(make_aware(datetime.combine(OLDEST, time())))
            )
        if "duty_group" in self.fields:
            self._offer(self.fields["duty_group"])

    def _offer(self, field):
        """Groups of its cohort; for a new forum those of one's cohorts, each named with its own."""
        groups = field.queryset.select_related("cohort")
        field.queryset = groups = (
            groups.filter(cohort=self.instance.cohort_id) if self.instance.pk else groups
        )
        if len({group.cohort_id for group in groups}) > 1:
            field.label_from_instance = lambda group: f"{group.cohort} {group}"
