"""Who is billed at a talk or session, and as what."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from briefings.models import Session, Speaker, Talk
from cohorts.models import Enrollment
from tests.briefings.admin.records.posting import ONCE, add, errors, of_talk, page, row_of, said, speakers
from tests.factories import (
    make_cohort,
    make_person,
    make_session,
    make_speaker,
)

pytestmark = pytest.mark.django_db


def enrolled(cohort, name="周慕白", **post):
    person = make_person(name=name)
    Enrollment.objects.create(
        cohort=cohort, person=person, **{"organization_name": "光电所", "title": "所长"} | post
    )
    return person


def test_a_person_picked_is_billed_as_that_day(desk, talk, forum):
    person = enrolled(forum.cohort)
    assert desk.post(page(talk), of_talk(talk, {"person": person.pk})).status_code == 302
    assert Speaker.objects.values_list("person", "name", "organization", "title", "role", "forum").get() == (
        person.pk, "周慕白", "光电所", "所长", "speaker", forum.pk,
    )  # fmt: skip


def test_a_new_talk_bills_its_speaker(desk, talk, forum):
    desk.post(add(Talk), of_talk(talk, {"person": enrolled(forum.cohort).pk}, title="新"))
    assert str(Speaker.objects.get().byline()) == str(Speaker.objects.get(talk__title="新").byline())
    assert (Speaker.objects.get().organization, Speaker.objects.get().talk.title) == ("光电所", "新")


@pytest.mark.parametrize(
    "case",
    [
        ({"name": "小周", "organization": "", "title": ""}, {"name": ""}, ("周慕白", "光电所", "所长")),
        ({"name": "小周", "organization": "写的所", "title": ""}, {}, ("小周", "写的所", "")),
        ({"name": "周慕白", "organization": "", "title": ""}, {}, ("周慕白", "光电所", "所长")),
        ({"name": "周慕白", "organization": "", "title": ""}, {"title": "写的"}, ("周慕白", "", "写的")),
    ],
)
def test_a_person_picked_later_fills_what_nobody_typed(desk, talk, forum, case):
    before, sent, after = case
    speaker = make_speaker(talk, **before)
    row = row_of(speaker, person=enrolled(forum.cohort).pk, **sent)
    assert desk.post(page(talk), of_talk(talk, row, had=1)).status_code == 302
    assert Speaker.objects.values_list("name", "organization", "title").get() == after


def test_another_person_picked_is_billed_instead(desk, talk, forum):
    speaker = make_speaker(talk, person=enrolled(forum.cohort, "甲"), name="", organization="", title="")
    other = enrolled(forum.cohort, "乙", organization_name="水文所", title="主任")
    desk.post(page(talk), of_talk(talk, row_of(speaker, person=other.pk), had=1))
    assert Speaker.objects.values_list("name", "organization", "title").get() == ("乙", "水文所", "主任")


def test_nobody_is_billed_twice_at_a_talk(desk, talk, forum):
    person = enrolled(forum.cohort)
    for address, data in (
        (page(talk), of_talk(talk, {"person": person.pk}, {"person": person.pk})),
        (add(Talk), of_talk(talk, {"person": person.pk}, {"person": person.pk}, title="新")),
    ):
        assert errors(desk.post(address, data)) == [ONCE]
    speaker = make_speaker(talk, person=person)
    assert (
        len(errors(desk.post(page(talk), of_talk(talk, row_of(speaker), {"person": person.pk}, had=1)))) == 1
    )
    assert Speaker.objects.get() == speaker


def test_a_row_without_anybody_is_a_form_error(desk, talk):
    assert len(errors(desk.post(page(talk), of_talk(talk, {"title": "院士"})))) >= 1
    assert not Speaker.objects.exists()


def test_a_person_of_another_program_can_not_be_picked(desk, talk):
    stranger = enrolled(make_cohort())
    assert len(errors(desk.post(page(talk), of_talk(talk, {"person": stranger.pk, "name": "甲"})))) == 1
    assert not Speaker.objects.exists()


def test_a_session_has_moderators_and_panelists_and_nobody_else(desk, forum):
    session, person = make_session(forum, kind="round_table"), enrolled(forum.cohort)
    data = {"kind": "round_table", "heading": "圆桌", "topic": "", "html": "", "revision": 0}
    assert len(errors(desk.post(page(session), data | speakers({"name": "甲", "role": "guest"})))) == 1
    rows = [{"person": person.pk, "role": role} for role in ("moderator", "panelist", "panelist")]
    assert errors(desk.post(page(session), data | speakers(*rows))) == [ONCE]
    assert desk.post(page(session), data | speakers(*rows[:2])).status_code == 302
    assert sorted(session.speakers.values_list("role", flat=True)) == ["moderator", "panelist"]
    new = {"forum": forum.pk, "kind": "round_table", "heading": "", "topic": "", "html": ""}
    assert desk.post(add(Session), new | speakers(*rows[:2])).status_code == 302
    assert Session.objects.latest("pk").speakers.count() == 2


def test_an_empty_table_of_people_is_no_error(desk, forum):
    data = {"forum": forum.pk, "kind": "other", "heading": "", "topic": "", "html": ""}
    empty = {"role": "moderator"}
    assert desk.post(add(Session), data | speakers(empty)).status_code == 302
    assert not Speaker.objects.exists()


def test_a_speaker_is_mended_where_they_are_billed(desk, talk, forum):
    person, first = enrolled(forum.cohort), make_speaker(talk, name="甲")
    make_speaker(talk, person=person)
    data = {"person": person.pk, "name": "甲", "organization": "", "title": "", "speaking_order": 0}
    data |= {"revision": 0}
    assert errors(desk.post(page(first), data)) == [ONCE]
    data |= {"person": "", "title": "院士", "role": "guest", "talk": ""}
    assert desk.post(page(first), data).url == reverse("admin:briefings_forum_run", args=[forum.pk])
    first.refresh_from_db()
    assert (first.title, first.role, first.talk) == ("院士", "speaker", talk)
    assert desk.get(add(Speaker)).status_code == 403


def test_a_speaker_and_their_place_are_never_saved_over_each_other_unseen(desk, talk):
    speaker = make_speaker(talk, name="甲")
    own = {
        "person": "",
        "name": "甲",
        "organization": "",
        "title": "院士",
        "speaking_order": 0,
        "revision": 0,
    }
    with_talk = of_talk(talk, row_of(speaker, title="院长"), had=1)
    assert desk.post(page(speaker), own).status_code == 302
    assert desk.post(page(talk), with_talk).status_code == 409
    assert desk.post(page(talk), with_talk | {"revision": 1}).status_code == 302
    assert desk.post(page(speaker), own | {"revision": 1}).status_code == 409
    speaker.refresh_from_db()
    assert speaker.title == "院长"


def test_what_is_gone_when_it_is_written_is_said_in_the_form(desk, talk, forum, monkeypatch):
    person, save = enrolled(forum.cohort), Speaker.save

    def too_late(speaker, *args, **kwargs):
        """As on PostgreSQL, where a person merged meanwhile is missed at the commit."""
        monkeypatch.setattr(Speaker, "save", save)
        raise IntegrityError

    monkeypatch.setattr(Speaker, "save", too_late)
    answer = desk.post(page(talk), of_talk(talk, {"person": str(person.pk)}, {"name": ""}))
    assert answer.status_code == 302
    assert len(said(answer)) == 1
    assert Speaker.objects.get().person == person


@pytest.mark.parametrize("prefix", ["TOTAL", "INITIAL"])
def test_a_forged_number_of_rows_makes_no_long_page(desk, talk, prefix):
    answer = desk.post(page(talk), of_talk(talk, title="") | {f"speakers-{prefix}_FORMS": 10**9})
    [table] = answer.context["inline_admin_formsets"]
    assert len(table.formset.forms) <= 300


@pytest.mark.parametrize("session", ["9" * 5000, "\0", "x", ""])
def test_a_record_of_no_session_is_asked_for_one(desk, session):
    assert desk.get(add(Talk), {"session": session}).status_code == 200
    assert desk.post(add(Talk), {"session": session, "title": "题"} | speakers()).status_code == 200


def test_a_speaker_can_go_and_a_talk_with_its_speakers(desk, talk):
    make_speaker(talk, name="甲")
    assert desk.post(page(make_speaker(talk, name="乙"), "delete"), {"post": "yes"}).status_code == 302
    assert desk.post(page(talk, "delete"), {"post": "yes"}).status_code == 302
    assert (Talk.objects.count(), Speaker.objects.count()) == (0, 0)
