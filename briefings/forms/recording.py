"""A proposal looked over: the forum's data, who everybody is, and what of it to leave out."""

from dataclasses import replace

from django import forms
from django.core.validators import MinValueValidator
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from briefings.document import Byline
from briefings.forms.forum import OLDEST
from briefings.models import Forum, Speaker
from briefings.recording.matching import NEW, questions
from briefings.recording.writing import empty_forums
from cohorts.forms.days import DayInput
from cohorts.models import StudyGroup

EVENT = ("name", "theme", "day", "start", "end", "place", "host", "group")
BILLING = ("name", "organization", "title")


class AsProposed(forms.Form):
    """What it was sent without, because the issue was changed meanwhile, it takes as proposed."""

    def complete(self):
        if self.is_bound:
            self.data = self.data.copy()
            for name, field in self.fields.items():
                if not isinstance(field, forms.BooleanField):
                    self.data.setdefault(name, field.initial or "")


class EventForm(forms.Form):
    """Which forum to fill, and when and where it was; `text` is the digest of the issue as it was read."""

    text = forms.CharField(widget=forms.HiddenInput, required=False)
    target = forms.ChoiceField(
        label=_("record as"),
        required=False,
        help_text=_("A forum that is still empty can be filled; what is left empty here stays as it has it."),
    )
    name, theme, place, host = fields_for_model(Forum, ("name", "theme", "place", "host")).values()
    day = forms.DateField(
        label=_("date"),
        widget=DayInput(),
        validators=[MinValueValidator(OLDEST)],
    )
    start = forms.TimeField(label=_("starts at"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    end = forms.TimeField(
        label=_("ends at"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    group = forms.ChoiceField(label=_("group on duty"), required=False)

    def __init__(self, *args, cohort, digest, **kwargs):
        super().__init__(*args, **kwargs)
        self.digest = digest
        self.forums = {str(forum.pk): forum for forum in empty_forums(cohort)}
        self.fields["target"].choices = [
            ("", _("a new forum")),
            *((key, f"{forum} · {forum.day}") for key, forum in self.forums.items()),
        ]
        groups = list(StudyGroup.objects.filter(cohort=cohort).values_list("name", flat=True))
        self.fields["group"].choices = [("", "—"), *zip(groups, groups, strict=True)]
        if self.initial.get("group") not in groups:
            self.initial.pop("group", None)

    def clean(self):
        data = super().clean()
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _("A forum can't end before it starts."))
        if data.get("text") != self.digest:
            self.data = self.data.copy()
            self.data["text"] = self.digest
            self.add_error(
                None,
                _(
                    "The issue's text was changed after you opened this page. "
                    "What you chose is kept: look it over once more, then confirm."
                ),
            )
        return data


class PeopleForm(AsProposed):
    """A choice for everybody named: one of those known by that name, nobody, or somebody new."""

    def __init__(self, *args, asked, may_add, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked:
            known = [(person.uuid, _as_known(person)) for person in question.candidates]
            new = [(NEW, _("— a new guest: add to people —"))] if may_add else []
            self.fields[f"who-{question.key}"] = forms.ChoiceField(
                label=question.byline.name,
                choices=[*known, ("", _("— nobody on record: keep the name only —")), *new],
                initial=question.sure,
                required=False,
            )
        self.complete()

    def rows(self):
        return [(question, self[f"who-{question.key}"]) for question in self.asked]

    def matches(self):
        return {question.key: self.cleaned_data[f"who-{question.key}"] for question in self.asked}


class RowsForm(AsProposed):
    """Ticks that leave out a session, a piece or somebody listed; and names that only the prose gave, to be mended."""

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        for key in proposal.optional():
            self.fields[f"out-{key}"] = forms.BooleanField(label=_("leave out"), required=False)
        for named in self._in_prose():
            for name, cell in fields_for_model(Speaker, BILLING).items():
                cell.required, cell.help_text, cell.initial = False, "", getattr(named.byline, name)
                self.fields[f"{name}-{named.key}"] = cell
        self.complete()

    def tick(self, key):
        return self[f"out-{key}"]

    def cells(self, named):
        """Name, organization and title of somebody whom only the prose names; nothing for who was billed."""
        return [self[f"{name}-{named.key}"] for name in BILLING] if named.in_prose else []

    def left_out(self):
        return {key for key in self.proposal.optional() if self.cleaned_data[f"out-{key}"]}

    def bylines(self):
        """{key: Byline} of those whom only the prose names."""
        return {
            named.key: Byline(
                named.byline.person, *(self.cleaned_data[f"{name}-{named.key}"] for name in BILLING)
            )
            for named in self._in_prose()
        }

    def _in_prose(self):
        return [named for named in self.proposal.people() if named.in_prose]


class RecordingPage:
    """The three forms together, unbound or bound."""

    def __init__(self, issue, proposal, names, digest, data=None, *, may_add=False):
        self.proposal = proposal
        asked = questions((named.byline for named in proposal.people()), names)
        initial = {name: getattr(proposal.event, name) for name in EVENT} | {"text": digest}
        initial = {name: value for name, value in initial.items() if value}
        self.event = EventForm(data, initial=initial, cohort=issue.cohort, digest=digest)
        self.people = PeopleForm(data, asked=asked, may_add=may_add)
        self.rows = RowsForm(data, proposal=proposal)

    def is_valid(self):
        return False not in [form.is_valid() for form in (self.event, self.people, self.rows)]

    def forum(self):
        """The empty forum chosen, or None for a new one."""
        return self.event.forums.get(self.event.cleaned_data["target"])

    def reviewed(self):
        """The Proposal with all that was chosen."""
        said = {name: self.event.cleaned_data[name] for name in EVENT}
        event = replace(self.proposal.event, **said)
        return self.proposal.reviewed(event, self.rows.left_out(), self.rows.bylines())


def _as_known(person):
    billed = f"{person.organization}{person.title}"
    return f"{person.name}（{billed}）" if billed else person.name
