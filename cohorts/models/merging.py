"""Merging two records of one person, or of one organization: everything that named the one names the other."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.person import Person


class MergedPerson(models.Model):
    """A key that documents may still cite, and whose it is now."""

    former = models.UUIDField(_("former key"), primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="former_keys", verbose_name=_("person"))
    name = models.CharField(_("personal name"), max_length=40)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("merged person")
        verbose_name_plural = _("merged people")
        ordering = ["-at"]

    def __str__(self):
        return self.name


def known_keys(keys):
    """{key a document cites: key of the Person it is now}, as texts; keys that name nobody are left out."""
    here = {str(pk): str(pk) for pk in Person.objects.filter(pk__in=keys).values_list("pk", flat=True)}
    former = MergedPerson.objects.filter(former__in=set(keys) - set(here)).values_list("former", "person_id")
    return here | {str(old): str(new) for old, new in former}
