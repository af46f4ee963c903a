"""One trainee typed in: the columns of a roster as fields of a form."""

import csv
import io

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Gender
from cohorts.roster.fields import FIELDS

ASKED = (
    "name",
    "gender",
    "group",
    "number",
    "organization",
    "title",
    "mobile",
    "email",
    "birth",
    "id_number",
    "remark",
)
HINTS = {"birth": "1985-03", "id_number": _("only a digest and the last four places are kept")}


class TraineeForm(forms.Form):
    """Its answers are a roster of one row, so that they are read, checked and matched as every roster is."""

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        choices = {
            "gender": [("", "—"), *Gender.choices],
            "group": [("", "—"), *((group.name, group.name) for group in groups)],
        }
        for name in ASKED:
            label, hint = FIELDS[name].label, HINTS.get(name, "")
            if name in choices:
                self.fields[name] = forms.ChoiceField(choices=choices[name], required=False, label=label)
            else:
                self.fields[name] = forms.CharField(
                    max_length=FIELDS[name].most, required=name == "name", label=label, help_text=hint
                )

    def as_roster(self):
        """The bytes of a .csv of two lines."""
        lines = io.StringIO()
        csv.writer(lines).writerows(
            [[FIELDS[name].label for name in ASKED], [self.cleaned_data[name] for name in ASKED]]
        )
        return lines.getvalue().encode("utf-8-sig")
