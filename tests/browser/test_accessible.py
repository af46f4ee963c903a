"""Axe finds nothing (WCAG 2.2 AA), and nothing scrolls sideways, on the pages of both houses."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from briefings.models import ArticlePhoto, Issue
from tests.factories import make_article, make_issue, make_photo, make_published

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIZES = [(390, 844), (1440, 900)]
READING = (
    "/",
    "/issues/",
    "/issues/luntan-1/",
    "/accounts/login/",
    "/account/",
    "/accounts/password/",
    "/issues/none/",
)
OFFICE = (
    "/admin/", "/admin/briefings/issue/", "/admin/briefings/issue/add/", "/admin/briefings/issue/import/",
    "/admin/briefings/issue/{draft}/compose/", "/admin/briefings/issue/{draft}/compose/{article}/",
    "/admin/briefings/issue/{draft}/review/", "/admin/briefings/issue/{draft}/versions/",
    "/admin/briefings/issue/{draft}/move/submit/", "/admin/briefings/issue/{draft}/visibility/",
    "/admin/briefings/photo/", "/admin/briefings/edition/", "/admin/cohorts/enrollment/",
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
    assert look(page, READING[:-1]) == {}


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desktop"])
def test_office_pages_are_accessible(pages, open_page, size):
    page = open_page("editor", *size, bypass_csp=True)
    assert look(page, [address.format(**pages) for address in OFFICE]) == {}


def test_an_issue_reads_whole_without_javascript(pages, open_page):
    page = open_page("trainee", 390, 844, java_script_enabled=False)
    page.goto("/issues/luntan-1/")
    assert page.locator("main").inner_text().count("正文一段。") == 4
    assert Issue.objects.get(slug="luntan-1").theme in page.locator("h1").inner_text()
