"""PrivateDetails: what is known of a person beyond the public record; Disclosure: who looked at it unmasked, and why."""

import hashlib
import hmac
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from cohorts.models.person import Person, User
from cohorts.roster.identity import lengthened

MOST_AN_HOUR = 60  # disclosures to one account
# What is stored as it is told; an identity number isn't.
DETAILS = ("gender", "birth", "ethnicity", "party", "education", "mobile", "email")


class Gender(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")


class PrivateDetails(models.Model):
    """Seen by organizers only. Of an identity number a keyed digest and the last four places are kept, never the number."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="private", verbose_name=_("person")
    )
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    birth = models.CharField(
        _("month of birth"),
        max_length=7,
        blank=True,
        validators=[
            RegexValidator("^[12][0-9]{3}-(0[1-9]|1[0-2])$", _("Write the month of birth as 1985-03."))
        ],
    )
    ethnicity = models.CharField(_("ethnicity"), max_length=20, blank=True)
    party = models.CharField(_("political status"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=40, blank=True)
    mobile = models.CharField(_("mobile number"), max_length=20, blank=True, db_index=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    id_number_digest = models.CharField(
        _("identity number"), max_length=64, blank=True, editable=False, db_index=True
    )
    id_number_tail = models.CharField(
        _("identity number's last four"), max_length=4, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("private details")
        verbose_name_plural = _("private details")
        permissions = [("reveal_privatedetails", "Can see private details unmasked")]
        constraints = [
            models.CheckConstraint(
                condition=Q(id_number_digest="", id_number_tail="")
                | ~Q(id_number_digest="") & ~Q(id_number_tail=""),
                name="identity_digest_with_tail",
                violation_error_message=_("An identity number is kept as digest and last four together."),
            ),
        ]

    def __str__(self):
        return self.person.name

    @classmethod
    def of(cls, person):
        """A person's, as fetched with them; unsaved blank ones where nothing is known."""
        return getattr(person, "private", None) or cls()


class Disclosure(models.Model):
    """Somebody saw a person's private details unmasked: written once."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="disclosures", verbose_name=_("cohort"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="disclosures", verbose_name=_("person"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    reason = models.CharField(_("reason for looking"), max_length=200)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("register of disclosures")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="disclosure_has_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.by}"

    @classmethod
    def record(cls, enrollment, by, reason):
        """Write that `by` is about to see this trainee's numbers; None, and nothing written, when it was too often."""
        with transaction.atomic():
            User.objects.select_for_update().get(pk=by.pk)  # one account's stand in line
            lately = cls.objects.filter(by=by, at__gt=timezone.now() - timedelta(hours=1))
            if lately.count() >= MOST_AN_HOUR:
                return None
            return cls.objects.create(
                cohort_id=enrollment.cohort_id, person_id=enrollment.person_id, by=by, reason=reason
            )


@lru_cache(maxsize=4)
def _keyed(secret):
    return hmac.new(f"cohorts.identity:{secret}".encode(), digestmod=hashlib.sha256)


def identity_digest(number):
    """The digest by which an IdNumber is recognized: 64 hex digits; one of 15 places as what it became in 18."""
    keyed = _keyed(settings.ID_NUMBER_KEY).copy()
    keyed.update(lengthened(number).encode())
    return keyed.hexdigest()
