"""Erasing what is private of a person: nothing of it is left in any table, everything else is."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from cohorts.models import (
    Absence,
    ActivationSlip,
    CohortRole,
    Disclosure,
    Enrollment,
    HalfDay,
    Person,
    PrivateDetails,
    Role,
    RosterExport,
    RosterImport,
    RosterImportRow,
    User,
)
from cohorts.models.erasing import erase_private
from tests.factories import make_cohort, make_person, make_staff, make_user

pytestmark = pytest.mark.django_db

CANARIES = ["19912345678", "canary@example.cn", "f" * 64, "765X", "金丝雀族", "金丝雀党", "金丝雀学历", "1971-11",
            "金丝雀备注", "金丝雀病假", "canary-account@example.cn", "canary-old@example.cn", "c" * 64]  # fmt: skip


@pytest.fixture
def cohort():
    return make_cohort()


def known(cohort, **fields):
    """A trainee of whom everything private is known, in every place where it is kept."""
    account = make_user(email="canary-account@example.cn")
    person = make_person(user=account, **fields)
    PrivateDetails.objects.create(
        person=person, gender="female", birth="1971-11", mobile="19912345678", email="canary@example.cn",
        ethnicity="金丝雀族", party="金丝雀党", education="金丝雀学历", id_number_digest="f" * 64, id_number_tail="765X",
    )  # fmt: skip
    place = Enrollment.objects.create(
        cohort=cohort, person=person, number=7, organization_name="云州大学", title="教授", remark="金丝雀备注",
        mobile_shared=True, email_shared=True, imported={"mobile": "c" * 64},
    )  # fmt: skip
    day = HalfDay.objects.create(cohort=cohort, day=date(2026, 3, 2), half="1")
    Absence.objects.create(half_day=day, enrollment=place, kind="sick", remark="金丝雀病假", by=make_user())
    file = RosterImport.objects.create(cohort=cohort)
    changes = {"email": ["canary-old@example.cn", "canary@example.cn"], "mobile": ["", "19912345678"]}
    RosterImportRow.objects.create(roster_import=file, action="update", person=person, changes=changes)
    RosterImportRow.objects.create(roster_import=file, action="update", enrollment=place, changes=changes)
    return place


def found():
    """The canaries that stand in some column of some table."""
    cells = "\n".join(
        str(value)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
        for value in row
    )
    return [canary for canary in CANARIES if canary in cells]


def test_nothing_of_it_is_left_in_any_table(cohort):
    place = known(cohort)
    assert found() == CANARIES
    erase_private(place.person, by=make_user())
    assert found() == []


def test_what_was_taught_and_registered_stays(cohort):
    place, by = known(cohort, name="林听澜"), make_user()
    Disclosure.objects.create(cohort=cohort, person=place.person, by=by, reason="核对")
    erase_private(place.person, by=by)
    place = Enrollment.objects.get()
    assert (place.person.name, place.person.user.is_active, place.number, place.organization_name, place.title) == (
        "林听澜", True, 7, "云州大学", "教授"
    )  # fmt: skip
    assert (place.mobile_shared, place.email_shared) == (False, False)
    assert [Absence.objects.get().kind, Disclosure.objects.get().reason] == ["sick", "核对"]
    assert RosterImportRow.objects.count() == 2


def test_another_persons_stays_as_it_is(cohort):
    known(cohort)
    other = known(make_cohort())
    erase_private(Person.objects.exclude(pk=other.person_id).get(), by=make_user())
    assert found() == CANARIES
    other.refresh_from_db()
    assert (other.mobile_shared, PrivateDetails.objects.get().person) == (True, other.person)


def test_slips_not_yet_used_go_and_used_ones_stay(cohort):
    place, by = known(cohort), make_user()
    later = timezone.now() + timedelta(days=7)
    for digest, used_at in (("a", None), ("b", timezone.now())):
        ActivationSlip.objects.create(
            cohort=cohort, user=place.person.user, digest=digest, made_by=by, expires=later, used_at=used_at
        )
    erase_private(place.person, by=by)
    assert [slip.digest for slip in ActivationSlip.objects.all()] == ["b"]


def test_an_account_with_rights_keeps_its_own_address(cohort):
    place = known(cohort)
    CohortRole.objects.create(cohort=make_cohort(), user=place.person.user, role=Role.EDITOR)
    erase_private(place.person, by=make_user())
    assert found() == ["canary-account@example.cn"]


def test_it_is_on_record_who_erased(cohort):
    place, by = known(cohort), make_user()
    erase_private(place.person, by=by)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.change_message) == (
        by,
        str(place.person_id),
        "个人信息已清除",
    )


def address(person):
    return reverse("admin:cohorts_person_erase", args=[person.pk])


def test_a_tick_erases_and_looking_does_not(client, cohort):
    place = known(cohort)
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    page = client.get(address(place.person)).content.decode()
    assert [canary for canary in CANARIES if canary in page] == []
    answer = client.post(address(place.person))
    assert set(answer.context["form"].errors) == {"sure"}
    assert found() == CANARIES
    answer = client.post(address(place.person), {"sure": "on"})
    assert answer.url == reverse("admin:cohorts_person_change", args=[place.person_id])
    assert found() == []


def both(client, person):
    return [client.get(address(person)).status_code, client.post(address(person), {"sure": "on"}).status_code]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SIGNATORY])
def test_other_staff_find_no_such_page(client, cohort, role):
    place = known(cohort)
    user = make_staff(cohort, role)
    CohortRole.objects.create(user=user, cohort=make_cohort(), role=Role.ORGANIZER)
    client.force_login(user)
    assert both(client, place.person) == [404, 404]
    assert found() == CANARIES


def test_who_studies_elsewhere_too_or_nowhere_is_erased_by_superusers_only(client, cohort):
    place, guest = known(cohort), make_person()
    Enrollment.objects.create(cohort=make_cohort(program=cohort.program), person=place.person)
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    assert [both(client, person) for person in (place.person, guest)] == [[404, 404]] * 2
    assert found() == CANARIES
    client.force_login(User.objects.create_superuser("admin"))
    assert [both(client, person) for person in (place.person, guest)] == [[200, 302]] * 2
    assert found() == []


@pytest.mark.parametrize(("elsewhere", "leads"), [(False, True), (True, False)])
def test_the_person_leads_there_whom_it_is_open_to(client, cohort, elsewhere, leads):
    place = known(cohort)
    if elsewhere:
        Enrollment.objects.create(cohort=make_cohort(program=cohort.program), person=place.person)
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    page = client.get(reverse("admin:cohorts_person_change", args=[place.person_id])).content.decode()
    assert (address(place.person) in page) is leads
    private = reverse("admin:cohorts_cohort_private", args=[cohort.pk, place.pk])
    assert (address(place.person) in client.get(private).content.decode()) is leads


def test_a_register_of_exports_is_none_of_it(cohort):
    place = known(cohort)
    RosterExport.objects.create(cohort=cohort, rows=1, columns=["name", "mobile"])
    erase_private(place.person, by=make_user())
    assert RosterExport.objects.get().columns == ["name", "mobile"]
