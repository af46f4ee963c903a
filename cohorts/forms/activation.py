"""A slip's code as people type it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.accounts.codes import understood


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the slip"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("12 letters and digits. Capitals, hyphens and spaces don't matter."),
    )

    def clean_code(self):
        code = understood(self.cleaned_data["code"])
        if not code:
            raise ValidationError(
                _("A code has 12 letters and digits, like 7KQ2-M9XD-4TFB. Look at the slip once more."),
                code="no_code",
            )
        return code
