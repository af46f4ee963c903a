"""The compose screen: what is typed is saved whole, or kept for the one who typed it."""

import pytest
from django.urls import reverse

from briefings.models import Article, ArticlePhoto, Issue, Photo
from briefings.workflow import Move
from cohorts.models import Enrollment, Role
from tests.factories import jpeg, make_article, make_cohort, make_issue, make_person, make_photo, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return make_issue()


@pytest.fixture
def editor(issue):
    return make_staff(issue.cohort, last_name="王", first_name="编辑")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def address(article, issue=None):
    return reverse("admin:briefings_issue_article", args=[(issue or article.section.issue).pk, article.pk])


def sent(article, bylines=(), pictures=(), **fields):
    """What the form of an article posts."""
    data = {
        "revision": article.revision,
        "key": article.key,
        "kind": article.kind,
        "title": article.title,
        "subtitle": article.subtitle,
        "html": article.html,
    }
    for prefix, rows, had in (
        ("bylines", bylines, article.bylines.count()),
        ("pictures", pictures, article.pictures.count()),
    ):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": min(had, len(rows))}
        data |= {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return data | fields


def test_an_article_is_saved_with_its_bylines_and_a_version(desk, issue):
    article = make_article(issue)
    bylines = [
        {"name": "乙", "ORDER": 2},
        {"name": "甲", "organization": "光电所", "title": "所长", "ORDER": 1},
    ]
    answer = desk.post(address(article), sent(article, bylines, title="新题", html="<p>一</p>\n二"))
    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.title, article.html, article.revision) == ("新题", "<p>一</p><p>二</p>", 1)
    assert [str(row) for row in article.bylines.all()] == ["甲", "乙"]
    assert issue.versions.get().document == issue.document()


def test_a_person_picked_is_billed_as_enrolled(desk, issue):
    article = make_article(issue)
    person = make_person(name="周慕白")
    Enrollment.objects.create(cohort=issue.cohort, person=person, organization_name="光电所", title="所长")
    desk.post(address(article), sent(article, [{"person": str(person.pk)}]))
    byline = article.bylines.get()
    assert (byline.person, byline.name, byline.organization, byline.title) == (
        person,
        "周慕白",
        "光电所",
        "所长",
    )


def test_a_person_of_another_program_can_not_be_picked(desk, issue):
    article = make_article(issue)
    stranger = make_person()
    Enrollment.objects.create(cohort=make_cohort(), person=stranger)
    answer = desk.post(address(article), sent(article, [{"person": str(stranger.pk), "name": "甲"}]))
    assert answer.status_code == 200
    assert not article.bylines.exists()
    assert str(stranger.pk) not in desk.get(address(article)).content.decode()


def test_the_slower_of_two_editors_keeps_their_text(desk, issue):
    article = make_article(issue, title="旧题")
    desk.post(address(article), sent(article, title="对方的题"))
    answer = desk.post(
        address(article), sent(article, [{"name": "甲"}], title="我的题", html="<p>我的话</p>")
    )
    page = answer.content.decode()
    article.refresh_from_db()
    assert answer.status_code == 409
    assert article.title == "对方的题"
    assert all(text in page for text in ("对方的题", "我的题", "我的话", "王编辑", 'value="甲"'))
    assert f'name="revision" value="{article.revision}"' in page


def test_after_a_conflict_mine_can_be_saved_over_theirs(desk, issue):
    article = make_article(issue)
    desk.post(address(article), sent(article, title="对方的题"))
    desk.post(address(article), sent(article, title="我的题"))
    desk.post(address(article), sent(article, title="我的题", revision=1))
    article.refresh_from_db()
    assert article.title == "我的题"
    assert [version.note for version in issue.versions.all()] == ["我的题", "对方的题"]


def test_a_byline_both_added_is_still_there_after_mine_is_saved_over_theirs(desk, issue):
    article = make_article(issue)
    mine = sent(article, [{"name": "甲"}], title="我的题") | {"bylines-INITIAL_FORMS": 0}
    desk.post(address(article), mine | {"title": "对方的题"})
    desk.post(address(article), mine | {"revision": 1})
    assert [str(row) for row in article.bylines.all()] == ["甲"]


def test_a_text_sent_after_submission_is_shown_back(desk, issue, editor):
    article = make_article(issue, title="旧题")
    issue.move(Move.SUBMIT, by=editor)
    answer = desk.post(address(article), sent(article, title="我的题", html="<p>我的话</p>"))
    assert answer.status_code == 409
    assert "我的话" in answer.content.decode()
    assert Article.objects.get().title == "旧题"


def test_a_text_sent_for_a_deleted_article_is_shown_back(desk, issue):
    article = make_article(issue)
    data, target = sent(article, title="我的题", html="<p>我的话</p>"), address(article)
    article.delete()
    answer = desk.post(target, data)
    assert answer.status_code == 409
    assert "我的话" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_text_sent_after_a_restore_meets_the_restored_article(desk, issue, editor):
    article = make_article(issue, title="旧题")
    data, target = sent(article, title="我的题", html="<p>我的话</p>", revision=7), address(article)
    issue.replace_with(issue.document(), by=editor)
    answer = desk.post(target, data)
    assert answer.status_code == 409
    assert "我的话" in answer.content.decode()
    assert address(Article.objects.get(), issue) in answer.content.decode()


