"""Today's post beside the one billed that day: a hint where they differ, a copy when somebody asks for it."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from briefings.models import ArticleByline, Comment, Edition, Speaker, Version
from briefings.models.billing import posts_today, rebill
from cohorts.models import Affiliation, Enrollment, OrganizationAlias
from tests.factories import (
    make_article,
    make_cohort,
    make_comment,
    make_forum,
    make_issue,
    make_organization,
    make_person,
    make_published,
    make_session,
    make_speaker,
    make_talk,
    make_user,
)

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def forum():
    """Held ten days ago, in a cohort that began a hundred days ago."""
    now = timezone.now()
    cohort = make_cohort(starts=(now - timedelta(days=100)).date())
    return make_forum(cohort, starts=now - timedelta(days=10), ends=None)


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def hold(person, organization, title, since=LONG_AGO, until=None):
    return Affiliation.objects.create(
        person=person, organization=organization, title=title, since=since, until=until
    )


def bill(forum, person, **billed):
    """A speaker billed as the forum bills them, or as typed."""
    return Speaker.objects.create(forum=forum, role="guest", person=person, **billed)


@pytest.fixture
def college():
    return make_organization(name="云州大学", short_name="云大")


def test_who_holds_the_post_still_gets_no_hint(forum, college):
    person = make_person()
    hold(person, college, "院长")
    assert posts_today([bill(forum, person)]) == {}


def test_a_post_begun_since_the_forum_is_a_hint(forum, college):
    person = make_person()
    hold(person, college, "院长")
    row = bill(forum, person)
    hold(person, college, "校长", since=days_ago(3))
    assert posts_today([row]) == {row: ("云州大学", "校长")}


def test_a_post_that_ended_is_a_hint_where_another_is_held(forum, college):
    person = make_person()
    hold(person, college, "院长", until=days_ago(1))
    row = bill(forum, person)
    assert posts_today([row]) == {}  # nothing is known of what they are today
    hold(person, college, "顾问")
    assert posts_today([row]) == {row: ("云州大学", "顾问")}


def test_a_post_not_yet_begun_is_no_hint(forum, college):
    person = make_person()
    hold(person, college, "院长")
    row = bill(forum, person)
    hold(person, college, "校长", since=days_ago(-3))
    assert posts_today([row]) == {}


def test_a_trainee_without_posts_billed_as_enrolled_gets_no_hint(forum):
    person = make_person()
    Enrollment.objects.create(
        cohort=forum.cohort, person=person, organization_name="云州路桥集团", title="工程师"
    )
    row = bill(forum, person)
    assert row.title == "工程师"
    assert posts_today([row]) == {}


def test_a_trainee_with_the_post_they_had_before_gets_no_hint(forum, college):
    person = make_person()
    Enrollment.objects.create(
        cohort=forum.cohort, person=person, organization_name="云州路桥集团", title="工程师"
    )
    hold(person, college, "讲师")
    assert posts_today([bill(forum, person)]) == {}


@pytest.mark.parametrize("starts", [True, False])
def test_a_trainee_with_a_post_begun_since_the_forum_gets_one(forum, college, starts):
    person = make_person()
    if not starts:
        type(forum.cohort).objects.update(starts=None)
    Enrollment.objects.create(
        cohort=forum.cohort, person=person, organization_name="云州路桥集团", title="工程师"
    )
    row = bill(forum, person)
    hold(person, college, "讲师", since=days_ago(1))
    assert posts_today([row]) == {row: ("云州大学", "讲师")}


def test_a_trainee_billed_as_something_else_gets_one(forum):
    person = make_person()
    Enrollment.objects.create(
        cohort=forum.cohort, person=person, organization_name="云州路桥集团", title="工程师"
    )
    row = bill(forum, person, organization="云州路桥集团", title="经理")
    assert posts_today([row]) == {row: ("云州路桥集团", "工程师")}


def test_what_somebody_was_in_another_cohort_says_nothing_of_today(forum):
    person = make_person()
    Enrollment.objects.create(
        cohort=make_cohort(), person=person, organization_name="云州路桥集团", title="工程师"
    )
    assert posts_today([bill(forum, person, organization="云州大学", title="教授")]) == {}


@pytest.mark.parametrize(
    ("organization", "title"),
    [
        ("云州大学", "副院长"),
        ("云州大学", ""),
        ("", "党委委员"),
        ("", ""),
        ("云大", "党委委员、副院长"),
        ("云州学院", "副院长，党委委员"),
        ("山海研究所", "研究员"),
    ],
)
def test_billing_that_says_less_or_says_it_otherwise_is_no_hint(forum, college, organization, title):
    person = make_person()
    OrganizationAlias.objects.create(organization=college, name="云州学院")
    hold(person, college, "党委委员、副院长")
    hold(person, make_organization(name="山海研究所"), "研究员", since=None)
    row = bill(forum, person)
    Speaker.objects.filter(pk=row.pk).update(organization=organization, title=title)
    row.refresh_from_db()
    assert posts_today([row]) == {}


@pytest.mark.parametrize(
    ("organization", "title"), [("云州大学", "院长"), ("海州大学", "副院长"), ("", "书记")]
)
def test_billing_that_says_something_else_is_one(forum, college, organization, title):
    person = make_person()
    hold(person, college, "党委委员、副院长")
    row = bill(forum, person, organization=organization, title=title)
    assert posts_today([row]) == {row: ("云州大学", "党委委员、副院长")}


def test_a_post_in_the_class_is_no_employers(forum, college):
    person = make_person()
    hold(person, college, "校长")
    other = make_person(name="周岚")
    hold(other, college, "教授")
    rows = [bill(forum, person, title="班长"), bill(forum, other, title="临时党支部书记")]
    assert posts_today(rows) == {}


def test_who_is_only_a_name_gets_none(forum):
    assert posts_today([bill(forum, None, name="周岚", title="院长")]) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_hints_cost_the_same_for_any_number_of_rows(forum, college, count, django_assert_num_queries):
    rows = []
    for n in range(count):
        person = make_person(name=f"林{n}")
        Enrollment.objects.create(cohort=forum.cohort, person=person, organization=college, title="工程师")
        rows += [
            bill(forum, person),
            make_comment(make_session(make_forum(make_cohort())), person=person, name=person.name),
        ]
        hold(person, college, "校长", since=days_ago(3))
        hold(person, make_organization(), "院士")
    speakers = list(Speaker.objects.filter(pk__in=[row.pk for row in rows]).select_related("forum__cohort"))
    comments = list(Comment.objects.select_related("session__forum__cohort"))
    with django_assert_num_queries(4):
        assert len(posts_today([*speakers, *comments])) == 2 * count


def everything_else(row):
    """Every byte that changing a post or a billing has no business with."""
    return (
        list(Version.objects.order_by("pk").values()),
        list(Edition.objects.order_by("pk").values()),
        list(ArticleByline.objects.order_by("pk").values()),
        list(Enrollment.objects.order_by("pk").values()),
        list(Speaker.objects.exclude(pk=row.pk).order_by("pk").values()),
        list(
            Comment.objects.exclude(pk=row.pk if isinstance(row, Comment) else None).order_by("pk").values()
        ),
    )


def test_a_new_post_and_a_new_billing_leave_all_else_as_it_was(forum, college):
    person = make_person()
    Enrollment.objects.create(
        cohort=forum.cohort, person=person, organization_name="云州路桥集团", title="工程师"
    )
    row, other = bill(forum, person), make_speaker(make_talk(make_session(forum)), person=person)
    issue = make_issue()
    ArticleByline.objects.create(article=make_article(issue), person=person, name=person.name, title="工程师")
    make_published(issue)
    before = everything_else(row)
    hold(person, college, "校长", since=days_ago(3))
    assert everything_else(row) == before
    row.refresh_from_db()
    assert (row.organization, row.title) == ("云州路桥集团", "工程师")
    told = rebill(row, make_user())
    assert told == ("云州路桥集团工程师 林听澜", "云州大学校长 林听澜")
    row.refresh_from_db()
    assert (row.name, row.organization, row.title) == ("林听澜", "云州大学", "校长")
    assert everything_else(row) == before
    assert other.pk in {each["id"] for each in before[4]}
    assert posts_today([row]) == {}


def test_rebilling_copies_the_name_too_and_is_on_record(forum, college):
    person, by = make_person(name="林听兰"), make_user()
    hold(person, college, "院长")
    row = bill(forum, person, name="林听澜", organization="云州大学", title="副院长")
    rebill(row, by)
    row.refresh_from_db()
    assert (row.name, row.title) == ("林听兰", "院长")
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (by, str(row.pk))


def test_rebilling_a_comment_is_a_change_of_it_to_whoever_has_it_open(forum, college):
    person = make_person()
    hold(person, college, "院长")
    comment = make_comment(make_session(forum), person=person, name=person.name, title="副院长", revision=4)
    rebill(comment, make_user())
    comment.refresh_from_db()
    assert (comment.organization, comment.title, comment.revision) == ("云州大学", "院长", 5)


def test_where_no_post_is_known_the_billing_stays(forum):
    row = bill(forum, make_person(), organization="云州大学", title="教授")
    before, now = rebill(row, make_user())
    assert before == now
    assert not LogEntry.objects.exists()
    row.refresh_from_db()
    assert (row.organization, row.title) == ("云州大学", "教授")
