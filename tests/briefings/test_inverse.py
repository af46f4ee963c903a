"""`Issue.replace_with(document)` is the inverse of `Issue.document()`."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.document import (
    Article,
    ArticleKind,
    Byline,
    Credits,
    Distribution,
    DistributionKind,
    Document,
    Masthead,
    Picture,
    Placement,
    Section,
)
from briefings.models import Conflict, Issue, Occasion, Version
from briefings.workflow import Move
from cohorts.models import Person, Role
from tests.briefings.strategies import documents
from tests.factories import make_issue, make_person, make_photo, make_published, make_staff

pytestmark = pytest.mark.django_db

RICH = Document(
    masthead=Masthead(
        cohort="云州市水利系统第3期青年骨干研修班",
        theme="以实干促发展|以担当建新功",
        series="学员论坛专题简报",
        number=105,
        number_label="第一百零五期",
        cumulative=231,
        supplement=True,
        date="2026-03-02",
        issuer="云州科技干部学院",
        marking="内部资料 注意保存",
    ),
    sections=(
        Section(
            "编者按",
            (Article(key="lead", html="<p>前言 &lt;甲&gt; &amp; 乙。</p>"),),
        ),
        Section("空栏目"),
        Section(
            "主旨演讲",
            (
                Article(
                    key="talk",
                    kind=ArticleKind.TALK,
                    title="山海之间",
                    subtitle="一位野外工作者的札记",
                    bylines=(Byline(None, "林听澜", "云州海洋研究所", "研究员"), Byline(None, "周岚")),
                    html='<p>一</p><h3>小题</h3><p class="center"><strong>二</strong></p><ul><li>三</li></ul>',
                    pictures=(
                        Picture(None, "首图", "合影", "摄影组", 1600, 900, Placement.FULL, 2),
                        Picture(None, "左图", "", "", 800, 600, Placement.LEFT, 0),
                        Picture(None, "", "", "", 0, 0, Placement.GRID, 4),
                        Picture(None, "同处", "", "", 0, 0, Placement.RIGHT, 2),
                    ),
                ),
                Article(key="quote", kind=ArticleKind.QUOTE, html="<blockquote><p>金句</p></blockquote>"),
            ),
        ),
        Section("中青风采", (Article(key="photos", kind=ArticleKind.GALLERY),)),
    ),
    compiled_by="第3期研修班临时党支部",
    distribution=(
        Distribution(DistributionKind.REPORT, ("市委组织部", "市科技局")),
        Distribution(DistributionKind.DISTRIBUTE, ("全体学员",)),
    ),
    added=("各派出单位", "校友会"),
    copies=120,
    credits=Credits("甲", ("乙", "丙"), "丁"),
)


def brought_in(document):
    """What an issue says after it was made to say `document`."""
    issue = make_issue()
    issue.replace_with(document, by=make_staff(issue.cohort))
    return Issue.objects.get(pk=issue.pk).document()


def test_a_rich_document_comes_back():
    assert brought_in(RICH).without_identity() == RICH.without_identity()


def test_an_empty_document_comes_back():
    assert brought_in(Document()) == Document()


def test_keys_come_back_too_unless_two_are_equal():
    assert [article.key for article in brought_in(RICH).articles()] == ["lead", "talk", "quote", "photos"]
    twice = replace(RICH, sections=(RICH.sections[0], RICH.sections[0]))
    first, second = brought_in(twice).articles()
    assert first.key == "lead"
    assert second.key not in ("", "lead")


def test_known_people_and_photos_come_back_and_unknown_ones_do_not():
    issue = make_issue()
    person, photo = make_person(), make_photo(issue.cohort)
    nobody = "00000000-0000-4000-8000-000000000000"
    article = Article(
        key="a",
        bylines=(Byline(str(person.pk), "林听澜"), Byline(nobody, "无名氏")),
        pictures=(Picture(photo=str(photo.pk)), Picture(photo=nobody)),
    )
    document = Document(sections=(Section("栏目", (article,)),))
    issue.replace_with(document, by=make_staff(issue.cohort))
    (kept,) = issue.document().articles()
    assert [byline.person for byline in kept.bylines] == [str(person.pk), None]
    assert [picture.photo for picture in kept.pictures] == [str(photo.pk), None]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_document_comes_back(data):
    with transaction.atomic():
        person = make_person()
        document = data.draw(documents(people=[person.pk]))
        assert brought_in(document).without_identity() == document.without_identity()
        transaction.set_rollback(True)
    assert not Person.objects.exists()


def test_it_replaces_what_stood_there_and_keeps_it_in_a_version():
    issue = make_issue()
    editor = make_staff(issue.cohort)
    issue.replace_with(RICH, by=editor)
    issue.replace_with(Document(), by=editor, occasion=Occasion.RESTORE, note="回到空白")
    newest, before = Version.objects.filter(issue=issue)
    assert issue.document() == newest.document == Document()
    assert before.document.without_identity() == RICH.without_identity()
    assert (newest.by, newest.occasion, newest.note) == (editor, Occasion.RESTORE, "回到空白")


def test_a_number_given_at_signing_stays():
    issue = make_published()
    editor = make_staff(issue.cohort)
    issue.move(Move.CORRECT, by=editor, note="更正")
    numbered = (issue.number, issue.number_label, issue.numbering_scope, issue.slug, issue.supplement)
    issue.replace_with(RICH, by=editor)
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.number, issue.number_label, issue.numbering_scope, issue.slug, issue.supplement) == numbered
    assert issue.theme == RICH.masthead.theme


@pytest.mark.parametrize("moves", [1, 2, 4, 5])
def test_what_is_no_draft_is_not_replaced(moves):
    issue = make_issue()
    roles = [Role.EDITOR, Role.REVIEWER, Role.REVIEWER, Role.REVIEWER, Role.SIGNATORY]
    steps = [Move.SUBMIT, Move.PASS, Move.PASS, Move.PASS, Move.SIGN]
    for move, role in list(zip(steps, roles, strict=True))[:moves]:
        issue.move(move, by=make_staff(issue.cohort, role))
    before = issue.document()
    with pytest.raises(Conflict):
        issue.replace_with(RICH, by=make_staff(issue.cohort))
    assert Issue.objects.get(pk=issue.pk).document() == before


def test_a_replacement_failing_at_its_end_changes_nothing(monkeypatch):
    issue = make_issue()
    editor = make_staff(issue.cohort)
    issue.replace_with(RICH, by=editor)
    before = issue.document()
    monkeypatch.setattr(type(Version.objects), "take", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        issue.replace_with(Document(), by=editor)
    assert Issue.objects.get(pk=issue.pk).document() == before
    assert issue.versions.count() == 1


def test_a_restore_takes_back_no_change_of_who_may_read():
    issue = make_issue(visibility="public")
    document, stale = issue.document(), Issue.objects.get(pk=issue.pk)
    issue.set_visibility("staff")
    stale.replace_with(document, by=make_staff(issue.cohort))
    assert Issue.objects.get(pk=issue.pk).visibility == "staff"
