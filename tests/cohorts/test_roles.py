"""CohortRole is the one place where rights are written; the backend reads it."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser, Group, Permission

from briefings.models import Edition, Step, Version
from cohorts.backends import ROLE_PERMISSIONS, CohortRoleBackend
from cohorts.models import CohortRole, Person, Role, User
from tests.factories import (
    enroll,
    make_cohort,
    make_issue,
    make_organization,
    make_person,
    make_photo,
    make_published,
    make_series,
    make_staff,
    make_trainee,
    make_user,
)

pytestmark = pytest.mark.django_db

RECORDS = "forum session talk speaker comment quote".split()
READING = "view_issue view_version view_step view_edition view_photo view_series " + " ".join(
    f"view_{record}" for record in RECORDS
)
WRITING = " ".join(f"{verb}_{record}" for verb in ("add", "change", "delete") for record in RECORDS)
PEOPLE = "view_organization view_person view_cohort view_enrollment view_partybranch view_appointment"
# What the design grants, written out by hand.
GRANTED = {
    "editor": {
        "briefings": f"{READING} {WRITING} add_issue change_issue delete_issue add_photo change_photo"
        " add_series change_series",
        "cohorts": f"{PEOPLE} add_organization add_person",
    },
    "reviewer": {"briefings": READING, "cohorts": PEOPLE},
    "signatory": {"briefings": READING, "cohorts": PEOPLE},
    "organizer": {
        "briefings": "",
        "cohorts": f"{PEOPLE} view_studygroup add_enrollment change_enrollment delete_enrollment add_appointment"
        " change_appointment delete_appointment add_studygroup change_studygroup delete_studygroup"
        " add_partybranch change_partybranch delete_partybranch add_organization change_organization"
        " add_person change_person change_cohort"
        " view_halfday add_halfday change_halfday delete_halfday view_absence add_absence change_absence delete_absence"
        " view_privatedetails change_privatedetails reveal_privatedetails view_rosterimport add_rosterimport"
        " view_rosterexport add_rosterexport view_activationslip add_activationslip view_disclosure",
    },
}


def granted(*roles):
    return {
        f"{app}.{name}" for role in roles for app, names in GRANTED[role].items() for name in names.split()
    }


@pytest.mark.parametrize("role", Role.values)
def test_what_a_role_grants(role):
    cohort = make_cohort()
    assert make_staff(cohort, role).get_all_permissions() == granted(role)
    assert make_staff(cohort, role).get_all_permissions(cohort) == granted(role)


@pytest.mark.parametrize("role", Role.values)
def test_every_right_named_is_one_of_djangos(role):
    known = {
        f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")
    }
    assert ROLE_PERMISSIONS[role] - known == set()


def test_every_role_has_its_rights():
    assert sorted(ROLE_PERMISSIONS) == sorted(Role.values)


def test_roles_add_up_within_a_cohort():
    cohort = make_cohort()
    user = make_staff(cohort, Role.ORGANIZER)
    CohortRole.objects.create(cohort=cohort, user=user, role=Role.REVIEWER)
    assert user.get_all_permissions() == granted("organizer", "reviewer")


def test_a_role_counts_in_its_own_cohort_only():
    own, other = make_cohort(), make_cohort()
    user = make_staff(own, Role.EDITOR)
    CohortRole.objects.create(cohort=other, user=user, role=Role.REVIEWER)
    assert user.get_all_permissions(own) == granted("editor")
    assert user.get_all_permissions(other) == granted("reviewer")
    assert user.get_all_permissions(make_cohort()) == set()


def things_of(cohort):
    """Something of every kind that belongs to a cohort."""
    issue = make_published(make_issue(make_series(cohort)))
    return [
        cohort,
        issue,
        issue.series,
        make_photo(cohort),
        Edition.objects.get(issue=issue),
        Version.objects.filter(issue=issue).first(),
        Step.objects.filter(issue=issue).first(),
        enroll(cohort),
    ]


def test_a_thing_belongs_to_its_cohort():
    own, other = make_cohort(), make_cohort()
    user = make_staff(own, Role.REVIEWER)
    assert [user.has_perm("briefings.view_issue", thing) for thing in things_of(own)] == [True] * 8
    assert [user.has_perm("briefings.view_issue", thing) for thing in things_of(other)] == [False] * 8


def test_what_belongs_to_the_whole_house_asks_for_a_role_anywhere():
    user = make_staff(make_cohort(), Role.ORGANIZER)
    assert [
        user.has_perm("cohorts.change_person", thing) for thing in (make_person(), make_organization())
    ] == [
        True,
        True,
    ]
    assert not make_staff(make_cohort(), Role.EDITOR).has_perm("cohorts.change_person", make_person())


def nobodies():
    cohort = make_cohort()
    inactive = make_staff(cohort, Role.EDITOR, is_active=False)
    grouped = make_user()
    grouped.groups.add(group := Group.objects.create(name="编辑"))
    group.permissions.set(Permission.objects.all())
    permitted = make_user()
    permitted.user_permissions.set(Permission.objects.all())
    return {
        "anonymous": AnonymousUser(),
        "stranger": make_user(),
        "trainee": make_trainee(cohort),
        "inactive editor": inactive,
        "inactive superuser": make_user(is_superuser=True, is_active=False),
        "is_staff only": make_user(is_staff=True),
        "in a group": grouped,
        "with rights of their own": permitted,
    }


@pytest.mark.parametrize(
    "kind",
    ["anonymous", "stranger", "trainee", "inactive editor", "inactive superuser", "is_staff only", "in a group",
     "with rights of their own"],
)  # fmt: skip
def test_nobody_else_has_any_right(kind):
    user = nobodies()[kind]
    assert (
        user.get_all_permissions(),
        user.has_perm("briefings.view_issue"),
        user.has_module_perms("briefings"),
    ) == (
        set(),
        False,
        False,
    )


@pytest.mark.parametrize(
    ("role", "modules"), [("editor", [True, True]), ("organizer", [False, True]), ("reviewer", [True, True])]
)
def test_the_rooms_a_role_opens(role, modules):
    user = make_staff(make_cohort(), role)
    assert [user.has_module_perms(app) for app in ("briefings", "cohorts")] == modules
    assert not user.has_module_perms("auth")


def test_a_superuser_may_everything():
    user = make_user(is_superuser=True)
    assert user.has_perm("briefings.delete_edition", make_published())
    assert user.has_role(make_cohort().pk, Role.SIGNATORY)


def test_who_holds_which_role():
    own, other = make_cohort(), make_cohort()
    user = make_staff(own, Role.EDITOR)
    CohortRole.objects.create(cohort=other, user=user, role=Role.SIGNATORY)
    assert [
        user.has_role(own.pk, Role.EDITOR),
        user.has_role(own.pk, Role.SIGNATORY),
        user.has_role(own.pk),
    ] == [
        True,
        False,
        True,
    ]
    assert (user.cohorts_with(Role.SIGNATORY), sorted(user.cohorts_with())) == (
        [other.pk],
        sorted([own.pk, other.pk]),
    )


def test_roles_are_read_once(django_assert_num_queries):
    cohort = make_cohort()
    user = User.objects.get(pk=make_staff(cohort).pk)
    with django_assert_num_queries(1):
        for _again in range(3):
            user.has_perm("briefings.view_issue", cohort)
            user.has_role(cohort.pk)


def test_signing_in_is_djangos_own():
    user = make_user(username="lin")
    user.set_password("山海之间2026")
    user.save()
    assert authenticate(username="lin", password="山海之间2026") == user
    assert authenticate(username="lin", password="x") is None
    assert CohortRoleBackend().get_user(user.pk) == user


@pytest.mark.parametrize(
    ("fields", "person", "shown"),
    [
        ({"username": "lin"}, None, "lin"),
        ({"username": "lin", "last_name": "林", "first_name": "听澜"}, None, "林听澜"),
        ({"username": "lin", "last_name": "林"}, "周岚", "周岚"),
    ],
)
def test_the_name_credits_print(fields, person, shown):
    user = make_user(**fields)
    if person:
        Person.objects.create(name=person, user=user)
    assert User.objects.get(pk=user.pk).display_name == shown
