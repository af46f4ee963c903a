"""From a forum's records to an issue."""

from datetime import datetime

import pytest
from django.utils.timezone import make_aware

from briefings.compose.writing import compose
from briefings.models import Occasion, Photo, Speaker
from tests.briefings.compose.reading import outline_of, texts
from tests.factories import (
    jpeg,
    make_comment,
    make_forum,
    make_quote,
    make_session,
    make_speaker,
    make_talk,
)

pytestmark = pytest.mark.django_db


def test_an_issue_is_composed_in_the_order_of_the_forum(forum, series, editor):
    assert outline_of(compose(forum, series, editor)) == [
        ("编者按", [("text", "", [])]),
        ("学员论坛", [("text", "把论文写在工地上", [])]),
        ("主旨演讲", [("talk", "桥墩的体温", ["林听澜"]), ("talk", "雨量筒里的山", ["田野"])]),
        ("专家点评", [("text", "", []), ("comment", "", ["周岚"]), ("comment", "", ["司马昭明"])]),
        ("专题讲座", [("talk", "慢变量", [])]),
        ("圆桌论坛", [("text", "", []), ("quote", "", ["田野"])]),
        ("领导总结发言", [("text", "", [])]),
        ("学员风采", [("gallery", "", [])]),
    ]


def test_masthead_and_distribution_come_from_series_and_forum(forum, series, editor):
    document = compose(forum, series, editor).document()
    head = document.masthead
    assert (head.cohort, head.theme, head.series, head.issuer, head.number) == (
        "云州市第3期研修班",
        "把论文写在工地上",
        series.name,
        "青山学院",
        None,
    )
    assert [line.names for line in document.distribution] == [("市科技工委",), ("青山学院", "干部处")]
    assert document.compiled_by == "第三组整理撰写"


def test_lead_sentences_are_made_from_the_records(forum, series, editor):
    issue = compose(forum, series, editor)
    assert texts(issue, "学员论坛") == [
        "<p>9月11日下午，第3期研修班临时党支部以“把论文写在工地上”为题在青山学院报告厅举办学员论坛。"
        "青山学院院长司马昭明、青山学院副院长周岚出席活动，周岚作点评。</p>"
        "<p>主旨演讲由支部书记冯知微主持。来自云州路桥集团的林听澜、云州气象台的田野两位讲者围绕“一线”先后发言。</p>"
        "<p>澜江研究院研究室主任石远应邀作题为“慢变量”的专题讲座。</p>"
    ]
    assert texts(issue, "专家点评")[0] == "<p>司马昭明、周岚两位嘉宾对学员的发言作了点评。</p>"
    assert texts(issue, "圆桌论坛") == [
        "<p>圆桌论坛由主任石远主持。林听澜、田野两位与谈人围绕“谁来签第一个字”展开讨论。</p>"
        "<p>现场发言摘录如下：</p>",
        "<p>先蹲下。</p><p>再看<strong>湖</strong>。</p>",
    ]
    assert texts(issue, "领导总结发言") == [
        "<p>活动最后，干部处副处长苗青作总结发言。</p><p>今天的论坛没有一句废话。</p>"
    ]


def test_what_no_record_holds_is_marked(series, editor):
    forum = make_forum(series.cohort)
    talk = make_talk(make_session(forum, kind="keynote"))
    make_speaker(talk)
    forum.host = ""
    forum.save()
    [report] = texts(compose(forum, series, editor), "学员论坛")
    assert report.count("【待核】") == 3  # host, who attended, the moderator


def test_lists_with_posts_of_several_parts_stay_readable(series, editor):
    forum = make_forum(series.cohort, theme="让机器学会说“我不确定”")
    for n, title in enumerate(("党委委员、副院长", "主任")):
        Speaker.objects.create(forum=forum, name="周岚司马"[n * 2 :][:2], title=title, role="commentator")
    [report] = texts(compose(forum, series, editor), "学员论坛")
    assert "以“让机器学会说‘我不确定’”为题举办" in report
    assert "党委委员、副院长周岚，主任司马，出席活动并作点评。" in report


def test_a_keynote_by_one_without_an_organization_reads_well(series, editor):
    forum = make_forum(series.cohort)
    talk = make_talk(make_session(forum, kind="keynote", topic="一线"))
    make_speaker(talk, organization="")
    [report] = texts(compose(forum, series, editor), "学员论坛")
    assert "主旨演讲由【待核】主持。林听澜围绕“一线”发言。" in report


