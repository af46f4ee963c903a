"""The registers: read by the organizers of a cohort, written by nobody."""

import pytest
from django.urls import reverse

from cohorts.models import Disclosure, Role, RosterExport, User
from tests.factories import make_cohort, make_person, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


def exported(cohort, by, **fields):
    return RosterExport.objects.create(
        **{"cohort": cohort, "by": by, "rows": 36, "columns": ["name", "mobile", "left", "房号"]} | fields
    )


def disclosed(cohort, by, **fields):
    return Disclosure.objects.create(
        **{"cohort": cohort, "person": make_person(), "by": by, "reason": "核对"} | fields
    )


REGISTERS = {"rosterexport": exported, "disclosure": disclosed}


def listed(client, name, **query):
    answer = client.get(reverse(f"admin:cohorts_{name}_changelist"), query)
    return list(answer.context["cl"].result_list)


@pytest.mark.parametrize("name", REGISTERS)
def test_an_organizer_reads_those_of_the_own_cohort_superusers_all(client, cohort, name):
    organizer = make_staff(cohort, Role.ORGANIZER)
    own, foreign = REGISTERS[name](cohort, organizer), REGISTERS[name](make_cohort(), organizer)
    client.force_login(organizer)
    assert listed(client, name) == [own]
    client.force_login(User.objects.create_superuser("admin"))
    assert listed(client, name) == [foreign, own]


@pytest.mark.parametrize("name", REGISTERS)
def test_nobody_writes_in_them(client, cohort, name):
    row = REGISTERS[name](cohort, make_staff(cohort, Role.ORGANIZER))
    before = type(row).objects.values().get()
    client.force_login(User.objects.create_superuser("admin"))
    pages = [reverse(f"admin:cohorts_{name}_{page}", args=[row.pk]) for page in ("change", "delete")]
    pages.append(reverse(f"admin:cohorts_{name}_add"))
    assert [client.post(page, {"post": "yes", "reason": "改"}).status_code for page in pages] == [403] * 3
    action = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    client.post(reverse(f"admin:cohorts_{name}_changelist"), action)
    assert type(row).objects.values().get() == before


def test_an_export_says_its_columns_and_whether_numbers_were_in_full(client, cohort):
    organizer = make_staff(cohort, Role.ORGANIZER)
    exported(cohort, organizer, unmasked=True, purpose="报到通知")
    client.force_login(organizer)
    page = client.get(reverse("admin:cohorts_rosterexport_changelist")).content.decode()
    assert ["姓名、手机、离班日期、房号" in page, ">完整<" in page, "报到通知" in page, ">36<" in page] == [
        True
    ] * 4


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", REGISTERS)
def test_a_list_costs_the_same_however_long(client, cohort, name, count, django_assert_max_num_queries):
    organizer = make_staff(cohort, Role.ORGANIZER)
    for _n in range(count):
        REGISTERS[name](cohort, make_staff(cohort))
    client.force_login(organizer)
    with django_assert_max_num_queries(8):
        assert len(listed(client, name)) == count
