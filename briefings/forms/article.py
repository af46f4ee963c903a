"""Everything the page of one article sends: its fields, bylines and pictures, saved together or not at all."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.forms.bylines import BylineFormSet, Known
from briefings.forms.pictures import ChosenForm, PictureFormSet, usable_photos
from briefings.forms.richtext import RichTextForm
from briefings.models import Article
from briefings.models.drafting import save_article


class ArticleForm(RichTextForm):
    """`revision` is the one the article was read at; `key` finds it again after a restore."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = ("kind", "title", "subtitle", "html")
        help_texts = {"title": _("A | marks where the line may break.")}

    def __init__(self, *args, instance, **kwargs):
        initial = {"revision": instance.revision, "key": instance.key}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class ArticlePage:
    """The forms of an article's page, unbound or bound to what was sent."""

    def __init__(self, article, data=None):
        self.article, self.data = article, data
        issue = article.section.issue
        pictures = list(article.pictures.all())
        self.form = ArticleForm(data, instance=article)
        self.bylines = BylineFormSet(
            data,
            prefix="bylines",
            initial=[_byline(row) for row in article.bylines.all()],
            form_kwargs={"known": Known(issue)},
        )
        self.pictures = PictureFormSet(
            data,
            prefix="pictures",
            initial=[_picture(row) for row in pictures],
            form_kwargs={"photos": self._photos(pictures)},
        )
        self.chosen = ChosenForm(
            data, article=article, shown={row.photo_id for row in pictures if row.photo_id}
        )
        self.parts = (self.form, self.bylines, self.pictures, self.chosen)

    def is_valid(self):
        return False not in [part.is_valid() for part in self.parts]

    def save(self, by):
        """Write it all. Raises Conflict."""
        values = {name: self.form.cleaned_data[name] for name in ArticleForm.Meta.fields}
        save_article(
            self.article,
            values,
            self.bylines.rows(),
            self.pictures.rows() + self.chosen.rows(values["kind"]),
            revision=self.form.cleaned_data["revision"],
            by=by,
        )

    def again(self):
        """The same page with what was sent, ready to be saved over what is there now."""
        article = Article.objects.select_related("section__issue__cohort").get(pk=self.article.pk)
        data = self.data.copy()
        data["revision"] = article.revision
        return ArticlePage(article, data)

    def _photos(self, pictures):
        """{id as text: Photo} of the rows, as stored or as sent."""
        if self.data is None:
            return {str(row.photo_id): row.photo for row in pictures if row.photo_id}
        sent = [
            value
            for name, value in self.data.items()
            if name.startswith("pictures-") and name.endswith("-photo")
        ]
        photos = usable_photos(self.article).filter(pk__in=[value for value in sent if _is_uuid(value)])
        return {str(photo.pk): photo for photo in photos}


def _byline(row):
    person = str(row.person_id) if row.person_id else ""
    return {"person": person, "name": row.name, "organization": row.organization, "title": row.title}


def _picture(row):
    return {
        "photo": str(row.photo_id) if row.photo_id else "",
        "caption": row.caption,
        "alt": row.alt,
        "credit": row.credit,
        "placement": row.placement,
    }


def _is_uuid(text):
    try:
        UUID(text)
    except ValueError:
        return False
    return True
