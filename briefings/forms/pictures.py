"""The rows of an article's pictures, and the pictures uploaded or chosen for it."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefings.forms.bylines import SentRows, in_order
from briefings.models import ArticlePhoto, Kind, Photo, PicturePlacement
from briefings.pictures import Unacceptable

OFFERED = 60


def usable_photos(article):
    """Those of the issue's cohort, and those the article shows already."""
    return Photo.objects.filter(
        Q(cohort=article.section.issue.cohort_id) | Q(places__article=article)
    ).distinct()


def keep_uploads(data, files, *, cohort, by):
    """Store uploaded pictures and name them in `data`; returns why some were refused, a sentence each.

    Done before anything else is judged: a browser can't send a file a second time by itself.
    """
    refused = []
    for field in files:
        for file in files.getlist(field):
            try:
                photo = Photo.store(file.read(), cohort=cohort, by=by)
            except Unacceptable as error:
                refused.append(f"{file.name}：{error}")
                continue
            if field.endswith("-file"):
                data[field.removesuffix("file") + "photo"] = str(photo.pk)
            else:
                data.appendlist("chosen", str(photo.pk))
    return refused


class PictureForm(forms.ModelForm):
    """One picture's place; without a photo it waits for one."""

    photo = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ArticlePhoto
        fields = ("caption", "alt", "credit", "placement")

    def __init__(self, *args, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.photos = photos

    @property
    def shown(self):
        """The Photo of this row, or None."""
        return self.photos.get(self["photo"].value() or "")

    def clean_photo(self):
        name = self.cleaned_data["photo"]
        if name and name not in self.photos:
            raise forms.ValidationError(_("This photo isn't among the cohort's."), code="foreign_photo")
        return self.photos.get(name)


class BasePictureFormSet(SentRows):
    def rows(self):
        """Keyword dicts of ArticlePhoto, in order."""
        names = ("photo", *PictureForm.Meta.fields)
        return [{name: row[name] for name in names} for row in in_order(self)]


PictureFormSet = forms.formset_factory(
    PictureForm, BasePictureFormSet, extra=0, can_order=True, can_delete=True, max_num=200, validate_max=True
)


class ChosenForm(forms.Form):
    """Photos of the cohort to add at the end."""

    chosen = forms.ModelMultipleChoiceField(Photo.objects.none(), required=False)

    def __init__(self, *args, article, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = usable_photos(article)
        self.article, self.shown_ids = article, shown

    def offered(self):
        """[(Photo, whether it is ticked)]: the newest that the article doesn't show yet, and all ticked ones."""
        ticked = set(self.data.getlist("chosen")) if self.is_bound else set()
        newest = Photo.objects.filter(cohort=self.article.section.issue.cohort_id).exclude(
            pk__in=self.shown_ids
        )
        photos = list(newest[:OFFERED])
        return [(photo, str(photo.pk) in ticked) for photo in photos]

    def rows(self, kind):
        """Keyword dicts of ArticlePhoto for what was chosen, by the time it was taken."""
        placement = PicturePlacement.GRID if kind == Kind.GALLERY else PicturePlacement.FULL
        photos = sorted(self.cleaned_data["chosen"], key=lambda photo: photo.moment)
        return [
            {
                "photo": photo,
                "caption": photo.caption,
                "alt": photo.alt,
                "credit": photo.credit,
                "placement": placement,
            }
            for photo in photos
        ]
