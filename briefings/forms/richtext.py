"""Forms with rich texts: what is typed without the editor becomes paragraphs, what is too long is refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.richtext import RichTextField, blocks, paragraph

MOST_CHARACTERS, MOST_TAGS = 300_000, 20_000  # beyond, cleaning takes seconds


def typed(html):
    """`html` as sent, where lines without tags, as in a plain text box, are paragraphs."""
    if len(html) > MOST_CHARACTERS or html.count("<") > MOST_TAGS:
        raise forms.ValidationError(
            _("This text is too long for one article: divide it among several."), code="too_long"
        )
    lines = html.splitlines()
    return "\n".join(line if "<" in line else paragraph(line) for line in lines if line.strip())


class RichTextForm(forms.ModelForm):
    """Shows each rich text one block a line, so that it can be read without JavaScript."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.rich_texts:
            self.initial[name] = "\n\n".join(blocks(self.initial.get(name) or ""))

    @property
    def rich_texts(self):
        """The names of its fields that hold rich text."""
        fields = self._meta.model._meta.fields
        return [each.name for each in fields if isinstance(each, RichTextField) and each.name in self.fields]

    def clean_subtitle(self):
        """Stored without the dash that is printed before it."""
        return self.cleaned_data["subtitle"].lstrip("—－-– ")

    def clean(self):
        super().clean()
        for name in self.rich_texts:
            if html := self.cleaned_data.get(name):
                try:
                    self.cleaned_data[name] = typed(html)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data
