"""The places of a roster's people in the cohort, and their posts, written in bulk."""

from django.utils import timezone

from cohorts.importing.lines import Line
from cohorts.models import Appointment, Enrollment
from cohorts.roster.planned import Action
from cohorts.roster.posts import OF_GROUPS

BATCH = 500
COLUMNS = ["group", "number", "organization", "organization_name", "title", "left", "remark", "imported"]
SHORT = {"number": None, "title": "", "remark": ""}  # fields stored as they are, and what a blank one is


def enroll(lines, cohort, groups):
    """Make new places and write what differs in the others; each line knows its enrollment then."""
    new = [line for line in lines if line.is_new]
    made = Enrollment.objects.bulk_create(
        _filled(Enrollment(cohort_id=cohort.pk, person_id=line.person), line, groups) for line in new
    )
    for line, enrollment in zip(new, made, strict=True):
        line.enrollment = enrollment.pk
    _rewrite([line for line in lines if not line.is_new], groups)


def _rewrite(lines, groups):
    keys = [line.row.member.enrollment for line in lines]
    stored = Enrollment.objects.in_bulk(keys) if keys else {}
    renumbered = [line.row.member.enrollment for line in lines if "number" in line.writes]
    if renumbered:  # two may exchange theirs, and no number is held twice even for a moment
        Enrollment.objects.filter(pk__in=renumbered).update(number=None)
    for line in lines:
        line.enrollment = line.row.member.enrollment
        enrollment = _filled(stored[line.enrollment], line, groups)
        if line.row.member.has_left:
            line.left, enrollment.left = enrollment.left.isoformat(), None
    if stored:
        Enrollment.objects.bulk_update(stored.values(), COLUMNS, batch_size=BATCH)


def _filled(enrollment, line, groups):
    writes = line.writes
    for name, blank in SHORT.items():
        if name in writes:
            setattr(enrollment, name, blank if writes[name] is None else writes[name])
    if "organization" in writes:
        enrollment.organization_name = writes["organization"] or ""
        enrollment.organization_id = line.organization if writes["organization"] else None
    if "group" in writes:
        enrollment.group_id = groups[writes["group"]].pk if writes["group"] else None
    enrollment.imported = line.marks()
    return enrollment


def appoint(lines, cohort, groups):
    """Begin the terms that rows tell of, on the day the class began."""
    Appointment.objects.bulk_create(
        Appointment(
            cohort=cohort,
            enrollment_id=line.enrollment,
            post=post,
            group=groups[_group(line)] if post in OF_GROUPS else None,
            since=cohort.starts,
        )
        for line in lines
        for post in line.writes.get("class_post") or ()
        if post not in (line.old("class_post") or ())
    )


def _group(line):
    return line.writes.get("group") or line.old("group")


def leave(members):
    """Those who left do so today, and their terms end; one that hadn't begun, on the day it would have."""
    keys, today = [member.enrollment for member in members], timezone.localdate()
    Enrollment.objects.here().filter(pk__in=keys).update(left=today)
    Appointment.objects.filter(enrollment__in=keys).end(today)
    return today.isoformat()


def mark_same(plan):
    """Rows that say what stands already are marked as said by a file, where they aren't yet."""
    marks = {
        row.member.enrollment: written
        for row in plan.rows
        if row.action in (Action.SAME, Action.SKIP)
        and row.member
        and row.member.enrollment
        and (written := Line(row).marks()) != row.member.written
    }
    stored = Enrollment.objects.in_bulk(marks) if marks else {}
    for key, enrollment in stored.items():
        enrollment.imported = marks[key]
    if stored:
        Enrollment.objects.bulk_update(stored.values(), ["imported"], batch_size=BATCH)
