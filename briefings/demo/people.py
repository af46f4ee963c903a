"""The demo's cohorts, trainees, guests and accounts, from people.json."""

import json
from datetime import date
from pathlib import Path

from cohorts.models import (
    Affiliation,
    Appointment,
    Cohort,
    CohortRole,
    Enrollment,
    Organization,
    PartyBranch,
    Person,
    PrivateDetails,
    Program,
    Role,
    StudyGroup,
    User,
)

DATA = json.loads(Path(__file__).with_name("people.json").read_text(encoding="utf-8"))
PASSWORD = "qingshan-2026"

# username: surname, given name, role in both cohorts
STAFF = {
    "editor": ("许", "闻溪", Role.EDITOR),
    "reviewer1": ("韩", "立言", Role.REVIEWER),
    "reviewer2": ("白", "若谷", Role.REVIEWER),
    "reviewer3": ("苏", "敬之", Role.REVIEWER),
    "signatory": ("顾", "清和", Role.SIGNATORY),
    "organizer": ("骆", "晓棠", Role.ORGANIZER),
}


def load():
    """Create everybody. Returns {cohort number: Cohort}."""
    program = Program.objects.create(**DATA["program"])
    institutes = {
        entry["name"]: Organization.objects.create(name=entry["name"], short_name=entry["short_name"])
        for entry in DATA["organizations"]
    }
    cohorts = {entry["number"]: _cohort(program, entry, institutes) for entry in DATA["cohorts"]}
    for guest in DATA["guests"]:
        Affiliation.objects.create(
            person=Person.objects.create(name=guest["name"]),
            organization=institutes.get(guest["organization"])
            or Organization.objects.get_or_create(name=guest["organization"])[0],
            title=guest["title"],
        )
    _accounts(cohorts)
    return cohorts


def _cohort(program, entry, institutes):
    cohort = Cohort.objects.create(
        program=program,
        number=entry["number"],
        name=entry["name"],
        short_name=entry["short_name"],
        slug=entry["slug"],
        starts=date.fromisoformat(entry["starts"]),
        ends=date.fromisoformat(entry["ends"]),
        class_hours=360,
    )
    PartyBranch.objects.create(cohort=cohort, name=entry["branch"])
    groups = {
        number: StudyGroup.objects.create(cohort=cohort, number=number, name=name)
        for number, name in enumerate(entry["groups"], start=1)
    }
    enrolled = {}
    for member in entry["members"]:
        enrolled.setdefault(
            member["name"],
            Enrollment.objects.create(
                cohort=cohort,
                person=Person.objects.create(name=member["name"]),
                group=groups[member["group"]],
                number=member["number"],
                organization=institutes[member["organization"]],
                organization_name=member["organization"],
                title=member["title"],
            ),
        )
    PrivateDetails.objects.bulk_create(
        _details(member, place, cohort)
        for member, place in zip(entry["members"], cohort.enrollments.order_by("pk"), strict=True)
    )
    for post in entry["posts"]:
        Appointment.objects.create(
            cohort=cohort,
            enrollment=enrolled[post["name"]],
            post=post["post"],
            group=groups.get(post.get("group")),
            since=cohort.starts,
        )
    return cohort


def _details(member, place, cohort):
    """Invented: no mobile number begins with 100."""
    n = member["number"]
    return PrivateDetails(
        person_id=place.person_id,
        gender=member["gender"],
        birth=f"{1979 + n * 7 % 12}-{1 + n * 5 % 12:02}",
        party="中共党员",
        education="博士研究生" if n % 3 else "硕士研究生",
        mobile=f"100{cohort.number:02}{n:06}" if n % 13 else "",
    )


def _accounts(cohorts):
    User.objects.create_superuser("admin", password=PASSWORD, last_name="系统", first_name="管理员")
    for username, (surname, given, role) in STAFF.items():
        user = User.objects.create_user(username, password=PASSWORD, last_name=surname, first_name=given)
        CohortRole.objects.bulk_create(
            CohortRole(cohort=cohort, user=user, role=role) for cohort in cohorts.values()
        )
    for number, cohort in cohorts.items():
        enrollment = cohort.enrollments.first()
        enrollment.person.user = User.objects.create_user(f"trainee{number}", password=PASSWORD)
        enrollment.person.save(update_fields=["user"])


def sign_ins():
    """[(username, what it is)] of the demo's accounts."""
    staff = [
        (username, f"{Role(role).label}（{surname}{given}）")
        for username, (surname, given, role) in STAFF.items()
    ]
    trainees = [
        (f"trainee{entry['number']}", f"{entry['short_name']}学员（{entry['members'][0]['name']}）")
        for entry in DATA["cohorts"]
    ]
    return [*staff, *trainees, ("admin", "系统管理员")]
