"""What is typed into a trainee's private details: by the rules that read rosters, and read out again nowhere."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cohorts.models import Disclosure, Gender, PrivateDetails
from cohorts.models.private import DETAILS, identity_digest
from cohorts.roster.places import Place
from cohorts.roster.values import value_of

HELD = (*DETAILS, "id_number")
LONGEST = 254
# In a file these are let pass or left out; who types can be asked again, with the sentence here or the reader's own.
REFUSED = {
    "email_shape": _("This is no e-mail address; write it like lin@example.cn."),
    "id_number_shape": _("An identity number has 18 places: 17 digits, then a digit or X."),
    "id_number_check_digit": None,
}


def label_of(name):
    column = "id_number_digest" if name == "id_number" else name
    return PrivateDetails._meta.get_field(column).verbose_name


class Typed(Place):
    """A field of a form where the reader expects a cell."""

    @property
    def name(self):
        return self.heading


class Unread(forms.TextInput):
    """Never holds what was typed, not even after an error."""

    def format_value(self, value):
        return None


class PrivateForm(forms.Form):
    """A blank keeps what is stored, a tick clears it. `changes` are {column: value}, `doubts` what to look at again."""

    def __init__(self, data=None):
        super().__init__(data)
        for name in HELD:
            self.fields[name] = _field(name)
            self.fields[f"clear_{name}"] = forms.BooleanField(required=False)

    @property
    def pairs(self):
        return [(name, self[name], self[f"clear_{name}"]) for name in HELD]

    def clean(self):
        self.changes, self.changed, self.doubts = {}, [], []
        for name in HELD:
            typed, cleared = self.cleaned_data.get(name), self.cleaned_data.get(f"clear_{name}")
            if typed and cleared:
                self.add_error(name, _("Either write something or tick the box, not both."))
            elif cleared:
                self._change(name, "")
            elif typed and (value := self._read(name, typed)):
                self._change(name, value)

    def _read(self, name, typed):
        place = Typed(0, str(label_of(name)), name)
        value = value_of(name, typed, place)
        for issue in place.issues:
            if value is None or issue.code in REFUSED:
                self.add_error(name, REFUSED.get(issue.code) or issue.message)
            else:
                self.doubts.append(issue.message)
        return value

    def _change(self, name, value):
        self.changed.append(str(label_of(name)))
        if name == "id_number":
            self.changes["id_number_digest"] = value and identity_digest(value)
            self.changes["id_number_tail"] = value and value.tail
        else:
            self.changes[name] = value


def _field(name):
    if name == "gender":
        choices = [("", "—"), *Gender.choices]
        return forms.ChoiceField(required=False, label=label_of(name), choices=choices)
    widget = Unread if name == "id_number" else forms.TextInput
    attrs = {"autocomplete": "off", "inputmode": {"mobile": "tel", "email": "email"}.get(name, "text")}
    return forms.CharField(
        required=False, label=label_of(name), max_length=LONGEST, widget=widget(attrs=attrs)
    )


class ReasonForm(forms.Form):
    """Why somebody's numbers are shown in full."""

    reason = forms.CharField(
        label=Disclosure._meta.get_field("reason").verbose_name,
        max_length=Disclosure._meta.get_field("reason").max_length,
        validators=[
            RegexValidator(
                r"\d{7}", _("Write no numbers here: others read the register."), inverse_match=True
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
