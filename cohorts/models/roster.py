"""RosterImport with its rows, and RosterExport: what came into rosters and what went out, by whom and when."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, Enrollment
from cohorts.models.person import Person

UNDO_KEPT = timedelta(days=30)


class ImportState(models.TextChoices):
    """upload → checked → applied → undone; or cancelled before anything was written."""

    CHECKED = "checked", _("to be looked over")
    APPLIED = "applied", _("imported")
    UNDONE = "undone", _("undone")
    CANCELLED = "cancelled", _("cancelled")


class RosterImport(models.Model):
    """A roster file brought in. Its bytes go when it is applied or cancelled, or after a day; what was written stays known.

    `file` and `leftover` (the rows that weren't imported, as a workbook) name files of `cohorts.models.uploads`, "" when gone;
    `choices` holds the answers given while looking it over, `made` the keys of what it created, by kind (people, enrollments,
    organizations, aliases, groups), until that is purged, `report` the sentences said of its undoing.
    """

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="imports", verbose_name=_("cohort"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=100, blank=True, editable=False)
    leftover = models.CharField(max_length=100, blank=True, editable=False)
    choices = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.CHECKED)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    made = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=list, blank=True)
    applied_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values),
                name="import_state_known",
                violation_error_message=_("There is no such state."),
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_purged(self):
        return self.at < timezone.now() - UNDO_KEPT


class RosterImportRow(models.Model):
    """What an import changed of somebody known, kept for undoing it and purged after 30 days.

    `changes`: {field: [old, new]}, of an identity number only digest and last four. `row` is Excel's, null for somebody
    who was missing from the file. Who was new has no row: `RosterImport.made` names them.
    """

    roster_import = models.ForeignKey(
        RosterImport, models.CASCADE, related_name="rows", verbose_name=_("roster import")
    )
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True)
    action = models.CharField(_("action"), max_length=10)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("person"))
    enrollment = models.ForeignKey(
        Enrollment, models.SET_NULL, null=True, related_name="+", verbose_name=_("trainee")
    )
    changes = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("row of a roster import")
        verbose_name_plural = _("rows of roster imports")
        ordering = ["roster_import", "pk"]

    def __str__(self):
        return f"{self.sheet} {self.row}"


class ExportKind(models.TextChoices):
    ROSTER = "roster", _("roster")
    SIGN_IN = "sign-in", _("sign-in sheet")
    NAME_CARDS = "name-cards", _("name cards")
    CONTACTS = "contacts", _("list of contacts")


class RosterExport(models.Model):
    """A roster went out: written once, before the first byte of it.

    `columns` are names of `cohorts.exporting.columns`; `choices` what else was asked for: the group, group by group or not,
    the half-days of a sign-in sheet.
    """

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="exports", verbose_name=_("cohort"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    kind = models.CharField(_("kind of list"), max_length=10, choices=ExportKind, default=ExportKind.ROSTER)
    printed = models.BooleanField(_("as a page to print"), default=False)
    columns = models.JSONField(_("columns"), default=list)
    choices = models.JSONField(default=dict, blank=True)
    order = models.CharField(_("order"), max_length=10, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    unmasked = models.BooleanField(_("unmasked"), default=False)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("roster export")
        verbose_name_plural = _("register of exports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unmasked=False) | ~Q(purpose=""),
                name="unmasked_export_has_a_purpose",
                violation_error_message=_("Say what the numbers are needed for."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.cohort}"
