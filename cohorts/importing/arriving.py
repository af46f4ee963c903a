"""A roster file arrives: readable or refused; kept until it is imported or cancelled, for a day at most."""

import hashlib

from django.db import transaction
from django.utils import timezone

from cohorts.models import ImportState, RosterImport, RosterImportRow, uploads
from cohorts.models.roster import UNDO_KEPT
from cohorts.roster.reader import read


def arrive(cohort, data, file_name, by, book=None):
    """A RosterImport that waits to be looked over; `book`: as it was read already. Raises Unreadable; then nothing is kept."""
    purge()
    if book is None:
        read(data, file_name)
    name = uploads.keep(data)
    try:
        return RosterImport.objects.create(
            cohort=cohort,
            by=by,
            file_name=file_name.encode(errors="replace").decode()[-200:],
            sha256=hashlib.sha256(data).hexdigest(),
            file=name,
        )
    except BaseException:
        uploads.discard(name)
        raise


def cancel(roster_import):
    """Whether it was still to be looked over; its file is gone then."""
    waiting = RosterImport.objects.filter(pk=roster_import.pk, state=ImportState.CHECKED)
    done = bool(waiting.update(state=ImportState.CANCELLED, file="", choices={}))
    if done:
        uploads.discard(roster_import.file)
    return done


def purge():
    """Files of more than a day go, and what undoing needed after 30 days. Returns how many of each."""
    now = timezone.now()
    old = RosterImport.objects.exclude(file="", leftover="").filter(at__lt=now - uploads.KEPT)
    names = [name for pair in old.values_list("file", "leftover") for name in pair if name]
    with transaction.atomic():
        waiting = RosterImport.objects.filter(at__lt=now - uploads.KEPT, state=ImportState.CHECKED)
        waiting.update(state=ImportState.CANCELLED, choices={})
        old.update(file="", leftover="")
        purged = RosterImport.objects.filter(at__lt=now - UNDO_KEPT)
        rows, _kinds = RosterImportRow.objects.filter(roster_import__in=purged).delete()
        purged.exclude(made={}).update(made={})
    for name in names:
        uploads.discard(name)
    return len(names), rows
