"""Forms of people billed at a forum: a person picked fills what nobody typed."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _

from briefings.models import Speaker

TEXTS = ("name", "organization", "title")
MOST_ROWS = 300
ONCE = next(each for each in Speaker._meta.constraints if each.name == "speaker_once_a_talk")


class BilledForm(forms.ModelForm):
    """A new row is billed when it is saved; here it gets its name, and an existing row all of it."""

    def clean(self):
        super().clean()
        person = self.cleaned_data.get("person")
        if person and self.instance.pk and "person" in self.changed_data and not self._typed():
            self.cleaned_data.update(self._billed(person))
        if person and not self.cleaned_data.get("name", "-"):
            self.cleaned_data["name"] = person.name
        return self.cleaned_data

    def _typed(self):
        """Whether any of the texts was written by hand just now."""
        return any(self.cleaned_data.get(name) for name in TEXTS if name in self.changed_data)

    def _billed(self, person):
        """The texts for the person picked: empty ones are filled, those that billed somebody else replaced."""
        row, names = copy(self.instance), [name for name in TEXTS if name in self.fields]
        replaced = row.person is not None and row.name == row.person.name
        for name in names:
            setattr(row, name, "" if replaced else self.cleaned_data.get(name, ""))
        row.person = person
        row.bill()
        return {name: getattr(row, name) for name in names}


class DeleteBox(forms.CheckboxInput):
    """A box that says what it does, for where the table has no room for its head."""

    def render(self, name, value, attrs=None, renderer=None):
        box = super().render(name, value, {**(attrs or {}), "aria-label": _("Delete")}, renderer)
        return format_html('<label class="delete-row">{} <span>{}</span></label>', box, _("Delete"))


class RowForm(BilledForm):
    """A row of a table: its fields are named in themselves, for where the table has no room for its head."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"placeholder": field.label, "aria-label": field.label}
        if "person" in self.fields and self.instance.person_id:
            self.fields["person"].widget.widget.stored = self.instance.person


class BilledRows(forms.BaseInlineFormSet):
    """The people of one place. `stored` and `sent` are their lines, for who has to choose between them."""

    deletion_widget = DeleteBox

    def __init__(self, data=None, files=None, instance=None, prefix=None, **kwargs):
        if data is not None and instance.pk:
            rows = self.model._base_manager.filter(**{self.fk.name: instance})
            data = relaid(data, prefix, {str(pk) for pk in rows.values_list("pk", flat=True)})
        super().__init__(data, files, instance=instance, prefix=prefix, **kwargs)

    def validate_unique(self):
        """Nobody is billed twice in a role: Django asks no constraint that names the place or what is no field."""
        sent = [form.instance for form in self.forms if form not in self.deleted_forms and form.is_valid()]
        known = {form.instance.pk for form in self.forms}
        rows = [*sent, *(row for row in self.get_queryset() if row.pk not in known)]
        billed = [(row.person_id, row.role) for row in rows if row.person_id]
        if len(billed) > len(set(billed)):
            raise ValidationError(ONCE.violation_error_message, code="billed_already")

    @property
    def stored(self):
        rows = self.model._base_manager.filter(pk__in=[row.pk for row in self.get_queryset()])
        return "\n".join(_line(*rows) for rows in rows.order_by("pk").values_list(*TEXTS))

    @property
    def sent(self):
        rows = [form for form in self.forms if form not in self.deleted_forms]
        rows = [form for form in rows if form.instance.pk or form.has_changed()]
        rows.sort(key=lambda form: form.instance.pk or float("inf"))
        return "\n".join(
            _line(*(getattr(form, "cleaned_data", {}).get(name, form[name].value()) for name in TEXTS))
            for form in rows
        )


def _line(name, organization, title):
    return " ".join(filter(None, (name, organization, title)))


def relaid(data, prefix, there):
    """`data` of a formset in which rows whose id isn't `there` any more are sent as new ones, after the others."""
    try:
        initial = min(int(data[f"{prefix}-INITIAL_FORMS"]), MOST_ROWS)
    except (KeyError, ValueError):
        return data
    gone = [n for n in range(initial) if data.get(f"{prefix}-{n}-id") not in there]
    if not gone:
        return data
    data = data.copy()
    kept = [n for n in range(initial) if n not in gone]
    rows = [_popped(data, f"{prefix}-{n}-") for n in kept] + [
        _popped(data, f"{prefix}-{n}-") | {"id": ""} for n in gone
    ]
    data.update({f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()})
    data[f"{prefix}-INITIAL_FORMS"] = len(kept)
    return data


def _popped(data, prefix):
    """The values whose names begin with `prefix`, taken out: {rest of the name: value}."""
    return {name.removeprefix(prefix): data.pop(name)[-1] for name in list(data) if name.startswith(prefix)}
