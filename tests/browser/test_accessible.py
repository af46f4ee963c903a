"""Axe finds nothing (WCAG 2.2 AA), and nothing scrolls sideways, on the pages of both houses."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from briefings.compose.writing import compose
from briefings.models import ArticlePhoto, Issue, Talk
from cohorts.models import CohortRole, Role, User
from tests.factories import (
    make_article,
    make_cohort,
    make_comment,
    make_forum,
    make_issue,
    make_organization,
    make_person,
    make_photo,
    make_published,
    make_quote,
    make_session,
    make_speaker,
    make_talk,
)

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIZES = [(390, 844), (1440, 900)]
READING = (
    "/",
    "/issues/",
    "/issues/luntan-1/",
    "/accounts/login/",
    "/account/",
    "/accounts/password/",
    "/a/",
)
OFFICE = (
    "/admin/", "/admin/briefings/issue/", "/admin/briefings/issue/add/", "/admin/briefings/issue/import/",
    "/admin/briefings/issue/{draft}/compose/", "/admin/briefings/issue/{draft}/compose/{article}/",
    "/admin/briefings/issue/{draft}/review/", "/admin/briefings/issue/{draft}/versions/",
    "/admin/briefings/issue/{draft}/move/submit/", "/admin/briefings/issue/{draft}/visibility/",
    "/admin/briefings/photo/", "/admin/briefings/edition/", "/admin/cohorts/enrollment/",
)  # fmt: skip
RECORDS = (
    "/admin/", "/admin/briefings/forum/", "/admin/briefings/forum/add/",
    "/admin/briefings/forum/{forum}/run/", "/admin/briefings/forum/{empty}/run/",
    "/admin/briefings/forum/{forum}/change/", "/admin/briefings/forum/{empty}/delete/",
    "/admin/briefings/forum/{forum}/delete/", "/admin/briefings/forum/{forum}/photos/",
    "/admin/briefings/forum/{empty}/photos/", "/admin/briefings/forum/{forum}/compose/",
    "/admin/briefings/forum/{empty}/compose/", "/admin/briefings/forum/{placeless}/compose/", "/admin/briefings/issue/{composed}/records/",
    "/admin/briefings/issue/{composed}/compose/", "/admin/briefings/issue/{printed}/to-forum/",
    "/admin/briefings/talk/", "/admin/briefings/talk/add/", "/admin/briefings/talk/{talk}/change/",
    "/admin/briefings/session/", "/admin/briefings/session/add/", "/admin/briefings/session/{session}/change/",
    "/admin/briefings/comment/", "/admin/briefings/comment/add/", "/admin/briefings/comment/{comment}/change/",
    "/admin/briefings/quote/", "/admin/briefings/quote/add/", "/admin/briefings/quote/{quote}/change/",
    "/admin/briefings/speaker/", "/admin/briefings/speaker/{speaker}/change/",
    "/admin/briefings/photo/", "/admin/briefings/issue/add/", "/admin/briefings/series/add/",
    "/admin/cohorts/person/", "/admin/cohorts/person/{person}/change/",
)  # fmt: skip
ROSTER = (
    "/admin/cohorts/person/", "/admin/cohorts/person/{person}/change/",
    "/admin/cohorts/person/merge/?ids={person},{other}",
    "/admin/cohorts/organization/", "/admin/cohorts/organization/merge/?ids={organizations}",
)  # fmt: skip


@pytest.fixture
def pages(house):
    series = house.series.get()
    written = make_issue(series, visibility="public")
    for kind in ("text", "talk", "comment", "quote", "gallery"):
        article = make_article(
            written, heading=kind, kind=kind, html="" if kind == "gallery" else "<p>正文一段。</p>"
        )
        article.bylines.create(name="欧阳若溪", organization="云州市图书馆", title="馆员")
        photo = make_photo(house)
        ArticlePhoto.objects.create(
            article=article, photo=photo, caption="合影", alt="一张合影", width=600, height=400
        )
    make_published(written)
    draft = make_issue(series)
    return {"draft": draft.pk, "article": make_article(draft).pk}


@pytest.fixture
def recorded(pages, house, organizer):
    """A forum recorded, composed, and changed since; one that is empty; one of a cohort without a series; an organizer, who may merge."""
    elsewhere = make_cohort(name="云州市图书馆系统第2期骨干研修班", slug="class-2")
    CohortRole.objects.create(cohort=elsewhere, user=User.objects.get(username="editor"), role=Role.EDITOR)
    forum = make_forum(house, place="青山学院明德厅")
    session, person = make_session(forum, topic="水从哪里来"), make_person(name="梁渡")
    talk = make_talk(session)
    speaker = make_speaker(talk, forum=forum, person=person, name="梁渡", title="总工程师")
    comment, quote = make_comment(session, talk=talk), make_quote(session)
    make_photo(house, forum=forum, caption="会场")
    make_photo(house, forum=forum, talk=talk)
    composed = compose(forum, house.series.get(), organizer)
    Talk.objects.filter(pk=talk.pk).update(title="桥墩的体温（二）")
    make_talk(session, title="补记的发言")
    rows = {"talk": talk, "session": session, "comment": comment, "quote": quote, "speaker": speaker}
    merging = {"person": person.pk, "other": make_person(name="梁渡").pk}
    pair = f"{make_organization().pk},{make_organization().pk}"
    return (
        pages
        | {name: row.pk for name, row in rows.items()}
        | merging
        | {
            "forum": forum.pk,
            "empty": make_forum(house, theme="还没有开的论坛").pk,
            "placeless": make_forum(elsewhere).pk,
            "composed": composed.pk,
            "printed": Issue.objects.get(slug="luntan-1").pk,
            "organizations": pair,
        }
    )


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def look(page, addresses):
    wrong = {}
    for address in addresses:
        page.goto(address)
        problems = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append("scrolls sideways")
        if problems:
            wrong[address] = problems
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_reading_pages_are_accessible(pages, open_page, size, scheme):
    page = open_page("trainee", *size, color_scheme=scheme, bypass_csp=True)  # axe brings styles
    assert look(page, READING) == {}


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desktop"])
def test_office_pages_are_accessible(pages, open_page, size):
    page = open_page("editor", *size, bypass_csp=True)
    assert look(page, [address.format(**pages) for address in OFFICE]) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desktop"])
def test_the_pages_of_a_forum_are_accessible(recorded, open_page, size, scheme):
    page = open_page("editor", *size, color_scheme=scheme, bypass_csp=True)
    assert look(page, [address.format(**recorded) for address in RECORDS]) == {}


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desktop"])
def test_who_reads_a_forum_or_merges_people_finds_accessible_pages(recorded, open_page, size):
    reviewer = open_page("reviewer1", *size, bypass_csp=True)
    assert (
        look(reviewer, [f"/admin/briefings/forum/{recorded['forum']}/{page}/" for page in ("run", "photos")])
        == {}
    )
    organizer = open_page("organizer", *size, bypass_csp=True)
    assert look(organizer, [address.format(**recorded) for address in ROSTER]) == {}


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desktop"])
def test_every_form_of_the_run_is_accessible_open(recorded, open_page, size):
    page = open_page("editor", *size, bypass_csp=True)
    page.goto(f"/admin/briefings/forum/{recorded['forum']}/run/")
    for selector in ("details.add", "details.menu"):
        page.evaluate(
            "name => document.querySelectorAll(name).forEach(each => { each.open = true })", selector
        )
        assert violations(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_an_issue_reads_whole_without_javascript(pages, open_page):
    page = open_page("trainee", 390, 844, java_script_enabled=False)
    page.goto("/issues/luntan-1/")
    assert page.locator("main").inner_text().count("正文一段。") == 4
    assert Issue.objects.get(slug="luntan-1").theme in page.locator("h1").inner_text()