def test_the_moderator_of_the_whole_forum_is_named_once(series, editor):
    forum = make_forum(series.cohort)
    Speaker.objects.create(forum=forum, role="moderator", name="冯知微")
    make_speaker(make_talk(make_session(forum, kind="keynote")))
    make_quote(make_session(forum, kind="round_table"))
    text = compose(forum, series, editor).document().to_json()
    assert (text.count("由冯知微主持"), text.count("由【待核】主持")) == (1, 0)


def test_who_speaks_twice_is_one_person(series, editor):
    forum = make_forum(series.cohort)
    keynote = make_session(forum, kind="keynote")
    for _n in range(2):
        make_speaker(make_talk(keynote))
    [report] = texts(compose(forum, series, editor), "学员论坛")
    assert "来自云州路桥集团的林听澜发言。" in report


def test_only_one_closes(series, editor):
    forum = make_forum(series.cohort)
    session = make_session(forum, kind="closing")
    for name in ("苗青", "周岚"):
        make_comment(session, kind="closing", name=name, title="", html="<p>好。</p>")
    issue = compose(forum, series, editor)
    assert texts(issue, "领导总结发言") == [
        "<p>活动最后，苗青作总结发言。</p><p>好。</p>",
        "<p>周岚也作了发言。</p><p>好。</p>",
    ]


def test_the_note_promises_only_what_is_there(series, editor):
    forum = make_forum(series.cohort)
    make_talk(make_session(forum, kind="keynote"))
    [note] = texts(compose(forum, series, editor), "编者按")
    assert "现将活动情况、发言摘要编发如下" in note


def test_texts_already_written_are_taken_as_they_are(forum, series, editor):
    forum.editors_note, forum.report, forum.title = "<p>按语。</p>", "<p>报道。</p>", "下午三点的报告厅"
    forum.save()
    issue = compose(forum, series, editor)
    assert (texts(issue, "编者按"), texts(issue, "学员论坛")) == (["<p>按语。</p>"], ["<p>报道。</p>"])
    assert outline_of(issue)[1] == ("学员论坛", [("text", "下午三点的报告厅", [])])


def test_a_lecture_that_names_nobody_keeps_its_byline(forum, series, editor):
    talk = forum.sessions.get(kind="lecture").talks.get()
    talk.html = "<p>先讲一个故事。</p>"
    talk.save()
    assert ("专题讲座", [("talk", "慢变量", ["石远"])]) in outline_of(compose(forum, series, editor))


def test_a_comment_about_a_talk_stands_behind_it_in_the_same_session(forum, series, editor):
    talk = forum.sessions.get(kind="keynote").talks.first()
    make_comment(talk.session, talk=talk, name="周岚")
    assert [kind for kind, _title, _names in outline_of(compose(forum, series, editor))[2][1]] == [
        "talk",
        "comment",
        "talk",
    ]


def test_pictures_go_to_their_talk_and_to_the_gallery_by_the_time_they_were_taken(forum, series, editor):
    talk = forum.sessions.get(kind="keynote").talks.first()
    stored = {"cohort": forum.cohort, "by": editor, "forum": forum}
    late = Photo.store(jpeg(), caption="散场", **stored)
    early = Photo.store(jpeg(color="#00aa00"), caption="签到", **stored)
    upright = Photo.store(jpeg(300, 500), talk=talk, **stored)
    for hour, photo in ((17, late), (14, early)):
        Photo.objects.filter(pk=photo.pk).update(taken_at=make_aware(datetime(2026, 9, 11, hour)))
    document = compose(forum, series, editor).document()
    gallery, first_talk = document.sections[-1].articles[0], document.sections[2].articles[0]
    assert [picture.caption for picture in gallery.pictures] == ["签到", "散场"]
    assert [(picture.photo, str(picture.placement)) for picture in first_talk.pictures] == [
        (str(upright.pk), "right")
    ]


def test_composing_is_one_version_of_a_draft_by_who_composed(forum, series, editor):
    issue = compose(forum, series, editor)
    [version] = issue.versions.all()
    assert (version.occasion, version.by, issue.status, issue.forum) == (
        Occasion.COMPOSE,
        editor,
        "draft",
        forum,
    )
