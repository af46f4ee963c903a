"""A cohort and the rosters that are imported into it, for tests of what the database holds afterwards."""

from cohorts.importing.arriving import arrive
from cohorts.importing.planning import plan_of
from cohorts.importing.writing import apply
from cohorts.models import Enrollment, PrivateDetails
from tests.cohorts.roster.files import csv, xlsx

HEADINGS = ("序号", "姓名", "单位", "职务", "组别", "班级职务", "手机", "身份证号")
SOUND, OTHER_SOUND = "11010519491231002X", "440524188001010014"
MOBILES = [f"1380013800{n}" for n in range(10)]
PLACE = ("number", "organization_name", "title", "remark", "left")


def roster(*rows, headings=HEADINGS, name="名册.csv"):
    """(bytes, name) of rows, each a text of cells between blanks; “-” is a blank cell."""
    cells = [["" if cell == "-" else cell for cell in row.split(" ")] for row in rows]
    headings = headings.split(" ") if isinstance(headings, str) else headings
    if name.endswith(".csv"):
        return csv([headings, *cells]), name
    return xlsx([headings, *cells]), name


def checked(cohort, *rows, choices=None, by=None, **given):
    """An import that waits to be looked over."""
    arrived = arrive(cohort, *roster(*rows, **given), by)
    arrived.choices = choices or {}
    arrived.save(update_fields=["choices"])
    return arrived


def imported(cohort, *rows, skip_errors=False, **given):
    """An import that was applied."""
    found = checked(cohort, *rows, **given)
    apply(found, plan_of(found).digest, skip_errors=skip_errors)
    found.refresh_from_db()
    return found


def counts(cohort, *rows, **given):
    """What importing would do: {action: rows}, those that are none left out; nothing is kept."""
    found = checked(cohort, *rows, **given)
    made = plan_of(found)
    found.delete()
    return {action: number for action, number in made.counts.items() if number}


def state(cohort):
    """All that an import may write of a cohort's people, in plain words."""
    return {
        "places": sorted(
            (str(one.person_id), one.person.name, one.group and one.group.name, *(getattr(one, name) for name in PLACE),
             one.organization and one.organization.name)
            for one in Enrollment.objects.filter(cohort=cohort).select_related("person", "group", "organization")
        ),
        "details": sorted(
            tuple(getattr(one, field.attname) or "" for field in PrivateDetails._meta.concrete_fields if field.attname != "person_id")
            for one in PrivateDetails.objects.filter(person__enrollments__cohort=cohort)
            if any(getattr(one, field.attname) for field in PrivateDetails._meta.concrete_fields if field.attname != "person_id")
        ),
        "terms": sorted(
            (one.enrollment.person.name, one.post, one.group and one.group.number, str(one.since), str(one.until))
            for one in cohort.appointments.select_related("enrollment__person", "group")
        ),
        "groups": sorted(cohort.groups.values_list("number", "name")),
    }  # fmt: skip


def place(cohort, name):
    return Enrollment.objects.select_related("person", "group").get(cohort=cohort, person__name=name)


def details(cohort, name):
    return place(cohort, name).person.private
