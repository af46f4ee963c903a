"""The register of exports: written before anything goes out, and who may fetch what was registered."""

from datetime import timedelta

from django.utils import timezone

from cohorts.exporting.columns import MASKED
from cohorts.exporting.people import people_of
from cohorts.models import RosterExport

OPEN = timedelta(hours=1)


def register(cohort, *, columns, unmasked=False, group=None, choices=None, **said):
    """The RosterExport of what is about to go out; unmasked only where something would be masked."""
    columns = list(columns)
    return RosterExport.objects.create(
        cohort=cohort,
        columns=columns,
        choices={"group": group} | (choices or {}),
        rows=people_of(cohort, group=group, with_left="left" in columns).count(),
        unmasked=unmasked and not MASKED.isdisjoint(columns),
        **said,
    )


def open_to(user, cohort):
    """What this account registered within the last hour: fetched by nobody else, and not later."""
    return RosterExport.objects.filter(cohort=cohort, by=user, at__gt=timezone.now() - OPEN)
