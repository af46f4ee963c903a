"""Photos, series and editions in the stock admin, each account within its cohorts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from briefings.models import ArticlePhoto, Edition, Photo, Series
from cohorts.models import Role
from tests.factories import (
    jpeg,
    make_article,
    make_cohort,
    make_issue,
    make_photo,
    make_published,
    make_series,
    make_staff,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def editor(client, cohort):
    client.force_login(make_staff(cohort))
    return client


def listed(client, model):
    return list(client.get(reverse(f"admin:briefings_{model}_changelist")).context["cl"].result_list)


def test_a_photo_is_stored_as_fresh_bytes_with_its_words(editor, cohort):
    data = {"cohort": cohort.pk, "caption": "开班", "file": SimpleUploadedFile("一.jpg", jpeg())}
    editor.post(reverse("admin:briefings_photo_add"), data)
    photo = Photo.objects.get()
    assert (photo.caption, photo.width, photo.cohort) == ("开班", 600, cohort)


def test_what_is_no_picture_is_a_form_error(editor, cohort):
    data = {"cohort": cohort.pk, "file": SimpleUploadedFile("一.svg", b"<svg/>")}
    answer = editor.post(reverse("admin:briefings_photo_add"), data)
    assert answer.context["adminform"].form.errors["file"]
    assert not Photo.objects.exists()


def test_a_full_disk_is_a_form_error_that_keeps_the_words(editor, cohort, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trainingsite.storage.DurableFileSystemStorage.save", full)
    data = {"cohort": cohort.pk, "caption": "开班", "file": SimpleUploadedFile("一.jpg", jpeg())}
    form = editor.post(reverse("admin:briefings_photo_add"), data).context["adminform"].form
    assert form.errors["file"]
    assert form["caption"].value() == "开班"
    assert not Photo.objects.exists()


def test_a_photo_that_an_edition_shows_is_never_deleted(client, cohort):
    issue, photo = make_issue(make_series(cohort)), make_photo(cohort)
    place = ArticlePhoto.objects.create(article=make_article(issue), photo=photo)
    make_published(issue)
    place.delete()
    client.force_login(make_user(is_superuser=True))
    client.post(reverse("admin:briefings_photo_delete", args=[photo.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [photo.pk], "post": "yes"}
    client.post(reverse("admin:briefings_photo_changelist"), chosen)
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_no_photo_is_put_into_another_cohort(editor):
    data = {"cohort": make_cohort().pk, "file": SimpleUploadedFile("一.jpg", jpeg())}
    editor.post(reverse("admin:briefings_photo_add"), data)
    assert not Photo.objects.exists()


def test_photos_are_listed_and_changed_within_ones_cohort(editor, cohort):
    own, foreign = make_photo(cohort), make_photo(make_cohort())
    assert listed(editor, "photo") == [own]
    for photo in (own, foreign):
        editor.post(reverse("admin:briefings_photo_change", args=[photo.pk]), {"caption": "新"})
    assert set(Photo.objects.values_list("pk", "caption")) == {(own.pk, "新"), (foreign.pk, "")}


def test_reviewers_look_at_photos_only(client, cohort):
    photo = make_photo(cohort)
    client.force_login(make_staff(cohort, Role.REVIEWER))
    target = reverse("admin:briefings_photo_change", args=[photo.pk])
    assert client.post(target, {"caption": "新"}).status_code == 403
    assert listed(client, "photo") == [photo]


def test_an_editor_changes_the_distribution_of_a_series_but_not_its_reviews(editor, cohort):
    series = make_series(cohort)
    editor.post(
        reverse("admin:briefings_series_change", args=[series.pk]),
        {
            "masthead_template": "class",
            "report_to": "甲",
            "review_stages": 0,
            "name": "改",
            "self_review": "on",
        },
    )
    after = Series.objects.get()
    assert (after.report_to, after.review_stages, after.name) == ("甲", series.review_stages, series.name)
    assert not after.self_review


def test_a_series_of_the_whole_program_is_changed_by_superusers(client, editor, cohort):
    series = make_series(cohort)
    Series.objects.update(cohort=None)
    target = reverse("admin:briefings_series_change", args=[series.pk])
    data = {"masthead_template": "class", "report_to": "甲"}
    assert editor.post(target, data).status_code == 403
    assert listed(editor, "series") == [series]
    client.force_login(make_user(is_superuser=True))
    full = {"name": series.name, "program": series.program_id, "slug": series.slug, "numbering": "cohort"}
    client.post(target, data | full | {"review_stages": 2})
    assert Series.objects.get().report_to == "甲"


def test_editions_are_read_only_even_to_superusers(client, cohort):
    make_published(make_issue(make_series(cohort)))
    edition = Edition.objects.get()
    client.force_login(make_user(is_superuser=True))
    for page in ("change", "delete"):
        target = reverse(f"admin:briefings_edition_{page}", args=[edition.pk])
        assert client.post(target, {"theme": "改", "post": "yes"}).status_code == 403
    assert Edition.objects.get().theme == edition.theme
    assert client.get(reverse("admin:briefings_edition_add")).status_code == 403


def test_editions_are_those_of_ones_cohorts(editor, cohort):
    own = make_published(make_issue(make_series(cohort)))
    make_published()
    assert [edition.issue for edition in listed(editor, "edition")] == [own]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_issues_asks_as_often_whatever_its_length(
    editor, cohort, count, django_assert_num_queries
):
    series = make_series(cohort)
    for _n in range(count):
        make_issue(series)
    with django_assert_num_queries(9):
        editor.get(reverse("admin:briefings_issue_changelist"))
