"""HalfDay and Absence: everybody is present unless something else is written."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, Enrollment


class Half(models.TextChoices):
    MORNING = "1", _("morning")
    AFTERNOON = "2", _("afternoon")
    EVENING = "3", _("evening")


class AbsenceKind(models.TextChoices):
    OFFICIAL = "official", _("official leave")
    PERSONAL = "personal", _("personal leave")
    SICK = "sick", _("sick leave")
    MISSING = "missing", _("absent without leave")
    LATE = "late", _("late")
    EARLY = "early", _("left early")


# What counts against the seventh of all hours that may be missed.
MISSED = (AbsenceKind.OFFICIAL, AbsenceKind.PERSONAL, AbsenceKind.SICK, AbsenceKind.MISSING)


class HalfDay(models.Model):
    """A half-day of classes, with its class hours."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="half_days", verbose_name=_("cohort"))
    day = models.DateField(_("day"))
    half = models.CharField(_("half of the day"), max_length=1, choices=Half)
    hours = models.DecimalField(
        _("class hours"),
        max_digits=3,
        decimal_places=1,
        default=Decimal(4),
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    topic = models.CharField(_("what is taught"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("half-day")
        verbose_name_plural = _("half-days")
        ordering = ["cohort", "day", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "day", "half"],
                name="half_day_once",
                violation_error_message=_("The cohort has this half-day already."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="half_day_has_hours",
                violation_error_message=_("A half-day has class hours."),
            ),
        ]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.get_half_display()}"


class Absence(models.Model):
    """Somebody was not there, or not all the time."""

    half_day = models.ForeignKey(HalfDay, models.CASCADE, related_name="absences", verbose_name=_("half-day"))
    enrollment = models.ForeignKey(
        Enrollment, models.CASCADE, related_name="absences", verbose_name=_("trainee")
    )
    kind = models.CharField(_("kind of absence"), max_length=10, choices=AbsenceKind)
    remark = models.CharField(_("remark"), max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["half_day", "enrollment"]
        constraints = [
            models.UniqueConstraint(
                fields=["half_day", "enrollment"],
                name="absent_once",
                violation_error_message=_("Something is written for this trainee and half-day already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AbsenceKind.values),
                name="absence_kind_known",
                violation_error_message=_("There is no such kind of absence."),
            ),
        ]

    def __str__(self):
        return f"{self.enrollment} {self.get_kind_display()}"

    @property
    def cohort_id(self):
        return self.half_day.cohort_id

    def clean(self):
        if self.enrollment_id and self.half_day_id and self.enrollment.cohort_id != self.cohort_id:
            raise ValidationError(
                {"enrollment": _("This trainee belongs to another cohort.")}, code="foreign_trainee"
            )
