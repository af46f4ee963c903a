"""A forum's photos gathered on one page: words and places written together, each only where this editor changed it."""

import hashlib

from django import forms
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.forms.pictures import OFFERED
from briefings.models import Photo, Talk
from briefings.models.run import claim
from briefings.pictures import Unacceptable

WORDS = ("caption", "alt", "credit", "talk")


def keep_gathered(files, *, forum, by):
    """Store uploaded pictures in a forum: (how many, sentences about those that were not).

    Done before anything else is judged: a browser can't send a file a second time by itself.
    """
    known = set(forum.photos.values_list("sha256", flat=True))
    kept, refused = 0, []
    for file in files:
        data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        if digest in known:
            refused.append(_("%(file)s: this picture is among the forum's already.") % {"file": file.name})
            continue
        try:
            Photo.store(data, cohort=forum.cohort, by=by, forum=forum)
        except Unacceptable as error:
            refused.append(f"{file.name}：{error}")
            continue
        known.add(digest)
        kept += 1
    return kept, refused


class WordsForm(forms.ModelForm):
    """One photo's words and place. `was` tells what they were when the page was opened."""

    talk = forms.TypedChoiceField(label=gettext_lazy("goes to"), required=False, coerce=int, empty_value=None)
    out = forms.BooleanField(label=gettext_lazy("Take out of the forum"), required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Photo
        fields = ("caption", "alt", "credit")

    def __init__(self, data, *, instance, places):
        prefix = str(instance.pk)
        sent = data is not None and f"{prefix}-was" in data
        self.stored = _texts(instance)
        initial = {"talk": instance.talk_id, "was": _digest(self.stored)}
        super().__init__(data if sent else None, instance=instance, prefix=prefix, initial=initial)
        self.fields["talk"].choices = places
        self.fields["caption"].widget.attrs["tabindex"] = 1  # Tab goes from caption to caption

    def clean(self):
        super().clean()
        sent = tuple(str(self.cleaned_data.get(name) or "") for name in WORDS)
        self.changes = not self.errors and _digest(sent) != self.cleaned_data["was"] and sent != self.stored
        if self.changes and self.cleaned_data["was"] != self.initial["was"]:
            self.data = self.data.copy()
            self.data[self.add_prefix("was")] = self.initial["was"]
            self.add_error(None, forms.ValidationError(self._theirs(), code="conflict"))
        return self.cleaned_data

    def _theirs(self):
        theirs = " · ".join(filter(None, (*self.stored[:3], str(self.place))))
        return _(
            "Somebody changed this to “%(theirs)s” meanwhile. Save again to write yours over theirs."
        ) % {"theirs": theirs}

    @property
    def place(self):
        """What the gallery or talk is called where it stands."""
        return dict(self.fields["talk"].choices).get(self.instance.talk_id or "", "")

    def apply(self):
        """The photo as it shall be written; None where this editor changed nothing, or may not now."""
        photo = self.instance
        if not self.is_bound or not self.is_valid() or not (self.changes or self.cleaned_data["out"]):
            return None
        photo.talk_id = self.cleaned_data["talk"]
        if self.cleaned_data["out"]:
            photo.forum_id = photo.talk_id = None
        return photo

    def anew(self, places):
        """The same photo's form as it stands now."""
        return WordsForm(None, instance=self.instance, places=places)


def _texts(photo):
    return (photo.caption.strip(), photo.alt.strip(), photo.credit.strip(), str(photo.talk_id or ""))


def _digest(texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


class FreePhotosForm(forms.Form):
    """Photos of the cohort that belong to no forum yet."""

    chosen = forms.ModelMultipleChoiceField(Photo.objects.none(), required=False)

    def __init__(self, data=None, *, forum):
        super().__init__(data)
        self.forum = forum
        self.fields["chosen"].queryset = Photo.objects.filter(cohort=forum.cohort_id, forum=None)

    def offered(self):
        """[(Photo, whether it is ticked)]: the newest."""
        ticked = set(self.data.getlist("chosen")) if self.is_bound else set()
        return [(photo, str(photo.pk) in ticked) for photo in self.fields["chosen"].queryset[:OFFERED]]

    def save(self):
        """How many came in."""
        keys = [photo.pk for photo in self.cleaned_data["chosen"]]
        return self.fields["chosen"].queryset.filter(pk__in=keys).update(forum=self.forum)


class Gathering:
    """The forms of a forum's photos page, unbound or bound to what was sent."""

    def __init__(self, forum, data=None):
        self.forum, self.data = forum, data
        photos = forum.photos.by_time_taken()
        if data is not None:
            photos = photos.select_related("talk__session").select_for_update(of=("self",))
        talks = Talk.objects.filter(session__forum=forum).order_by("session__position", "position", "pk")
        self.places = [("", forum.gallery_heading), *((talk.pk, Truncator(talk).chars(40)) for talk in talks)]
        self.rows = [WordsForm(data, instance=photo, places=self.places) for photo in photos]
        self.free = FreePhotosForm(data, forum=forum)

    @classmethod
    def save(cls, forum, data):
        """What was sent, with all of it written that can be: (the Gathering, how many photos were written)."""
        with transaction.atomic():
            claim(forum)  # no talk of it is deleted meanwhile
            sent = cls(forum, data)
            changed = [photo for photo in (row.apply() for row in sent.rows) if photo]
            Photo.objects.bulk_update(changed, [*WORDS, "forum"])
            added = sent.free.save() if sent.free.is_valid() else 0
        sent.rows = [
            row if row.errors else row.anew(sent.places) for row in sent.rows if row.instance.forum_id
        ]
        return sent, len(changed) + added

    def is_valid(self):
        return self.free.is_valid() and not any(row.errors for row in self.rows)

    @property
    def uncaptioned(self):
        return sum(not row.instance.caption for row in self.rows)

    def lost(self):
        """What was typed for photos that somebody took out of the forum meanwhile, a line each."""
        here = {row.prefix for row in self.rows}
        sent = {name.removesuffix("-was"): was for name, was in self.data.items() if name.endswith("-was")}
        typed = {
            prefix: tuple(self.data.get(f"{prefix}-{name}", "").strip() for name in WORDS)
            for prefix in sent
            if prefix not in here
        }
        return [
            " · ".join(filter(None, texts[:3])) for key, texts in typed.items() if _digest(texts) != sent[key]
        ]
