"""The organizers' page of accounts: how each trainee stands, and slips for those ticked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import ActivationSlip, CohortRole, Enrollment, Role, StudyGroup, User
from tests.factories import enroll, make_cohort, make_slip, make_staff, make_trainee, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort(name="云州市第8期培训班")


@pytest.fixture
def organizer(client, cohort):
    user = make_staff(cohort, Role.ORGANIZER)
    client.force_login(user)
    return user


def address(cohort):
    return reverse("admin:cohorts_cohort_accounts", args=[cohort.pk])


def make(client, cohort, *rows):
    return client.post(address(cohort), {"trainees": [row.pk for row in rows]})


def codes(response):
    return re.findall(r"/a/([0-9A-Z-]{14})/", response.content.decode())


def test_whoever_has_no_account_is_ticked_already(client, cohort, organizer):
    lacking, having = enroll(cohort), enroll(cohort, "周岚", user=make_user())
    form = client.get(address(cohort)).context["form"]
    assert (form["trainees"].value(), sorted(form.rows)) == (
        [str(lacking.pk)],
        sorted([str(lacking.pk), str(having.pk)]),
    )


def test_the_sheet_holds_what_each_needs_and_leads_in(client, cohort, organizer):
    group = StudyGroup.objects.create(cohort=cohort, number=2, name="第二组")
    response = make(client, cohort, enroll(cohort, group=group), enroll(cohort, "周岚"))
    page = response.content.decode()
    sheet = page.partition('class="sheet"')[2]
    words = (
        "云州市第8期培训班",
        "林听澜",
        "第二组",
        "lintinglan",
        "周岚",
        "zhoulan",
        f"{timezone.localdate() + timedelta(days=14):%Y-%m-%d}",
    )
    assert [word for word in words if word not in page] == []
    assert (len(re.findall(r'class="picture"[^>]*><svg', page)), "style=" in sheet, len(codes(response))) == (
        2,
        False,
        2,
    )
    assert "no-store" in response["Cache-Control"]
    for code, name in zip(codes(response), ("林听澜", "周岚"), strict=True):
        assert name in client.get(reverse("activate", args=[code])).content.decode()


def test_the_codes_are_shown_once_only(client, cohort, organizer):
    (code,) = codes(make(client, cohort, enroll(cohort)))
    assert code not in client.get(address(cohort)).content.decode()


def test_eight_stand_on_a_sheet(client, cohort, organizer):
    response = make(client, cohort, *[enroll(cohort) for _one in range(9)])
    assert [len(sheet) for sheet in response.context["sheets"]] == [8, 1]


def test_a_new_slip_for_a_forgotten_password_replaces_the_old_one(client, cohort, organizer):
    user = make_user()
    row = enroll(cohort, user=user)
    (old,) = codes(make(client, cohort, row))
    (new,) = codes(make(client, cohort, row))
    assert [client.get(reverse("activate", args=[code])).status_code for code in (old, new)] == [404, 200]
    assert Enrollment.objects.get(pk=row.pk).person.user == user


def states(client, cohort):
    page = client.get(address(cohort)).content.decode()
    rows = re.findall(r'<th scope="row">(.*?)</tr>', page, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]


def test_how_each_account_stands(client, cohort, organizer):
    now = timezone.now()
    users = {name: make_user(username=name) for name in ("never", "lately", "fresh", "stale", "shut")}
    for name in ("never", "lately", "shut"):
        users[name].set_password("shan-hai-2026")
    for name in ("fresh", "stale"):
        users[name].set_unusable_password()
    users["lately"].last_login, users["shut"].is_active = now, False
    for name, user in users.items():
        user.save()
        enroll(cohort, f"学员{name}", user=user)
    make_slip(user=users["fresh"], cohort=cohort)
    make_slip(user=users["stale"], cohort=cohort, expires=now)
    enroll(cohort, "学员none")
    day = f"{timezone.localdate() + timedelta(days=14):%Y-%m-%d}"
    assert states(client, cohort) == [
        "学员never never 已激活 尚未登录",
        f"学员lately lately 已激活 最近登录 {timezone.localtime(now):%Y-%m-%d %H:%M}",
        f"学员fresh fresh 未激活 激活单有效期至 {day}",
        "学员stale stale 未激活 无有效激活单",
        "学员shut shut 已被管理员停用",
        "学员none 无账号",
    ]


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_who_works_in_the_office_gets_no_slip(client, cohort, organizer, role, where):
    user = make_user()
    CohortRole.objects.create(cohort=cohort if where == "here" else make_cohort(), user=user, role=role)
    refused(client, cohort, enroll(cohort, user=user), "在编辑部任职")


def refused(client, cohort, row, why=""):
    """No tick is offered, and one that is forged makes nothing."""
    before = (User.objects.count(), ActivationSlip.objects.count())
    response = make(client, cohort, row)
    assert set(response.context["form"].errors) == {"trainees"}
    assert (User.objects.count(), ActivationSlip.objects.count()) == before
    page = client.get(address(cohort)).content.decode()
    assert (f'value="{row.pk}"' in page, why in page) == (False, True)


def test_nor_does_a_superuser_or_a_closed_account(client, cohort, organizer):
    refused(client, cohort, enroll(cohort, user=make_user(is_superuser=True)), "在编辑部任职")
    refused(client, cohort, enroll(cohort, user=make_user(is_active=False)), "已被管理员停用")


def test_nor_who_left_or_studies_in_another_class_only(client, cohort, organizer):
    refused(client, cohort, enroll(cohort, left="2026-09-01"))
    refused(client, cohort, enroll(make_cohort()))


def test_who_studies_in_anothers_class_too_is_an_administrators(client, cohort, organizer):
    row, other = enroll(cohort), make_cohort()
    Enrollment.objects.create(cohort=other, person=row.person)
    refused(client, cohort, row, "同时在别的班学习")
    CohortRole.objects.create(cohort=other, user=organizer, role=Role.ORGANIZER)
    assert len(codes(make(client, cohort, row))) == 1


def test_a_superuser_makes_slips_for_them(client, cohort):
    client.force_login(make_user(is_superuser=True))
    row = enroll(cohort)
    Enrollment.objects.create(cohort=make_cohort(), person=row.person)
    assert len(codes(make(client, cohort, row))) == 1


@pytest.mark.parametrize("keys", [[], [""], ["x"], ["\0"], ["9" * 40], ["-1"]])
def test_nonsense_ticks_nobody(client, cohort, organizer, keys):
    enroll(cohort)
    response = client.post(address(cohort), {"trainees": keys})
    assert set(response.context["form"].errors) == {"trainees"}
    assert ActivationSlip.objects.count() == 0


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SIGNATORY])
def test_other_staff_find_no_such_page(client, cohort, role):
    row = enroll(cohort)
    client.force_login(make_staff(cohort, role))
    assert [client.get(address(cohort)).status_code, make(client, cohort, row).status_code] == [404, 404]


def test_nor_do_organizers_of_other_classes(client, cohort, organizer):
    other = make_cohort()
    row = enroll(other)
    CohortRole.objects.create(cohort=other, user=organizer, role=Role.EDITOR)
    assert [client.get(address(other)).status_code, make(client, other, row).status_code] == [404, 404]
    assert ActivationSlip.objects.count() == 0


def test_an_empty_roster_says_what_comes_first(client, cohort, organizer):
    assert "请先导入名册" in client.get(address(cohort)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_however_many(
    client, cohort, organizer, count, django_assert_num_queries
):
    for _one in range(count):
        make_slip(user=make_trainee(cohort), cohort=cohort)
        enroll(cohort)
    with django_assert_num_queries(6):
        client.get(address(cohort))
