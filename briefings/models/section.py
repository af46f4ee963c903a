"""Section (栏目), Article (one piece in it), its bylines and pictures; and the way to a Document and back."""

import uuid
from dataclasses import replace

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefings import document as waist
from briefings.models.photo import Photo
from briefings.richtext import RichTextField, join_marks, split_marks
from cohorts.models import Person
from cohorts.models.merging import known_keys


def new_key():
    return uuid.uuid4().hex[:12]


class Kind(models.TextChoices):
    TEXT = waist.ArticleKind.TEXT.value, _("prose")
    TALK = waist.ArticleKind.TALK.value, _("talk")
    COMMENT = waist.ArticleKind.COMMENT.value, _("comment")
    QUOTE = waist.ArticleKind.QUOTE.value, _("quote")
    GALLERY = waist.ArticleKind.GALLERY.value, _("gallery")


class PicturePlacement(models.TextChoices):
    FULL = waist.Placement.FULL.value, _("full width")
    LEFT = waist.Placement.LEFT.value, _("left, text beside")
    RIGHT = waist.Placement.RIGHT.value, _("right, text beside")
    GRID = waist.Placement.GRID.value, _("in a grid")


class Section(models.Model):
    """A heading over articles."""

    issue = models.ForeignKey("Issue", models.CASCADE, related_name="sections", verbose_name=_("issue"))
    position = models.PositiveIntegerField(_("position"), default=0)
    heading = models.CharField(_("heading"), max_length=60)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]

    def __str__(self):
        return f"【{self.heading}】"


class Article(models.Model):
    """One piece. In `html` a paragraph 【图2】 marks where its second picture stands."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="articles", verbose_name=_("section"))
    position = models.PositiveIntegerField(_("position"), default=0)
    key = models.CharField(_("key"), max_length=32, default=new_key, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    html = RichTextField(_("text"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="article_key_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_kind_known"),
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    def document(self):
        """This article as plain data; reads bylines and pictures as prefetched."""
        rows = list(self.pictures.all())
        html, after = split_marks(self.html, len(rows))
        return waist.Article(
            key=self.key,
            kind=waist.ArticleKind(self.kind),
            title=self.title,
            subtitle=self.subtitle,
            bylines=tuple(byline.document() for byline in self.bylines.all()),
            html=html,
            pictures=tuple(row.document(place) for row, place in zip(rows, after, strict=True)),
        )


class ArticleByline(models.Model):
    """Somebody named with an article, as billed that day; `person` may be unknown."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name=_("article"))
    position = models.PositiveIntegerField(_("position"), default=0)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="bylines", verbose_name=_("person")
    )
    name = models.CharField(_("personal name"), max_length=40, blank=True)
    organization = models.CharField(_("organization"), max_length=120, blank=True)
    title = models.CharField(_("post title"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    def document(self):
        person = str(self.person_id) if self.person_id else None
        return waist.Byline(person, self.name, self.organization, self.title)

    @classmethod
    def of(cls, byline, article, position):
        """An unsaved row saying what a Document's byline says."""
        return cls(
            article=article,
            position=position,
            person_id=byline.person,
            name=byline.name,
            organization=byline.organization,
            title=byline.title,
        )


class ArticlePhoto(models.Model):
    """A picture's place in an article; without a photo, a place that waits for one."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="pictures", verbose_name=_("article"))
    position = models.PositiveIntegerField(_("position"), default=0)
    photo = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("photo")
    )
    caption = models.CharField(_("caption"), max_length=120, blank=True)
    alt = models.CharField(_("description for who can't see it"), max_length=200, blank=True)
    credit = models.CharField(_("photographer"), max_length=40, blank=True)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    placement = models.CharField(
        _("placement"), max_length=10, choices=PicturePlacement, default=PicturePlacement.FULL
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(placement__in=PicturePlacement.values), name="picture_placement_known"
            ),
        ]

    def __str__(self):
        return self.caption or str(self.position + 1)

    def document(self, after):
        return waist.Picture(
            photo=str(self.photo_id) if self.photo_id else None,
            caption=self.caption,
            alt=self.alt,
            credit=self.credit,
            width=self.width,
            height=self.height,
            placement=waist.Placement(self.placement),
            after=after,
        )

    @classmethod
    def of(cls, picture, article, position):
        """An unsaved row saying what a Document's picture says, but where it stands: that is in the text."""
        return cls(
            article=article,
            position=position,
            photo_id=picture.photo,
            caption=picture.caption,
            alt=picture.alt,
            credit=picture.credit,
            width=picture.width,
            height=picture.height,
            placement=picture.placement.value,
        )


def read_sections(issue):
    """The sections of an issue as plain data: four queries, whatever its length."""
    sections = issue.sections.prefetch_related("articles__bylines", "articles__pictures")
    return tuple(
        waist.Section(section.heading, tuple(article.document() for article in section.articles.all()))
        for section in sections
    )


def write_sections(issue, sections):
    """Make an issue's rows say `sections`; what stood there goes. The inverse of `read_sections`."""
    issue.sections.all().delete()
    sections = _known_here(sections)
    keys = set()
    for place, section in enumerate(sections):
        row = Section.objects.create(issue=issue, position=place, heading=section.heading)
        for position, article in enumerate(section.articles):
            key = article.key if article.key and article.key not in keys else new_key()
            keys.add(key)
            write_article(row, position, article, key)


def write_article(section, position, article, key):
    """A new row of a section with its bylines and pictures, saying what a Document's article says."""
    row = Article.objects.create(
        section=section,
        position=position,
        key=key,
        kind=article.kind.value,
        title=article.title,
        subtitle=article.subtitle,
        html=join_marks(article.html, [picture.after for picture in article.pictures]),
    )
    ArticleByline.objects.bulk_create(
        ArticleByline.of(byline, row, n) for n, byline in enumerate(article.bylines)
    )
    ArticlePhoto.objects.bulk_create(
        ArticlePhoto.of(picture, row, n) for n, picture in enumerate(article.pictures)
    )
    return row


def _known_here(sections):
    """The sections with the persons and photos that exist here: merged ones by their present key, others dropped."""
    articles = [article for section in sections for article in section.articles]
    people = {byline.person for article in articles for byline in article.bylines if byline.person}
    photos = {picture.photo for article in articles for picture in article.pictures if picture.photo}
    persons = known_keys(people)
    stored = set(map(str, Photo.objects.filter(pk__in=photos).values_list("pk", flat=True)))

    def known(article):
        return replace(
            article,
            bylines=tuple(replace(byline, person=persons.get(byline.person)) for byline in article.bylines),
            pictures=tuple(
                replace(picture, photo=picture.photo if picture.photo in stored else None)
                for picture in article.pictures
            ),
        )

    return tuple(replace(section, articles=tuple(map(known, section.articles))) for section in sections)
