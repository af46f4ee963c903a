"""The outline: what it says of each piece, and each change of its order with a Version."""

import pytest
from django.urls import reverse

from briefings.models import Article, Section
from briefings.workflow import Move
from cohorts.models import Role
from tests.factories import make_article, make_issue, make_photo, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    """【甲】 one, two · 【乙】 three."""
    issue = make_issue()
    for heading, title, position in (("甲", "一", 0), ("甲", "二", 1), ("乙", "三", 0)):
        make_article(issue, heading=heading, title=title, position=position)
    return issue


@pytest.fixture
def desk(client, issue):
    client.force_login(make_staff(issue.cohort))
    return client


def change(desk, issue, **data):
    return desk.post(reverse("admin:briefings_issue_outline", args=[issue.pk]), data)


def shape(issue):
    return [(part.heading, [each.title for each in part.articles]) for part in issue.document().sections]


def article(title):
    return Article.objects.get(title=title).pk


def section(heading):
    return Section.objects.get(heading=heading).pk


def test_an_article_moves_down_through_its_section_into_the_next(desk, issue):
    for wanted in (
        [("甲", ["二", "一"]), ("乙", ["三"])],
        [("甲", ["二"]), ("乙", ["一", "三"])],
        [("甲", ["二"]), ("乙", ["三", "一"])],
        [("甲", ["二"]), ("乙", ["三", "一"])],
    ):
        change(desk, issue, do="article-down", article=article("一"))
        assert shape(issue) == wanted
    assert issue.versions.count() == 4


def test_an_article_moves_up_to_the_end_of_the_section_before(desk, issue):
    change(desk, issue, do="article-up", article=article("三"))
    assert shape(issue) == [("甲", ["一", "二", "三"]), ("乙", [])]


def test_sections_change_places(desk, issue):
    change(desk, issue, do="section-down", section=section("甲"))
    assert shape(issue) == [("乙", ["三"]), ("甲", ["一", "二"])]


def test_a_section_is_inserted_with_an_article_to_begin_with(desk, issue):
    answer = change(desk, issue, do="add-section", section=section("甲"), heading="【丙】")
    assert shape(issue) == [("甲", ["一", "二"]), ("丙", [""]), ("乙", ["三"])]
    fresh = Article.objects.get(section__heading="丙")
    assert answer.url == reverse("admin:briefings_issue_article", args=[issue.pk, fresh.pk])


def test_a_section_needs_a_heading(desk, issue):
    answer = change(desk, issue, do="add-section", heading=" 【】 ")
    assert answer.status_code == 302
    assert shape(issue) == [("甲", ["一", "二"]), ("乙", ["三"])]


def test_an_article_is_inserted_after_another(desk, issue):
    change(desk, issue, do="add-article", article=article("一"))
    assert shape(issue)[0] == ("甲", ["一", "", "二"])


def test_a_section_is_renamed_and_stays_open(desk, issue):
    answer = change(desk, issue, do="rename-section", section=section("甲"), heading="丁", open=article("三"))
    assert shape(issue)[0][0] == "丁"
    assert answer.url == reverse("admin:briefings_issue_article", args=[issue.pk, article("三")])


def test_what_is_deleted_is_kept_in_the_version_before(desk, issue):
    change(desk, issue, do="article-up", article=article("二"))
    before = issue.document()
    change(desk, issue, do="delete-section", section=section("甲"))
    change(desk, issue, do="delete-article", article=article("三"))
    assert shape(issue) == [("乙", [])]
    assert before in [version.document for version in issue.versions.all()]


@pytest.mark.parametrize("verb", ["section-up", "rename-section", "delete-section", "add-section"])
def test_a_section_of_another_issue_is_not_found(desk, issue, verb):
    foreign = make_article(make_issue(), heading="他").section
    before = foreign.issue.document()
    answer = change(desk, issue, do=verb, section=foreign.pk, heading="改")
    assert answer.status_code == 404
    assert foreign.issue.document() == before
    assert not issue.versions.exists()


@pytest.mark.parametrize("verb", ["article-up", "article-down", "delete-article", "add-article", "no-verb"])
def test_an_article_of_another_issue_is_not_found(desk, issue, verb):
    foreign = make_article(make_issue(), heading="他", title="他")
    assert change(desk, issue, do=verb, article=foreign.pk).status_code == 404
    assert Article.objects.filter(title="他").exists()
    assert not issue.versions.exists()


def test_only_editors_change_it_and_only_by_post(client, issue):
    target = reverse("admin:briefings_issue_outline", args=[issue.pk])
    client.force_login(make_staff(issue.cohort, Role.REVIEWER))
    assert client.post(target, {"do": "delete-article", "article": article("一")}).status_code == 404
    client.force_login(make_staff(issue.cohort))
    assert client.get(target).status_code == 405
    assert Article.objects.count() == 3


def test_nothing_changes_once_it_is_submitted(desk, issue):
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    answer = change(desk, issue, do="delete-article", article=article("一"))
    assert answer.url == reverse("admin:briefings_issue_review", args=[issue.pk])
    assert Article.objects.count() == 3


def test_the_outline_says_what_is_lacking(desk, issue):
    make_article(issue, heading="丙", title="空", html="")
    gallery = make_article(issue, heading="丁", title="风采", html="", kind="gallery")
    gallery.pictures.create(photo=make_photo(issue.cohort))
    page = desk.get(reverse("admin:briefings_issue_compose", args=[issue.pk]))
    lacking = [(piece.name, bool(piece.lacking)) for part in page.context["parts"] for piece in part.pieces]
    assert lacking == [("一", False), ("二", False), ("三", False), ("空", True), ("风采", True)]


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "-1", "²", "\0"])
@pytest.mark.parametrize("verb", ["section-up", "delete-article", "add-article"])
def test_nonsense_for_a_number_is_not_found(desk, issue, verb, number):
    versions = issue.versions.count()
    answer = change(desk, issue, do=verb, section=number, article=number)
    assert (answer.status_code, issue.versions.count()) == (404, versions)


@pytest.mark.parametrize("heading", ["", "【】", "长" * 61, "甲\0"])
def test_what_is_no_heading_is_refused_in_words(desk, issue, heading):
    before = shape(issue)
    answer = change(desk, issue, do="add-section", heading=heading)
    assert list(desk.get(answer["Location"]).context["messages"])
    assert shape(issue) == before
