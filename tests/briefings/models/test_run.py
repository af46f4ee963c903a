"""The run of a forum: additions at the end, changes of places, deletions, each as one transaction."""

import pytest
from django.core.exceptions import ValidationError

from briefings.document import Byline
from briefings.models import Conflict, Session, Speaker, SpeakerRole, Talk, run
from tests.factories import (
    make_cohort,
    make_comment,
    make_forum,
    make_person,
    make_quote,
    make_session,
    make_talk,
)

pytestmark = pytest.mark.django_db


def kinds(forum):
    return list(forum.sessions.values_list("kind", flat=True))


def test_the_usual_sessions_come_in_the_order_of_a_forum():
    forum = make_forum()
    run.set_up(forum)
    assert kinds(forum) == ["keynote", "review", "lecture", "round_table", "closing"]
    assert all(session.heading for session in forum.sessions.all())


def test_what_is_added_stands_behind_what_is_there_even_after_a_deletion():
    session = make_session()
    first, second = (run.add_talk(session, title, []) for title in ("一", "二"))
    run.delete(first)
    third = run.add_talk(session, "三", [])
    assert list(session.talks.all()) == [second, third]


@pytest.mark.parametrize("make", [make_talk, make_comment, make_quote])
def test_rows_of_a_session_change_places_and_stay_at_the_ends(make):
    session, elsewhere = make_session(), make_session()
    one, two, three = rows = [make(session) for _n in range(3)]
    stranger = make(elsewhere)
    run.move(one, 1)
    assert list(run.siblings(one)) == [two, one, three]
    run.move(two, -1)
    assert list(run.siblings(one)) == [two, one, three]
    run.move(one, -1)
    run.move(three, 1)
    assert list(run.siblings(one)) == rows
    assert list(run.siblings(stranger)) == [stranger]


def test_sessions_change_places_within_their_forum():
    forum = make_forum()
    run.set_up(forum)
    make_session(make_forum())
    run.move(forum.sessions.get(kind="lecture"), -1)
    assert kinds(forum) == ["keynote", "lecture", "review", "round_table", "closing"]


def test_rows_added_without_a_place_are_moved_all_the_same():
    forum = make_forum()
    one, two = (Session.objects.create(forum=forum, heading=heading) for heading in "甲乙")
    run.move(two, -1)
    assert list(forum.sessions.all()) == [two, one]


@pytest.mark.parametrize("change", [run.delete, lambda row: run.move(row, 1)])
def test_what_somebody_deleted_meanwhile_is_a_conflict(change):
    talk = make_talk()
    Talk.objects.all().delete()
    with pytest.raises(Conflict):
        change(talk)


def test_nothing_is_added_to_a_session_that_is_gone():
    session = make_session()
    Session.objects.all().delete()
    with pytest.raises(Conflict):
        run.add_talk(session, "题", [Byline(name="林听澜")])
    assert not Speaker.objects.exists()


def test_a_person_with_a_name_alone_is_billed_as_known_that_day():
    cohort = make_cohort()
    person = make_person()
    cohort.enrollments.create(person=person, organization_name="云州路桥集团", title="工程师")
    session = make_session(make_forum(cohort))
    talk = run.add_talk(session, "题", [Byline(str(person.pk), "林听澜"), Byline(name="周岚", title="院长")])
    billed = [(one.name, one.organization, one.title) for one in talk.speakers.all()]
    assert billed == [("林听澜", "云州路桥集团", "工程师"), ("周岚", "", "院长")]


def test_a_panelist_is_one_once_and_then_nobody_is_added():
    session, person = make_session(kind="round_table"), make_person()
    twice = [Byline(name="周岚"), Byline(str(person.pk), "林听澜")]
    run.add_people(session, SpeakerRole.PANELIST, twice[1:])
    with pytest.raises(ValidationError):
        run.add_people(session, SpeakerRole.PANELIST, twice)
    assert [one.name for one in session.speakers.all()] == ["林听澜"]


@pytest.mark.parametrize(("kind", "wanted"), [("review", "review"), ("closing", "closing")])
def test_what_is_said_in_the_closing_session_closes(kind, wanted):
    assert run.add_comment(make_session(kind=kind), Byline(name="周岚")).kind == wanted


def test_quotes_wait_for_approval():
    session = make_session(kind="round_table")
    run.add_quotes(session, [("一", Byline(name="甲")), ("二", Byline(name="乙"))])
    rows = session.quotes.values_list("text", "name", "position", "approved_by")
    assert list(rows) == [("一", "甲", 0, None), ("二", "乙", 1, None)]
