"""An import taken back: old values return where the new ones still stand; what was changed since stays, and is named."""

from django.db import transaction
from django.utils import timezone

from cohorts.importing.removing import remove, remove_made
from cohorts.importing.restoring import Restoration
from cohorts.importing.writing import hold
from cohorts.models import ImportState, RosterImport


class NotUndoable(Exception):
    """It isn't an import that stands, or what undoing needs was purged."""


def undo(roster_import, by):
    """Take it back, whole or not at all. Returns sentences on what could not be; raises NotUndoable."""
    with transaction.atomic():
        cohort = hold(roster_import.cohort_id)
        claimed = RosterImport.objects.filter(pk=roster_import.pk, state=ImportState.APPLIED)
        if not claimed.update(state=ImportState.UNDONE, undone_at=timezone.now(), undone_by=by):
            raise NotUndoable
        if roster_import.is_purged:
            raise NotUndoable
        rows = roster_import.rows.select_related("person__private", "enrollment__group")
        report = [*Restoration(cohort, list(map(_fields, rows))).carry_out(), *remove(roster_import)]
        remove_made(roster_import.made)
        RosterImport.objects.filter(pk=roster_import.pk).update(report=report)
    return report


def _fields(row):
    """(row, names of the fields that return)."""
    return row, [name for name in row.changes if name not in ("organization_id", "imported")]
