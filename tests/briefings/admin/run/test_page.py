"""A forum's page: its whole run, what it lacks, who may see it."""

import pytest
from django.urls import reverse

from briefings.models import Session, Speaker, Talk
from cohorts.models import Affiliation, Role
from tests.briefings.admin.run.asking import address, change, enroll, keynote, ref, shape, table
from tests.factories import (
    make_cohort,
    make_comment,
    make_forum,
    make_issue,
    make_organization,
    make_quote,
    make_series,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_run_in_its_order_and_what_is_lacking(desk, forum):
    make_talk(keynote(forum), title="三", html="")
    make_comment(keynote(forum), talk=Talk.objects.get(title="一"))
    make_quote(table(forum))
    missing, waiting = "缺稿", shape(desk.get(address(forum)))[1][1][0][2]
    assert waiting
    assert shape(desk.get(address(forum))) == [
        (
            keynote(forum).heading,
            [("talk", "一", ""), ("talk", "二", ""), ("talk", "三", missing), ("comment", "", "")],
        ),
        (table(forum).heading, [("quote", "先蹲下，再看湖。", waiting)]),
    ]


def test_guests_stand_in_protocol_order_apart_from_moderators_of_a_session(desk, forum):
    for name, order in (("丙", None), ("乙", 2), ("甲", 1)):
        Speaker.objects.create(forum=forum, role="guest", name=name, protocol_order=order)
    Speaker.objects.create(session=table(forum), role="moderator", name="丁")
    shown = desk.get(address(forum)).context["run"]
    assert [one.row.name for one in shown.guests] == ["甲", "乙", "丙"]
    assert [one.row.name for one in shown.parts[1].moderators] == ["丁"]


def test_the_preview_is_the_document_that_composing_would_make(desk, forum):
    answer = desk.get(address(forum, "preview"))
    headings = [section.heading for section in answer.context["document"].sections]
    assert headings == ["编者按", forum.name, keynote(forum).heading, forum.gallery_heading]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("talks", [1, 40])
def test_the_page_asks_as_often_whatever_its_length(client, talks, django_assert_num_queries):
    cohort = make_cohort()
    forum = make_forum(cohort)
    session = make_session(forum)
    for n in range(talks):
        person = enroll(cohort, "林听澜")
        Affiliation.objects.create(person=person, organization=make_organization())
        talk = make_talk(session, title=f"题{n}")
        make_speaker(talk, person=person)
        make_comment(session, talk=talk, person=person)
        make_quote(session)
    make_issue(make_series(cohort), forum=forum)
    client.force_login(make_staff(cohort))
    with django_assert_num_queries(15):
        client.get(address(forum))
    client.force_login(make_staff(cohort, Role.REVIEWER))
    with django_assert_num_queries(11):
        client.get(address(forum))


def test_todays_post_stands_beside_the_one_billed(desk, forum):
    person = enroll(forum.cohort, "林听澜")
    speaker = make_speaker(Talk.objects.get(title="一"), person=person, organization="旧研究所")
    page = desk.get(address(forum))
    assert [one.today for one in page.context["run"].parts[0].talks[0].people] == ["云州路桥集团工程师"]
    assert reverse("admin:briefings_speaker_rebill", args=[speaker.pk]) in page.content.decode()


# who may


def test_those_who_may_only_look_get_the_page_without_controls(client, forum):
    client.force_login(make_staff(forum.cohort, Role.REVIEWER))
    page = client.get(address(forum))
    assert [part.forms for part in page.context["run"].parts] == [[], []]
    assert 'name="do"' not in page.content.decode()
    assert change(client, forum, do="delete", row=ref(keynote(forum))).status_code == 404
    assert Session.objects.count() == 2


@pytest.mark.parametrize("page", ["run", "preview", "arrange"])
def test_others_find_nothing_there(client, forum, page):
    for account in (make_staff(make_cohort()), make_staff(forum.cohort, Role.ORGANIZER)):
        client.force_login(account)
        assert client.get(address(forum, page)).status_code == 404
        assert client.post(address(forum, page), {"do": "approve-all"}).status_code == 404


def test_arranging_is_never_a_get(desk, forum):
    assert desk.get(address(forum, "arrange") + "?do=approve-all").status_code == 405
    assert desk.post(address(forum)).status_code == 405
