"""From a forum's records to an issue, and again when more was recorded."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from briefings.compose.changes import State, changes, take_note
from briefings.compose.plan import as_document, plan
from briefings.compose.writing import compose, compose_again
from briefings.models import Comment, Conflict, Forum, Issue, Occasion, Photo, Quote, Speaker
from briefings.models.outline import delete_article, delete_section, move_section, rename_section
from cohorts.models import Enrollment, PartyBranch, StudyGroup
from tests.factories import (
    jpeg,
    make_cohort,
    make_comment,
    make_forum,
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
def cohort():
    cohort = make_cohort(name="云州市第3期研修班")
    PartyBranch.objects.create(cohort=cohort, name="第3期研修班临时党支部")
    return cohort


@pytest.fixture
def series(cohort):
    return make_series(cohort, report_to="市科技工委", send_to="青山学院\n干部处", issuer="青山学院")


@pytest.fixture
def editor(cohort):
    return make_staff(cohort)


@pytest.fixture
def forum(cohort):
    """A forum with something of everything, each list entered in another order than it is printed."""
    group = StudyGroup.objects.create(cohort=cohort, number=3, name="第三组")
    forum = make_forum(
        cohort,
        theme="把论文写在工地上",
        starts=make_aware(datetime(2026, 9, 11, 14)),
        ends=make_aware(datetime(2026, 9, 11, 17)),
        place="青山学院报告厅",
        duty_group=group,
    )
    guest = {"forum": forum, "organization": "青山学院"}
    Speaker.objects.create(name="周岚", title="副院长", role="commentator", protocol_order=2, **guest)
    Speaker.objects.create(name="司马昭明", title="院长", role="guest", protocol_order=1, **guest)
    _keynote(forum)
    review = make_session(forum, kind="review")
    make_comment(review, name="周岚", title="副院长")
    make_comment(review, name="司马昭明", title="院长", html="<p>司马昭明院长认为，实。</p>")
    lecture = make_session(forum, kind="lecture")
    talk = make_talk(lecture, title="慢变量", html="<p>研究室主任石远应邀主讲。</p>")
    make_speaker(talk, name="石远", organization="澜江研究院", title="研究室主任")
    _round_table(forum)
    make_comment(
        make_session(forum, kind="closing"), kind="closing", name="苗青", organization="干部处", title="副处长",
        html="<p>今天的论坛没有一句废话。</p>",
    )  # fmt: skip
    return forum


def _keynote(forum):
    keynote = make_session(forum, kind="keynote", topic="一线")
    Speaker.objects.create(session=keynote, role="moderator", name="冯知微", title="支部书记")
    second = make_talk(keynote, title="雨量筒里的山", position=1)
    first = make_talk(keynote, title="桥墩的体温", position=0)
    make_speaker(second, name="田野", organization="云州气象台")
    make_speaker(first, name="林听澜", organization="云州路桥集团")


def _round_table(forum):
    table = make_session(forum, kind="round_table", topic="谁来签第一个字")
    Speaker.objects.create(session=table, role="moderator", name="石远", title="主任")
    Speaker.objects.create(session=table, role="panelist", name="田野", protocol_order=2)
    Speaker.objects.create(session=table, role="panelist", name="林听澜", protocol_order=1)
    approver = make_staff(forum.cohort)
    make_quote(table, name="田野", text="先蹲下。\n再看**湖**。", approved_by=approver)
    make_quote(table, name="林听澜", text="这句还没核准。")


def outline_of(issue):
    """[(heading, [(kind, title, names)])]"""
    return [
        (
            section.heading,
            [
                (str(article.kind), article.title, [byline.name for byline in article.bylines])
                for article in section.articles
            ],
        )
        for section in issue.document().sections
    ]


def texts(issue, heading):
    [section] = [section for section in issue.document().sections if section.heading == heading]
    return [article.html for article in section.articles]


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


def test_a_second_click_makes_no_second_issue(forum, series, editor):
    compose(forum, series, editor)
    with pytest.raises(Conflict):
        compose(forum, series, editor)
    assert Issue.objects.count() == 1
    compose(forum, series, editor, another=True)
    assert Issue.objects.count() == 2


def test_a_forum_deleted_meanwhile_is_a_conflict(forum, series, editor):
    gone = Forum.objects.get(pk=forum.pk)
    forum.delete()
    with pytest.raises(Conflict):
        compose(gone, series, editor)


def test_composing_again_adds_what_is_new_in_its_place_and_nothing_else(forum, series, editor):
    issue = compose(forum, series, editor)
    before = outline_of(issue)
    assert (compose_again(issue, editor), outline_of(issue)) == (0, before)
    keynote = forum.sessions.get(kind="keynote")
    keynote.talks.filter(title="雨量筒里的山").update(position=2)
    make_speaker(make_talk(keynote, title="第三个", position=1), name="白若谷")
    Quote.objects.approve(editor)
    assert compose_again(issue, editor) == 2
    after = outline_of(issue)
    assert [title for _kind, title, _names in after[2][1]] == ["桥墩的体温", "第三个", "雨量筒里的山"]
    assert [names for _kind, _title, names in after[5][1]] == [[], ["田野"], ["林听澜"]]


def test_composing_again_never_edits_or_resurrects(forum, series, editor):
    issue = compose(forum, series, editor)
    first, second = issue.sections.get(heading="主旨演讲").articles.all()
    first.html = "<p>编辑改过。</p>"
    first.save()
    delete_article(second, by=editor)
    delete_section(issue.sections.get(heading="专家点评"), by=editor)
    forum.sessions.get(kind="keynote").talks.update(title="记录改了题")
    assert compose_again(issue, editor) == 0
    assert texts(issue, "主旨演讲") == ["<p>编辑改过。</p>"]
    assert "专家点评" not in dict(outline_of(issue))


def test_new_records_find_a_section_that_was_renamed_and_moved(forum, series, editor):
    issue = compose(forum, series, editor)
    section = issue.sections.get(heading="主旨演讲")
    rename_section(section, "发言摘登", by=editor)
    move_section(section, 1, by=editor)
    make_talk(forum.sessions.get(kind="keynote"), title="第三个", position=9)
    compose_again(issue, editor)
    headings = [heading for heading, _pieces in outline_of(issue)]
    assert headings[2:4] == ["专家点评", "发言摘登"]
    assert outline_of(issue)[3][1][-1] == ("talk", "第三个", [])


def test_a_session_recorded_later_gets_its_section_in_its_place(forum, series, editor):
    issue = compose(forum, series, editor)
    forum.sessions.filter(kind__in=["round_table", "closing"]).update(position=9)
    late = make_session(forum, kind="other", heading="现场提问", position=4)
    make_talk(late, title="为什么是十六年")
    compose_again(issue, editor)
    headings = [heading for heading, _pieces in outline_of(issue)]
    assert headings.index("现场提问") == headings.index("专题讲座") + 1


def test_new_photos_join_the_gallery_as_a_save_that_others_notice(forum, series, editor):
    issue = compose(forum, series, editor)
    gallery = issue.sections.last().articles.get()
    Photo.store(jpeg(), cohort=forum.cohort, by=editor, forum=forum, caption="合影")
    assert compose_again(issue, editor) == 1
    read, gallery.revision = gallery.revision, None
    gallery.refresh_from_db()
    assert ([picture.caption for picture in gallery.pictures.all()], gallery.revision) == (["合影"], read + 1)


def test_photos_of_a_deleted_gallery_stay_out(forum, series, editor):
    issue = compose(forum, series, editor)
    delete_section(issue.sections.last(), by=editor)
    Photo.store(jpeg(), cohort=forum.cohort, by=editor, forum=forum)
    assert (compose_again(issue, editor), changes(issue)) == (0, [])


def test_an_issue_that_is_no_draft_takes_nothing_in(forum, series, editor):
    issue = compose(forum, series, editor)
    Issue.objects.filter(pk=issue.pk).update(status="first_review")
    make_talk(forum.sessions.get(kind="keynote"), title="晚到的")
    with pytest.raises(Conflict):
        compose_again(issue, editor)
    assert "晚到的" not in issue.document().to_json()


def test_what_changed_since_is_listed_and_can_be_settled(forum, series, editor):
    issue = compose(forum, series, editor)
    assert changes(issue) == []
    forum.sessions.get(kind="keynote").talks.filter(title="桥墩的体温").update(html="<p>改过。</p>")
    Quote.objects.approve(editor)
    Comment.objects.get(name="周岚").delete()
    found = {(change.state, change.label) for change in changes(issue)}
    assert found == {
        (State.NEW, "林听澜"),
        (State.CHANGED, "桥墩的体温"),
        (State.CHANGED, "司马昭明对学员的发言作了点评。"),
        (State.GONE, "点评"),
    }
    take_note(issue, {change.source: change.digest for change in changes(issue)})
    assert [change.state for change in changes(issue)] == [State.NEW]


def test_what_changes_while_it_is_being_settled_stays_news(forum, series, editor):
    issue = compose(forum, series, editor)
    talk = forum.sessions.get(kind="keynote").talks.filter(title="桥墩的体温")
    talk.update(html="<p>看过的。</p>")
    seen = {change.source: change.digest for change in changes(issue)}
    talk.update(html="<p>没看过的。</p>")
    take_note(issue, seen)
    assert [change.text for change in changes(issue)] == ["没看过的。"]


def test_a_quote_settled_as_gone_is_news_when_it_comes_back_in_other_words(forum, series, editor):
    issue = compose(forum, series, editor)
    quotes = Quote.objects.filter(name="田野")
    quotes.update(approved_by=None, text="换了说法。")
    take_note(issue, {change.source: change.digest for change in changes(issue)})
    assert changes(issue) == []
    quotes.update(approved_by=editor)
    assert (State.CHANGED, "换了说法。") in {(change.state, change.text) for change in changes(issue)}


def test_a_photo_the_editors_took_out_is_no_news(forum, series, editor):
    photo = Photo.store(jpeg(), cohort=forum.cohort, by=editor, forum=forum)
    issue = compose(forum, series, editor)
    issue.sections.last().articles.get().pictures.all().delete()
    Photo.objects.filter(pk=photo.pk).update(caption="改了图注")
    assert changes(issue) == []
    Photo.objects.filter(pk=photo.pk).update(forum=None)
    assert changes(issue) == []


def test_two_sessions_of_one_heading_are_two_sections_as_the_preview_shows(series, editor):
    forum = make_forum(series.cohort)
    for n, title in enumerate(("上午", "下午")):
        make_talk(make_session(forum, kind="keynote", position=n), title=title)
    issue = compose(forum, series, editor)
    shown = as_document(forum, plan(Forum.objects.with_run().get(pk=forum.pk)))
    assert outline_of(issue) == [
        (section.heading, [(str(each.kind), each.title, []) for each in section.articles])
        for section in shown.sections
    ]
    make_talk(forum.sessions.last(), title="晚上", position=1)
    compose_again(issue, editor)
    assert [title for _kind, title, _names in outline_of(issue)[3][1]] == ["下午", "晚上"]


def test_new_records_stay_with_their_section_when_one_of_it_was_moved_away(forum, series, editor):
    issue = compose(forum, series, editor)
    comment = issue.sections.get(heading="专家点评").articles.filter(kind="comment").first()
    keynote = issue.sections.get(heading="主旨演讲")
    type(comment).objects.filter(pk=comment.pk).update(section=keynote, position=9)
    make_comment(forum.sessions.get(kind="review"), name="白若谷", position=9)
    compose_again(issue, editor)
    assert outline_of(issue)[3][1][-1] == ("comment", "", ["白若谷"])


def test_what_editors_took_out_is_no_news(forum, series, editor):
    issue = compose(forum, series, editor)
    delete_section(issue.sections.get(heading="主旨演讲"), by=editor)
    forum.sessions.get(kind="keynote").talks.update(html="<p>改过。</p>")
    assert changes(issue) == []


def test_billing_is_copied_once(cohort, editor):
    person = make_person(name="袁喆")
    Enrollment.objects.create(
        cohort=cohort, person=person, organization_name="云州天文台", title="助理研究员"
    )
    talk = make_talk(make_session(make_forum(cohort)))
    speaker = Speaker.objects.create(talk=talk, person=person)
    assert (speaker.name, speaker.organization, speaker.title) == ("袁喆", "云州天文台", "助理研究员")
    Enrollment.objects.update(organization_name="别处")
    speaker.save()
    speaker.refresh_from_db()
    assert speaker.organization == "云州天文台"


def test_what_is_typed_beside_a_person_wins(cohort):
    person = make_person(name="袁喆")
    Enrollment.objects.create(cohort=cohort, person=person, organization_name="云州天文台", title="台长")
    talk = make_talk(make_session(make_forum(cohort)))
    speaker = Speaker.objects.create(talk=talk, person=person, organization="天文台")
    assert (speaker.name, speaker.organization, speaker.title) == ("袁喆", "天文台", "")


@pytest.mark.parametrize("talks", [1, 40])
def test_a_plan_asks_seven_queries_whatever_the_forum_holds(talks, cohort):
    forum = make_forum(cohort)
    session = make_session(forum)
    for _n in range(talks):
        make_speaker(make_talk(session))
    make_comment(session)
    make_quote(session)
    with CaptureQueriesContext(connection) as queries:
        plan(Forum.objects.with_run().get(pk=forum.pk))
    assert len(queries) == 7
