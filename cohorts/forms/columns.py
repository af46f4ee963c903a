"""What somebody says of one sheet of a roster: whether it is read, where its headings are, what its columns are."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.roster.fields import FIELDS
from cohorts.roster.tidying import masked, text_of

NUMBERS = re.compile(r"\d(?:[\s-]?\d){6,}")
SHORT = 12


class SheetForm(forms.Form):
    read = forms.BooleanField(required=False)
    header = forms.IntegerField(min_value=0, max_value=2100, label=_("row of the headings"))

    def __init__(self, *args, sheet, samples, is_wanted=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["read"].label = sheet.name
        self.fields["read"].initial = sheet.is_read or is_wanted
        self.fields["header"].initial = self.known_header = max(sheet.header, default=0)
        self.fields["header"].widget.attrs["size"] = 4
        choices = [("", _("not read")), *((name, field.label) for name, field in FIELDS.items())]
        self.samples = samples
        for column in sheet.columns:
            self.fields[f"column{column.index}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                initial=column.field,
                label=f"{column.letter} {column.heading}",
            )

    @property
    def rows(self):
        """(column, its field, how it begins) for the page."""
        return [
            (column, self[f"column{column.index}"], [self._sample(row, column.index) for row in self.samples])
            for column in self.sheet.columns
        ]

    def _sample(self, row, index):
        """A cell as a page may show it: short, and long numbers by their first three digits."""
        text = (
            NUMBERS.sub(lambda found: f"{found[0][:3]}****", masked(text_of(row[index])))
            if index < len(row)
            else ""
        )
        return text if len(text) <= SHORT else f"{text[:SHORT]}…"

    @property
    def header_moved(self):
        return self.cleaned_data["read"] and self.cleaned_data["header"] != self.known_header

    @property
    def chosen(self):
        """{index of the column: field} as it is kept."""
        return {
            str(column.index): self.cleaned_data[f"column{column.index}"] for column in self.sheet.columns
        }

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("read") or cleaned.get("header") != self.known_header:
            return cleaned
        chosen = [cleaned.get(f"column{column.index}") for column in self.sheet.columns]
        for name in {name for name in chosen if name and chosen.count(name) > 1}:
            self.add_error(
                None,
                _("Two columns are read as %(field)s: choose one of them.") % {"field": FIELDS[name].label},
            )
        if "name" not in chosen:
            self.add_error(None, _("No column is 姓名: choose which it is, or the row of the headings."))
        return cleaned
