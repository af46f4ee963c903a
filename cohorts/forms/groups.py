"""The forms of a cohort's groups: how to deal anew, and by hand who sits where, each row only where it was changed."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import Enrollment, StudyGroup
from cohorts.models.regrouping import GROUPS_AT_MOST
from cohorts.models.seating import new_group, seated, tables

SEEDS = 999_999


class DealForm(forms.Form):
    """How to deal: its cleaned data are what a Proposal asks for."""

    number = forms.IntegerField(label=gettext_lazy("How many groups"), min_value=1, max_value=GROUPS_AT_MOST)
    colleagues = forms.BooleanField(label=gettext_lazy("Keep colleagues apart"), required=False, initial=True)
    genders = forms.BooleanField(label=gettext_lazy("Balance men and women"), required=False, initial=True)
    stay = forms.BooleanField(
        label=gettext_lazy("Leaders and their deputies stay in their groups"), required=False, initial=True
    )
    seed = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=SEEDS, initial=1, required=False
    )

    def clean_seed(self):
        return self.cleaned_data["seed"] or 1


class SeatForm(forms.Form):
    """One trainee's group; `was` is the one they had when the page was opened."""

    group = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, trainee, groups):
        prefix = str(trainee.pk)
        sent = data is not None and f"{prefix}-was" in data and f"{prefix}-group" in data
        now = trainee.group_id or ""
        super().__init__(data if sent else None, prefix=prefix, initial={"group": now, "was": now})
        self.trainee = trainee
        self.fields["group"].choices = [
            ("", _("without a group")),
            *((each.pk, each.name) for each in groups),
        ]
        self.fields["group"].widget.attrs["aria-label"] = _("Group of %(name)s") % {"name": trainee}

    @property
    def move(self):
        """The group chosen instead of the one shown; "" when that was left alone."""
        if not self.is_bound:
            return ""
        chosen = self.cleaned_data["group"]
        unchanged = str(chosen or "") == self.cleaned_data["was"] or chosen == self.trainee.group_id
        return "" if unchanged else chosen

    @property
    def overtaken(self):
        return self.move != "" and self.cleaned_data["was"] != str(self.trainee.group_id or "")


class NameForm(forms.ModelForm):
    """One group's name; `was` is the one it had when the page was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = StudyGroup
        fields = ("name",)

    def __init__(self, data, *, group):
        prefix = f"group-{group.pk}"
        sent = data is not None and f"{prefix}-was" in data and f"{prefix}-name" in data
        super().__init__(data if sent else None, instance=group, prefix=prefix, initial={"was": group.name})
        self.stored = group.name

    @property
    def renamed(self):
        if not self.is_bound:
            return False
        return self.cleaned_data["name"] not in (self.cleaned_data["was"], self.stored)

    @property
    def overtaken(self):
        return self.renamed and self.cleaned_data["was"] != self.stored


class AddForm(forms.Form):
    """A group more."""

    new = forms.CharField(label=gettext_lazy("Add a group named"), max_length=20, required=False)


class ByHand:
    """Everybody's group and every group's name on one page: unbound, or bound to what was sent."""

    def __init__(self, cohort, data=None, *, lock=False):
        self.cohort = cohort
        people, self.groups = seated(cohort, lock=lock)
        self.seats = [SeatForm(data, trainee=each, groups=self.groups) for each in people]
        self.names = [NameForm(data, group=each) for each in self.groups]
        self.adding = AddForm(data)

    @property
    def tables(self):
        """[(Table, the form of its name, the forms of its seats)]"""
        rows = {row.trainee.pk: row for row in self.seats}
        names = {form.instance.pk: form for form in self.names}
        places = {group.pk: place for place, group in enumerate(self.groups)}
        trainees = [row.trainee for row in self.seats]
        return [
            (
                table,
                names[table.group.pk] if table.group else None,
                [(rows[trainee.pk], met) for trainee, met in table.seats],
            )
            for table in tables(self.groups, trainees, lambda trainee: places.get(trainee.group_id))
        ]

    def is_valid(self):
        forms_sent = [form for form in (*self.seats, *self.names, self.adding) if form.is_bound]
        return all(form.is_valid() for form in forms_sent)

    @classmethod
    def save(cls, cohort, data):
        """What was sent, with what could be written of it: nothing if some of it is wrong."""
        with transaction.atomic():
            sent = cls(cohort, data, lock=True)
            if sent.is_valid():
                sent._write()
        return sent

    def _write(self):
        self.lost = [_theirs(row) for row in (*self.seats, *self.names) if row.overtaken]
        moved = [row for row in self.seats if row.move != "" and not row.overtaken]
        for row in moved:
            row.trainee.group_id = row.move
        Enrollment.objects.bulk_update([row.trainee for row in moved], ["group"])
        renamed = [form.instance for form in self.names if form.renamed and not form.overtaken]
        StudyGroup.objects.bulk_update(renamed, ["name"])
        if name := self.adding.cleaned_data["new"]:
            added = new_group({group.number for group in self.groups})
            added.cohort, added.name = self.cohort, name
            added.save()
        self.written = len(moved) + len(renamed) + bool(name)


def _theirs(row):
    """What somebody else wrote meanwhile where this editor wanted something else."""
    if isinstance(row, NameForm):
        return _("Somebody renamed this group to “%(theirs)s” meanwhile; it stays so.") % {
            "theirs": row.stored
        }
    choices = dict(row.fields["group"].choices)
    return _("Somebody moved %(name)s to “%(theirs)s” meanwhile; it stays so, not “%(yours)s”.") % {
        "name": row.trainee,
        "theirs": choices[row.trainee.group_id or ""],
        "yours": choices[row.move or ""],
    }
