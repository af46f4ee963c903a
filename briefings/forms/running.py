"""What is added to a forum's run in place: a session, and within one talks, comments, quotes and people."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from briefings.forms.quotes import read_quotes
from briefings.forms.who import Guessing
from briefings.models import Session, SessionKind, SpeakerRole, Talk, run
from briefings.richtext import paragraph

ONE = _("name, or organization and name")
SEVERAL = _("name, or organization and name; several parted by 、")
LONGEST_TEXT = 100_000


class Adding(forms.Form):
    """`do` names it; `place` is the forum or session it adds to. `add()` gives the rows that are new."""

    do = ""
    label = ""

    def __init__(self, data=None, *, place):
        super().__init__(data, auto_id=f"{self.do}-{place.pk}-%s")
        self.place = place
        for name in self.fields.keys() & {"who", "quotes"}:
            self.fields[name].widget.attrs |= {"autocomplete": "off"}

    def focus(self):
        """Let the page open where something is refused."""
        name = next((name for name in self.errors if name in self.fields), next(iter(self.fields)))
        self.fields[name].widget.attrs["autofocus"] = True
        return self

    @cached_property
    def guessing(self):
        return Guessing(self.place.forum.cohort)

    @property
    def doubts(self):
        """Sentences to show once it is added."""
        return self.guessing.doubts if "guessing" in self.__dict__ else []


def who(label, help_text=SEVERAL, required=True):
    widget = forms.TextInput(attrs={"list": "people"})
    return forms.CharField(label=label, help_text=help_text, max_length=400, required=required, widget=widget)


class SessionForm(Adding):
    do, label = "add-session", _("Add a session")
    kind = Session._meta.get_field("kind").formfield(label=_("kind of session"), choices=SessionKind.choices)
    heading = Session._meta.get_field("heading").formfield(label=_("heading"))

    def clean_heading(self):
        return self.cleaned_data["heading"].strip("【】 ")

    def add(self):
        return [run.add_session(self.place, self.cleaned_data["kind"], self.cleaned_data["heading"])]


class TalkForm(Adding):
    do, label = "add-talk", _("Add a talk")
    title = Talk._meta.get_field("title").formfield(label=_("title"))
    who = who(_("speaker"), required=False)

    def clean_who(self):
        return self.guessing.people(self.cleaned_data["who"])

    def add(self):
        return [run.add_talk(self.place, self.cleaned_data["title"], self.cleaned_data["who"])]


class PeopleForm(Adding):
    do, label = "add-people", _("Add moderators or panelists")
    role = forms.ChoiceField(
        label=_("role"),
        choices=[(role, role.label) for role in (SpeakerRole.MODERATOR, SpeakerRole.PANELIST)],
    )
    who = who(_("person"))

    def __init__(self, data=None, *, place):
        super().__init__(data, place=place)
        self.initial["role"] = (
            SpeakerRole.PANELIST if place.kind == SessionKind.ROUND_TABLE else SpeakerRole.MODERATOR
        )

    def clean_who(self):
        return self.guessing.people(self.cleaned_data["who"])

    def add(self):
        return run.add_people(self.place, self.cleaned_data["role"], self.cleaned_data["who"])


class CommentForm(Adding):
    """`talks` are those of the whole forum, in its order."""

    do, label = "add-comment", _("Add a comment")
    who = who(_("who said it"), ONE)
    talk = forms.ChoiceField(label=_("about"), required=False)
    text = forms.CharField(
        label=_("text"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One paragraph a line."),
    )

    def __init__(self, data=None, *, place, talks):
        super().__init__(data, place=place)
        self.talks = {str(talk.pk): talk for talk in talks}
        offered = [(pk, str(talk)[:40]) for pk, talk in self.talks.items()]
        self.fields["talk"].choices = [("", _("the whole forum")), *offered]
        if place.kind == SessionKind.CLOSING:
            del self.fields["talk"]

    def clean_who(self):
        return self.guessing.one(self.cleaned_data["who"])

    def add(self):
        data = self.cleaned_data
        html = "".join(paragraph(line.strip()) for line in data["text"].splitlines() if line.strip())
        return [run.add_comment(self.place, data["who"], html, self.talks.get(data.get("talk")))]


class QuotesForm(Adding):
    do, label = "add-quotes", _("Add quotes")
    quotes = forms.CharField(
        label=_("quotes"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Several at once: a blank line between them, each ending with ——name."),
    )

    def clean_quotes(self):
        read = read_quotes(self.cleaned_data["quotes"])
        return [(words, self.guessing.signature(name)) for words, name in read]

    def add(self):
        return run.add_quotes(self.place, self.cleaned_data["quotes"])


IN_SESSIONS = (TalkForm, CommentForm, QuotesForm, PeopleForm)
