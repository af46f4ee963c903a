"""ActivationSlip: a paper that lets somebody set their password once; Attempt: what sign-in is throttled by."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, CohortRole, Enrollment
from cohorts.models.person import User


def plain_accounts():
    """Accounts that work and hold no right: the only ones that papers and addresses in organizers' hands may open."""
    staff = CohortRole.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(~Exists(staff), is_active=True, is_superuser=False)


class SlipQuerySet(models.QuerySet):
    def usable(self):
        """Unused, of these days, the newest of a plain account whose owner studies in the slip's cohort now.

        Whoever has signed in since has a password that works: a paper left in a drawer opens nothing.
        """
        # No join: an UPDATE of a joined query asks about used_at before it waits for the row, and two would get in.
        owner = plain_accounts().filter(
            Q(last_login=None) | Q(last_login__lte=OuterRef("made_at")), pk=OuterRef("user")
        )
        newer = ActivationSlip.objects.filter(user=OuterRef("user"), pk__gt=OuterRef("pk"))
        places = Enrollment.objects.here()
        place = places.filter(cohort=OuterRef("cohort"), person__user=OuterRef("user"))
        return self.filter(
            Exists(owner),
            Exists(place),
            ~Exists(newer),
            used_at__isnull=True,
            expires__gt=timezone.now(),
        )


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

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("activation slip")
        verbose_name_plural = _("activation slips")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.user)

    def use(self):
        """Whether it could be used now, which is so once: of two at the same time one gets True."""
        usable = ActivationSlip.objects.usable().filter(pk=self.pk)
        return bool(usable.update(used_at=timezone.now()))


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
