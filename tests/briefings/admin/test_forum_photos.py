"""A forum's photos page: many uploaded at once, captioned one after another, nobody's words written over."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from briefings.models import Photo
from cohorts.models import Role
from tests.factories import (
    jpeg,
    make_cohort,
    make_forum,
    make_photo,
    make_session,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return make_forum()


@pytest.fixture
def desk(client, forum):
    client.force_login(make_staff(forum.cohort))
    return client


def address(forum):
    return reverse("admin:briefings_forum_photos", args=[forum.pk])


def photo_of(forum, **fields):
    n = Photo.objects.count()
    return make_photo(forum.cohort, **{"data": jpeg(color=f"#0000{n:02x}"), "forum": forum} | fields)


def opened(desk, forum):
    """What the page would send if nothing were typed."""
    rows = desk.get(address(forum)).context["gathering"].rows
    return {field.html_name: field.value() or "" for row in rows for field in row if field.name != "out"}


def typed(photo, **words):
    return {f"{photo.pk}-{name}": value for name, value in words.items()}


def file(name, data):
    return SimpleUploadedFile(name, data, "image/jpeg")


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_many_photos_are_uploaded_at_once_and_bad_ones_named(desk, forum):
    files = [
        file("一.jpg", jpeg()),
        file("二.jpg", b"no picture"),
        file("三.jpg", jpeg(color="#123456")),
    ]
    answer = desk.post(address(forum), {"pictures": files})
    assert answer.url == address(forum)
    assert list(forum.photos.values_list("cohort", "width")) == [(forum.cohort_id, 600)] * 2
    sentences = said(answer)
    assert len(sentences) == 2
    assert sentences[1].startswith("二.jpg：")


def test_the_same_picture_is_stored_once_a_forum(desk, forum):
    make_photo(forum.cohort, data=jpeg(color="#222222"))
    again = file("又.jpg", jpeg(color="#222222"))
    twice = [file("一.jpg", jpeg()), file("二.jpg", jpeg())]
    answer = desk.post(address(forum), {"pictures": [*twice, again]})
    assert forum.photos.count() == 2
    assert [sentence[:5] for sentence in said(answer)[1:]] == ["二.jpg"]
    desk.post(address(forum), {"pictures": [file("三.jpg", jpeg())]})
    assert forum.photos.count() == 2


def test_captions_places_and_words_are_written_together(desk, forum):
    talk = make_talk(make_session(forum))
    first, second = photo_of(forum), photo_of(forum)
    data = opened(desk, forum) | typed(first, caption="合影", talk=talk.pk) | typed(second, credit="王摄")
    assert desk.post(address(forum), data).status_code == 302
    assert list(Photo.objects.order_by("uploaded_at").values_list("caption", "credit", "talk")) == [
        ("合影", "", talk.pk),
        ("", "王摄", None),
    ]


def test_words_typed_with_an_upload_are_saved_too(desk, forum):
    photo = photo_of(forum)
    data = opened(desk, forum) | typed(photo, caption="合影")
    desk.post(address(forum), data | {"pictures": [file("一.jpg", jpeg())]})
    assert sorted(forum.photos.values_list("caption", flat=True)) == ["", "合影"]


def test_what_somebody_else_wrote_stays(desk, forum):
    mine, theirs = photo_of(forum), photo_of(forum)
    data = opened(desk, forum) | typed(mine, caption="我的")
    Photo.objects.filter(pk=theirs.pk).update(caption="对方的")
    assert desk.post(address(forum), data).status_code == 302
    assert Photo.objects.get(pk=theirs.pk).caption == "对方的"
    assert Photo.objects.get(pk=mine.pk).caption == "我的"


def test_two_captions_of_one_photo_are_shown_and_mine_can_be_saved_over_theirs(desk, forum):
    photo, other = photo_of(forum), photo_of(forum)
    data = opened(desk, forum) | typed(photo, caption="我的") | typed(other, caption="另一张")
    Photo.objects.filter(pk=photo.pk).update(caption="对方的")
    answer = desk.post(address(forum), data)
    rows = {row.instance.pk: row for row in answer.context["gathering"].rows}
    assert answer.status_code == 409
    assert "对方的" in str(rows[photo.pk].non_field_errors())
    assert rows[photo.pk]["caption"].value() == "我的"
    assert Photo.objects.get(pk=photo.pk).caption == "对方的"
    assert Photo.objects.get(pk=other.pk).caption == "另一张"
    again = {
        field.html_name: field.value() or "" for row in rows.values() for field in row if field.name != "out"
    }
    assert desk.post(address(forum), again | typed(other, caption="又改")).status_code == 302
    assert list(Photo.objects.order_by("uploaded_at").values_list("caption", flat=True)) == ["我的", "又改"]


def test_too_long_a_caption_is_an_error_that_keeps_it(desk, forum):
    photo, other = photo_of(forum), photo_of(forum)
    data = opened(desk, forum) | typed(photo, caption="长" * 121) | typed(other, caption="好")
    answer = desk.post(address(forum), data)
    assert "长" * 121 in answer.content.decode()
    assert sorted(Photo.objects.values_list("caption", flat=True)) == ["", "好"]


def test_a_photo_goes_to_no_talk_of_another_forum(desk, forum):
    photo, foreign = photo_of(forum), make_talk(make_session(make_forum(forum.cohort)))
    desk.post(address(forum), opened(desk, forum) | typed(photo, talk=foreign.pk))
    assert Photo.objects.get().talk is None


def test_a_photo_is_taken_out_and_comes_back_in(desk, forum):
    photo = photo_of(forum, talk=make_talk(make_session(forum)))
    desk.post(address(forum), opened(desk, forum) | typed(photo, out="on", caption="合影"))
    assert Photo.objects.values_list("forum", "talk", "caption").get() == (None, None, "合影")
    assert desk.post(address(forum), {"chosen": [str(photo.pk)]}).status_code == 302
    assert Photo.objects.get().forum == forum


def test_a_caption_for_a_photo_taken_out_meanwhile_is_told(desk, forum):
    photo, quiet = photo_of(forum), photo_of(forum)
    data = opened(desk, forum) | typed(photo, caption="我写的")
    forum.photos.update(forum=None)
    (sentence,) = said(desk.post(address(forum), data))
    assert "我写的" in sentence
    assert Photo.objects.get(pk=quiet.pk).caption == ""


def test_photos_of_other_forums_and_cohorts_are_out_of_reach(desk, forum):
    elsewhere = photo_of(make_forum(forum.cohort))
    foreign = make_photo(make_cohort())
    for photo in (elsewhere, foreign):
        page = desk.get(address(forum)).content.decode()
        assert str(photo.pk) not in page
        desk.post(address(forum), typed(photo, was="", caption="改", out="on"))
        assert desk.post(address(forum), {"chosen": [str(photo.pk)]}).status_code == 409
    assert desk.post(address(forum), {"chosen": ["x"]}).status_code == 409
    assert not Photo.objects.filter(forum=forum).exists()
    assert list(Photo.objects.values_list("caption", flat=True)) == ["", ""]


def test_reviewers_look_and_others_find_nothing(client, forum):
    photo = photo_of(forum, caption="合影")
    client.force_login(make_staff(forum.cohort, Role.REVIEWER))
    page = client.get(address(forum)).content.decode()
    assert "合影" in page
    assert f"{photo.pk}-caption" not in page
    assert client.post(address(forum), typed(photo, caption="改")).status_code == 404
    for other in (make_staff(make_cohort()), make_staff(forum.cohort, Role.ORGANIZER)):
        client.force_login(other)
        assert client.get(address(forum)).status_code == 404
        assert client.post(address(forum), {"pictures": [file("一.jpg", jpeg())]}).status_code == 404
    assert Photo.objects.get().caption == "合影"


def test_photos_stand_by_the_time_they_were_taken(desk, forum):
    late, early = photo_of(forum), photo_of(forum)
    Photo.objects.filter(pk=early.pk).update(taken_at="2026-01-01T00:00Z")
    page = desk.get(address(forum))
    assert [row.instance for row in page.context["gathering"].rows] == [early, late]
    assert page.context["gathering"].uncaptioned == 2


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_asks_the_same_however_many_photos(desk, forum, django_assert_num_queries, count):
    talk = make_talk(make_session(forum))
    for _n in range(count):
        photo_of(forum, talk=talk, by=talk_editor(forum))
    with django_assert_num_queries(8):
        desk.get(address(forum))
    data = {name: "新" if name.endswith("caption") else value for name, value in opened(desk, forum).items()}
    with django_assert_num_queries(11):
        assert desk.post(address(forum), data).status_code == 302
    assert forum.photos.filter(caption="新", talk=talk).count() == count


def talk_editor(forum):
    return forum.cohort.roles.first().user
