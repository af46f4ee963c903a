"""Version: a Document of an issue at a moment, by whom, with its hash. Everything points at it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from briefings.document import from_json


class Occasion(models.TextChoices):
    """Why a Version was taken."""

    IMPORT = "import", _("text brought in")
    COMPOSE = "compose", _("composed from a forum")
    EDIT = "edit", _("edited")
    RESTORE = "restore", _("restored")
    MOVE = "move", _("step of the workflow")


DRAFTING = (Occasion.IMPORT, Occasion.COMPOSE, Occasion.EDIT, Occasion.RESTORE)


class VersionManager(models.Manager):
    def take(self, issue, by, occasion, note=""):
        """A Version of the issue as it stands; a step on an unchanged text reuses the newest one."""
        document = issue.document()
        digest = document.sha256()
        newest = issue.versions.first()
        if occasion == Occasion.MOVE and newest and newest.sha256 == digest:
            return newest
        return self.create(
            issue=issue, by=by, occasion=occasion, note=note, json=document.to_json(), sha256=digest
        )


class Version(models.Model):
    """A snapshot, never changed: the canonical JSON and its SHA-256."""

    issue = models.ForeignKey("Issue", models.CASCADE, related_name="versions", verbose_name=_("issue"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    note = models.CharField(_("what"), max_length=200, blank=True)
    json = models.TextField(_("document"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    objects = VersionManager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_occasion_display()} {self.note}".strip()

    @property
    def cohort_id(self):
        return self.issue.cohort_id

    @property
    def document(self):
        return from_json(self.json)
