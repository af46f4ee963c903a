"""The page of an issue: who may read it, what it costs, what caches may keep."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from briefings.models import Edition, Visibility
from briefings.workflow import Move
from cohorts.models import Role
from tests.briefings.documents import rich
from tests.factories import (
    jpeg,
    make_article,
    make_cohort,
    make_issue,
    make_photo,
    make_published,
    make_series,
    make_staff,
    make_trainee,
    make_user,
)

pytestmark = pytest.mark.django_db


def published(visibility=Visibility.PUBLIC, **fields):
    return make_published(make_issue(**fields, visibility=visibility))


def address(issue):
    return reverse("issue", args=[issue.slug])


def in_a_row(count):
    """A series of public issues, a day apart."""
    series = make_series()
    return [
        published(series=series, date=f"2026-04-0{day}", theme=f"第{day}天") for day in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_public_issue_costs_one_query_once_it_is_kept(client, django_assert_num_queries, count):
    url = address(in_a_row(count)[count // 2])
    client.get(url)
    with django_assert_num_queries(1):
        assert client.get(url).status_code == 200


def test_a_public_issue_asks_neither_session_nor_user(client, django_assert_num_queries):
    issue = published()
    client.force_login(make_user())
    client.get(address(issue))
    with django_assert_num_queries(1):
        response = client.get(address(issue))
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.has_header("Vary")
    assert response.cookies == {}


def test_a_member_issue_costs_four_queries_once_it_is_kept(client, django_assert_num_queries):
    issue = published(Visibility.COHORT)
    client.force_login(make_trainee(issue.cohort))
    client.get(address(issue))
    with django_assert_num_queries(4):
        response = client.get(address(issue))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"]


def test_a_reader_who_has_it_gets_304(client):
    url = address(published())
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, no-cache"
    assert again["ETag"] == first["ETag"]


def test_all_readers_get_the_same_bytes(client):
    issue = published(Visibility.PROGRAM)
    elsewhere = make_cohort(program=issue.cohort.program)
    readers = [
        make_trainee(issue.cohort),
        make_trainee(elsewhere),
        make_staff(issue.cohort),
        make_user(is_superuser=True),
    ]
    pages = set()
    for user in readers:
        client.force_login(user)
        pages.add(client.get(address(issue)).content)
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("visibility", "allowed"),
    [
        (Visibility.PROGRAM, {"trainee", "fellow", "staff"}),
        (Visibility.COHORT, {"trainee", "staff"}),
        (Visibility.STAFF, {"staff"}),
    ],
)
def test_each_visibility_has_its_readers(client, visibility, allowed):
    issue = published(visibility)
    readers = {
        "trainee": make_trainee(issue.cohort),
        "fellow": make_trainee(make_cohort(program=issue.cohort.program)),
        "staff": make_staff(issue.cohort, Role.ORGANIZER),
        "stranger": make_trainee(make_cohort()),
    }
    seen = {}
    for name, user in readers.items():
        client.force_login(user)
        seen[name] = client.get(address(issue)).status_code
    assert seen == {name: 200 if name in allowed else 404 for name in readers}


def test_the_forbidden_answers_as_the_absent(client):
    issue = published(Visibility.STAFF)
    urls = (address(issue), reverse("issue", args=["no-such-issue"]))
    for url in urls:
        response = client.get(url)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")
    client.force_login(make_user())
    forbidden, absent = (client.get(url) for url in urls)
    assert (forbidden.status_code, forbidden.content) == (404, absent.content)


def test_a_draft_is_absent(client):
    client.force_login(make_user(is_superuser=True))
    make_issue(slug="draft-1")
    assert client.get(reverse("issue", args=["draft-1"])).status_code == 404


def test_a_withdrawn_issue_says_so_to_those_who_could_read_it(client):
    issue = published(Visibility.COHORT)
    trainee = make_trainee(issue.cohort)
    client.force_login(trainee)
    assert client.get(address(issue)).status_code == 200
    issue.move(Move.WITHDRAW, by=make_staff(issue.cohort, Role.SIGNATORY), note="有误")
    gone = client.get(address(issue))
    assert gone.status_code == 410
    assert "以实干促发展" not in gone.content.decode()
    client.force_login(make_user())
    assert client.get(address(issue)).status_code == 404


def test_narrowing_the_audience_works_at_once(client):
    issue = published()
    first = client.get(address(issue))
    issue.set_visibility(Visibility.COHORT)
    assert client.get(address(issue), headers={"If-None-Match": first["ETag"]}).status_code == 302


def test_a_correction_shows_its_reason_and_edition(client):
    issue = published()
    assert 'class="correction"' not in client.get(address(issue)).content.decode()
    issue.move(Move.CORRECT, by=make_staff(issue.cohort), note="更正一处数字")
    make_published(issue)
    html = client.get(address(issue)).content.decode()
    banner = html[html.index('class="correction"') :]
    assert "更正一处数字" in banner
    assert "2" in banner[: banner.index("更正一处数字")]


def test_a_page_leads_to_the_issues_beside_it(client):
    first, second, third = in_a_row(3)
    html = client.get(address(second)).content.decode()
    assert f'rel="prev" href="{address(first)}"' in html
    assert f'rel="next" href="{address(third)}"' in html
    assert 'rel="prev"' not in client.get(address(first)).content.decode()


def test_a_new_neighbor_shows_on_a_page_that_was_kept(client):
    (first,) = in_a_row(1)
    before = client.get(address(first))
    later = published(series=first.series, date="2026-05-01")
    after = client.get(address(first), headers={"If-None-Match": before["ETag"]})
    assert f'rel="next" href="{address(later)}"' in after.content.decode()


def test_the_page_shows_the_document_and_how_long_it_is(client):
    issue = make_issue(visibility=Visibility.PUBLIC, theme="山海|之间")
    make_article(issue, html=f"<p>{'字' * 1196}</p>")  # and four of the title
    html = client.get(address(make_published(issue))).content.decode()
    assert "山海<wbr>之间" in html
    assert "1200" in html
    assert "<title>第一期 山海之间" in html


def test_a_rich_issue_with_photos_is_read_whole(client):
    issue = make_issue(visibility=Visibility.PUBLIC)
    editor = make_staff(issue.cohort)
    photo = make_photo(issue.cohort, by=editor, data=jpeg(1200, 800))
    issue.replace_with(rich(str(photo.pk)), by=editor)
    make_published(issue)
    html = client.get(address(issue)).content.decode()
    shown = [f"/photos/{photo.pk}/{width}.jpg" for width in photo.widths]
    assert [url for url in shown if url not in html] == []
    assert client.get(shown[0]).getvalue()[:2] == b"\xff\xd8"


def test_a_page_names_its_address_for_those_who_share_it(client):
    issue = published()
    html = client.get(address(issue)).content.decode()
    assert f'<meta property="og:url" content="http://testserver{address(issue)}">' in html


def test_a_page_is_rendered_once(client, monkeypatch):
    issue = published()
    client.get(address(issue))
    monkeypatch.setattr("briefings.views.issues.render_to_string", None)
    assert client.get(address(issue)).status_code == 200
    cache.clear()
    with pytest.raises(TypeError):
        client.get(address(issue))


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_is_only_read(client, method):
    assert getattr(client, method)(address(published())).status_code == 405


def test_a_page_has_no_inline_style_script_or_handler(client):
    html = client.get(address(published())).content.decode()
    assert [mark for mark in (" style=", "<style", " onclick=", "<script>") if mark in html] == []
    assert Edition.objects.get().summary in html


@pytest.mark.parametrize("name", ["home", "archive", "issue"])
def test_another_database_with_the_same_keys_has_pages_of_its_own(client, name):
    issue = published(theme="旧库的主题")
    url = address(issue) if name == "issue" else reverse(name)
    old = client.get(url)
    version, edition = issue.versions.first(), Edition.objects.get()
    version.json = version.json.replace("旧库", "新库")
    version.save()
    edition.theme = "新库的主题"
    edition.published_at += timedelta(days=1)
    edition.save()
    new = client.get(url, headers={"If-None-Match": old["ETag"]})
    assert "新库的主题" in new.content.decode()
