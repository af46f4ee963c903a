"""A cohort on one page: what it shows to whom, and posts given and taken back there."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import (
    Appointment,
    Enrollment,
    PartyBranch,
    Post,
    PrivateDetails,
    Role,
    RosterExport,
    RosterImport,
    StudyGroup,
)
from tests.factories import make_cohort, make_organization, make_person, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort(starts=date(2026, 3, 9))


@pytest.fixture
def organizer(client, cohort):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


def enroll(cohort, name="林听澜", *, birth="", gender="", mobile="", **fields):
    person = make_person(name=name)
    PrivateDetails.objects.create(person=person, birth=birth, gender=gender, mobile=mobile)
    return Enrollment.objects.create(cohort=cohort, person=person, **fields)


def page(client, cohort):
    return client.get(reverse("admin:cohorts_cohort_overview", args=[cohort.pk]))


def post(client, cohort, name, *more, **data):
    return client.post(reverse(f"admin:cohorts_cohort_{name}", args=[cohort.pk, *more]), data)


def said(client, cohort):
    return [str(message) for message in page(client, cohort).context["messages"]]


def figures(client, cohort):
    return [figure for _what, figure in page(client, cohort).context["figures"]]


def charts(client, cohort):
    return [
        [count for _label, count, _width in bars] for _what, bars in page(client, cohort).context["charts"]
    ]


def test_an_organizer_sees_the_cohort_in_figures(organizer, cohort):
    group = StudyGroup.objects.create(cohort=cohort, number=1, name="一组")
    institute = make_organization()
    enroll(cohort, "甲", birth="1986-03", gender="female", mobile="13800000000", organization=institute)
    enroll(cohort, "乙", birth="1984-03", gender="male", organization=institute, group=group)
    enroll(cohort, "丙", left=date(2026, 4, 1), gender="male")
    assert figures(organizer, cohort) == [2, 1, 1, 1, 1, 0, 1, 1, 1, "41.0"]


def test_others_get_no_private_figure_and_no_private_finding(client, cohort):
    enroll(cohort, "甲", birth="1986-03", gender="female", organization_name="云州路桥集团")
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    for_organizers = [each.sentence for each in page(client, cohort).context["findings"]]
    client.force_login(make_staff(cohort, Role.EDITOR))
    assert figures(client, cohort) == [1, 0, 1, 0, 1, 0]
    for_editors = [each.sentence for each in page(client, cohort).context["findings"]]
    assert len(set(for_organizers) - set(for_editors)) == 1


def test_small_segments_are_for_organizers_only(client, cohort):
    for n in range(9):
        enroll(cohort, f"甲{n}", birth="1986-03", gender="male" if n < 6 else "female")
    enroll(cohort, "乙", birth="1970-03", organization_name="云州水务局")
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    assert charts(client, cohort) == [[1, 9], [6, 3, 1], [0, 9, 0, 0, 1]]
    client.force_login(make_staff(cohort, Role.REVIEWER))
    assert charts(client, cohort) == [[6, 4]]  # elsewhere all ten would be others, which says nothing


def test_a_number_or_an_identity_is_on_no_ones_page(organizer, cohort):
    trainee = enroll(cohort, mobile="13812345678", birth="1986-03")
    PrivateDetails.objects.filter(person=trainee.person).update(
        email="a@example.org", id_number_digest="f" * 64, id_number_tail="406X"
    )
    text = page(organizer, cohort).content.decode()
    assert [secret for secret in ("13812345678", "a@example.org", "406X", "1986-03") if secret in text] == []


def test_what_came_in_and_went_out_is_for_organizers_only(client, cohort):
    by = make_staff(cohort, Role.ORGANIZER, username="hua")
    RosterImport.objects.create(cohort=cohort, by=by, file_name="名册三月.xlsx", counts={"create": 38})
    RosterExport.objects.create(cohort=cohort, by=by, rows=38)
    client.force_login(by)
    text = page(client, cohort).content.decode()
    assert "名册三月.xlsx" in text
    assert page(client, cohort).context["exports"][0].rows == 38
    client.force_login(make_staff(cohort, Role.SIGNATORY))
    assert "名册三月.xlsx" not in page(client, cohort).content.decode()
    assert "exports" not in page(client, cohort).context


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_the_database_as_often_whatever_its_length(
    organizer, cohort, count, django_assert_num_queries
):
    PartyBranch.objects.create(cohort=cohort, name="临时党支部")
    by = make_staff(cohort, Role.ORGANIZER)
    for n in range(count):
        group = StudyGroup.objects.create(cohort=cohort, number=n + 1, name=f"第{n}组")
        trainee = enroll(cohort, f"甲{n}", group=group, organization=make_organization())
        Appointment.objects.create(cohort=cohort, enrollment=trainee, post="group_leader", group=group)
        Appointment.objects.create(cohort=cohort, enrollment=trainee, post="monitor", until=date(2026, 4, 1))
        enroll(cohort, f"乙{n}", left=date(2026, 4, 1))
        RosterImport.objects.create(cohort=cohort, by=by, file_name="a.xlsx")
        RosterExport.objects.create(cohort=cohort, by=by, rows=1)
    with django_assert_num_queries(11):
        page(organizer, cohort)


def test_every_finding_leads_to_a_place_on_the_page(organizer, cohort):
    empty = StudyGroup.objects.create(cohort=cohort, number=1, name="一组")
    full = StudyGroup.objects.create(cohort=cohort, number=2, name="二组")
    for n in range(4):
        enroll(cohort, f"甲{n}", group=full)
    text = page(organizer, cohort).content.decode()
    leads = [each.anchor for each in page(organizer, cohort).context["findings"] if not each.people]
    posts = ["branch_secretary", "monitor"]
    leaders = [f"group_leader-{group.pk}" for group in (empty, full)]
    assert leads == ["committee", *posts, *leaders, f"group-{full.pk}"]
    assert [
        anchor for anchor in leads if f'id="{anchor}"' not in text or f'href="#{anchor}"' not in text
    ] == []


def test_an_organizer_gives_a_vacant_post(organizer, cohort):
    trainee = enroll(cohort)
    post(organizer, cohort, "appoint", post="monitor", enrollment=trainee.pk, since="2026-03-10")
    term = Appointment.objects.get()
    assert (term.cohort, term.enrollment, term.post, term.group) == (cohort, trainee, "monitor", None)
    assert (term.since, term.until) == (date(2026, 3, 10), None)


def test_a_group_gets_a_leader_of_its_own_only(organizer, cohort):
    group = StudyGroup.objects.create(cohort=cohort, number=1, name="一组")
    inside, outside = enroll(cohort, "甲", group=group), enroll(cohort, "乙")
    data = {"post": "group_leader", "group": group.pk, "since": "2026-03-10"}
    post(organizer, cohort, "appoint", enrollment=outside.pk, **data)
    assert not Appointment.objects.exists()
    post(organizer, cohort, "appoint", enrollment=inside.pk, **data)
    assert Appointment.objects.get().enrollment == inside


def test_a_post_that_is_held_stays_with_its_holder(organizer, cohort):
    held = Appointment.objects.create(cohort=cohort, enrollment=enroll(cohort, "甲"), post="monitor")
    post(organizer, cohort, "appoint", post="monitor", enrollment=enroll(cohort, "乙").pk, since="2026-03-10")
    assert list(Appointment.objects.all()) == [held]
    assert len(said(organizer, cohort)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"post": "emperor"}, {"post": "\0"}, {"post": ""}, {"enrollment": "9" * 20}, {"enrollment": "9" * 5000},
        {"enrollment": "\0"}, {"enrollment": ""}, {"group": "x"}, {"group": "9" * 20}, {"since": "soon"}, {"since": "\0"},
        {"post": "group_leader"},
    ],
)  # fmt: skip
def test_nonsense_gives_no_post_and_says_so(organizer, cohort, wrong):
    data = {"post": "monitor", "enrollment": enroll(cohort).pk, "since": "2026-03-10"} | wrong
    assert post(organizer, cohort, "appoint", **data).status_code == 302
    assert not Appointment.objects.exists()
    assert len(said(organizer, cohort)) >= 1


def test_strangers_and_those_who_left_get_no_post(organizer, cohort):
    for trainee in (enroll(make_cohort()), enroll(cohort, left=date(2026, 4, 1))):
        post(organizer, cohort, "appoint", post="monitor", enrollment=trainee.pk, since="2026-03-10")
    assert not Appointment.objects.exists()


def test_relieving_ends_the_term_today_and_keeps_it_as_history(organizer, cohort):
    term = Appointment.objects.create(
        cohort=cohort, enrollment=enroll(cohort), post="monitor", since=date(2026, 3, 9)
    )
    post(organizer, cohort, "dismiss", term.pk)
    term.refresh_from_db()
    assert term.until == timezone.localdate()
    assert [each.pk for each in page(organizer, cohort).context["roll"].past] == [term.pk]


def test_relieving_twice_keeps_the_first_day(organizer, cohort):
    term = Appointment.objects.create(
        cohort=cohort, enrollment=enroll(cohort), post="monitor", until=date(2026, 4, 1)
    )
    post(organizer, cohort, "dismiss", term.pk)
    term.refresh_from_db()
    assert term.until == date(2026, 4, 1)


def test_a_term_of_another_cohort_is_not_there(organizer, cohort):
    other = make_cohort()
    term = Appointment.objects.create(cohort=other, enrollment=enroll(other), post="monitor")
    assert post(organizer, cohort, "dismiss", term.pk).status_code == 404
    assert post(organizer, other, "dismiss", term.pk).status_code == 404
    term.refresh_from_db()
    assert term.until is None


def test_those_who_are_not_organizers_find_no_form(client, cohort):
    Appointment.objects.create(cohort=cohort, enrollment=enroll(cohort), post=Post.MONITOR)
    enroll(cohort, left=date(2026, 4, 1))
    client.force_login(make_staff(cohort, Role.EDITOR))
    own = f"/admin/cohorts/cohort/{cohort.pk}/"
    assert re.findall(f'action="{own}[^"]*"', page(client, cohort).content.decode()) == []
