"""Edition: a Version as published, which everybody else reads; EditionEntry: one searchable piece of it."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from briefings.models.photo import Photo
from briefings.models.section import Kind
from briefings.models.version import Version
from briefings.richtext import plain
from cohorts.models import CohortRole, Enrollment, Person
from cohorts.models.merging import known_keys


class Visibility(models.TextChoices):
    """Who may read an edition, widest first."""

    PUBLIC = "public", _("everybody")
    PROGRAM = "program", _("trainees of the program")
    COHORT = "cohort", _("trainees of the cohort")
    STAFF = "staff", _("staff of the cohort")


class EditionQuerySet(models.QuerySet):
    def known_to(self, user):
        """Current editions whose audience this user belongs to, withdrawn ones included."""
        current = self.filter(current=True)
        if not user.is_authenticated:
            return current.filter(visibility=Visibility.PUBLIC)
        if user.is_superuser:
            return current
        studies = Enrollment.objects.here().filter(person__user=user)
        serves = CohortRole.objects.filter(user=user)
        cohort, program = OuterRef("issue__cohort"), OuterRef("issue__cohort__program")
        return current.filter(
            Q(visibility=Visibility.PUBLIC)
            | Q(Exists(serves.filter(cohort=cohort)))
            | (Q(visibility=Visibility.COHORT) & Exists(studies.filter(cohort=cohort)))
            | (
                Q(visibility=Visibility.PROGRAM)
                & (
                    Exists(studies.filter(cohort__program=program))
                    | Exists(serves.filter(cohort__program=program))
                )
            )
        )

    def visible_to(self, user):
        """What this user may read: the one question every page, list, file and photo asks."""
        return self.known_to(user).filter(withdrawn_at=None)

    def for_staff(self, user):
        """Every edition of the cohorts this user serves, superseded and withdrawn ones too."""
        if user.is_superuser:
            return self
        return self.filter(issue__cohort__in=user.cohorts_with())

    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "-published_at", "-pk")

    def with_neighbors(self):
        """Annotated `previous_id` and `next_id`: the editions beside it in its series that all its readers may read."""
        beside = Edition.objects.filter(
            issue__series=OuterRef("issue__series"),
            issue__cohort=OuterRef("issue__cohort"),
            current=True,
            withdrawn_at=None,
            audience_rank__lte=OuterRef("audience_rank"),
        ).exclude(issue=OuterRef("issue"))
        here = (OuterRef("date"), OuterRef("issue"))
        earlier = beside.filter(Q(date__lt=here[0]) | Q(date=here[0], issue__lt=here[1]))
        later = beside.filter(Q(date__gt=here[0]) | Q(date=here[0], issue__gt=here[1]))
        return self.annotate(
            previous_id=earlier.order_by("-date", "-issue_id").values("pk")[:1],
            next_id=later.order_by("date", "issue_id").values("pk")[:1],
        )


class Edition(models.Model):
    """Written once: only `visibility` (with `audience_rank`), `current` and `withdrawn_at` ever change."""

    issue = models.ForeignKey("Issue", models.PROTECT, related_name="editions", verbose_name=_("issue"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="editions", verbose_name=_("version"))
    number = models.PositiveSmallIntegerField(_("edition"))
    reason = models.TextField(_("reason of the correction"), blank=True)
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility)
    audience_rank = models.PositiveSmallIntegerField(editable=False)
    current = models.BooleanField(_("current"), default=True)
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    # What lists show, so that they read one table.
    date = models.DateField(_("date"))
    number_label = models.CharField(_("issue number"), max_length=40)
    theme = models.CharField(_("theme"), max_length=120)
    series_name = models.CharField(_("series"), max_length=60)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    photos = models.ManyToManyField(Photo, related_name="editions", verbose_name=_("photos"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["issue_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["issue"], condition=Q(current=True), name="one_current_edition"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="edition_visibility_known"
            ),
        ]

    def __str__(self):
        return f"{self.number_label} {self.theme}"

    def save(self, *args, **kwargs):
        self.audience_rank = Visibility.values.index(self.visibility)
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "audience_rank"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("issue", args=[self.issue.slug])

    @property
    def cohort_id(self):
        return self.issue.cohort_id

    @property
    def document(self):
        return self.version.document

    @property
    def is_public(self):
        return self.visibility == Visibility.PUBLIC

    @classmethod
    def freeze(cls, issue, version, reason=""):
        """Make a Version the current Edition of its issue, with its entries and photos. Inside a transaction."""
        document = version.document
        cls.objects.filter(issue=issue, current=True).update(current=False)
        edition = cls.objects.create(
            issue=issue,
            version=version,
            number=cls.objects.filter(issue=issue).count() + 1,
            reason=reason,
            visibility=issue.visibility,
            date=document.masthead.date,
            number_label=document.masthead.number_label,
            theme=document.masthead.theme,
            series_name=document.masthead.series,
            summary=_summary(document),
        )
        cited = {picture.photo for article in document.articles() for picture in article.pictures}
        edition.photos.set(Photo.objects.filter(pk__in=cited - {None}))
        EditionEntry.write(edition, document)
        return edition


class EditionEntry(models.Model):
    """One searchable piece of an edition, linked to the persons it names."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="entries", verbose_name=_("edition"))
    position = models.PositiveIntegerField(_("position"))
    key = models.CharField(_("key"), max_length=32)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    heading = models.CharField(_("section"), max_length=60)
    title = models.CharField(_("title"), max_length=400, blank=True)
    text = models.TextField(_("text"), blank=True)
    persons = models.ManyToManyField(Person, related_name="entries", verbose_name=_("people"))

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="entry_position_once"),
        ]

    def __str__(self):
        return self.title or self.heading

    @classmethod
    def write(cls, edition, document):
        """The entries of an edition: one an article, its bylines in its text."""
        pieces = [(section.heading, article) for section in document.sections for article in section.articles]
        entries = cls.objects.bulk_create(
            cls(
                edition=edition,
                position=n,
                key=article.key,
                kind=article.kind.value,
                heading=heading,
                title=" ".join(filter(None, (article.title, article.subtitle))),
                text=_text(article),
            )
            for n, (heading, article) in enumerate(pieces)
        )
        links = {
            (entry.pk, byline.person)
            for entry, (_heading, article) in zip(entries, pieces, strict=True)
            for byline in article.bylines
            if byline.person
        }
        known = known_keys({person for _entry, person in links})
        through = cls.persons.through
        through.objects.bulk_create(
            through(editionentry_id=entry, person_id=person)
            for entry, person in sorted({(entry, known[cited]) for entry, cited in links if cited in known})
        )


def _text(article):
    billed = [f"{byline.organization}{byline.title} {byline.name}".strip() for byline in article.bylines]
    captions = [picture.caption for picture in article.pictures if picture.caption]
    return "\n".join([*billed, plain(article.html), *captions]).strip()


def _summary(document):
    """A line for lists: the titles of the talks, else the headings."""
    titles = [article.title for article in document.articles() if article.kind == "talk" and article.title]
    text = " · ".join(titles or [section.heading for section in document.sections])
    return text if len(text) <= 200 else text[:199] + "…"
