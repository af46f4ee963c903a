"""Rows of a page that several may edit: each is written where it was changed, and never over what somebody else wrote."""

from django import forms


class RowForm(forms.Form):
    """Bound only where the whole row was sent. `stored` is what it says now, as text; `was`, when the page was opened.

    Whoever inherits it tells what was sent by `said`, as text too, and what became of an overtaken row by `lost`.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, prefix, stored, initial):
        sent = data is not None and all(f"{prefix}-{name}" in data for name in self.base_fields)
        super().__init__(data if sent else None, prefix=prefix, initial=initial | {"was": stored})
        self.stored = stored

    @property
    def said(self):
        raise NotImplementedError

    def lost(self):
        """The sentence on what somebody else wrote meanwhile, where this editor wanted something else."""
        raise NotImplementedError

    @property
    def changed(self):
        return self.is_bound and self.said not in (self.cleaned_data["was"], self.stored)

    @property
    def overtaken(self):
        return self.changed and self.cleaned_data["was"] != self.stored

    @property
    def to_write(self):
        return self.changed and not self.overtaken