def test_an_article_of_another_issue_is_not_found(desk, issue):
    mine, foreign = make_article(issue), make_article(make_issue())
    answer = desk.post(address(foreign, issue), sent(foreign, title="改"))
    assert answer.status_code == 404
    assert Article.objects.get(pk=foreign.pk).title == "山海之间"
    assert desk.post(address(foreign), sent(foreign, title="改")).status_code == 404
    assert desk.get(address(mine)).status_code == 200


def test_several_photos_are_uploaded_at_once(desk, issue):
    article = make_article(issue, kind="gallery")
    files = [_file("一.jpg", jpeg()), _file("二.jpg", b"no picture"), _file("三.jpg", jpeg(color="#123456"))]
    answer = desk.post(address(article), sent(article) | {"uploads": files}, follow=True)
    assert [row.placement for row in article.pictures.all()] == ["grid", "grid"]
    assert "二.jpg" in answer.content.decode()
    assert article.document().pictures[0].width == 600


def test_uploads_survive_a_refused_form(desk, issue):
    article = make_article(issue)
    desk.post(address(article), sent(article, title="长" * 201) | {"uploads": [_file("一.jpg", jpeg())]})
    photo = Photo.objects.get()
    answer = desk.post(address(article), sent(article, chosen=[str(photo.pk)]))
    assert answer.status_code == 302
    assert ArticlePhoto.objects.get().photo == photo


def test_a_waiting_place_gets_its_photo(desk, issue):
    article = make_article(issue)
    article.pictures.create(caption="合影")
    row = {"caption": "合影", "placement": "full"}
    desk.post(address(article), sent(article, (), [row]) | {"pictures-0-file": _file("一.jpg", jpeg())})
    assert article.pictures.get().photo == Photo.objects.get()


def test_a_photo_of_another_cohort_can_not_be_shown(desk, issue):
    article, foreign = make_article(issue), make_photo(make_cohort())
    for data in (
        sent(article, (), [{"photo": str(foreign.pk), "placement": "full"}]),
        sent(article, chosen=[str(foreign.pk)]),
    ):
        assert desk.post(address(article), data).status_code == 200
    assert not ArticlePhoto.objects.exists()


def test_a_reviewer_is_led_to_the_review_page(client, issue):
    article = make_article(issue)
    client.force_login(make_staff(issue.cohort, Role.REVIEWER))
    review = reverse("admin:briefings_issue_review", args=[issue.pk])
    assert client.get(address(article)).url == review
    assert client.post(address(article), sent(article, title="改")).url == review
    assert Article.objects.get().title == "山海之间"


def test_only_the_page_with_the_editor_loosens_its_policy(desk, issue):
    article = make_article(issue)
    compose = reverse("admin:briefings_issue_compose", args=[issue.pk])
    assert "unsafe-inline" in desk.get(address(article))["Content-Security-Policy"]
    assert "unsafe" not in desk.get(compose)["Content-Security-Policy"]
    assert "no-store" in desk.get(compose)["Cache-Control"]


def test_the_preview_may_be_framed_by_our_pages_only(desk, issue):
    make_article(issue, title="山海之间")
    answer = desk.get(reverse("admin:briefings_issue_preview", args=[issue.pk]))
    assert "山海之间" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_the_compose_page_asks_the_database_as_often_with_ten_articles_as_with_one(
    desk, issue, django_assert_num_queries
):
    enrolled = make_person(name="学员")
    Enrollment.objects.create(cohort=issue.cohort, person=enrolled)
    article, photo = make_article(issue), make_photo(issue.cohort)
    for n in range(10):
        article = article if n == 0 else make_article(issue, heading=f"栏目{n % 3}")
        article.bylines.create(name="甲", person=make_person(name=f"人{n}"))
        article.pictures.create(photo=photo)
        if n in (0, 9):
            with django_assert_num_queries(15):
                desk.get(address(article))


def test_the_theme_and_distribution_are_saved_with_the_masthead(desk, issue):
    target = reverse("admin:briefings_issue_compose", args=[issue.pk])
    data = {
        "revision": issue.revision,
        "theme": "山|海",
        "number": 3,
        "send_to": "甲局、乙所（一室、二室）\n丙处",
    }
    assert desk.post(target, data).status_code == 302
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.theme, issue.number_label) == ("山|海", "第三期")
    assert issue.distribution[-1].names == ("甲局", "乙所（一室、二室）", "丙处")


def test_the_slower_of_two_masthead_editors_keeps_their_text(desk, issue):
    target = reverse("admin:briefings_issue_compose", args=[issue.pk])
    desk.post(target, {"revision": issue.revision, "theme": "对方的主题"})
    answer = desk.post(target, {"revision": issue.revision, "theme": "我的主题"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "对方的主题" in page
    assert 'value="我的主题"' in page
    assert Issue.objects.get(pk=issue.pk).theme == "对方的主题"


def _file(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("number", ["10000", "9" * 20, "-1", "0"])
def test_what_is_no_number_of_an_issue_is_a_form_error(desk, issue, number):
    data = {"revision": issue.revision, "theme": "新主题", "number": number}
    answer = desk.post(reverse("admin:briefings_issue_compose", args=[issue.pk]), data)
    assert answer.context["form"].errors
    assert Issue.objects.get().theme != "新主题"


@pytest.mark.parametrize("html", ["字" * 300_001, "<em>" * 20_001 + "字"])
def test_a_text_that_would_keep_the_site_busy_is_a_form_error(desk, issue, html):
    article = make_article(issue)
    answer = desk.post(address(article), sent(article, html=html))
    assert answer.context["sent"].form.errors["html"]
    assert Article.objects.get().html == article.html
