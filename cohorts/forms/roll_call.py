"""The roll call of a half-day: who was not there, or not all the time."""

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.forms.rows import RowForm
from cohorts.models import Absence, AbsenceKind, HalfDay


class MarkForm(RowForm):
    """What is written about one trainee's half-day."""

    kind = forms.ChoiceField(choices=[("", gettext_lazy("present")), *AbsenceKind.choices], required=False)
    remark = forms.CharField(max_length=80, required=False)

    def __init__(self, data, *, trainee, absence):
        self.trainee, self.absence = trainee, absence
        kind, remark = (absence.kind, absence.remark) if absence else ("", "")
        initial = {"kind": kind, "remark": remark}
        super().__init__(data, prefix=str(trainee.pk), stored=f"{kind}:{remark}", initial=initial)
        self.fields["kind"].widget.attrs["aria-label"] = _("Attendance of %(name)s") % {"name": trainee}
        self.fields["remark"].widget.attrs["aria-label"] = _("Remark on %(name)s") % {"name": trainee}
        self.fields["remark"].widget.attrs["placeholder"] = _("remark")

    def clean(self):
        sent = super().clean()
        if sent.get("remark") and sent.get("kind") == "":
            self.add_error("remark", _("Say which kind of absence this remark is about, or clear it."))
        return sent

    @property
    def said(self):
        return f"{self.cleaned_data['kind']}:{self.cleaned_data['remark']}"

    def lost(self):
        return _("Somebody wrote “%(theirs)s” for %(name)s meanwhile; it stays so, not “%(yours)s”.") % {
            "name": self.trainee,
            "theirs": _words(self.stored),
            "yours": _words(self.said),
        }


def _words(mark):
    kind, _colon, remark = mark.partition(":")
    return " ".join(filter(None, (str(dict(MarkForm.base_fields["kind"].choices)[kind]), remark)))


class RollCall:
    """Everybody who should have been there, with what is written of each: unbound, or bound to what was sent."""

    def __init__(self, half_day, data=None):
        absences = {each.enrollment_id: each for each in half_day.absences.all()}
        self.half_day = half_day
        self.marks = [
            MarkForm(data, trainee=trainee, absence=absences.get(trainee.pk)) for trainee in half_day.roll()
        ]

    def is_valid(self):
        return all(mark.is_valid() for mark in self.marks if mark.is_bound)

    @classmethod
    def save(cls, half_day, data, by):
        """What was sent, with what could be written of it, nothing if some is wrong; None if the half-day is gone."""
        with transaction.atomic():
            if not HalfDay.objects.select_for_update().filter(pk=half_day.pk).first():
                return None
            sent = cls(half_day, data)
            if sent.is_valid():
                sent._write(by)
        return sent

    def _write(self, by):
        self.lost = [mark.lost() for mark in self.marks if mark.overtaken]
        changed = [mark for mark in self.marks if mark.to_write]
        gone = [mark.absence.pk for mark in changed if not mark.cleaned_data["kind"]]
        Absence.objects.filter(pk__in=gone).delete()
        rows = [_absence(self.half_day, mark, by) for mark in changed if mark.cleaned_data["kind"]]
        Absence.objects.bulk_create(row for row in rows if not row.pk)
        Absence.objects.bulk_update([row for row in rows if row.pk], ["kind", "remark", "by", "at"])
        self.written = len(changed)


def _absence(half_day, mark, by):
    """The row as it shall be written."""
    row = mark.absence or Absence(half_day=half_day, enrollment=mark.trainee)
    row.kind, row.remark, row.by, row.at = (
        mark.cleaned_data["kind"],
        mark.cleaned_data["remark"],
        by,
        timezone.now(),
    )
    return row
