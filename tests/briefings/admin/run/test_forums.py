"""The admin of forums: their list, basic data, guests and deletion."""

import pytest
from django.urls import reverse

from briefings.models import Forum, Session, Speaker, Talk
from cohorts.models import Affiliation, StudyGroup
from tests.briefings.admin.run.asking import address, billed, keynote
from tests.factories import (
    make_cohort,
    make_forum,
    make_issue,
    make_organization,
    make_person,
    make_series,
    make_session,
    make_speaker,
    make_talk,
)

pytestmark = pytest.mark.django_db


WHEN = {"starts": "2026-03-05T14:00", "ends": ""}


def test_a_forum_is_recorded_with_its_usual_sessions(desk, forum):
    data = WHEN | {"cohort": forum.cohort_id, "name": "学员论坛", "theme": "新论坛", "usual": "on"}
    answer = desk.post(reverse("admin:briefings_forum_add"), data)
    fresh = Forum.objects.get(theme="新论坛")
    assert answer.url == address(fresh)
    assert fresh.sessions.count() == 5
    desk.post(reverse("admin:briefings_forum_add"), data | {"theme": "又一个", "usual": ""})
    assert not Forum.objects.get(theme="又一个").sessions.exists()


def test_whoever_serves_one_cohort_needs_not_choose_it(desk, forum):
    form = desk.get(reverse("admin:briefings_forum_add")).context["adminform"].form
    assert form["cohort"].value() == forum.cohort_id


def test_the_group_on_duty_is_of_the_same_cohort(desk, forum):
    own, foreign = (
        StudyGroup.objects.create(cohort=each, number=1, name="一组")
        for each in (forum.cohort, make_cohort())
    )
    data = WHEN | {"cohort": forum.cohort_id, "name": "学员论坛", "theme": "新论坛"}
    for group in (foreign, own):
        desk.post(reverse("admin:briefings_forum_add"), data | {"duty_group": group.pk})
    assert list(Forum.objects.filter(theme="新论坛").values_list("duty_group", flat=True)) == [own.pk]


def test_no_forum_is_recorded_in_another_cohort(desk):
    data = WHEN | {"cohort": make_cohort().pk, "name": "学员论坛", "theme": "新论坛"}
    desk.post(reverse("admin:briefings_forum_add"), data)
    assert not Forum.objects.filter(theme="新论坛").exists()


def rows(*guests):
    """What the form of a forum sends of its guests."""
    data = {"speakers-TOTAL_FORMS": len(guests), "speakers-INITIAL_FORMS": 0}
    return data | {
        f"speakers-{n}-{name}": value for n, guest in enumerate(guests) for name, value in guest.items()
    }


def test_guests_are_billed_on_the_forums_own_page_and_speakers_elsewhere_stay(desk, forum):
    make_speaker(Talk.objects.get(title="一"))
    person = make_person(name="周岚")
    Affiliation.objects.create(person=person, organization=make_organization(name="云州大学"), title="院长")
    data = WHEN | {"name": "学员论坛", "theme": "改", "gallery_heading": "风采", "revision": 0}
    page = address(forum, "change")
    answer = desk.post(
        page, data | rows({"role": "commentator", "person": str(person.pk), "protocol_order": 1})
    )
    assert answer.url == address(forum)
    assert billed(Speaker.objects.filter(talk=None)) == [(person, "云州大学", "院长", "周岚")]
    desk.post(page, data | {"revision": 1} | rows({"role": "speaker", "name": "甲"}))
    assert Speaker.objects.count() == 2
    [guests] = desk.get(page).context["inline_admin_formsets"]
    assert [form.instance.name for form in guests.formset.initial_forms] == ["周岚"]


def test_a_forum_keeps_its_cohort_and_its_sessions(desk, forum):
    data = WHEN | {"name": "学员论坛", "theme": "改", "gallery_heading": "风采", "revision": 0} | rows()
    desk.post(address(forum, "change"), data | {"cohort": make_cohort().pk, "usual": "on"})
    assert Session.objects.count() == 2
    assert Forum.objects.values_list("cohort", "theme").get() == (forum.cohort_id, "改")


def test_a_forum_with_a_briefing_is_not_deleted_and_that_is_said(desk, forum):
    make_issue(make_series(forum.cohort), forum=forum)
    answer = desk.post(address(forum, "delete"), {"post": "yes"})
    assert answer.context["protected"]
    assert Forum.objects.exists()


@pytest.mark.parametrize("field", ["starts", "ends"])
def test_a_forum_of_the_year_one_is_no_forum(desk, forum, field):
    data = {"cohort": forum.cohort_id, "name": "论坛", "theme": "实干", "starts": "2026-09-11T14:00"}
    answer = desk.post(reverse("admin:briefings_forum_add"), data | {field: "0001-01-01T00:00"})
    assert list(answer.context["adminform"].form.errors)[:1] == [field]


@pytest.mark.parametrize("talks", [1, 9])
def test_a_forums_deletion_is_asked_for_with_as_many_queries(desk, forum, talks, django_assert_num_queries):
    for _n in range(talks):
        make_speaker(make_talk(keynote(forum)))
    page = reverse("admin:briefings_forum_delete", args=[forum.pk])
    with django_assert_num_queries(14):
        assert desk.get(page).status_code == 200


def test_a_forum_without_one_is_deleted_with_its_records(desk, forum):
    make_speaker(Talk.objects.get(title="一"))
    desk.post(address(forum, "delete"), {"post": "yes"})
    assert not Forum.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(desk, forum, count, django_assert_num_queries):
    for _n in range(count - 1):
        other = make_forum(forum.cohort)
        make_talk(make_session(other))
        make_issue(make_series(forum.cohort), forum=other)
    with django_assert_num_queries(11):
        page = desk.get(reverse("admin:briefings_forum_changelist"))
    assert address(forum) in page.content.decode()


def test_the_list_counts_talks_and_names_the_briefing(desk, forum):
    issue = make_issue(make_series(forum.cohort), forum=forum, theme="简报")
    page = desk.get(reverse("admin:briefings_forum_changelist"))
    assert [(each.talk_count, list(each.issues.all())) for each in page.context["cl"].result_list] == [
        (2, [issue])
    ]
