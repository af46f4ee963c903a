"""The page of a cohort's groups: proposals that write nothing, their taking, and seating by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Appointment, Enrollment, Post, PrivateDetails, Role, StudyGroup
from cohorts.models.regrouping import Proposal
from cohorts.roster.values import group_name, group_number
from tests.factories import make_cohort, make_organization, make_person, make_staff

pytestmark = pytest.mark.django_db
WISH = {"number": 2, "seed": 1, "colleagues": "on", "genders": "on", "stay": "on"}


@pytest.fixture
def cohort():
    cohort = make_cohort()
    for number in (1, 2):
        StudyGroup.objects.create(cohort=cohort, number=number, name=group_name(number))
    return cohort


@pytest.fixture
def organizer(cohort, client):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


def enroll(cohort, group=None, **fields):
    person = make_person(name=fields.pop("name", "林听澜"))
    if gender := fields.pop("gender", ""):
        PrivateDetails.objects.create(person=person, gender=gender)
    at = cohort.groups.get(number=group) if group else None
    return Enrollment.objects.create(cohort=cohort, person=person, group=at, **fields)


def address(cohort):
    return reverse("admin:cohorts_cohort_groups", args=[cohort.pk])


def numbers(cohort):
    """{name: number of the group}"""
    return dict(cohort.enrollments.values_list("person__name", "group__number"))


def said(response):
    return [str(message) for message in response.context["messages"]]


def adopt(client, cohort, **wish):
    asked = client.get(address(cohort), WISH | wish)
    sent = asked.context["asked"] | {"do": "adopt", "digest": asked.context["proposal"].digest}
    return lambda: client.post(address(cohort), sent, follow=True)


def seat(trainee, group, was):
    return {
        f"{trainee.pk}-group": group.pk if group else "",
        f"{trainee.pk}-was": was.pk if was else "",
    }


def test_a_proposal_shows_who_sits_where_and_writes_nothing(organizer, cohort):
    place = make_organization()
    enroll(cohort, name="甲一", organization=place, organization_name="旧名", gender="male")
    enroll(cohort, name="甲二", organization_name=place.name, gender="female")
    enroll(cohort, name="甲三", organization_name=place.name)
    response = organizer.get(address(cohort), WISH)
    tables = response.context["tables"]
    assert sorted(len(table.seats) for table in tables) == [1, 2]
    assert response.context["meeting"] == 2
    full = max(tables, key=lambda table: len(table.seats))
    names = [str(trainee) for trainee, _colleagues in full.seats]
    assert [colleagues for _trainee, colleagues in full.seats] == [[names[1]], [names[0]]]
    assert f"与{names[1]}同单位" in response.text
    assert "仍有 2 名学员" in response.text
    assert numbers(cohort) == {"甲一": None, "甲二": None, "甲三": None}


def test_organizations_and_genders_are_dealt_apart(organizer, cohort):
    for n in range(4):
        enroll(
            cohort,
            name=f"某{'甲乙丙丁'[n]}",
            organization_name=f"{n % 2}所",
            gender=("male", "female")[n // 2],
        )
    adopt(organizer, cohort)()
    for number in (1, 2):
        seated = cohort.enrollments.filter(group__number=number)
        assert set(seated.values_list("organization_name", flat=True)) == {"0所", "1所"}
        assert set(seated.values_list("person__private__gender", flat=True)) == {"male", "female"}


def test_what_is_taken_is_what_was_shown_and_missing_groups_are_made(organizer, cohort):
    for name in "赵钱孙":
        enroll(cohort, name=f"{name}一")
    take = adopt(organizer, cohort, number=3)
    shown = organizer.get(address(cohort), WISH | {"number": 3}).context["tables"]
    wanted = {str(trainee): table.group.number for table in shown for trainee, _met in table.seats}
    response = take()
    assert numbers(cohort) == wanted
    assert list(cohort.groups.values_list("number", "name")) == [(1, "第一组"), (2, "第二组"), (3, "第三组")]
    assert said(response) == ["已采用这个分组，共 3 名学员。"]


def test_no_group_is_deleted_by_fewer(organizer, cohort):
    enroll(cohort, group=2, name="赵一")
    response = organizer.get(address(cohort), WISH | {"number": 1})
    assert "第二组将没有学员" in response.text
    adopt(organizer, cohort, number=1)()
    assert numbers(cohort) == {"赵一": 1}
    assert cohort.groups.count() == 2


def test_a_cohort_that_changed_meanwhile_is_proposed_anew(organizer, cohort):
    enroll(cohort, name="赵一")
    take = adopt(organizer, cohort)
    enroll(cohort, name="钱二")
    response = take()
    assert response.status_code == 409
    assert "没有写入" in response.text
    assert numbers(cohort) == {"赵一": None, "钱二": None}
    assert sum(len(table.seats) for table in response.context["tables"]) == 2


def test_somebody_moved_by_hand_is_a_change_too(organizer, cohort):
    trainee = enroll(cohort, name="赵一")
    take = adopt(organizer, cohort)
    Enrollment.objects.filter(pk=trainee.pk).update(group=cohort.groups.get(number=2))
    assert take().status_code == 409
    assert numbers(cohort) == {"赵一": 2}


def test_leaders_stay_unless_told_otherwise(cohort):
    for n in range(12):
        enroll(cohort, name=f"某{n}".replace("0", "零"), group=1)
    leader = cohort.enrollments.first()
    Appointment.objects.create(
        cohort=cohort, enrollment=leader, post=Post.GROUP_LEADER, group=cohort.groups.get(number=1)
    )
    wish = {"number": 2, "colleagues": True, "genders": True}
    kept = {Proposal(cohort, seed=seed, stay=True, **wish).dealt[leader.pk] for seed in range(1, 9)}
    free = {Proposal(cohort, seed=seed, stay=False, **wish).dealt[leader.pk] for seed in range(1, 9)}
    assert kept == {0}
    assert free == {0, 1}


def test_who_left_and_other_cohorts_are_not_dealt(organizer, cohort):
    enroll(cohort, name="赵一", left="2026-01-01")
    other = enroll(make_cohort(), name="钱二")
    adopt(organizer, cohort)()
    other.refresh_from_db()
    assert numbers(cohort) == {"赵一": None}
    assert other.group is None


def test_another_seed_is_a_link_away(organizer, cohort):
    response = organizer.get(address(cohort), WISH)
    assert "seed=2" in response.context["again"]
    again = organizer.get(f"{address(cohort)}?{response.context['again']}")
    assert again.context["asked"] == {
        "number": 2,
        "colleagues": True,
        "genders": True,
        "stay": True,
        "seed": 2,
    }


@pytest.mark.parametrize(
    "nonsense",
    [
        {"number": "0"},
        {"number": "31"},
        {"number": "9" * 40},
        {"number": "\0"},
        {"seed": "-1"},
        {"number": ""},
    ],
)
def test_a_nonsensical_wish_is_said_and_nothing_proposed(organizer, cohort, nonsense):
    enroll(cohort, name="赵一")
    response = organizer.get(address(cohort), WISH | nonsense)
    assert response.context["wish"].errors.keys() == nonsense.keys()
    assert "errorlist" in response.text
    refused = organizer.post(address(cohort), WISH | nonsense | {"do": "adopt"})
    assert refused.status_code == 400
    assert numbers(cohort) == {"赵一": None}


def test_seats_names_and_a_new_group_are_saved_by_hand(organizer, cohort):
    first, second = cohort.groups.order_by("number")
    moved, kept = enroll(cohort, group=1, name="赵一"), enroll(cohort, group=1, name="钱二")
    out = enroll(cohort, group=2, name="孙三")
    sent = seat(moved, second, first) | seat(kept, first, first) | seat(out, None, second)
    sent |= {f"group-{first.pk}-name": "实干组", f"group-{first.pk}-was": "第一组", "new": "机动组"}
    response = organizer.post(address(cohort), sent, follow=True)
    assert numbers(cohort) == {"赵一": 2, "钱二": 1, "孙三": None}
    assert list(cohort.groups.values_list("number", "name")) == [(1, "实干组"), (2, "第二组"), (3, "机动组")]
    assert said(response) == ["已保存 4 处修改。"]


def test_what_somebody_else_moved_meanwhile_stays_and_is_said(organizer, cohort):
    first, second = cohort.groups.order_by("number")
    theirs, mine = enroll(cohort, group=2, name="赵一"), enroll(cohort, group=1, name="钱二")
    sent = seat(theirs, first, None) | seat(mine, second, first)
    response = organizer.post(address(cohort), sent, follow=True)
    assert numbers(cohort) == {"赵一": 2, "钱二": 2}
    assert [words[:12] for words in said(response)] == ["赵一刚被他人调到“第二组", "已保存 1 处修改。"]


def test_what_was_left_alone_here_never_undoes_what_others_did(organizer, cohort):
    trainee = enroll(cohort, group=2, name="赵一")
    response = organizer.post(address(cohort), seat(trainee, None, None), follow=True)
    assert numbers(cohort) == {"赵一": 2}
    assert said(response) == ["没有改动。"]


def test_a_name_given_meanwhile_stays(organizer, cohort):
    first = cohort.groups.get(number=1)
    sent = {f"group-{first.pk}-name": "我的组", f"group-{first.pk}-was": "从前组"}
    response = organizer.post(address(cohort), sent, follow=True)
    first.refresh_from_db()
    assert first.name == "第一组"
    assert said(response) == ["这个小组刚被他人改名为“第一组”，已保留对方的名称。"]


def test_foreign_groups_and_trainees_are_refused_without_change(organizer, cohort):
    other = make_cohort()
    foreign = StudyGroup.objects.create(cohort=other, number=1, name="外组")
    stranger, own = enroll(other, name="外人"), enroll(cohort, group=1, name="赵一")
    first = cohort.groups.get(number=1)
    assert organizer.post(address(cohort), seat(own, foreign, first)).status_code == 400
    organizer.post(address(cohort), seat(stranger, first, None))
    organizer.post(address(cohort), {f"group-{foreign.pk}-name": "改", f"group-{foreign.pk}-was": "外组"})
    foreign.refresh_from_db()
    assert (numbers(cohort), numbers(other), foreign.name) == ({"赵一": 1}, {"外人": None}, "外组")


@pytest.mark.parametrize("nonsense", ["\0", "9" * 40, "x"])
def test_one_wrong_row_and_nothing_is_written(organizer, cohort, nonsense):
    first, second = cohort.groups.order_by("number")
    good, bad = enroll(cohort, group=1, name="赵一"), enroll(cohort, group=1, name="钱二")
    sent = seat(good, second, first) | {f"{bad.pk}-group": nonsense, f"{bad.pk}-was": first.pk}
    assert organizer.post(address(cohort), sent).status_code == 400
    assert numbers(cohort) == {"赵一": 1, "钱二": 1}


def test_a_blank_name_is_refused_in_words(organizer, cohort):
    first = cohort.groups.get(number=1)
    sent = {f"group-{first.pk}-name": " ", f"group-{first.pk}-was": "第一组", "new": "长" * 21}
    response = organizer.post(address(cohort), sent)
    assert response.status_code == 400
    assert response.text.count("errorlist") == 2
    assert list(cohort.groups.values_list("name", flat=True)) == ["第一组", "第二组"]


@pytest.fixture
def astray(cohort):
    """A leader of the first group who sits in the second."""
    trainee = enroll(cohort, group=2, name="赵一")
    first = cohort.groups.get(number=1)
    return Appointment.objects.create(cohort=cohort, enrollment=trainee, post=Post.GROUP_LEADER, group=first)


def test_a_leader_who_sits_elsewhere_is_named_and_the_term_ended(organizer, cohort, astray):
    assert "赵一仍任第一组组长" in organizer.get(address(cohort)).text
    sent = {"do": "end-term", "appointment": astray.pk}
    assert said(organizer.post(address(cohort), sent, follow=True)) == ["赵一的任期已于今日结束。"]
    astray.refresh_from_db()
    assert astray.until == timezone.localdate()
    assert "仍任" not in organizer.get(address(cohort)).text


def test_a_term_does_not_end_before_it_begins(organizer, cohort, astray):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Appointment.objects.filter(pk=astray.pk).update(since=tomorrow)
    organizer.post(address(cohort), {"do": "end-term", "appointment": astray.pk})
    astray.refresh_from_db()
    assert astray.until == tomorrow


@pytest.mark.parametrize("nonsense", ["", "x", "\0", "9" * 40])
def test_no_other_term_can_be_ended_here(organizer, cohort, nonsense):
    seated = enroll(cohort, group=1, name="赵一")
    first = cohort.groups.get(number=1)
    term = Appointment.objects.create(cohort=cohort, enrollment=seated, post=Post.GROUP_LEADER, group=first)
    for key in (term.pk, nonsense):
        response = organizer.post(address(cohort), {"do": "end-term", "appointment": key}, follow=True)
        assert said(response) == ["这个任期已经结束，或组长已回到本组，无须处理。"]
    term.refresh_from_db()
    assert term.until is None


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow_with_the_cohort(organizer, cohort, people, django_assert_num_queries):
    rows = [enroll(cohort, group=1, name=f"赵{'一二三'[n]}", organization_name="一所") for n in range(people)]
    first, second = cohort.groups.order_by("number")
    with django_assert_num_queries(9):
        organizer.get(address(cohort))
    with django_assert_num_queries(9):
        organizer.get(address(cohort), WISH)
    sent = {}
    for row in rows:
        sent |= seat(row, second, first)
    with django_assert_num_queries(11):
        organizer.post(address(cohort), sent)


def test_groups_are_named_as_roster_files_write_them():
    assert [group_name(number) for number in (1, 10, 11, 20, 32)] == [
        "第一组",
        "第十组",
        "第十一组",
        "第二十组",
        "第三十二组",
    ]
    assert [group_number(group_name(number)) for number in range(1, 100)] == list(range(1, 100))
