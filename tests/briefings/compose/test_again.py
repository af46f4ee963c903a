"""Composing again when more was recorded, and what differs since."""

import pytest

from briefings.compose.changes import State, changes, take_note
from briefings.compose.plan import as_document, plan
from briefings.compose.writing import compose, compose_again
from briefings.models import Comment, Conflict, Forum, Issue, Photo, Quote
from briefings.models.outline import delete_article, delete_section, move_section, rename_section
from tests.briefings.compose.reading import outline_of, texts
from tests.factories import (
    jpeg,
    make_comment,
    make_forum,
    make_session,
    make_speaker,
    make_talk,
)

pytestmark = pytest.mark.django_db


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
