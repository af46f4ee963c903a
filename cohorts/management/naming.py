"""How a command is told which cohort: by its address."""

from django.core.management import CommandError
from django.utils.translation import gettext as _

from cohorts.models import Cohort


def cohort_at(slug):
    """The Cohort of this address; a CommandError names those there are."""
    if cohort := Cohort.objects.filter(slug=slug).first():
        return cohort
    known = "、".join(f"{slug}（{name}）" for slug, name in Cohort.objects.values_list("slug", "name"))
    raise CommandError(
        _("No cohort has the address “%(slug)s”. There are: %(slugs)s")
        % {"slug": slug, "slugs": known or "—"}
    )
