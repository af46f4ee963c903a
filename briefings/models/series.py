"""Series: a named periodical of a program or of one cohort."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefings.models.distribution import DistributionList
from briefings.numbering import address, scope
from cohorts.models import Cohort, Program


class MastheadTemplate(models.TextChoices):
    CLASS = "class", _("class: three centered lines")
    OFFICIAL = "official", _("official: large red name, issuer left, date right")


class Numbering(models.TextChoices):
    COHORT = "cohort", _("from 1 in every cohort")
    YEAR = "year", _("from 1 every year")
    CONTINUOUS = "continuous", _("on and on")


class SeriesQuerySet(models.QuerySet):
    def of_cohorts(self, cohort_ids):
        """Those an issue of one of these cohorts may appear in."""
        return self.filter(
            Q(cohort__in=cohort_ids) | Q(cohort=None, program__cohorts__in=cohort_ids)
        ).distinct()


class Series(DistributionList):
    """A periodical: how it is headed, numbered, reviewed and to whom it goes unless the issue says otherwise."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="series", verbose_name=_("program"))
    cohort = models.ForeignKey(
        Cohort,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("cohort"),
        help_text=_("Leave empty for a series of the whole program."),
    )
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), unique=True)
    issuer = models.CharField(_("issued by"), max_length=60, blank=True)
    marking = models.CharField(_("marking"), max_length=40, blank=True)
    masthead_template = models.CharField(
        _("masthead"), max_length=10, choices=MastheadTemplate, default=MastheadTemplate.CLASS
    )
    numbering = models.CharField(_("numbering"), max_length=10, choices=Numbering, default=Numbering.COHORT)
    review_stages = models.PositiveSmallIntegerField(
        _("reviews"), default=3, choices=[(n, str(n)) for n in range(4)]
    )
    self_review = models.BooleanField(
        _("one person may take several steps"),
        default=False,
        help_text=_("Otherwise nobody reviews what they drafted, nor reviews one issue twice."),
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["program", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "cohort", "name"],
                name="series_named_once",
                violation_error_message=_("There is a series of this name already."),
            ),
            models.UniqueConstraint(
                fields=["program", "name"],
                condition=Q(cohort=None),
                name="program_series_named_once",
                violation_error_message=_("There is a series of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(review_stages__lte=3),
                name="series_reviews_at_most_3",
                violation_error_message=_("A series uses at most three reviews."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.cohort and self.cohort.program_id != self.program_id:
            raise ValidationError(
                {"cohort": _("This cohort belongs to another program.")}, code="foreign_cohort"
            )

    def numbering_scope(self, *, cohort, year, supplement):
        """Where a number of this series stands once, whatever it is called by then: unique with the number."""
        return scope(
            self.pk,
            cohort=cohort.pk if self.numbering == Numbering.COHORT else None,
            year=year if self.numbering == Numbering.YEAR else None,
            supplement=supplement,
        )

    def address_of(self, number, *, cohort, year, supplement):
        """The address an issue of this number wishes for."""
        return address(
            self.slug,
            number,
            cohort=cohort.slug if self.numbering == Numbering.COHORT and self.cohort_id is None else "",
            year=year if self.numbering == Numbering.YEAR else None,
            supplement=supplement,
        )
