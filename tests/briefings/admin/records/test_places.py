"""A forum's rows stay with their forum."""

import pytest

from briefings.models import Comment, Session, Talk
from tests.briefings.admin.records.posting import add, of_talk, page, speakers
from tests.factories import (
    make_comment,
    make_forum,
    make_session,
    make_talk,
)

pytestmark = pytest.mark.django_db


def test_a_talk_moves_within_its_forum_and_to_no_other(desk, talk, editor):
    here, there = make_session(talk.forum), make_session(make_forum(talk.forum.cohort))
    make_talk(here, position=4)
    answer = desk.post(page(talk), of_talk(talk, session=there.pk))
    assert list(answer.context["adminform"].form.errors) == ["session"]
    assert desk.post(page(talk), of_talk(talk, session=here.pk)).status_code == 302
    talk.refresh_from_db()
    assert (talk.session, talk.position) == (here, 5)


def test_a_talk_is_offered_the_sessions_of_its_forum(desk, talk):
    make_session(make_forum(talk.forum.cohort))
    other = make_session(talk.forum)
    offered = lambda address: [  # noqa: E731
        key for key, _ in desk.get(address).context["adminform"].form.fields["session"].choices
    ]
    assert offered(page(talk)) == ["", talk.session_id, other.pk]
    assert offered(f"{add(Talk)}?session={talk.session_id}") == ["", talk.session_id, other.pk]
    assert offered(f"{add(Talk)}?session=9²") == offered(add(Talk))


def test_no_session_of_another_cohort_can_be_chosen(desk, talk):
    foreign = make_session()
    answer = desk.post(add(Talk), of_talk(talk, session=foreign.pk))
    assert list(answer.context["adminform"].form.errors) == ["session"]
    answer = desk.post(add(Session), {"forum": foreign.forum_id, "kind": "other"} | speakers())
    assert list(answer.context["adminform"].form.errors) == ["forum"]


def test_a_session_stays_at_its_forum(desk, forum):
    session, other = make_session(forum), make_forum(forum.cohort)
    data = {"forum": other.pk, "kind": "lecture", "revision": 0, "heading": "", "topic": "", "html": ""}
    assert desk.post(page(session), data | speakers()).status_code == 302
    session.refresh_from_db()
    assert (session.forum, session.kind) == (forum, "lecture")


def test_a_comment_is_about_a_talk_of_its_forum(desk, talk):
    comment, foreign = make_comment(talk.session), make_talk(make_session(make_forum(talk.forum.cohort)))
    data = {"session": talk.session_id, "kind": "review", "name": "周岚", "html": "", "revision": 0}
    answer = desk.post(page(comment), data | {"talk": foreign.pk})
    assert list(answer.context["adminform"].form.errors) == ["talk"]
    assert desk.post(page(comment), data | {"talk": talk.pk}).status_code == 302
    assert Comment.objects.get().talk == talk
