"""In which series a forum's briefing appears."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SeriesForm(forms.Form):
    """Asks only where there is more than one series to choose from."""

    series = forms.ModelChoiceField(None, label=_("series"), empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args, series, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = list(series)
        self.fields["series"].queryset = series
        self.fields["series"].required = len(self.found) != 1

    def clean(self):
        if not self.found:
            raise forms.ValidationError(_("This cohort has no series yet."), code="no_series")
        return self.cleaned_data

    def chosen(self):
        return self.cleaned_data.get("series") or self.found[0]
