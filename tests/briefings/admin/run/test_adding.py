"""Talks, comments, quotes, people and sessions added in place."""

import pytest

from briefings.models import Comment, Quote, Speaker, Talk
from cohorts.models import Affiliation
from tests.briefings.admin.run.asking import billed, change, enroll, keynote, ref, said, table
from tests.factories import (
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


def test_a_talk_is_added_with_a_known_trainee_billed_as_enrolled(desk, forum):
    person = enroll(forum.cohort, "林听澜")
    change(desk, forum, do="add-talk", row=ref(keynote(forum)), title="三", who="林听澜")
    talk = Talk.objects.last()
    assert [each.title for each in keynote(forum).talks.all()] == ["一", "二", "三"]
    assert billed(talk.speakers.all()) == [(person, "云州路桥集团", "工程师", "林听澜")]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("云州大学教授周岚", [("云州大学", "教授", "周岚")]),
        ("云州大学 周岚", [("云州大学", "", "周岚")]),
        ("周岚、云州大学 沈望舒", [("", "", "周岚"), ("云州大学", "", "沈望舒")]),
        ("副院长、主任医师 周岚", [("", "副院长、主任医师", "周岚")]),
        ("第三组全体学员", [("", "", "第三组全体学员")]),
    ],
)
def test_what_is_typed_is_taken_apart(desk, forum, typed, wanted):
    make_organization(name="云州大学")
    make_person(name="周岚")
    change(desk, forum, do="add-people", row=ref(table(forum)), role="panelist", who=typed)
    assert [(one.organization, one.title, one.name) for one in Speaker.objects.all()] == wanted


def test_of_namesakes_the_cohorts_trainee_is_meant(desk, forum):
    person = enroll(forum.cohort, "林听澜")
    make_person(name="林听澜")
    change(desk, forum, do="add-talk", row=ref(keynote(forum)), title="三", who="林听澜")
    assert [one.person for one in Speaker.objects.all()] == [person]


def test_among_other_namesakes_nobody_is_guessed_and_that_is_said(desk, forum):
    for _n in range(2):
        make_person(name="林听澜")
    answer = change(desk, forum, do="add-talk", row=ref(keynote(forum)), title="三", who="林听澜")
    assert [(one.person, one.name) for one in Speaker.objects.all()] == [(None, "林听澜")]
    assert len(said(answer, desk)) == 2


def test_of_namesakes_the_organization_tells(desk, forum):
    enroll(forum.cohort, "林听澜")
    guest = make_person(name="林听澜")
    Affiliation.objects.create(person=guest, organization=make_organization(name="云州大学"))
    change(desk, forum, do="add-talk", row=ref(keynote(forum)), title="三", who="云州大学 林听澜")
    assert [one.person for one in Speaker.objects.all()] == [guest]


def test_a_comment_is_added_with_its_paragraphs_on_a_talk(desk, forum):
    talk = Talk.objects.get(title="二")
    data = {"who": "周岚", "text": "好 <b>。\n\n很好。", "talk": talk.pk}
    change(desk, forum, do="add-comment", row=ref(keynote(forum)), **data)
    comment = Comment.objects.get()
    assert (comment.name, comment.talk, comment.kind) == ("周岚", talk, "review")
    assert comment.html == "<p>好 &lt;b&gt;。</p><p>很好。</p>"


def test_quotes_are_pasted_several_at_once(desk, forum):
    person = enroll(forum.cohort, "林听澜")
    text = "先蹲下，\n再看湖。\n——林听澜\n数据会说话。——周岚\n\n理论联系实际。\n\n—— 第三组全体学员\n"
    change(desk, forum, do="add-quotes", row=ref(table(forum)), quotes=text)
    assert [(quote.text, quote.name, quote.person) for quote in Quote.objects.all()] == [
        ("先蹲下，\n再看湖。", "林听澜", person),
        ("数据会说话。", "周岚", None),
        ("理论联系实际。", "第三组全体学员", None),
    ]


def test_a_session_is_added_at_the_end(desk, forum):
    change(desk, forum, do="add-session", kind="other", heading="【茶叙】")
    assert [session.heading for session in forum.sessions.all()][-1] == "茶叙"


@pytest.mark.parametrize(
    ("do", "field", "data"),
    [
        ("add-talk", "title", {"title": "长" * 201, "who": "周岚"}),
        ("add-talk", "who", {"title": "题", "who": "名" * 41}),
        ("add-comment", "who", {"who": "", "text": "好。"}),
        ("add-comment", "who", {"who": "周岚、沈望舒", "text": "好。"}),
        ("add-comment", "talk", {"who": "周岚", "text": "好。", "talk": "999999"}),
        ("add-quotes", "quotes", {"quotes": "有话。\n——周岚\n\n没有名字。"}),
        ("add-quotes", "quotes", {"quotes": "——周岚"}),
        ("add-people", "role", {"who": "周岚", "role": "speaker"}),
    ],
)
def test_what_is_refused_stays_as_typed_in_its_place(desk, forum, do, field, data):
    session = keynote(forum)
    answer = change(desk, forum, do=do, row=ref(session), **data)
    form = next(each for each in answer.context["run"].parts[0].forms if each.do == do)
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert {name: form[name].value() for name in data} == data
    assert not any(rows.exists() for rows in (session.comments, session.quotes, session.speakers))
    assert session.talks.count() == 2


def test_somebody_billed_already_is_refused_in_words(desk, forum):
    enroll(forum.cohort, "林听澜")
    data = {"do": "add-people", "row": ref(table(forum)), "role": "panelist", "who": "林听澜"}
    assert change(desk, forum, **data).status_code == 302
    assert change(desk, forum, **data).status_code == 422
    assert Speaker.objects.count() == 1


def test_a_refused_session_stays_as_typed(desk, forum):
    answer = change(desk, forum, do="add-session", kind="no-kind", heading="茶叙")
    form = answer.context["new_session"]
    assert (answer.status_code, form["heading"].value(), list(form.errors)) == (422, "茶叙", ["kind"])
