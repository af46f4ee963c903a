"""One person's appearances on their page, and the button that brings a billing up to date."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from briefings.models import ArticleByline, Speaker, Visibility
from cohorts.models import Affiliation, Appointment, CohortRole, Enrollment, Person, Role
from tests.factories import (
    make_article,
    make_cohort,
    make_comment,
    make_forum,
    make_issue,
    make_organization,
    make_person,
    make_published,
    make_quote,
    make_series,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort(starts=(timezone.now() - timedelta(days=400)).date())


@pytest.fixture
def editor(client, cohort):
    client.force_login(make_staff(cohort))
    return client


def shown(client, person):
    """The appearances on somebody's page."""
    return client.get(reverse("admin:cohorts_person_change", args=[person.pk])).context["appearances"]


def appear(person, cohort):
    """Everywhere one can: a talk, a comment, a quote, a draft, a published issue, the roster, a post."""
    place = Enrollment.objects.create(
        person=person, cohort=cohort, organization_name="云州路桥集团", title="工程师"
    )
    days = iter(range(100, 0, -10))

    def session():
        return make_session(make_forum(cohort, starts=timezone.now() - timedelta(days=next(days)), ends=None))

    make_speaker(make_talk(session(), title="桥墩的体温"), person=person, organization="", name="")
    make_comment(session(), person=person, name=person.name, title="")
    make_quote(session(), person=person, name=person.name)
    series = make_series(cohort, review_stages=0)
    for title in ("山海之间", "刊出的"):
        issue = make_issue(series, date=timezone.localdate() - timedelta(days=next(days)))
        ArticleByline.objects.create(
            article=make_article(issue, title=title), person=person, name=person.name
        )
    make_published(issue)
    since = timezone.localdate() - timedelta(days=next(days))
    Appointment.objects.create(cohort=cohort, enrollment=place, post="deputy_monitor", since=since)
    return issue


def test_a_page_shows_every_appearance_newest_first(editor, cohort):
    person = make_person()
    issue = appear(person, cohort)
    rows = shown(editor, person)
    assert [row.what for row in rows] == [
        "副班长",
        "刊出的",
        "山海之间",
        "先蹲下，再看湖。",
        "【主旨演讲】",
        "桥墩的体温",
        str(cohort),
    ]
    assert [row.edition for row in rows if row.edition] == [reverse("issue", args=[issue.slug])]
    assert rows[1].edition
    talk = person.speakers.get()
    assert rows[5].address == reverse("admin:briefings_forum_run", args=[talk.forum.pk])
    assert rows[5].billed == "云州路桥集团工程师 林听澜"


def test_an_edition_that_outlives_its_article_is_shown_where_readers_find_it(editor, cohort):
    person = make_person()
    issue = appear(person, cohort)
    issue.sections.all().delete()
    row = next(row for row in shown(editor, person) if row.what == "刊出的")
    assert row.address == reverse("issue", args=[issue.slug])


def test_other_cohorts_appearances_are_not_shown(editor, cohort):
    person = make_person()
    appear(person, cohort)
    mine = shown(editor, person)
    issue = appear(person, make_cohort())
    issue.set_visibility(Visibility.PUBLIC)
    assert shown(editor, person) == mine


def test_organizers_see_places_and_posts_not_drafts(client, cohort):
    person = make_person()
    appear(person, cohort)
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    assert [row.what for row in shown(client, person)] == ["副班长", "刊出的", str(cohort)]


def test_a_new_post_is_a_gray_hint_beside_the_billing(editor, cohort):
    person = make_person()
    appear(person, cohort)
    assert [row.today for row in shown(editor, person) if row.today] == []
    Affiliation.objects.create(
        person=person,
        organization=make_organization(name="云州大学"),
        title="教授",
        since=timezone.localdate(),
    )
    rows = shown(editor, person)
    assert [(row.what, row.today) for row in rows if row.today] == [
        ("【主旨演讲】", "云州大学教授"),
        ("桥墩的体温", "云州大学教授"),
    ]
    page = editor.get(reverse("admin:cohorts_person_change", args=[person.pk])).content.decode()
    assert page.count("云州大学教授") >= 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_often_one_appears(editor, cohort, count, django_assert_num_queries):
    person = make_person()
    appear(person, cohort)
    place = person.enrollments.get()
    for _n in range(count - 1):
        session = make_session(make_forum(cohort))
        make_speaker(make_talk(session), person=person)
        make_comment(session, person=person)
        make_quote(session, person=person)
        issue = make_issue(make_series(cohort, review_stages=0))
        ArticleByline.objects.create(article=make_article(issue), person=person, name="林听澜")
        make_published(issue)
        Appointment.objects.create(cohort=cohort, enrollment=place, post="deputy_monitor")
    target = reverse("admin:cohorts_person_change", args=[person.pk])
    ContentType.objects.get_for_models(Person)  # Django asks once a process
    with django_assert_num_queries(15):
        editor.get(target)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_counts_appearances_one_may_see(editor, cohort, count, django_assert_num_queries):
    for n in range(count):
        person = make_person(name=f"甲{n}")
        appear(person, cohort)
        make_speaker(make_talk(), person=person)
    target = reverse("admin:cohorts_person_changelist")
    with django_assert_num_queries(9):
        answer = editor.get(target)
    assert [person.appearing for person in answer.context["cl"].result_list] == [5] * count


