"""ActivationSlip: a paper that lets somebody set their password once; Attempt: what sign-in is throttled by."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort


class ActivationSlip(models.Model):
    """A single use of setting an account's password. Of its code only the digest is kept: it is printed once."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="slips", verbose_name=_("cohort"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="slips", verbose_name=_("account")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("at"), auto_now_add=True)
    expires = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("activation slip")
        verbose_name_plural = _("activation slips")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.user)


class Attempt(models.Model):
    """Something tried that may not be tried often; `key` is a keyed digest of an account's name or an address."""

    scope = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [models.Index(fields=["scope", "key", "at"], name="attempts_of_one")]

    def __str__(self):
        return self.scope
