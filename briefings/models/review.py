"""Step: who moved an issue, when, why, and which Version they had before them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefings.models.version import Version
from briefings.workflow import Move, Status


class Step(models.Model):
    """One move of an issue, kept for good."""

    issue = models.ForeignKey("Issue", models.CASCADE, related_name="steps", verbose_name=_("issue"))
    move = models.CharField(_("move"), max_length=10, choices=Move)
    from_status = models.CharField(_("from"), max_length=20, choices=Status)
    to_status = models.CharField(_("to"), max_length=20, choices=Status)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    note = models.TextField(_("opinion"), blank=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="steps", verbose_name=_("version"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(move__in=Move.values), name="step_move_known"),
            models.CheckConstraint(
                condition=~Q(move__in=[Move.RETURN, Move.CORRECT, Move.WITHDRAW], note=""),
                name="step_explained",
                violation_error_message=_("This step needs a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.get_move_display()} {self.by}"

    @property
    def cohort_id(self):
        return self.issue.cohort_id
