"""Order, deletion and approval in place."""

import time

import pytest

from briefings.models import Comment, Quote, Talk, run
from tests.briefings.admin.run.asking import address, change, keynote, ref, said, shape, table
from tests.factories import (
    make_comment,
    make_quote,
    make_session,
    make_talk,
)

pytestmark = pytest.mark.django_db


def test_a_talk_and_a_session_change_places(desk, forum):
    answer = change(desk, forum, do="down", row=ref(Talk.objects.get(title="一")))
    assert [talk.title for talk in keynote(forum).talks.all()] == ["二", "一"]
    assert answer.url == f"{address(forum)}#{ref(Talk.objects.get(title='一'))}"
    change(desk, forum, do="up", row=ref(table(forum)))
    assert list(forum.sessions.all()) == [table(forum), keynote(forum)]


def test_a_deleted_talk_leaves_the_comment_on_it_to_the_forum(desk, forum):
    talk = Talk.objects.get(title="一")
    comment = make_comment(keynote(forum), talk=talk)
    change(desk, forum, do="delete", row=ref(talk))
    assert list(Talk.objects.values_list("title", flat=True)) == ["二"]
    assert Comment.objects.get().talk is None
    change(desk, forum, do="delete", row=ref(comment))
    change(desk, forum, do="delete", row=ref(keynote(forum)))
    assert (Comment.objects.count(), list(forum.sessions.all())) == (0, [table(forum)])


def test_quotes_are_approved_one_by_one_or_all_of_the_forum(desk, forum):
    one, two = (make_quote(table(forum)) for _n in range(2))
    foreign = make_quote(make_session())
    change(desk, forum, do="approve", row=ref(one), shown=one.as_shown)
    assert list(Quote.objects.exclude(approved_by=None)) == [one]
    change(desk, forum, do="approve-all", shown=[quote.as_shown for quote in (one, two, foreign)])
    assert list(Quote.objects.filter(approved_by=None)) == [foreign]


def test_nobody_approves_words_they_were_not_shown(desk, forum):
    quote = make_quote(table(forum))
    [line] = desk.get(address(forum)).context["run"].unapproved
    assert line.row.as_shown in desk.get(address(forum)).content.decode()
    Quote.objects.update(text="别的话。", revision=1)
    late = make_quote(table(forum))
    answer = change(desk, forum, do="approve", row=ref(quote), shown=line.row.as_shown)
    assert said(answer, desk) == ["在您打开之后，已有人保存过这条记录。"]
    change(desk, forum, do="approve-all", shown=line.row.as_shown)
    assert list(Quote.objects.filter(approved_by=None)) == [quote, late]


def test_spaces_in_a_quote_cost_no_seconds(desk, forum):
    text = "话。" + " " * 20_000 + "完\n——" + "甲" + " " * 20_000 + "乙"
    began = time.process_time()
    assert change(desk, forum, do="add-quotes", row=ref(table(forum)), quotes=text).status_code == 422
    assert time.process_time() - began < 2


@pytest.mark.parametrize("do", ["up", "down", "delete", "approve"])
@pytest.mark.parametrize("make", [make_talk, make_comment, make_quote])
def test_rows_of_another_forum_are_not_found(desk, forum, do, make):
    session = make_session()
    foreign = [make(session), make(session)]
    for row in (*foreign, session):
        assert change(desk, forum, do=do, row=ref(row)).status_code == 404
    assert list(run.siblings(foreign[0])) == foreign
    assert not Quote.objects.exclude(approved_by=None).exists()


@pytest.mark.parametrize("do", ["add-talk", "add-comment", "add-quotes", "add-people"])
def test_nothing_is_added_to_another_forum_and_what_was_typed_is_shown(desk, forum, do):
    session = make_session()
    data = {"title": "题", "who": "周岚", "quotes": "话。\n——周岚", "role": "panelist"}
    answer = change(desk, forum, do=do, row=ref(session), **data)
    assert answer.status_code == 404
    assert answer.context["typed"] == "题\n周岚\n话。\n——周岚"
    assert not any(
        rows.exists() for rows in (session.talks, session.comments, session.quotes, session.speakers)
    )


def test_a_row_deleted_meanwhile_is_said_in_words(desk, forum):
    talk = Talk.objects.get(title="一")
    gone = ref(talk)
    talk.delete()
    answer = change(desk, forum, do="down", row=gone)
    assert (answer.status_code, len(said(answer, desk))) == (404, 1)
    assert shape(answer) == shape(desk.get(address(forum)))


@pytest.mark.parametrize(
    "row", ["", "talk", "talk-", "talk-²", "talk--1", "talk-" + "9" * 5000, "issue-1", "\0"]
)
@pytest.mark.parametrize("do", ["up", "delete", "approve", "add-talk", "", "no-verb"])
def test_nonsense_is_not_found(desk, forum, do, row):
    assert change(desk, forum, do=do, row=row, title="题").status_code == 404
    assert Talk.objects.count() == 2
