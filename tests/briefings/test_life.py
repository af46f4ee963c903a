"""An issue's way from draft to edition."""

import pytest

from briefings.models import Conflict, Edition, Issue, Refusal, Series
from briefings.workflow import Move, Status
from cohorts.models import Role
from tests.factories import make_article, make_cohort, make_issue, make_published, make_series, make_staff

pytestmark = pytest.mark.django_db


def test_signing_gives_the_next_number_and_address():
    series = make_series()
    first, second = make_published(make_issue(series)), make_published(make_issue(series))
    assert [first.number_label, second.number_label] == ["第一期", "第二期"]
    assert second.slug == f"{series.slug}-2"


def test_a_series_that_was_renamed_counts_on_and_keeps_the_addresses_it_gave():
    series = make_series(slug="old")
    first = make_published(make_issue(series))
    series.slug = "new"
    series.save()
    second = make_published(make_issue(series))
    first.refresh_from_db()
    assert [(issue.number, issue.slug) for issue in (first, second)] == [(1, "old-1"), (2, "new-2")]


def test_a_number_another_draft_asks_for_is_left_to_it():
    series = make_series()
    make_published(make_issue(series))
    asking = make_issue(series, number=2)
    assert make_published(make_issue(series)).number == 3
    assert make_published(asking).number == 2
    assert make_published(make_issue(series)).number == 4


def test_slugs_that_run_together_neither_share_numbers_nor_addresses():
    cohort = make_cohort(slug="b")
    program_wide = Series.objects.create(program=cohort.program, name="全项目简报", slug="a")
    own = make_series(cohort, slug="a-b")
    issues = [make_published(make_issue(program_wide, cohort=cohort)), make_published(make_issue(own))]
    assert [(issue.number, issue.slug) for issue in issues] == [(1, "a-b-1"), (1, "a-b-1-2")]


def test_a_series_that_used_up_its_numbers_says_so():
    series = make_series(review_stages=0)
    make_published(make_issue(series, number=9999))
    issue = make_issue(series)
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    with pytest.raises(Refusal):
        issue.move(Move.SIGN, by=make_staff(issue.cohort, Role.SIGNATORY))
    assert Issue.objects.get(pk=issue.pk).status == Status.APPROVED


def test_publishing_freezes_what_was_signed():
    issue = make_issue()
    make_article(issue, title="山海之间")
    make_published(issue)
    edition = Edition.objects.get()
    assert edition.document == issue.document()
    assert edition.version.sha256 == issue.steps.get(move=Move.SIGN).version.sha256
    assert [entry.title for entry in edition.entries.all()] == ["山海之间"]


def test_a_return_after_signing_releases_the_number():
    issue = make_issue()
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    for _stage in range(3):
        issue.move(Move.PASS, by=make_staff(issue.cohort, Role.REVIEWER))
    signatory = make_staff(issue.cohort, Role.SIGNATORY)
    issue.move(Move.SIGN, by=signatory)
    issue.move(Move.RETURN, by=signatory, note="日期有误")
    issue.refresh_from_db()
    assert (issue.number, issue.number_label, issue.slug, issue.status) == (None, "", None, Status.DRAFT)


def test_a_stale_reader_can_not_move_an_issue():
    issue = make_issue()
    stale = Issue.objects.get(pk=issue.pk)
    editor = make_staff(issue.cohort)
    issue.move(Move.SUBMIT, by=editor)
    with pytest.raises(Conflict):
        stale.move(Move.SUBMIT, by=editor)


def test_nobody_reviews_what_they_drafted():
    issue = make_issue()
    both = make_staff(issue.cohort)
    both.cohort_roles.create(cohort=issue.cohort, role=Role.REVIEWER)
    with issue.editing(both):
        make_article(issue)
    issue.move(Move.SUBMIT, by=both)
    with pytest.raises(Refusal):
        issue.move(Move.PASS, by=both)
    assert Issue.objects.get().status == Status.FIRST_REVIEW


def test_a_correction_replaces_the_edition_only_when_published():
    issue = make_published()
    editor = make_staff(issue.cohort)
    issue.move(Move.CORRECT, by=editor, note="更正一处数字")
    assert Edition.objects.get(current=True).number == 1
    make_published(issue)
    assert Edition.objects.get(current=True).number == 2
    assert Edition.objects.get(current=True).reason == "更正一处数字"
