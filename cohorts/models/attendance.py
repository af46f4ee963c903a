"""HalfDay and Absence: everybody is present unless something else is written."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
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
UNPUNCTUAL = (AbsenceKind.LATE, AbsenceKind.EARLY)


class HalfDayQuerySet(models.QuerySet):
    def counted(self):
        """Each with its numbers: `members` of the cohort that day, `missed` by how many, how many `unpunctual`."""
        members = Enrollment.objects.filter(cohort=OuterRef("cohort")).filter(there_on(OuterRef("day")))
        count = members.order_by().values("cohort").annotate(count=Count("pk")).values("count")
        return self.annotate(
            members=Coalesce(Subquery(count), 0),
            missed=Count("absences", filter=Q(absences__kind__in=MISSED)),
            unpunctual=Count("absences", filter=Q(absences__kind__in=UNPUNCTUAL)),
        )

    def enter(self, cohort, slots, **fields):
        """How many of the (day, half) slots came in; those that are there already stay as they are."""
        known = set(self.filter(cohort=cohort).values_list("day", "half"))
        fresh = [slot for slot in slots if slot not in known]
        self.bulk_create(
            (HalfDay(cohort=cohort, day=day, half=half, **fields) for day, half in fresh),
            ignore_conflicts=True,
        )
        return len(fresh)


def there_on(day):
    """The condition on Enrollments of those who had not left before a day."""
    return Q(left=None) | Q(left__gte=day)


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

    objects = HalfDayQuerySet.as_manager()

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

    def roll(self):
        """The Enrollments of those who were there that day, and of whomever something is written about."""
        written = Q(pk__in=self.absences.values("enrollment"))
        return self.cohort.enrollments.filter(there_on(self.day) | written).select_related("person", "group")

    def delete_knowing(self, absences):
        """Whether it was deleted: only with as many absences as were named when that was decided."""
        with transaction.atomic():
            self._meta.model.objects.select_for_update().filter(pk=self.pk).first()
            known = self.absences.count() == absences
            if known:
                self.delete()
        return known


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
