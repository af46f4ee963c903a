"""Where a new issue belongs, and the text it may begin with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.models import Series
from briefings.models.beginning import begin_blank, begin_like_the_last


def places(cohorts):
    """{value: (Series, Cohort)}: every series an issue of these cohorts may appear in, newest cohort first."""
    cohorts = sorted(cohorts, key=lambda cohort: (str(cohort.starts or ""), cohort.pk), reverse=True)
    series = list(Series.objects.of_cohorts([cohort.pk for cohort in cohorts]))
    return {
        f"{each.pk}-{cohort.pk}": (each, cohort)
        for cohort in cohorts
        for each in series
        if each.cohort_id == cohort.pk or (each.cohort_id is None and each.program_id == cohort.program_id)
    }


class PlaceForm(forms.Form):
    """One choice for series and cohort, so that they always fit."""

    place = forms.ChoiceField(label=_("series and cohort"))

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places(cohorts)
        self.fields["place"].choices = [
            (value, f"{series} · {cohort}") for value, (series, cohort) in self.places.items()
        ]

    def clean_place(self):
        return self.places[self.cleaned_data["place"]]


class BeginForm(PlaceForm):
    """Where, and with what."""

    start = forms.ChoiceField(
        label=_("begin with"),
        choices=[
            ("last", _("the sections of the last issue, empty, and its distribution")),
            ("blank", _("nothing")),
        ],
        initial="last",
        widget=forms.RadioSelect,
    )

    def begin(self, by):
        """The new draft."""
        begin = begin_blank if self.cleaned_data["start"] == "blank" else begin_like_the_last
        return begin(*self.cleaned_data["place"], by)


class TextForm(forms.Form):
    """A text pasted or a file; one of them."""

    text = forms.CharField(
        label=_("text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16})
    )
    file = forms.FileField(label=_("or a text file"), required=False)

    def clean(self):
        data = super().clean()
        if not data.get("file") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Paste a text or choose a file."), code="nothing")
        return data

    def content(self):
        """The bytes that were sent."""
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["text"].encode()
