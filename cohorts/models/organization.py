"""Organization: where people work; and the other names it goes by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organization(models.Model):
    """An institute, a department, a college: by its full name."""

    name = models.CharField(_("full name"), max_length=120, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organization_named",
                violation_error_message=_("An organization needs a name."),
            ),
        ]

    def __str__(self):
        return self.name


class OrganizationAlias(models.Model):
    """Another name of one organization, as rosters and texts write it."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="aliases", verbose_name=_("organization")
    )
    name = models.CharField(
        _("alias"),
        max_length=120,
        unique=True,
        error_messages={"unique": _("This alias belongs to another organization.")},
    )

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]

    def __str__(self):
        return self.name
