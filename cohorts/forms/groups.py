"""The forms of a cohort's groups: how to deal anew, and by hand who sits where."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.forms.rows import RowForm
from cohorts.models import Enrollment, StudyGroup
from cohorts.models.regrouping import GROUPS_AT_MOST
from cohorts.models.seating import new_group, seated, tables

SEEDS = 999_999
LONGEST_NAME = StudyGroup._meta.get_field("name").max_length


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


class SeatForm(RowForm):
    """One trainee's group."""

    group = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, trainee, groups):
        now = trainee.group_id or ""
        super().__init__(data, prefix=str(trainee.pk), stored=str(now), initial={"group": now})
        self.trainee = trainee
        self.fields["group"].choices = [
            ("", _("without a group")),
            *((each.pk, each.name) for each in groups),
        ]
        self.fields["group"].widget.attrs["aria-label"] = _("Group of %(name)s") % {"name": trainee}

    @property
    def said(self):
        return str(self.cleaned_data["group"] or "")

    def lost(self):
        names = {str(key): name for key, name in self.fields["group"].choices}
        return _("Somebody moved %(name)s to “%(theirs)s” meanwhile; it stays so, not “%(yours)s”.") % {
            "name": self.trainee,
            "theirs": names[self.stored],
            "yours": names[self.said],
        }


class NameForm(RowForm):
    """One group's name."""

    name = forms.CharField(max_length=LONGEST_NAME)

    def __init__(self, data, *, group):
        super().__init__(data, prefix=f"group-{group.pk}", stored=group.name, initial={"name": group.name})
        self.group = group

    @property
    def said(self):
        return self.cleaned_data["name"]

    def lost(self):
        words = _("Somebody renamed this group to “%(theirs)s” meanwhile; it stays so.")
        return words % {"theirs": self.stored}


class AddForm(forms.Form):
    """A group more."""

    new = forms.CharField(label=gettext_lazy("Add a group named"), max_length=LONGEST_NAME, required=False)


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
        names = {row.group.pk: row for row in self.names}
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
        self.lost = [row.lost() for row in (*self.seats, *self.names) if row.overtaken]
        moved = [row for row in self.seats if row.to_write]
        for row in moved:
            row.trainee.group_id = row.cleaned_data["group"]
        Enrollment.objects.bulk_update([row.trainee for row in moved], ["group"])
        renamed = [row for row in self.names if row.to_write]
        for row in renamed:
            row.group.name = row.said
        StudyGroup.objects.bulk_update([row.group for row in renamed], ["name"])
        if name := self.adding.cleaned_data["new"]:
            added = new_group({group.number for group in self.groups})
            added.cohort, added.name = self.cohort, name
            added.save()
        self.written = len(moved) + len(renamed) + bool(name)
