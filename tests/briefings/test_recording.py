"""An issue becomes the record of its forum: what is proposed, what is written, and that composing gives it back."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from briefings.compose.changes import changes
from briefings.compose.plan import as_document, plan
from briefings.compose.writing import compose_again
from briefings.document import Article, ArticleKind, Byline, Document, Masthead, Picture, Section
from briefings.imports import KnownPerson, Names
from briefings.imports.people import Roster
from briefings.imports.text import read
from briefings.models import Comment, Conflict, Forum, Quote, Session, Speaker, SpeakerRole, Talk
from briefings.models.arrival import import_document, names_for
from briefings.recording import prose
from briefings.recording.matching import NEW, questions
from briefings.recording.reading import read as propose_from
from briefings.recording.writing import propose, record
from briefings.workflow import Move
from cohorts.models import Affiliation, OrganizationAlias, Person, StudyGroup
from tests.briefings.printed import printed, shape
from tests.factories import (
    make_cohort,
    make_forum,
    make_organization,
    make_person,
    make_photo,
    make_published,
    make_series,
    make_staff,
    make_talk,
)

SEED = Path(__file__).parents[3] / "shared" / "seed" / "issue-5.txt"
ISSUED = date(2026, 4, 10)
NOBODY = Roster(Names())


def issue_of(document, cohort=None):
    """(issue, an editor) of a document brought in."""
    cohort = cohort or make_cohort()
    editor = make_staff(cohort)
    return import_document(document, make_series(cohort), cohort, editor), editor


def recorded(document, **options):
    """(issue, its forum, the editor) with every match that is sure."""
    issue, editor = issue_of(document, options.pop("cohort", None))
    return issue, record(issue, propose(issue), by=editor, **options), editor


def run(forum):
    return Forum.objects.with_run().get(pk=forum.pk)


def composed_from(forum):
    forum = run(forum)
    return as_document(forum, plan(forum))


def text_issue(*sections, **masthead):
    return Document(masthead=Masthead(theme="主题", date="2026-04-10", **masthead), sections=sections)


# What is proposed


@pytest.fixture(scope="module")
def proposal():
    return propose_from(printed(), Names(), ISSUED)


def billed(people):
    return [(each.role, each.byline.organization, each.byline.title, each.byline.name) for each in people]


def test_the_event_is_read_from_masthead_report_and_colophon(proposal):
    event = proposal.event
    assert (event.name, event.theme, event.title) == ("学员论坛", "把论文写在工地上", "把论文写在工地上")
    assert (event.day, event.start, event.place) == (date(2026, 4, 3), time(14), "青山学院明德厅")
    assert (event.group, event.gallery_heading) == ("第三组", "学员风采")


def test_the_guests_stand_in_the_order_of_the_report(proposal):
    assert billed(proposal.guests) == [
        ("commentator", "青山学院", "党委书记、院长", "顾清和"),
        ("commentator", "青山学院", "副院长", "程以珩"),
        ("commentator", "市科技工委干部人才处", "副处长", "苗青"),
    ]


def test_sessions_are_told_apart_by_heading_and_content(proposal):
    assert [(session.kind, session.heading, len(session.rows)) for session in proposal.sessions] == [
        ("keynote", "主旨演讲", 4),
        ("review", "专家点评", 3),
        ("lecture", "专题讲座", 1),
        ("round_table", "圆桌论坛", 8),
        ("closing", "领导总结发言", 1),
    ]


def test_moderators_and_panel_are_found_in_prose(proposal):
    keynote, *_others, table, _closing = proposal.sessions
    assert billed(keynote.people) == [("moderator", "", "支部书记", "韩立言")]
    assert billed(table.people) == [
        ("moderator", "", "主任", "沈见川"),
        ("panelist", "云州市科技馆", "", "奚雨薇"),
        ("panelist", "云州计量测试研究院", "", "喻晓岚"),
    ]


def test_who_lectured_and_who_concluded_is_found_in_prose(proposal):
    lecture, closing = proposal.sessions[2].rows[0], proposal.sessions[4].rows[0]
    assert billed(lecture.people) == [("speaker", "澜江大学社会调查中心", "主任", "沈见川")]
    assert billed(closing.people) == [("speaker", "市科技工委干部人才处", "副处长", "苗青")]


def test_nothing_of_such_an_issue_is_left_out(proposal):
    assert proposal.left_out == ()


def test_what_is_no_record_is_left_out_in_words():
    document = text_issue(
        Section("学员论坛", (Article(key="a", title="报道", html="<p>甲。</p>"),)),
        Section("破冰时刻", (Article(key="b", title="一张桌子", html="<p>乙。</p>"),)),
        Section("主旨演讲", (Article(key="c", kind=ArticleKind.TALK, html="<p>丙。</p>"),)),
        Section("班级公约", (Article(key="d", html="<p>丁。</p>", pictures=(Picture(),)),)),
    )
    proposal = propose_from(document, Names(), ISSUED)
    assert [(each.heading, each.label) for each in proposal.left_out] == [
        ("破冰时刻", "一张桌子"),
        ("主旨演讲", "丙。"),
        ("班级公约", "丁。"),
    ]
    assert [(session.kind, session.html) for session in proposal.sessions] == [("other", "<p>丁。</p>")]


@pytest.mark.parametrize(
    ("text", "issued", "found"),
    [
        ("9月11日下午，举办论坛。", date(2026, 9, 15), (date(2026, 9, 11), "下午")),
        ("12月30日，举办论坛。", date(2026, 1, 5), (date(2025, 12, 30), "")),
        ("2024年3月1日上午", date(2026, 1, 5), (date(2024, 3, 1), "上午")),
        ("2月30日，那是笔误；2月3日才是。", date(2026, 2, 5), (date(2026, 2, 3), "")),
        ("没有说哪一天。", date(2026, 2, 5), None),
    ],
)
def test_a_day_is_the_last_one_before_the_issue(text, issued, found):
    assert prose.held_on(text, issued) == found


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("云州路桥集团总工程师秦柏舟", Byline(None, "秦柏舟", "云州路桥集团", "总工程师")),
        ("党委委员、副院长程以珩", Byline(None, "程以珩", "", "党委委员、副院长")),
        ("江映雪教授", Byline(None, "江映雪", "", "教授")),
        ("云州市科技馆汪雨薇同学", Byline(None, "汪雨薇", "云州市科技馆", "")),
        ("组织员（青山学院原书记）华庆成", Byline(None, "华庆成", "", "组织员（青山学院原书记）")),
        ("顾清和", Byline(None, "顾清和", "", "")),
        ("四月三日下午", None),
        ("大家", None),
    ],
)
def test_one_person_in_prose_is_taken_apart(text, byline):
    assert prose.person(text, NOBODY) == byline


def test_a_pause_parts_posts_of_one_and_people():
    found = prose.listed("青山学院党委书记、院长顾清和、副院长程以珩", NOBODY)
    assert [byline.name for byline in found] == ["顾清和", "程以珩"]


def test_a_name_that_looks_like_none_does_not_spoil_the_next_one():
    found = prose.listed("云州市科技馆奚雨薇、云州计量测试研究院喻晓岚", NOBODY)
    assert [(byline.organization, byline.name) for byline in found] == [("云州计量测试研究院", "喻晓岚")]


# Who is who


def test_a_name_is_asked_once_with_its_namesakes():
    names = Names((KnownPerson("u1", "林听澜", "云州路桥集团"), KnownPerson("u2", "林听澜", "云州一中")))
    (asked,) = questions([Byline(name="林听澜"), Byline(name="林听澜", organization="云州一中")], names)
    assert ([known.uuid for known in asked.candidates], asked.sure) == (["u1", "u2"], "u2")


def test_namesakes_whom_editors_told_apart_stay_apart():
    names = Names((KnownPerson("u1", "林听澜"), KnownPerson("u2", "林听澜")))
    asked = questions([Byline("u1", "林听澜"), Byline("u2", "林听澜"), Byline("u1", "林听澜")], names)
    assert [question.sure for question in asked] == ["u1", "u2"]


def test_who_is_in_no_roster_is_nobody_for_sure():
    (asked,) = questions([Byline(name="沈见川")], Names((KnownPerson("u1", "林听澜"),)))
    assert (asked.candidates, asked.sure) == ((), "")


# What is written


@pytest.mark.django_db
def test_composing_the_record_gives_the_issue_back():
    cohort = make_cohort()
    for name in ("林听澜", "程以珩", "沈见川", "喻晓岚"):
        make_person(name=name)
    document = printed(names_for(cohort))
    _issue, forum, _editor = recorded(document, cohort=cohort)
    assert shape(composed_from(forum)) == shape(document)


@pytest.mark.django_db
@pytest.mark.skipif(not SEED.exists(), reason="the seed issue does not lie beside the project")
def test_composing_the_record_of_the_seed_gives_the_seed_back():
    document = read(SEED.read_bytes()).document
    issue, forum, editor = recorded(document)
    assert shape(composed_from(forum)) == shape(document)
    assert len(document.sections) == 8
    assert changes(issue) == []


@pytest.mark.django_db
def test_nothing_is_news_after_recording_and_composing_again_adds_nothing():
    issue, _forum, editor = recorded(printed())
    before = issue.document()
    assert changes(issue) == []
    assert compose_again(issue, editor) == 0
    assert issue.document() == before


@pytest.mark.django_db
def test_what_the_issue_does_not_print_is_no_news_either():
    sections = (Section("专家点评", (_comment(),)),)
    issue, _forum, editor = recorded(text_issue(*sections))
    assert changes(issue) == []
    assert compose_again(issue, editor) == 0
    assert [section.heading for section in issue.document().sections] == ["专家点评"]


def _comment(**fields):
    byline = Byline(name="秦柏舟", title="总工程师")
    return Article(kind=ArticleKind.COMMENT, bylines=(byline,), html="<p>讲得扎实。</p>", **fields)


@pytest.mark.django_db
def test_a_record_changed_later_is_news_of_the_article_it_stands_in():
    issue, _forum, _editor = recorded(printed())
    Talk.objects.filter(title="桥墩的体温").update(subtitle="夏天")
    (change,) = changes(issue)
    assert (change.state, change.article.title) == ("changed", "桥墩的体温")


@pytest.mark.django_db
def test_an_issue_of_any_status_is_recorded_and_its_text_stays():
    cohort = make_cohort()
    series = make_series(cohort)
    editor = make_staff(cohort)
    issue = make_published(import_document(printed(), series, cohort, editor))
    issue.refresh_from_db()
    before, versions = issue.document(), issue.versions.count()
    forum = record(issue, propose(issue), by=editor)
    issue.refresh_from_db()
    assert (issue.forum, issue.status, issue.document()) == (forum, "published", before)
    assert issue.versions.count() == versions
    issue.move(Move.CORRECT, by=editor, note="更正")
    assert compose_again(issue, editor) == 0


@pytest.mark.django_db
def test_billed_texts_stay_as_printed_whatever_the_person_is_today():
    cohort = make_cohort()
    person = make_person(name="程以珩")
    Affiliation.objects.create(person=person, organization=make_organization(), title="院长")
    _issue, _forum, _editor = recorded(printed(names_for(cohort)), cohort=cohort)
    comment = Comment.objects.get(name="程以珩")
    assert (comment.person, comment.organization, comment.title) == (person, "", "副院长")
    guest = Speaker.objects.get(name="程以珩")
    assert (guest.person, guest.organization, guest.title) == (person, "青山学院", "副院长")


@pytest.mark.django_db
def test_guests_keep_their_order_and_quotes_are_approved():
    cohort = make_cohort()
    StudyGroup.objects.create(cohort=cohort, number=3, name="第三组")
    _issue, forum, editor = recorded(printed(), cohort=cohort)
    guests = forum.speakers.filter(role=SpeakerRole.COMMENTATOR).values_list("name", "protocol_order")
    assert list(guests) == [("顾清和", 1), ("程以珩", 2), ("苗青", 3)]
    assert set(Quote.objects.values_list("approved_by", flat=True)) == {editor.pk}
    assert Quote.objects.get(name="林听澜").text == "先蹲下，再看湖。\n蹲下的人看得见水草。"
    assert forum.duty_group.name == "第三组"


@pytest.mark.django_db
def test_photos_go_to_the_forum_and_to_their_talks_but_not_from_another_forum():
    cohort = make_cohort()
    beside, shown, elsewhere = (make_photo(cohort) for _n in range(3))
    elsewhere.forum = make_forum(cohort)
    elsewhere.save()
    pictures = tuple(Picture(photo=str(photo.pk)) for photo in (shown, elsewhere))
    talk = Article(
        kind=ArticleKind.TALK, title="桥墩", html="<p>正文。</p>", pictures=(Picture(photo=str(beside.pk)),)
    )
    gallery = Article(kind=ArticleKind.GALLERY, pictures=pictures)
    issue, forum, _editor = recorded(
        text_issue(Section("主旨演讲", (talk,)), Section("学员风采", (gallery,))), cohort=cohort
    )
    for photo in (beside, shown, elsewhere):
        photo.refresh_from_db()
    assert (beside.forum, beside.talk.title) == (forum, "桥墩")
    assert (shown.forum, shown.talk) == (forum, None)
    assert elsewhere.forum != forum
    assert changes(issue) == []


@pytest.mark.django_db
def test_answers_name_a_person_nobody_or_somebody_new():
    cohort = make_cohort()
    make_person(name="程以珩")
    center = make_organization(name="云州特检")
    OrganizationAlias.objects.create(organization=center, name="云州特种设备检验院")
    issue, editor = issue_of(printed(names_for(cohort)), cohort)
    record(issue, propose(issue), {"程以珩": "", "尹向东": NEW}, by=editor)
    assert set(Speaker.objects.filter(name="程以珩").values_list("person", flat=True)) == {None}
    made = Person.objects.get(name="尹向东")
    assert list(made.affiliations.values_list("organization", flat=True)) == [center.pk]
    assert (Speaker.objects.get(name="尹向东").person, Quote.objects.get(name="尹向东").person) == (
        made,
        made,
    )


@pytest.mark.django_db
def test_a_person_who_answers_two_names_of_one_talk_is_linked_once():
    person = make_person(name="林听澜")
    two = (Byline(str(person.pk), "林听澜"), Byline(str(person.pk), "林老师"))
    talk = Article(kind=ArticleKind.TALK, title="桥墩", bylines=two, html="<p>正文。</p>")
    recorded(text_issue(Section("主旨演讲", (talk,))))
    assert list(Speaker.objects.values_list("name", "person")) == [("林听澜", person.pk), ("林老师", None)]


@pytest.mark.django_db
def test_closing_remarks_of_nobody_stay_in_their_session():
    text = Article(html="<p>论坛到此结束。</p>")
    _issue, forum, _editor = recorded(text_issue(Section("领导总结发言", (text,))))
    assert not Comment.objects.exists()
    assert Session.objects.get().html == "<p>论坛到此结束。</p>"
    assert shape(composed_from(forum))[2] == ("领导总结发言", [("text", "", "", (), text.html)])


@pytest.mark.django_db
def test_an_empty_forum_is_filled_and_keeps_what_the_issue_does_not_say():
    cohort = make_cohort()
    forum = make_forum(cohort, host="青山学院", theme="暂定")
    Speaker.objects.create(forum=forum, role=SpeakerRole.GUEST, name="顾清和")
    issue, editor = issue_of(printed(), cohort)
    assert record(issue, propose(issue), by=editor, forum=forum) == forum
    forum.refresh_from_db()
    assert (forum.theme, forum.host, forum.revision) == ("把论文写在工地上", "青山学院", 1)
    assert forum.speakers.filter(session=None, talk=None, name="顾清和").count() == 1


@pytest.mark.django_db
def test_a_forum_that_has_sessions_is_not_filled():
    cohort = make_cohort()
    forum = make_talk().session.forum
    Forum.objects.filter(pk=forum.pk).update(cohort=cohort)
    issue, editor = issue_of(printed(), cohort)
    with pytest.raises(Conflict):
        record(issue, propose(issue), by=editor, forum=forum)
    assert Session.objects.count() == 1


@pytest.mark.django_db
def test_an_issue_is_recorded_once():
    issue, forum, editor = recorded(printed())
    with pytest.raises(Conflict):
        record(issue, propose(issue), by=editor)
    assert list(Forum.objects.all()) == [forum]


@pytest.mark.django_db
def test_a_review_leaves_out_and_mends():
    issue, editor = issue_of(printed())
    proposal = propose(issue)
    keynote, *_between, closing = proposal.sessions
    byline = Byline(None, "苗青青", "某处", "处长")
    left_out = {proposal.guests[0].key, proposal.sessions[3].key, keynote.rows[0].key}
    reviewed = proposal.reviewed(
        replace(proposal.event, place="云州"), left_out, {closing.rows[0].people[0].key: byline}
    )
    forum = record(issue, reviewed, by=editor)
    assert (forum.place, Talk.objects.count(), Quote.objects.count()) == ("云州", 4, 0)
    assert list(forum.speakers.filter(role="commentator").values_list("name", flat=True)) == [
        "程以珩",
        "苗青",
    ]
    assert Comment.objects.get(kind="closing").name == "苗青青"