def test_the_list_finds_people_by_where_they_work_or_studied_from(editor, cohort):
    place = make_organization(name="云州大学", short_name="云大")
    place.aliases.create(name="云州学院")
    Affiliation.objects.create(person=make_person(name="甲"), organization=place, title="教授")
    Enrollment.objects.create(
        person=make_person(name="乙"), cohort=cohort, organization_name="云州大学附属医院"
    )
    make_person(name="丙")

    def found(words):
        answer = editor.get(reverse("admin:cohorts_person_changelist"), {"q": words})
        return [str(person) for person in answer.context["cl"].result_list]

    assert sorted(found("云州大学")) == sorted("甲乙")
    assert found("云州学院") == found("云大") == ["甲"]
    assert found("丙") == ["丙"]


def billed(cohort, **fields):
    """Somebody billed with a post they no longer have."""
    person = make_person()
    Affiliation.objects.create(person=person, organization=make_organization(name="云州大学"), title="校长")
    return make_speaker(
        make_talk(make_session(make_forum(cohort))), person=person, organization="云州大学", title="院长"
    )


def press(client, row):
    return client.post(reverse(f"admin:briefings_{row._meta.model_name}_rebill", args=[row.pk]))


def test_the_button_bills_todays_post_and_says_what_it_was(editor, cohort):
    row = billed(cohort)
    answer = press(editor, row)
    assert answer.url == reverse("admin:briefings_forum_run", args=[row.forum.pk])
    (message,) = map(str, get_messages(answer.wsgi_request))
    assert "院长" in message
    assert "校长" in message
    row.refresh_from_db()
    assert row.title == "校长"


def test_a_comment_has_the_button_too(editor, cohort):
    speaker = billed(cohort)
    comment = make_comment(speaker.talk.session, person=speaker.person, title="院长")
    assert press(editor, comment).url == reverse("admin:briefings_forum_run", args=[speaker.forum.pk])
    comment.refresh_from_db()
    assert (comment.name, comment.title) == ("林听澜", "校长")


def test_the_button_is_noticed_by_whoever_has_the_talk_open(editor, cohort):
    row = billed(cohort)
    press(editor, row)
    row.talk.refresh_from_db()
    assert row.talk.revision == 1


def test_looking_at_the_address_changes_nothing(editor, cohort):
    row = billed(cohort)
    assert editor.get(reverse("admin:briefings_speaker_rebill", args=[row.pk])).status_code == 405
    row.refresh_from_db()
    assert row.title == "院长"


def test_where_nothing_differs_the_button_says_so(editor, cohort):
    row = billed(cohort)
    press(editor, row)
    (message,) = [str(each) for each in get_messages(press(editor, row).wsgi_request)][-1:]
    assert "校长" in message


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SIGNATORY, Role.ORGANIZER])
def test_who_may_not_change_the_row_finds_no_button(client, cohort, role):
    row = billed(cohort)
    comment = make_comment(row.talk.session, person=row.person)
    user = make_staff(cohort, role)
    CohortRole.objects.create(user=user, cohort=make_cohort(), role=Role.EDITOR)
    client.force_login(user)
    assert [press(client, each).status_code for each in (row, comment)] == [404, 404]
    assert Speaker.objects.get().title == "院长"


def test_strangers_find_no_button(editor, cohort):
    assert press(editor, billed(make_cohort())).status_code == 404
    assert editor.post(reverse("admin:briefings_speaker_rebill", args=[10**30])).status_code == 404


def test_who_is_only_a_name_is_billed_as_before(editor, cohort):
    row = make_speaker(make_talk(make_session(make_forum(cohort))), title="院长")
    assert press(editor, row).url == reverse("admin:briefings_forum_run", args=[row.forum.pk])
    row.refresh_from_db()
    assert (row.name, row.title) == ("林听澜", "院长")
