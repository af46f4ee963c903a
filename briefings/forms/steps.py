"""The form of one step of the workflow."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StepForm(forms.Form):
    """`revision` is the issue's as it was read; the note is required where the rule says so."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(label=_("opinion"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, rule, **kwargs):
        super().__init__(*args, **kwargs)
        if rule.needs_reason:
            self.fields["note"].required = True
            self.fields["note"].label = _("reason")
