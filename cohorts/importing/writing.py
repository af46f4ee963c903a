"""A plan is carried out: whole or not at all, and only if it is the plan that was shown."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.importing.enrolling import appoint, enroll, leave, mark_same
from cohorts.importing.leftovers import leftover_of
from cohorts.importing.lines import lines_of
from cohorts.importing.people import write_people
from cohorts.importing.places import Places
from cohorts.importing.planning import plan_of
from cohorts.models import Cohort, Enrollment, ImportState, RosterImport, RosterImportRow, uploads

LONGEST = 100  # of a sheet's name; that of a .csv is its file's


class Settled(Exception):
    """Somebody has imported or cancelled it already."""


class Moved(Exception):
    """What would be written isn't what was shown: look at it again."""


class Faulty(Exception):
    """Some rows can't be imported, and nobody said to leave them out."""


def apply(roster_import, digest, *, skip_errors=False, seen=None):
    """Carry out the plan of this digest. Returns it; raises Settled, Moved or Faulty and writes nothing.

    `seen`: a Plan of it that this process made already.
    """
    try:
        with transaction.atomic():
            plan = _apply(roster_import, digest, seen, skip_errors=skip_errors)
    except IntegrityError as error:  # another cohort's import made the same organization in this very moment
        raise Moved from error
    uploads.discard(roster_import.file)
    RosterImport.objects.filter(pk=roster_import.pk).update(file="")
    return plan


def hold(cohort_id):
    """One import of a cohort at a time, and nobody else writes its places until the transaction ends. Returns the Cohort."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort_id)
    list(Enrollment.objects.select_for_update().filter(cohort=cohort).order_by("pk").values_list("pk"))
    return cohort


def _apply(roster_import, digest, seen, *, skip_errors):
    hold(roster_import.cohort_id)
    claimed = RosterImport.objects.filter(pk=roster_import.pk, state=ImportState.CHECKED)
    if not claimed.update(state=ImportState.APPLIED, applied_at=timezone.now()):
        raise Settled
    plan = plan_of(roster_import, seen)
    if plan.digest != digest:
        raise Moved
    if plan.counts["error"] and not skip_errors:
        raise Faulty
    made = write(plan, roster_import)
    RosterImport.objects.filter(pk=roster_import.pk).update(
        counts=dict(plan.counts) | {"leave": len(plan.leaving), "ignored": len(plan.ignored)},
        made=made,
        choices={},
        leftover=uploads.keep(leftover_of(plan)) if plan.counts["error"] else "",
    )
    return plan


def write(plan, roster_import):
    """Write a Plan, and beside it what undoing needs. Returns {kind: keys} of what was made for it. Inside a transaction."""
    cohort = roster_import.cohort
    places = Places(cohort, plan)
    lines = lines_of(plan, places)
    write_people(lines)
    enroll(lines, cohort, places.groups)
    appoint(lines, cohort, places.groups)
    if plan.writes:
        mark_same(plan)
    day = leave(plan.leaving) if plan.leaving else ""
    RosterImportRow.objects.bulk_create(
        [
            *(_told(line, roster_import) for line in lines if line.row.member),
            *(_left(member, roster_import, day) for member in plan.leaving),
        ]
    )
    return places.made | {
        "enrollments": [line.enrollment for line in lines if line.is_new],
        "people": [str(line.person) for line in lines if not line.row.member],
    }


def _told(line, roster_import):
    return RosterImportRow(
        roster_import=roster_import,
        sheet=line.row.row.sheet[:LONGEST],
        row=line.row.row.row,
        action=line.row.action,
        person_id=line.person,
        enrollment_id=line.enrollment,
        changes=line.changes(),
    )


def _left(member, roster_import, day):
    return RosterImportRow(
        roster_import=roster_import,
        action="leave",
        person_id=member.person,
        enrollment_id=member.enrollment,
        changes={"left": [None, day]}
        | ({"class_post": [member.values["class_post"], []]} if "class_post" in member.values else {}),
    )
