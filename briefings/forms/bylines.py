"""The rows of people named with an article: picked from those known, or typed."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from briefings.models.arrival import known_people


class Known:
    """The people an issue's articles may name, read once for all rows of a page."""

    def __init__(self, issue):
        self.issue = issue

    @cached_property
    def people(self):
        return known_people(self.issue.cohort)

    @cached_property
    def by_id(self):
        return {known.uuid: known for known, _enrolled in self.people}

    @cached_property
    def choices(self):
        """Choices of a select: this cohort's trainees, then everybody else."""
        trainees = [(known.uuid, _label(known)) for known, enrolled in self.people if enrolled]
        others = [(known.uuid, _label(known)) for known, enrolled in self.people if not enrolled]
        return [
            ("", _("— typed by hand —")),
            (_("trainees of this cohort"), trainees),
            (_("other people"), others),
        ]


def _label(known):
    billed = f"{known.organization}{known.title}"
    return f"{known.name}（{billed}）" if billed else known.name


class BylineForm(forms.Form):
    """One person as billed; what is left empty beside a person just picked is filled in from the roster."""

    person = forms.ChoiceField(label=_("from the roster"), required=False)
    name = forms.CharField(label=_("person's name"), max_length=40, required=False)
    organization = forms.CharField(label=_("organization"), max_length=120, required=False)
    title = forms.CharField(label=_("person's title"), max_length=80, required=False)

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known
        kept = self.initial.get("person") or ""
        strays = [(kept, self.initial.get("name"))] if kept and kept not in known.by_id else []
        self.fields["person"].choices = known.choices + strays

    def clean(self):
        data = super().clean()
        known = self.known.by_id.get(data.get("person"))
        if known and "person" in self.changed_data:
            as_billed = ("name", "organization", "title")
            typed = set(as_billed) & set(self.changed_data)
            for field in as_billed:
                if field not in typed or not data.get(field):
                    data[field] = getattr(known, field)
        if not data.get("name") and any(data.get(field) for field in ("organization", "title")):
            self.add_error("name", _("Say whose organization and title this is."))
        return data


class SentRows(forms.BaseFormSet):
    """Rows that are read as they were sent, even those equal to what somebody else stored meanwhile."""

    def _construct_form(self, i, **kwargs):
        return super()._construct_form(i, **{"empty_permitted": False} | kwargs)


class BaseBylineFormSet(SentRows):
    def rows(self):
        """Keyword dicts of ArticleByline, in order."""
        return [
            {
                "person_id": row["person"] or None,
                "name": row["name"],
                "organization": row["organization"],
                "title": row["title"],
            }
            for row in in_order(self)
            if row.get("name")
        ]


def in_order(formset):
    """The cleaned rows that are kept, by their number, those without one last."""
    kept = [
        form.cleaned_data for form in formset if form.cleaned_data and not form.cleaned_data.get("DELETE")
    ]
    return sorted(kept, key=lambda row: row.get("ORDER") or 1000)


BylineFormSet = forms.formset_factory(
    BylineForm, BaseBylineFormSet, extra=1, can_order=True, can_delete=True, max_num=60, validate_max=True
)
