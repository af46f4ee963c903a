"""A forum's page: its whole run, adding and ordering in place; and the admin of forums around it."""

import time

import pytest
from django.urls import reverse

from briefings.models import Comment, Forum, Quote, Session, Speaker, Talk, run
from cohorts.models import Affiliation, Enrollment, Role, StudyGroup
from tests.factories import (
    make_cohort,
    make_comment,
    make_forum,
    make_issue,
    make_organization,
    make_person,
    make_quote,
    make_series,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """Of a keynote session with two talks and a round table."""
    forum = make_forum()
    keynote = make_session(forum, kind="keynote")
    for title in ("一", "二"):
        make_talk(keynote, title=title)
    make_session(forum, kind="round_table")
    return forum


@pytest.fixture
def desk(client, forum):
    client.force_login(make_staff(forum.cohort))
    return client


def address(forum, page="run"):
    return reverse(f"admin:briefings_forum_{page}", args=[forum.pk])


def change(desk, forum, **data):
    return desk.post(address(forum, "arrange"), data)


def ref(row):
    return f"{row._meta.model_name}-{row.pk}"


def said(answer, desk):
    """The messages on the page an answer leads to."""
    page = desk.get(answer["Location"]) if answer.status_code == 302 else answer
    return [str(message) for message in page.context["messages"]]


def keynote(forum):
    return forum.sessions.get(kind="keynote")


def table(forum):
    return forum.sessions.get(kind="round_table")


def enroll(cohort, name, organization="云州路桥集团", title="工程师"):
    person = make_person(name=name)
    Enrollment.objects.create(cohort=cohort, person=person, organization_name=organization, title=title)
    return person


def billed(rows):
    return [(one.person, one.organization, one.title, one.name) for one in rows]


# the page


def shape(page):
    run = page.context["run"]
    return [
        (part.line.name, [(line.kind, line.name, line.lacking) for lines in part.lists for line in lines])
        for part in run.parts
    ]


def test_the_page_shows_the_run_in_its_order_and_what_is_lacking(desk, forum):
    make_talk(keynote(forum), title="三", html="")
    make_comment(keynote(forum), talk=Talk.objects.get(title="一"))
    make_quote(table(forum))
    missing, waiting = "缺稿", shape(desk.get(address(forum)))[1][1][0][2]
    assert waiting
    assert shape(desk.get(address(forum))) == [
        (
            keynote(forum).heading,
            [("talk", "一", ""), ("talk", "二", ""), ("talk", "三", missing), ("comment", "", "")],
        ),
        (table(forum).heading, [("quote", "先蹲下，再看湖。", waiting)]),
    ]


def test_guests_stand_in_protocol_order_apart_from_moderators_of_a_session(desk, forum):
    for name, order in (("丙", None), ("乙", 2), ("甲", 1)):
        Speaker.objects.create(forum=forum, role="guest", name=name, protocol_order=order)
    Speaker.objects.create(session=table(forum), role="moderator", name="丁")
    shown = desk.get(address(forum)).context["run"]
    assert [one.row.name for one in shown.guests] == ["甲", "乙", "丙"]
    assert [one.row.name for one in shown.parts[1].moderators] == ["丁"]


def test_the_preview_is_the_document_that_composing_would_make(desk, forum):
    answer = desk.get(address(forum, "preview"))
    headings = [section.heading for section in answer.context["document"].sections]
    assert headings == ["编者按", forum.name, keynote(forum).heading, forum.gallery_heading]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("talks", [1, 40])
def test_the_page_asks_as_often_whatever_its_length(client, talks, django_assert_num_queries):
    cohort = make_cohort()
    forum = make_forum(cohort)
    session = make_session(forum)
    for n in range(talks):
        person = enroll(cohort, "林听澜")
        Affiliation.objects.create(person=person, organization=make_organization())
        talk = make_talk(session, title=f"题{n}")
        make_speaker(talk, person=person)
        make_comment(session, talk=talk, person=person)
        make_quote(session)
    make_issue(make_series(cohort), forum=forum)
    client.force_login(make_staff(cohort))
    with django_assert_num_queries(15):
        client.get(address(forum))
    client.force_login(make_staff(cohort, Role.REVIEWER))
    with django_assert_num_queries(11):
        client.get(address(forum))


def test_todays_post_stands_beside_the_one_billed(desk, forum):
    person = enroll(forum.cohort, "林听澜")
    speaker = make_speaker(Talk.objects.get(title="一"), person=person, organization="旧研究所")
    page = desk.get(address(forum))
    assert [one.today for one in page.context["run"].parts[0].talks[0].people] == ["云州路桥集团工程师"]
    assert reverse("admin:briefings_speaker_rebill", args=[speaker.pk]) in page.content.decode()


# who may


def test_those_who_may_only_look_get_the_page_without_controls(client, forum):
    client.force_login(make_staff(forum.cohort, Role.REVIEWER))
    page = client.get(address(forum))
    assert [part.forms for part in page.context["run"].parts] == [[], []]
    assert 'name="do"' not in page.content.decode()
    assert change(client, forum, do="delete", row=ref(keynote(forum))).status_code == 404
    assert Session.objects.count() == 2


@pytest.mark.parametrize("page", ["run", "preview", "arrange"])
def test_others_find_nothing_there(client, forum, page):
    for account in (make_staff(make_cohort()), make_staff(forum.cohort, Role.ORGANIZER)):
        client.force_login(account)
        assert client.get(address(forum, page)).status_code == 404
        assert client.post(address(forum, page), {"do": "approve-all"}).status_code == 404


def test_arranging_is_never_a_get(desk, forum):
    assert desk.get(address(forum, "arrange") + "?do=approve-all").status_code == 405
    assert desk.post(address(forum)).status_code == 405


# order, deletion, approval


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


# adding


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


# the admin of forums

WHEN = {"starts": "2026-03-05T14:00", "ends": ""}


def test_a_forum_is_recorded_with_its_usual_sessions(desk, forum):
    data = WHEN | {"cohort": forum.cohort_id, "name": "学员论坛", "theme": "新论坛", "usual": "on"}
    answer = desk.post(reverse("admin:briefings_forum_add"), data)
    fresh = Forum.objects.get(theme="新论坛")
    assert answer.url == address(fresh)
    assert fresh.sessions.count() == 5
    desk.post(reverse("admin:briefings_forum_add"), data | {"theme": "又一个", "usual": ""})
    assert not Forum.objects.get(theme="又一个").sessions.exists()


def test_whoever_serves_one_cohort_needs_not_choose_it(desk, forum):
    form = desk.get(reverse("admin:briefings_forum_add")).context["adminform"].form
    assert form["cohort"].value() == forum.cohort_id


def test_the_group_on_duty_is_of_the_same_cohort(desk, forum):
    own, foreign = (
        StudyGroup.objects.create(cohort=each, number=1, name="一组")
        for each in (forum.cohort, make_cohort())
    )
    data = WHEN | {"cohort": forum.cohort_id, "name": "学员论坛", "theme": "新论坛"}
    for group in (foreign, own):
        desk.post(reverse("admin:briefings_forum_add"), data | {"duty_group": group.pk})
    assert list(Forum.objects.filter(theme="新论坛").values_list("duty_group", flat=True)) == [own.pk]


def test_no_forum_is_recorded_in_another_cohort(desk):
    data = WHEN | {"cohort": make_cohort().pk, "name": "学员论坛", "theme": "新论坛"}
    desk.post(reverse("admin:briefings_forum_add"), data)
    assert not Forum.objects.filter(theme="新论坛").exists()


def rows(*guests):
    """What the form of a forum sends of its guests."""
    data = {"speakers-TOTAL_FORMS": len(guests), "speakers-INITIAL_FORMS": 0}
    return data | {
        f"speakers-{n}-{name}": value for n, guest in enumerate(guests) for name, value in guest.items()
    }


def test_guests_are_billed_on_the_forums_own_page_and_speakers_elsewhere_stay(desk, forum):
    make_speaker(Talk.objects.get(title="一"))
    person = make_person(name="周岚")
    Affiliation.objects.create(person=person, organization=make_organization(name="云州大学"), title="院长")
    data = WHEN | {"name": "学员论坛", "theme": "改", "gallery_heading": "风采", "revision": 0}
    page = address(forum, "change")
    answer = desk.post(
        page, data | rows({"role": "commentator", "person": str(person.pk), "protocol_order": 1})
    )
    assert answer.url == address(forum)
    assert billed(Speaker.objects.filter(talk=None)) == [(person, "云州大学", "院长", "周岚")]
    desk.post(page, data | {"revision": 1} | rows({"role": "speaker", "name": "甲"}))
    assert Speaker.objects.count() == 2
    [guests] = desk.get(page).context["inline_admin_formsets"]
    assert [form.instance.name for form in guests.formset.initial_forms] == ["周岚"]


def test_a_forum_keeps_its_cohort_and_its_sessions(desk, forum):
    data = WHEN | {"name": "学员论坛", "theme": "改", "gallery_heading": "风采", "revision": 0} | rows()
    desk.post(address(forum, "change"), data | {"cohort": make_cohort().pk, "usual": "on"})
    assert Session.objects.count() == 2
    assert Forum.objects.values_list("cohort", "theme").get() == (forum.cohort_id, "改")


def test_a_forum_with_a_briefing_is_not_deleted_and_that_is_said(desk, forum):
    make_issue(make_series(forum.cohort), forum=forum)
    answer = desk.post(address(forum, "delete"), {"post": "yes"})
    assert answer.context["protected"]
    assert Forum.objects.exists()


@pytest.mark.parametrize("field", ["starts", "ends"])
def test_a_forum_of_the_year_one_is_no_forum(desk, forum, field):
    data = {"cohort": forum.cohort_id, "name": "论坛", "theme": "实干", "starts": "2026-09-11T14:00"}
    answer = desk.post(reverse("admin:briefings_forum_add"), data | {field: "0001-01-01T00:00"})
    assert list(answer.context["adminform"].form.errors)[:1] == [field]


@pytest.mark.parametrize("talks", [1, 9])
def test_a_forums_deletion_is_asked_for_with_as_many_queries(desk, forum, talks, django_assert_num_queries):
    for _n in range(talks):
        make_speaker(make_talk(keynote(forum)))
    page = reverse("admin:briefings_forum_delete", args=[forum.pk])
    with django_assert_num_queries(14):
        assert desk.get(page).status_code == 200


def test_a_forum_without_one_is_deleted_with_its_records(desk, forum):
    make_speaker(Talk.objects.get(title="一"))
    desk.post(address(forum, "delete"), {"post": "yes"})
    assert not Forum.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(desk, forum, count, django_assert_num_queries):
    for _n in range(count - 1):
        other = make_forum(forum.cohort)
        make_talk(make_session(other))
        make_issue(make_series(forum.cohort), forum=other)
    with django_assert_num_queries(11):
        page = desk.get(reverse("admin:briefings_forum_changelist"))
    assert address(forum) in page.content.decode()


def test_the_list_counts_talks_and_names_the_briefing(desk, forum):
    issue = make_issue(make_series(forum.cohort), forum=forum, theme="简报")
    page = desk.get(reverse("admin:briefings_forum_changelist"))
    assert [(each.talk_count, list(each.issues.all())) for each in page.context["cl"].result_list] == [
        (2, [issue])
    ]
