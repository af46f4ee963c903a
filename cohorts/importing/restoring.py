"""Old values of people who were in the cohort before an import: each returns if what the import wrote still stands."""

from django.utils.translation import gettext as _

from cohorts.importing.standing import DETAILS
from cohorts.models import Appointment, Enrollment, Organization, PrivateDetails, StudyGroup
from cohorts.roster.fields import FIELDS
from cohorts.roster.posts import words_of

PLAIN = {"number": "number", "organization": "organization_name", "title": "title", "remark": "remark"}
BLANK = {"number": None}
BATCH = 500
LABELS = {name: field.label for name, field in FIELDS.items()}


def said(row, what):
    """What stays of a row, and why."""
    where = _("Row %(row)d") % {"row": row.row} if row.row else ""
    return f"{where} {row.person.name if row.person else ''}：{what}".strip()


class Restoration:
    """Rows of an import (with `enrollment__group` and `person__private`) and the fields of each that are to return."""

    def __init__(self, cohort, rows):
        self.cohort, self.rows = cohort, rows
        self.report = []
        self.groups = {group.number: group for group in StudyGroup.objects.filter(cohort=cohort)}
        self.organizations = self._organizations()
        self.enrollments, self.details, self.people = {}, {}, {}

    def carry_out(self):
        """Restore what can be; returns sentences on the rest."""
        for row, fields in self.rows:
            self._restore(row, fields)
        self._renumber()
        columns = ["number", "organization", "organization_name", "title", "remark", "group", "left"]
        if self.enrollments:
            Enrollment.objects.bulk_update(self.enrollments.values(), columns, batch_size=BATCH)
        if self.details:
            columns = [*DETAILS, "id_number_digest", "id_number_tail"]
            PrivateDetails.objects.bulk_update(self.details.values(), columns, batch_size=BATCH)
        for person in self.people.values():
            person.save(update_fields=["name"])
        return self.report

    def _organizations(self):
        wanted = {
            row.changes["organization_id"][0] for row, _f in self.rows if "organization_id" in row.changes
        }
        return set(Organization.objects.filter(pk__in=wanted - {None}).values_list("pk", flat=True))

    def _restore(self, row, fields):
        for name in fields:
            old, new = row.changes[name]
            if name == "class_post":
                self._restore_posts(row, set(new or ()) - set(old or ()), set(old or ()) - set(new or ()))
            elif not self._stands(row, name, new):
                self.report.append(
                    said(
                        row,
                        _("%(field)s was changed since; it stays as it is.")
                        % {"field": LABELS.get(name, name)},
                    )
                )
            else:
                self._put_back(row, name, old)

    def _stands(self, row, name, new):
        """Whether a field still is what the import wrote."""
        return now(row, name) == (new[0] if name == "id_number" else new)

    def _put_back(self, row, name, old):
        if name == "name":
            row.person.name = old
            self.people[row.person_id] = row.person
            return
        if name in DETAILS or name == "id_number":
            details = self.details.setdefault(row.person_id, row.person.private)
            if name == "id_number":
                details.id_number_digest, details.id_number_tail = old
            else:
                setattr(details, name, old or "")
            return
        enrollment = self.enrollments.setdefault(row.enrollment_id, row.enrollment)
        if name == "group":
            self._regroup(row, enrollment, old)
        elif name == "left":
            enrollment.left = old
        else:
            setattr(enrollment, PLAIN[name], BLANK.get(name, "") if old is None else old)
            if name == "organization":
                key = row.changes["organization_id"][0]
                enrollment.organization_id = key if key in self.organizations else None

    def _regroup(self, row, enrollment, old):
        if old is not None and old not in self.groups:
            self.report.append(said(row, _("the former group is gone; the group stays as it is.")))
        else:
            enrollment.group = self.groups[old] if old is not None else None

    def _restore_posts(self, row, begun, ended):
        """Terms the import began are deleted; those it ended go on, where the post is still vacant."""
        terms = Appointment.objects.filter(enrollment=row.enrollment_id)
        gone, _kinds = terms.filter(post__in=begun, until=None, since=self.cohort.starts).delete()
        if gone < len(begun):
            self.report.append(said(row, _("a term was changed since; it stays as it is.")))
        day = row.changes.get("left", [None, None])[1]
        for term in terms.filter(post__in=ended, until__gte=day) if day else ():
            if Appointment.objects.filter(
                cohort=self.cohort, post=term.post, group=term.group, until=None
            ).exists():
                self.report.append(
                    said(row, _("%(post)s is held by somebody else now.") % {"post": words_of((term.post,))})
                )
            else:
                terms.filter(pk=term.pk).update(until=None)

    def _renumber(self):
        """No number is held twice: those of others stay theirs."""
        wanted = {pk: one.number for pk, one in self.enrollments.items() if one.number is not None}
        others = Enrollment.objects.filter(cohort=self.cohort).exclude(pk__in=self.enrollments)
        taken = set(others.filter(number__in=wanted.values()).values_list("number", flat=True))
        for row, _fields in self.rows:
            enrollment = self.enrollments.get(row.enrollment_id)
            if enrollment and enrollment.number in taken:
                enrollment.number = None
                self.report.append(
                    said(row, _("the former roster number is somebody else's now; there is none."))
                )
        Enrollment.objects.filter(pk__in=self.enrollments).update(number=None)


def now(row, name):
    """What a field of a row's person says now; None where it is blank or its row is gone."""
    if name == "name":
        return row.person.name if row.person else None
    if name in DETAILS or name == "id_number":
        details = getattr(row.person, "private", None)
        return (
            getattr(details, "id_number_digest" if name == "id_number" else name, "") if details else ""
        ) or None
    enrollment = row.enrollment
    if enrollment is None:
        return None
    if name == "group":
        return enrollment.group.number if enrollment.group else None
    if name == "left":
        return enrollment.left.isoformat() if enrollment.left else None
    return getattr(enrollment, PLAIN[name]) or None
