"""The pages to print: a roster, a sheet to sign, cards to fold, a list of contacts."""

import re

import pytest
from django.urls import reverse

from cohorts.models import Role
from tests.factories import make_person, make_staff

pytestmark = pytest.mark.django_db
CHOSEN = {"output": "page", "order": "number", "columns": ["number", "name", "group", "title"]}


@pytest.fixture
def printed(client, cohort):
    """printed(kind, …) → the page."""
    client.force_login(make_staff(cohort, Role.ORGANIZER))

    def asked(kind, **sent):
        address = reverse("admin:cohorts_cohort_export", args=[cohort.pk])
        answer = client.get(client.post(address, CHOSEN | {"kind": kind, "purpose": "存档"} | sent).url)
        assert "no-store" in answer["Cache-Control"]
        return answer.content.decode()

    return asked


def rows(page):
    """The texts of the table's rows."""
    lines = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL) for line in lines]


def title(page):
    return re.search("<h1[^>]*>(.*?)</h1>", page)[1]


def test_a_roster_is_printed_under_its_title_with_names_spread(printed):
    page = printed("roster")
    assert title(page) == "云州市第9期培训班学员名册"
    assert rows(page) == [
        ["序号", "姓名", "组别", "职务"],
        ["1", "罗书衡", "第二组", "副部长"],
        ["2", "单一川", "第一组", "副部长"],
        ["", "邓　立", "", "副部长"],
    ]


def test_a_roster_by_groups_has_a_heading_for_each(printed):
    assert rows(printed("roster", by_group="on")) == [
        ["序号", "姓名", "职务"],
        ["第一组 <small>1 人</small>"],
        ["2", "单一川", "副部长"],
        ["第二组 <small>1 人</small>"],
        ["1", "罗书衡", "副部长"],
        ["未分组 <small>1 人</small>"],
        ["", "邓　立", "副部长"],
    ]


def test_a_sheet_to_sign_has_a_column_for_each_half_day(printed):
    page = printed("sign-in", first_day="2026-11-24", last_day="2026-11-25", halves=["1", "2"])
    days = ["11月24日 上午", "11月24日 下午", "11月25日 上午", "11月25日 下午"]
    assert (title(page), rows(page)[0]) == ("云州市第9期培训班签到表", ["序号", "姓名", "单位", *days])
    assert rows(page)[1] == ["1", "罗书衡", "云州市科技馆", "", "", "", ""]


def test_a_sheet_without_days_has_one_column_to_sign_in(printed):
    assert rows(printed("sign-in"))[0] == ["序号", "姓名", "单位", "签名"]


def test_a_card_has_the_name_twice_and_once_for_those_who_listen(printed):
    cards = re.findall(
        r'class="card (n\d+)"><p aria-hidden="true">(.*?)</p><p>(.*?)</p>', printed("name-cards")
    )
    assert cards == [("n3", "罗书衡", "罗书衡"), ("n3", "单一川", "单一川"), ("n3", "邓　立", "邓　立")]


def test_a_list_of_contacts_is_by_group_masked_and_for_internal_use(printed):
    page = printed("contacts")
    assert "仅限内部使用" in page
    assert rows(page)[:3] == [
        ["姓名", "单位", "职务", "手机", "邮箱"],
        ["第一组 <small>1 人</small>"],
        ["单一川", "云州市科技馆", "副部长", "139****1234", "s***@example.cn"],
    ]


def test_names_and_titles_are_text_on_the_page(printed, cohort):
    cohort.enrollments.create(person=make_person(name="<b>甲</b>"), title="<script>alert(1)</script>")
    page = printed("roster")
    assert ("<script" in page, "&lt;script&gt;alert(1)&lt;/script&gt;" in page) == (False, True)


@pytest.mark.parametrize("more", [0, 6])
@pytest.mark.parametrize("kind", ["roster", "sign-in", "name-cards", "contacts"])
def test_a_page_asks_as_many_queries_whatever_its_length(
    client, cohort, kind, more, django_assert_num_queries
):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    for _each in range(more):
        cohort.enrollments.create(person=make_person())
    address = reverse("admin:cohorts_cohort_export", args=[cohort.pk])
    fetched = client.post(address, CHOSEN | {"kind": kind, "purpose": "存档"}).url
    with django_assert_num_queries(7):
        assert client.get(fetched).content.count(b"\xe6\x9e\x97\xe5\x90\xac\xe6\xbe\x9c") in (more, 2 * more)
