"""People whom an import brought into the cohort: they go again, unless something was added to them or hangs on them."""

from django.utils.translation import gettext as _

from cohorts.importing.standing import mark, members_of
from cohorts.models import (
    Appointment,
    Enrollment,
    ImportState,
    Organization,
    OrganizationAlias,
    Person,
    PrivateDetails,
    RosterImportRow,
    StudyGroup,
)
from cohorts.models.repointing import pointers
from cohorts.roster.targets import PLACE


def remove(roster_import):
    """Delete the places an import made, and the people made with them, where all is as the import left it.

    Returns sentences on those that stay.
    """
    made = roster_import.made
    strangers, keys = set(made.get("people", ())), set(made.get("enrollments", ()))
    members = [member for member in members_of(roster_import.cohort) if member.enrollment in keys]
    hung = _hung_places(roster_import, keys)
    report, going = [], []
    for member in members:
        if _was_changed(member, whole=member.person in strangers):
            report.append(
                _("%(name)s was changed since; stays in the cohort as they are.") % {"name": member.name}
            )
        elif member.enrollment in hung:
            report.append(
                _("%(name)s has attendance, posts, an account or other records by now; stays in the cohort.")
                % {"name": member.name}
            )
        else:
            going.append(member)
    places = [member.enrollment for member in going]
    Appointment.objects.filter(enrollment__in=places).delete()
    Enrollment.objects.filter(pk__in=places).delete()
    people = {member.person for member in going} & strangers
    named = _hung(Person, people, except_for=(RosterImportRow, PrivateDetails))
    Person.objects.filter(pk__in=people - named).delete()
    return report


def _was_changed(member, *, whole):
    """Whether a field isn't what the import wrote, one that it left blank among them; `whole`: the person's too."""
    fields = member.values.keys() - {"class_post"} if whole else member.values.keys() & set(PLACE)
    return member.has_left or any(mark(member.values[name]) != member.written.get(name) for name in fields)


def _hung_places(roster_import, keys):
    """Enrollments that something hangs on besides the terms that the import began."""
    begun = {"until": None, "since": roster_import.cohort.starts}
    hung = _hung(Enrollment, keys, except_for=(RosterImportRow, Appointment))
    hung |= _named(Appointment, "enrollment", keys) - _named(Appointment, "enrollment", keys, **begun)
    later = RosterImportRow.objects.filter(enrollment__in=keys, roster_import__state=ImportState.APPLIED)
    hung |= set(later.exclude(roster_import=roster_import).values_list("enrollment", flat=True))
    accounts = Enrollment.objects.filter(pk__in=keys, person__user__isnull=False)
    return hung | set(accounts.values_list("pk", flat=True))


def remove_made(made):
    """Organizations, aliases and groups that an import made go, where nothing names them."""
    OrganizationAlias.objects.filter(pk__in=made.get("aliases", ())).delete()
    for model, kind in ((StudyGroup, "groups"), (Organization, "organizations")):
        keys = set(made.get(kind, ()))
        model.objects.filter(pk__in=keys - _hung(model, keys)).delete()


def _hung(model, keys, *, except_for=()):
    """Those of the keys that some row names."""
    named = set()
    for pointer in pointers(model):
        if pointer.model not in except_for:
            named |= _named(pointer.model, pointer.name, keys)
    return named


def _named(model, name, keys, **conditions):
    rows = model._base_manager.filter(**{f"{name}__in": keys}, **conditions)
    return {key if isinstance(key, int) else str(key) for key in rows.values_list(name, flat=True)}
