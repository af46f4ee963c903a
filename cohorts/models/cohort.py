"""Program, Cohort, StudyGroup and Enrollment: who studies where; CohortRole: who may do what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.organization import Organization
from cohorts.models.person import Person


class Role(models.TextChoices):
    """What an account may be in a cohort. A trainee is one by Enrollment."""

    EDITOR = "editor", _("editor")
    REVIEWER = "reviewer", _("reviewer")
    SIGNATORY = "signatory", _("signatory")
    ORGANIZER = "organizer", _("organizer")


class Program(models.Model):
    """A training program, held year after year."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), unique=True)

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        ordering = ["name"]

    def __str__(self):
        return self.name


class CohortQuerySet(models.QuerySet):
    def counted(self):
        """Each with its `trainees`: how many are there now."""
        here = models.Count("enrollments", filter=Q(enrollments__left=None))
        return self.annotate(trainees=here)


class Cohort(models.Model):
    """One class of a program. `name` is the first line of its mastheads."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="cohorts", verbose_name=_("program"))
    number = models.PositiveSmallIntegerField(_("cohort number"))
    name = models.CharField(_("full name"), max_length=80, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    slug = models.SlugField(_("address"), unique=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    class_hours = models.PositiveSmallIntegerField(
        _("class hours in all"),
        null=True,
        blank=True,
        help_text=_("Leave is measured against them; left blank, against the half-days entered."),
    )
    contacts_until = models.DateField(
        _("contact book open until"),
        null=True,
        blank=True,
        help_text=_("Left blank: 30 days after the last day of the class."),
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["program", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "number"],
                name="cohort_number_once",
                violation_error_message=_("The program has a cohort of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="cohort_number_positive",
                violation_error_message=_("A cohort's number is 1 or more."),
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="cohort_ends_after_it_starts",
                violation_error_message=_("A cohort can't end before it starts."),
            ),
        ]

    def __str__(self):
        return self.short_name or self.name


class StudyGroup(models.Model):
    """A study group of a cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="groups", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("group number"))
    name = models.CharField(_("name"), max_length=20)

    class Meta:
        verbose_name = _("study group")
        verbose_name_plural = _("study groups")
        ordering = ["cohort", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "number"],
                name="group_number_once",
                violation_error_message=_("The cohort has this group already."),
            ),
        ]

    def __str__(self):
        return self.name


class EnrollmentQuerySet(models.QuerySet):
    def here(self):
        """Of those who are in their cohorts now."""
        return self.filter(left=None)


class Enrollment(models.Model):
    """One person's place in a cohort; organization and title as enrolled, whatever comes after."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrollments", verbose_name=_("cohort"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrollments", verbose_name=_("person"))
    group = models.ForeignKey(
        StudyGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="enrollments",
        verbose_name=_("study group"),
    )
    number = models.PositiveSmallIntegerField(_("roster number"), null=True, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrollments",
        verbose_name=_("organization"),
    )
    organization_name = models.CharField(_("organization as enrolled"), max_length=120, blank=True)
    title = models.CharField(_("title as enrolled"), max_length=80, blank=True)
    left = models.DateField(_("left on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    mobile_shared = models.BooleanField(_("shares the mobile number with the class"), default=False)
    email_shared = models.BooleanField(_("shares the e-mail address with the class"), default=False)
    # What imports wrote last: {field: keyed digest}; what is something else now was changed by hand.
    imported = models.JSONField(default=dict, blank=True, editable=False)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("roster")
        ordering = ["cohort", F("number").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                name="enrolled_once",
                violation_error_message=_("This person is in the cohort already."),
            ),
            models.UniqueConstraint(
                fields=["cohort", "number"],
                name="roster_number_once",
                violation_error_message=_("This roster number is taken."),
            ),
        ]

    def __str__(self):
        return self.person.name

    def clean(self):
        if self.group and self.group.cohort_id != self.cohort_id:
            raise ValidationError({"group": _("This group belongs to another cohort.")}, code="foreign_group")

    @transaction.atomic
    def leave(self, day):
        """Off the roster from a day, which ends every term; a ValidationError if that happened already."""
        if not Enrollment.objects.here().filter(pk=self.pk).update(left=day):
            raise self._refusal(_("%(name)s has left %(cohort)s already."), "left_already")
        self.left = day
        self.appointments.end(day)

    def come_back(self):
        """On the roster again; terms that ended stay ended."""
        if not Enrollment.objects.filter(pk=self.pk, left__isnull=False).update(left=None):
            raise self._refusal(_("%(name)s is in %(cohort)s: there is nothing to take back."), "never_left")
        self.left = None

    @transaction.atomic
    def transfer(self, cohort, day):
        """Leaves for another cohort on a day, with organization and title as enrolled; returns the new place."""
        self.leave(day)
        kept = {
            name: getattr(self, name) for name in ("person", "organization", "organization_name", "title")
        }
        try:
            with transaction.atomic():
                return Enrollment.objects.create(cohort=cohort, **kept)
        except IntegrityError as error:
            self.left = None  # the transaction takes the leave back
            raise self._refusal(
                _(
                    "%(name)s stands in the roster of %(cohort)s already; if they left it, let them return there."
                ),
                "enrolled_already",
                cohort,
            ) from error

    def _refusal(self, words, code, cohort=None):
        return ValidationError(words, code, {"name": self.person.name, "cohort": cohort or self.cohort})


class CohortRole(models.Model):
    """What an account may do in a cohort: the one place where rights are written."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="roles", verbose_name=_("cohort"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="cohort_roles", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)

    class Meta:
        verbose_name = _("role in a cohort")
        verbose_name_plural = _("roles in cohorts")
        ordering = ["cohort", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user", "role"],
                name="role_held_once",
                violation_error_message=_("This account holds this role already."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="role_known",
                violation_error_message=_("There is no such role."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
