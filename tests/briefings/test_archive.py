"""The list of issues: what is visible, by cohort and year."""

import pytest
from django.urls import reverse

from briefings.models import Visibility
from briefings.views import archive as archive_module
from tests.factories import (
    make_cohort,
    make_issue,
    make_published,
    make_series,
    make_staff,
    make_trainee,
    make_user,
)

pytestmark = pytest.mark.django_db


def published(series=None, visibility=Visibility.PUBLIC, **fields):
    return make_published(make_issue(series, visibility=visibility, **fields))


def listed(response):
    return [row.theme for row in response.context["rows"]]


def choices(response, name):
    return [(choice.name, choice.count) for choice in response.context[name]]


def archive(client, **query):
    return client.get(reverse("archive"), query)


def test_issues_are_listed_newest_first(client):
    series = make_series()
    for theme, date in (("甲", "2025-11-02"), ("乙", "2026-03-01"), ("丙|丁", "2026-02-01")):
        published(series, theme=theme, date=date)
    response = archive(client)
    assert listed(response) == ["乙", "丙丁", "甲"]
    assert choices(response, "years") == [("2026", 2), ("2025", 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_two_queries(client, django_assert_num_queries, count):
    for day in range(1, count + 1):
        published(date=f"2026-04-0{day}")
    with django_assert_num_queries(2):
        archive(client)


def test_filters_are_the_address(client):
    early, late = make_cohort(name="第7期"), make_cohort(name="第8期")
    published(make_series(early), theme="甲", date="2025-04-01")
    published(make_series(late), theme="乙", date="2026-04-01")
    published(make_series(late), theme="丙", date="2025-12-01")
    assert listed(archive(client, cohort=late.slug)) == ["乙", "丙"]
    assert listed(archive(client, year="2025")) == ["丙", "甲"]
    both = archive(client, cohort=late.slug, year="2025")
    assert listed(both) == ["丙"]
    assert choices(both, "cohorts") == [("第8期", 1), ("第7期", 1)]
    assert [choice.query for choice in both.context["years"]] == [
        f"cohort={late.slug}&year=2026",
        f"cohort={late.slug}&year=2025",
    ]
    assert [choice.chosen for choice in both.context["years"]] == [False, True]


def test_counts_and_cohorts_tell_nothing_of_what_is_hidden(client):
    hidden = published(visibility=Visibility.COHORT, theme="内部", date="2024-01-01")
    published(theme="公开", date="2026-01-01")
    response = archive(client)
    assert listed(response) == ["公开"]
    assert choices(response, "years") == [("2026", 1)]
    assert hidden.cohort.name not in response.content.decode()
    assert archive(client, cohort=hidden.cohort.slug).context["rows"] == []
    client.force_login(make_trainee(hidden.cohort))
    assert listed(archive(client)) == ["公开", "内部"]


@pytest.mark.parametrize(
    "query", [{"year": "abc"}, {"year": "0000"}, {"year": "２０２６"}, {"cohort": "x"}, {"year": "99999"}]
)
def test_a_filter_that_fits_nothing_finds_nothing(client, query):
    published(date="2026-01-01")
    response = archive(client, **query)
    assert (response.status_code, listed(response)) == (200, [])


def test_a_long_list_has_pages(client, monkeypatch):
    monkeypatch.setattr(archive_module, "PER_PAGE", 2)
    series = make_series()
    for day in range(1, 6):
        published(series, theme=f"第{day}天", date=f"2026-04-0{day}")
    assert listed(archive(client, page="2")) == ["第3天", "第2天"]
    assert listed(archive(client, page="99")) == ["第1天"]
    assert listed(archive(client, page="x")) == ["第5天", "第4天"]
    assert 'href="?year=2026&amp;page=2"' in archive(client, year="2026").content.decode()


def test_an_empty_list_leads_to_sign_in(client):
    assert reverse("login") in archive(client).content.decode()


def test_who_has_a_session_gets_a_private_answer(client):
    public = archive(client)
    assert (public["Cache-Control"], public["Vary"]) == ("public, no-cache", "Cookie")
    client.force_login(make_user())
    private = archive(client)
    assert (private["Cache-Control"], private["Vary"]) == ("private, no-cache", "Cookie")


def test_the_list_is_revalidated(client):
    issue = published()
    first = archive(client)
    again = client.get(reverse("archive"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Vary"]) == (304, "Cookie")
    issue.set_visibility(Visibility.STAFF)
    changed = client.get(reverse("archive"), headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, listed(changed)) == (200, [])


def test_staff_see_their_own_cohort_whatever_its_visibility(client):
    issue = published(visibility=Visibility.STAFF, theme="内部")
    client.force_login(make_staff(issue.cohort))
    assert listed(archive(client)) == ["内部"]
