"""The demo's forums: what a class has written down an hour after its forum, a week before one, weeks after one."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from briefings.compose.plan import plan
from briefings.compose.writing import compose
from briefings.demo import forums, issues, people
from briefings.document import ArticleKind
from briefings.models import Forum, Issue, Quote, Series
from briefings.richtext import plain
from cohorts.models import User
from tests.factories import jpeg

T, TALK, COMMENT, QUOTE = ArticleKind.TEXT, ArticleKind.TALK, ArticleKind.COMMENT, ArticleKind.QUOTE
PRINTED = Path(issues.__file__).parent / "issues" / "07-resilience.txt"


@pytest.fixture
def loaded(db, monkeypatch, settings, tmp_path):
    """The demo's people, the one issue that becomes a record, and the three forums, oldest first; small pictures."""
    monkeypatch.setattr(issues, "HERE", tmp_path)
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / PRINTED.name).write_bytes(PRINTED.read_bytes())
    entry = {"file": PRINTED.name, "visibility": "public", "photos": [], "correct": None}
    (tmp_path / "issues.json").write_text(json.dumps([entry]), encoding="utf-8")
    monkeypatch.setattr(forums, "draw", small)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people.load()
    issues.load()
    forums.load()
    return list(Forum.objects.order_by("starts"))


def small(_scene, seed, upright=False):
    width, height = (40, 60) if upright else (60, 40)
    return jpeg(width, height, color=f"#{hash(seed) % 0xFFFFFF:06x}")


def composed(forum):
    return compose(forum, Series.objects.get(), User.objects.get(username="editor")).document()


def test_one_forum_is_over_one_comes_next_week_and_one_is_the_record_of_its_issue(loaded):
    old, over, planned = loaded
    now = timezone.now()
    assert over.ends <= now - timedelta(hours=1) < over.ends + timedelta(minutes=10)
    assert over.ends - over.starts == timedelta(hours=3)
    week = [
        timezone.localtime(moment).isocalendar()[:2] for moment in (now + timedelta(days=7), planned.starts)
    ]
    assert week[0] == week[1]
    assert list(Forum.objects.ended().without_issue()) == [over]
    assert list(old.issues.all()) == [Issue.objects.get()]


def test_the_forum_just_over_composes_to_an_issue_that_lacks_nothing(loaded):
    document = composed(loaded[1])
    kinds = [
        (section.heading, [article.kind for article in section.articles]) for section in document.sections
    ]
    assert kinds == [
        ("编者按", [T]),
        ("学员论坛", [T]),
        ("主旨演讲", [TALK] * 4),
        ("专家点评", [T, *[COMMENT] * 3]),
        ("专题讲座", [TALK]),
        ("圆桌论坛", [T, *[QUOTE] * 7]),
        ("领导总结发言", [T]),
        ("青干风采", [ArticleKind.GALLERY]),
    ]
    assert "待核" not in document.to_json()
    assert document.compiled_by == "第四组整理撰写"


def test_the_guests_of_the_forum_just_over_were_entered_in_another_order_than_they_are_printed(loaded):
    guests = loaded[1].speakers.filter(session=None, talk=None)
    entered = list(guests.order_by("pk").values_list("name", flat=True))
    assert (entered, [one.name for one in guests]) == (
        ["楚维钧", "程以珩", "邵明远", "贺兰芝"],
        ["邵明远", "程以珩", "贺兰芝", "楚维钧"],
    )
    report = plain(composed(loaded[1]).sections[1].articles[0].html)
    places = [report.index(one.name) for one in guests]
    assert places == sorted(places)


def test_the_talks_are_billed_as_the_roster_has_it(loaded):
    talks = composed(loaded[1]).sections[2].articles
    assert [(b.organization, b.title, b.name) for talk in talks for b in talk.bylines] == [
        ("澜江省先进材料研究院", "表征测试中心副主任", "唐婉清"),
        ("云州市微纳加工平台", "薄膜工艺组组长", "史可为"),
        ("澜江省水文与湖泊研究所", "水情监测室工程师", "龙小满"),
        ("澜江省遥感应用研究所", "卫星数据接收站副站长", "司徒堃"),
    ]


def test_the_lecture_names_its_lecturer_and_the_closing_remarks_are_given_theirs(loaded):
    sections = {section.heading: section for section in composed(loaded[1]).sections}
    (lecture,), (closing,) = sections["专题讲座"].articles, sections["领导总结发言"].articles
    assert (lecture.bylines, "楚维钧" in plain(lecture.html)) == ((), True)
    assert "邵明远" in plain(closing.html).splitlines()[0]
    assert "邵明远" not in "".join(plain(closing.html).splitlines()[1:])


def test_what_waits_for_approval_is_not_composed(loaded):
    (waiting,) = Quote.objects.filter(session__forum=loaded[1], approved_by=None)
    document = composed(loaded[1])
    quotes = [article for article in document.articles() if article.kind == QUOTE]
    assert [article.bylines[0].name for article in quotes] == [
        "钟鸣远", "齐如意", "武静", "毛建国", "乔一川", "楚维钧", "文祎",
    ]  # fmt: skip
    assert [len(plain(article.html).splitlines()) for article in quotes] == [1, 1, 2, 1, 1, 1, 1]
    assert waiting.text not in document.to_json()


def test_the_photos_stand_as_taken_though_uploaded_otherwise(loaded):
    forum = loaded[1]
    uploaded = list(forum.photos.order_by("uploaded_at", "pk"))
    assert len(uploaded) == 12
    assert sorted(photo.taken_at for photo in uploaded) != [photo.taken_at for photo in uploaded]
    assert all(forum.starts < photo.taken_at < forum.ends for photo in uploaded)
    assert sum(photo.caption == "" for photo in uploaded) == 2
    document = composed(forum)
    assert [len(talk.pictures) for talk in document.sections[2].articles] == [1, 0, 1, 1]
    shown = [picture.photo for picture in document.sections[-1].articles[0].pictures]
    in_gallery = forum.photos.filter(talk=None).by_time_taken()
    assert shown == [str(photo.pk) for photo in in_gallery]


def test_the_forum_of_next_week_knows_titles_and_speakers_but_no_texts(loaded):
    talks = [talk for session in loaded[2].sessions.all() for talk in session.talks.all()]
    assert [(talk.title, talk.speakers.count(), talk.html) for talk in talks] == [
        ("展品旁边那块没人看的牌子", 1, ""),
        ("地头广播该用哪一种方言", 1, ""),
        ("一封没有法条的回信", 1, ""),
        ("留给报名最晚的一位", 0, ""),
        ("读者在第几行合上书", 1, ""),
    ]


def test_the_recorded_forum_says_what_its_issue_says(loaded):
    forum = Forum.objects.with_run().get(pk=loaded[0].pk)
    printed = [section.heading for section in forum.issues.get().document().sections]
    assert [part.heading for part in plan(forum)] == printed
    assert [talk.title for talk in forum.sessions.get(kind="lecture").talks.all()] == ["风险社会里的基层治理"]
    assert [guest.name for guest in forum.speakers.filter(session=None, talk=None)] == [
        "程以珩", "骆晓棠", "江映雪", "苗青",
    ]  # fmt: skip
