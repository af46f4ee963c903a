"""The form of an issue's masthead and colophon."""

import re

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from briefings.models import Issue
from briefings.models.moves import next_label
from briefings.numbering import LAST, label, parse
from cohorts.forms.days import DayInput

NUMBER_FIELDS = ("number", "number_label", "supplement")
NAME_LISTS = ("report_to", "send_to", "distribute_to", "added")
BETWEEN_NAMES = re.compile(r"[\n、]+(?![^（(\n]*[）)])")


class MastheadForm(forms.ModelForm):
    """All that stands above the red rule and below the last one; `revision` is the one it was read at."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Issue
        fields = (
            "cohort_name",
            "theme",
            "series_name",
            *NUMBER_FIELDS,
            "cumulative",
            "date",
            "issuer",
            "marking",
            "compiled_by",
            *NAME_LISTS,
            "copies",
        )
        widgets = {
            "date": DayInput(),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in NAME_LISTS},
        }
        help_texts = {
            "theme": _("A | marks where the line may break."),
            "report_to": _("One name a line; 、 divides names too."),
            "compiled_by": _("Without brackets."),
        }

    def __init__(self, *args, instance, **kwargs):
        kwargs.setdefault("initial", {"revision": instance.revision})
        super().__init__(*args, instance=instance, **kwargs)
        for name in NUMBER_FIELDS if instance.is_numbered else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Fixed: this issue has been numbered.")
        if not instance.is_numbered:
            year = (instance.date or localdate()).year
            self.fields["number"].help_text = _(
                "Leave empty: signing gives the next one, today %(label)s."
            ) % {"label": next_label(instance, year)}

    def clean(self):
        """Names one a line; the printed number follows the number, unless it was typed itself."""
        data = super().clean()
        for name in NAME_LISTS:
            data[name] = "\n".join(
                part.strip() for part in BETWEEN_NAMES.split(data.get(name, "")) if part.strip()
            )
        number, printed = data.get("number"), data.get("number_label", "")
        if number and number > LAST:
            self.add_error("number", _("An issue's number is at most %(last)s.") % {"last": LAST})
        elif (
            number
            and "number_label" not in self.changed_data
            and {"number", "supplement"} & set(self.changed_data)
        ):
            data["number_label"] = label(number, data["supplement"])
        elif number is None and (read := parse(printed)):
            data["number"], data["supplement"] = read
        return data

    def values(self):
        """What to write, by field of Issue."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class VisibilityForm(forms.ModelForm):
    class Meta:
        model = Issue
        fields = ("visibility",)
        widgets = {"visibility": forms.RadioSelect}
