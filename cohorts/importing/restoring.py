"""Old values of people who were in the cohort before an import: each returns if what the import wrote still stands."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cohorts.importing.standing import DETAILS
from cohorts.models import Appointment, Enrollment, Organization, Person, PrivateDetails, StudyGroup
from cohorts.roster.fields import FIELDS
from cohorts.roster.posts import SHARED, words_of

PLAIN = {"number": "number", "organization": "organization_name", "title": "title", "remark": "remark"}
BLANK = {"number": None}
BATCH = 500
PRIVATE = (*DETAILS, "id_number")
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
        self.renumbered = {}  # the rows by their enrollments

    def carry_out(self):
        """Restore what can be; returns sentences on the rest."""
        for row, fields in self.rows:
            self._restore(row, fields)
        self._renumber()
        columns = [
            "number",
            "organization",
            "organization_name",
            "title",
            "remark",
            "group",
            "left",
            "imported",
        ]
        if self.enrollments:
            Enrollment.objects.bulk_update(self.enrollments.values(), columns, batch_size=BATCH)
        if self.details:
            columns = [*DETAILS, "id_number_digest", "id_number_tail"]
            PrivateDetails.objects.bulk_update(self.details.values(), columns, batch_size=BATCH)
        if self.people:
            Person.objects.bulk_update(self.people.values(), ["name"], batch_size=BATCH)
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
        """Whether a field still is what the import wrote; what is gone can't be restored."""
        there = (
            hasattr(row.person, "private")
            if name in PRIVATE
            else row.person
            if name == "name"
            else row.enrollment
        )
        return bool(there) and now(row, name) == ((new[0] or None) if name == "id_number" else new)

    def _put_back(self, row, name, old):
        if "imported" in row.changes and row.enrollment:
            self._mark_again(row, name)
        if name == "name":
            row.person.name = old
            self.people[row.person_id] = row.person
            return
        if name in PRIVATE:
            details = self.details.setdefault(row.person_id, row.person.private)
            if name == "id_number":
                details.id_number_digest, details.id_number_tail = old
            else:
                setattr(details, name, old or "")
            return
        enrollment = self.enrollments.setdefault(row.enrollment_id, row.enrollment)
        if name == "number":
            self.renumbered[row.enrollment_id] = row
        if name == "group":
            self._regroup(row, enrollment, old)
        elif name == "left":
            enrollment.left = old
        else:
            setattr(enrollment, PLAIN[name], BLANK.get(name, "") if old is None else old)
            if name == "organization":
                key = row.changes["organization_id"][0]
                enrollment.organization_id = key if key in self.organizations else None

    def _mark_again(self, row, name):
        """What returns counts as written by whom it was before: by a file or by hand."""
        marks = self.enrollments.setdefault(row.enrollment_id, row.enrollment).imported
        marks.pop(name, None)
        if before := row.changes["imported"][0].get(name):
            marks[name] = before

    def _regroup(self, row, enrollment, old):
        if old is not None and old not in self.groups:
            self.report.append(said(row, _("the former group is gone; the group stays as it is.")))
        else:
            enrollment.group = self.groups[old] if old is not None else None

    def _restore_posts(self, row, begun, ended):
        """Terms the import began are deleted; those it ended go on, where the post is still vacant."""
        terms = Appointment.objects.filter(enrollment=row.enrollment_id)
        gone, _kinds = terms.held().filter(post__in=begun, since=self.cohort.starts).delete()
        if gone < len(begun):
            self.report.append(said(row, _("a term was changed since; it stays as it is.")))
        if day := row.changes.get("left", [None, None])[1]:
            on_the_day = Q(until=day) | Q(until=F("since"), since__gt=day)
            for term in terms.filter(on_the_day, post__in=ended):
                self._resume(row, term)

    def _resume(self, row, term):
        same = self.cohort.appointments.held().filter(post=term.post, group=term.group)
        if term.post not in SHARED and same.exists():
            self.report.append(
                said(row, _("%(post)s is held by somebody else now.") % {"post": words_of((term.post,))})
            )
        else:
            Appointment.objects.filter(pk=term.pk).update(until=None)

    def _renumber(self):
        """No number is held twice: those of others stay theirs, whatever the import gave them besides."""
        places = Enrollment.objects.filter(cohort=self.cohort)
        taken = set(places.exclude(pk__in=self.renumbered).values_list("number", flat=True)) - {None}
        for pk, row in self.renumbered.items():
            if self.enrollments[pk].number in taken:
                self.enrollments[pk].number = None
                self.report.append(
                    said(row, _("the former roster number is somebody else's now; there is none."))
                )
        places.filter(pk__in=self.renumbered).update(number=None)


def now(row, name):
    """What a field of a row's person says now; None where it is blank or its row is gone."""
    if name == "name":
        return row.person.name if row.person else None
    if name in PRIVATE:
        column = "id_number_digest" if name == "id_number" else name
        return getattr(PrivateDetails.of(row.person), column) or None
    enrollment = row.enrollment
    if enrollment is None:
        return None
    if name == "group":
        return enrollment.group.number if enrollment.group else None
    if name == "left":
        return enrollment.left.isoformat() if enrollment.left else None
    return getattr(enrollment, PLAIN[name]) or None
