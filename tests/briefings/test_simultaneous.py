"""Many at once: one number, one edition, no text lost. Threads with connections of their own, on any database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from briefings.models import Article, Conflict, Edition, Issue, Refusal, Talk, Version, run
from briefings.models.drafting import save_article
from briefings.richtext import paragraph, plain
from briefings.workflow import Move, Status
from cohorts.models import Role, User
from tests.factories import make_article, make_issue, make_series, make_session, make_staff, make_talk

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 20


def at_once(works):
    """What each of the works, all begun at one moment, gave back or raised."""
    ready = Barrier(len(works))

    def run(work):
        try:
            connection.ensure_connection()
            ready.wait(30)
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def lead_to(status, series):
    """An issue of a series without reviews, up to a status."""
    issue = make_issue(series)
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    if status == Status.SIGNED:
        issue.move(Move.SIGN, by=make_staff(issue.cohort, Role.SIGNATORY))
    return issue


def mover(issue, move, by):
    """A click on a button of a page opened before."""
    seen, user = Issue.objects.get(pk=issue.pk), User.objects.get(pk=by.pk)
    return lambda: seen.move(move, by=user)


def test_twenty_signatures_at_once_are_one():
    issue = lead_to(Status.APPROVED, make_series(review_stages=0))
    signatories = [make_staff(issue.cohort, Role.SIGNATORY) for _one in range(CROWD)]
    outcomes = at_once([mover(issue, Move.SIGN, by) for by in signatories])
    (signatory,) = [by for by, outcome in zip(signatories, outcomes, strict=True) if outcome is None]
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == CROWD - 1
    issue.refresh_from_db()
    assert (issue.number, issue.status, issue.credit_signatory) == (1, Status.SIGNED, signatory.username)
    assert [step.by for step in issue.steps.filter(move=Move.SIGN)] == [signatory]
    assert issue.steps.get(move=Move.SIGN).version.document == issue.document()


def test_twenty_publications_at_once_are_one():
    issue = lead_to(Status.SIGNED, make_series(review_stages=0))
    editors = [make_staff(issue.cohort) for _one in range(CROWD)]
    outcomes = at_once([mover(issue, Move.PUBLISH, by) for by in editors])
    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == CROWD - 1
    edition = Edition.objects.get()
    assert (edition.number, edition.current, edition.document) == (1, True, issue.document())
    assert issue.steps.filter(move=Move.PUBLISH).count() == 1


def test_twenty_issues_signed_at_once_have_twenty_numbers():
    series = make_series(review_stages=0)
    issues = [lead_to(Status.APPROVED, series) for _one in range(CROWD)]
    signatory = make_staff(series.cohort, Role.SIGNATORY)
    assert at_once([mover(issue, Move.SIGN, signatory) for issue in issues]) == [None] * CROWD
    signed = Issue.objects.order_by("number")
    assert [issue.number for issue in signed] == list(range(1, CROWD + 1))
    assert [issue.slug for issue in signed] == [f"{series.slug}-{number}" for number in range(1, CROWD + 1)]


def saver(article, by, writer, times):
    """An editor who saves again and again, each text saying which it replaces: [(text, whether it was taken)]."""

    def save():
        story = []
        for turn in range(times):
            read = Article.objects.select_related("section__issue").get(pk=article.pk)
            text = f"第{writer}人第{turn}稿，改自{plain(read.html).partition('，')[0]}"
            try:
                save_article(read, {"html": paragraph(text)}, [], [], revision=read.revision, by=by)
                story.append((text, True))
            except Conflict:
                story.append((text, False))
        return story

    return save


def test_eight_editors_of_one_article_lose_no_text_and_overwrite_none_unseen():
    article = make_article(make_issue(), html="<p>初稿</p>")
    editors = [make_staff(article.section.issue.cohort) for _one in range(8)]
    stories = at_once([saver(article, by, writer, 10) for writer, by in enumerate(editors)])
    accepted = [text for story in stories for text, taken in story if taken]
    article.refresh_from_db()
    assert article.revision == len(accepted)
    kept = [plain(next(version.document.articles()).html) for version in Version.objects.order_by("pk")]
    assert sorted(kept) == sorted(accepted)
    assert plain(article.html) == kept[-1]
    replaced = [text.partition("改自")[2] for text in kept]
    assert replaced == [text.partition("，")[0] for text in ["初稿", *kept[:-1]]]


def test_what_is_submitted_is_what_stands_there_even_while_somebody_saves():
    for _again in range(5):
        article = make_article(make_issue(make_series(review_stages=0)))
        issue, editor = article.section.issue, make_staff(article.section.issue.cohort)
        [[(text, taken)], submitted] = at_once(
            [saver(article, editor, 1, 1), mover(issue, Move.SUBMIT, editor)]
        )
        assert submitted is None
        assert issue.steps.get().version.document == issue.document()
        assert (next(issue.document().articles()).html == paragraph(text)) == taken


def mender(talk, by, times):
    """An editor who adds a speaker to a talk again and again: the answers' status codes."""

    def mend():
        client = Client()
        client.force_login(User.objects.get(pk=by.pk))
        address = reverse("admin:briefings_talk_change", args=[talk.pk])
        codes = []
        for turn in range(times):
            row = {"speakers-0-name": f"甲{turn}", "speakers-0-speaking_order": 0, "html": "<p>话</p>"}
            sizes = {"speakers-TOTAL_FORMS": 1, "speakers-INITIAL_FORMS": 0}
            place = {"title": "题", "session": talk.session_id, "revision": turn}
            codes.append(client.post(address, row | sizes | place).status_code)
        return codes

    return mend


def test_a_run_is_arranged_while_its_talks_are_mended():
    session = make_session()
    talks = [make_talk(session) for _one in range(4)]

    def arrange():
        return [run.move(talk, 1) for _again in range(5) for talk in talks]

    menders = [mender(talk, make_staff(session.forum.cohort), 10) for talk in talks]
    assert at_once([*menders, arrange]) == [*([302] * 10 for _one in talks), [None] * 20]
    assert sorted(Talk.objects.values_list("position", flat=True)) == [0, 1, 2, 3]
