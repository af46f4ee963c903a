"""The roster file somebody chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.roster.formats import LIMIT


class RosterFileForm(forms.Form):
    file = forms.FileField(
        label=_("roster file"),
        max_length=150,
        help_text=_(
            "An Excel file as you have it: .xlsx, .xls, .ods or .csv, up to 5 MB and 2,000 rows. Nothing is written before you have looked it over."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(
                _(
                    "The file is larger than 5 MB. Take pictures and other sheets out of it, and choose it again."
                ),
                code="too_large",
            )
        return file
