"""The front page and the pulse."""

import pytest
from django.urls import reverse

from briefings.models import Visibility
from briefings.workflow import Move
from cohorts.models import Role
from tests.briefings.documents import rich
from tests.factories import make_issue, make_published, make_series, make_staff, make_trainee

pytestmark = pytest.mark.django_db


def published(series=None, visibility=Visibility.PUBLIC, **fields):
    return make_published(make_issue(series, visibility=visibility, **fields))


def home(client, **headers):
    return client.get("/", headers=headers)


def text(response):
    return response.content.decode()


def test_with_nothing_published_it_leads_to_sign_in(client):
    response = home(client)
    assert response.status_code == 200
    assert f'class="button" href="{reverse("login")}"' in text(response)


def test_with_nothing_to_read_a_trainee_is_not_sent_to_sign_in(client):
    issue = published(visibility=Visibility.STAFF)
    client.force_login(make_trainee(issue.cohort))
    assert reverse("login") not in text(home(client))


def test_the_newest_issue_is_the_cover_and_others_are_past(client):
    series = make_series()
    first = published(series, theme="甲|乙", date="2026-04-01")
    second = published(series, theme="丙", date="2026-04-02")
    html = text(home(client))
    cover, beside = (
        html[html.index('class="cover"') : html.index("</article>")],
        html[html.index('class="issues"') :],
    )
    assert reverse("issue", args=[second.slug]) in cover
    assert reverse("issue", args=[first.slug]) in beside
    assert ">甲乙</a>" in beside


def test_the_cover_lists_contents_and_speakers(client):
    issue = make_issue(visibility=Visibility.PUBLIC)
    issue.replace_with(rich(), by=make_staff(issue.cohort))
    make_published(issue)
    html = text(home(client))
    assert f'href="{reverse("issue", args=[issue.slug])}#a-t1">一张老方子</a>' in html
    assert 'data-seal="欧阳"' in html
    assert "看不见的守护<wbr>科技让城市更有韧性" in html


def test_each_reader_has_their_own_newest_issue(client):
    published(theme="公开", date="2026-04-01")
    inner = published(visibility=Visibility.COHORT, theme="内部", date="2026-04-02")
    assert "内部" not in text(home(client))
    client.force_login(make_trainee(inner.cohort))
    assert "内部" in text(home(client))


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_two_queries_and_one_once_kept(client, django_assert_num_queries, count):
    series = make_series()
    for day in range(1, count + 1):
        published(series, date=f"2026-04-0{day}")
    with django_assert_num_queries(2):
        home(client)
    with django_assert_num_queries(1):
        home(client)


def test_signed_in_it_costs_session_and_user_more(client, django_assert_num_queries):
    client.force_login(make_trainee(published().cohort))
    home(client)
    with django_assert_num_queries(3):
        response = home(client)
    assert response["Cache-Control"] == "private, no-cache"


def test_signed_out_it_may_be_shared_and_revalidated(client):
    issue = published()
    response = home(client)
    assert (response["Cache-Control"], response["Vary"]) == ("public, no-cache", "Cookie")
    assert response.cookies == {}
    assert home(client, if_none_match=response["ETag"]).status_code == 304
    issue.move(Move.WITHDRAW, by=make_staff(issue.cohort, Role.SIGNATORY), note="有误")
    assert home(client, if_none_match=response["ETag"]).status_code == 200


def test_a_correction_renews_the_cover(client):
    issue = published(theme="旧题")
    assert "旧题" in text(home(client))
    editor = make_staff(issue.cohort)
    issue.move(Move.CORRECT, by=editor, note="题目有误")
    issue.save_masthead({"theme": "新题"}, revision=issue.revision, by=editor)
    assert "旧题" in text(home(client))
    make_published(issue)
    assert "新题" in text(home(client))


def test_health_answers_without_signing_in(client):
    response = client.get(reverse("health"))
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
