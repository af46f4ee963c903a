"""A photo's file: for whoever may read an edition that cites it, and nobody else."""

import uuid

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from briefings.models import ArticlePhoto, Visibility
from briefings.models.photo import rendition_path
from briefings.workflow import Move
from cohorts.models import Role
from tests.factories import (
    jpeg,
    make_article,
    make_issue,
    make_photo,
    make_published,
    make_staff,
    make_trainee,
    make_user,
)

pytestmark = pytest.mark.django_db


def cited(visibility=Visibility.PUBLIC):
    """A photo 600 pixels wide in a published issue."""
    issue = make_issue(visibility=visibility)
    photo = make_photo(issue.cohort)
    ArticlePhoto.objects.create(article=make_article(issue), photo=photo)
    make_published(issue)
    return photo, issue


def fetch(client, url, **headers):
    """The answer, its file read and closed."""
    response = client.get(url, headers=headers)
    if response.streaming:
        response.getvalue()
    return response


def address(photo, width=400):
    return reverse("photo", args=[getattr(photo, "pk", photo), width])


def test_a_photo_of_a_public_issue_is_a_jpeg_for_everybody(client):
    photo, _issue = cited()
    response = client.get(address(photo))
    assert response.getvalue()[:3] == b"\xff\xd8\xff"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert response.cookies == {}


def test_a_photo_already_held_is_304(client):
    photo, _issue = cited()
    etag = fetch(client, address(photo))["ETag"]
    assert fetch(client, address(photo, 600))["ETag"] != etag
    again = fetch(client, address(photo), if_none_match=etag)
    assert (again.status_code, again["Cache-Control"], again.content) == (304, "public, no-cache", b"")


def test_a_photo_of_trainees_is_private(client):
    photo, issue = cited(Visibility.COHORT)
    client.force_login(make_trainee(issue.cohort))
    assert fetch(client, address(photo))["Cache-Control"] == "private, no-cache"
    client.force_login(make_user())
    assert fetch(client, address(photo)).status_code == 404


def test_signed_out_the_hidden_and_the_absent_lead_to_sign_in(client):
    photo, _issue = cited(Visibility.COHORT)
    public, _issue = cited()
    for url in (address(photo), address(uuid.uuid4()), address(public, 401)):
        response = fetch(client, url)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")


def test_a_photo_cited_by_nothing_is_for_the_staff_of_its_cohort(client):
    photo = make_photo(make_issue().cohort)
    assert fetch(client, address(photo)).status_code == 302
    client.force_login(make_trainee(photo.cohort))
    assert fetch(client, address(photo)).status_code == 404
    client.force_login(make_staff(photo.cohort))
    assert fetch(client, address(photo)).status_code == 200


def test_a_withdrawn_issue_takes_its_photos_along(client):
    photo, issue = cited()
    etag = fetch(client, address(photo))["ETag"]
    issue.move(Move.WITHDRAW, by=make_staff(issue.cohort, Role.SIGNATORY), note="有误")
    assert fetch(client, address(photo), if_none_match=etag).status_code == 302


@pytest.mark.parametrize("width", [1, 401, 800, 1600])
def test_only_widths_that_exist_are_answered(client, width):
    photo, _issue = cited()
    client.force_login(make_user())
    assert fetch(client, address(photo, width)).status_code == 404


def test_lost_bytes_are_as_absent(client):
    photo, _issue = cited()
    default_storage.delete(rendition_path(photo.pk, 400))
    client.force_login(make_user())
    assert fetch(client, address(photo)).status_code == 404


def test_behind_a_server_in_front_the_path_is_handed_over(client, settings):
    settings.ACCEL_REDIRECT = "/protected/"
    photo, _issue = cited()
    response = fetch(client, address(photo))
    assert response["X-Accel-Redirect"] == f"/protected/{rendition_path(photo.pk, 400)}"
    assert (response.content, response["Content-Type"]) == (b"", "image/jpeg")
    assert fetch(client, address(photo, 401)).status_code == 302


def test_a_photo_costs_one_query_signed_out(client, django_assert_num_queries):
    photo, _issue = cited()
    with django_assert_num_queries(1):
        client.get(address(photo)).getvalue()


def test_a_wide_photo_is_kept_at_each_width(client):
    issue = make_issue()
    photo = make_photo(issue.cohort, data=jpeg(1000, 500))
    client.force_login(make_user(is_superuser=True))
    assert [fetch(client, address(photo, width)).status_code for width in (400, 800, 1000)] == [200, 200, 200]
