"""Forms of a forum's records: no save over what somebody else saved meanwhile, no move to another forum."""

import re

from django import forms
from django.db.models import Model
from django.utils.formats import localize
from django.utils.timezone import template_localtime
from django.utils.translation import gettext_lazy as _

from briefings.forms.richtext import RichTextForm
from briefings.richtext import plain

KEY = re.compile("[0-9]{1,18}")


class RecordForm(RichTextForm):
    """A row with a `revision` is saved only at the one it was opened at.

    After a conflict `theirs` is [(label, theirs, mine)], and the form, sent again, is saved over theirs.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    theirs = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_guarded:
            self.initial["revision"] = self.instance.revision
        else:
            del self.fields["revision"]

    @property
    def is_guarded(self):
        return self.instance.pk is not None and hasattr(self.instance, "revision")

    def clean(self):
        super().clean()
        if self.is_guarded and self.cleaned_data.get("revision") != self.instance.revision:
            self.theirs = self._differences()
            self.data = self.data.copy()
            self.data[self.add_prefix("revision")] = self.instance.revision
            raise forms.ValidationError(_("Somebody saved this after you opened it."), code="conflict")
        return self.cleaned_data

    def _differences(self):
        """What differs, read before anything sent is put on the instance."""
        rows = [
            (
                field.label,
                self._shown(name, getattr(self.instance, name)),
                self._shown(name, self._mine(name)),
            )
            for name, field in self.fields.items()
            if name != "revision"
        ]
        return [row for row in rows if row[1] != row[2]]

    def _mine(self, name):
        return self.cleaned_data.get(name, self[name].value())

    def _shown(self, name, value):
        """A value as text."""
        if name in self.rich_texts:
            return plain(value or "")
        if value is None or isinstance(value, Model):
            return str(value or "")
        choices = dict(self.instance._meta.get_field(name).flatchoices)
        return str(choices.get(value, localize(template_localtime(value))))


class PlacedForm(RecordForm):
    """A record of a session may go to another one of its forum, never to another forum."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "session" in self.fields:
            self._offer("session", "forum", "position", "pk")
        if "talk" in self.fields:
            self._offer("talk", "session__forum", "session__position", "position", "pk")

    def _offer(self, name, forum, *order):
        """What of its forum may be chosen; for a new record, of the forum it is asked for from."""
        field = self.fields[name]
        rows = field.queryset.select_related(forum).order_by(f"-{forum}__starts", forum, *order)
        asked = str(self.initial.get("session") or self.data.get("session") or "")
        if self.instance.pk:
            rows, label = rows.filter(**{forum: self.instance.session.forum_id}), str
        elif KEY.fullmatch(asked):
            rows, label = rows.filter(**{f"{forum}__sessions": asked}), str
        else:
            label = "{0.forum} {0}".format
        field.choices = [("", field.empty_label), *((row.pk, label(row)) for row in rows)]

    def clean_session(self):
        session = self.cleaned_data["session"]
        if self.instance.pk and session.forum_id != self.instance.session.forum_id:
            raise forms.ValidationError(
                _("This session belongs to another forum; a record stays at its own."), code="foreign_session"
            )
        return session
