"""The workflow from the admin: buttons, consequences, refusals; history and who may read it."""

import pytest
from django.urls import reverse

from briefings.models import Edition, Issue, Visibility
from briefings.workflow import Move, Status
from cohorts.models import Role
from tests.factories import make_article, make_issue, make_published, make_series, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    issue = make_issue(make_series(report_to="甲", send_to="乙\n丙", review_stages=1))
    make_article(issue)
    return issue


def page(name, issue, *args):
    return reverse(f"admin:briefings_issue_{name}", args=[issue.pk, *args])


def by(client, issue, role):
    client.force_login(make_staff(issue.cohort, role))
    return client


def test_an_issue_is_led_to_its_readers_through_the_pages(client, issue):
    for role, move in (
        (Role.EDITOR, "submit"),
        (Role.REVIEWER, "pass"),
        (Role.SIGNATORY, "sign"),
        (Role.SIGNATORY, "publish"),
    ):
        issue.refresh_from_db()
        answer = by(client, issue, role).post(page("move", issue, move), {"revision": issue.revision})
        assert answer.url == page("review", issue)
    assert Edition.objects.get().document.masthead.number_label == "第一期"


def test_publishing_names_its_readers_and_counts_the_distribution(client, issue):
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    issue.move(Move.PASS, by=make_staff(issue.cohort, Role.REVIEWER))
    issue.move(Move.SIGN, by=make_staff(issue.cohort, Role.SIGNATORY))
    text = by(client, issue, Role.EDITOR).get(page("move", issue, "publish")).content.decode()
    assert "第一期" in text
    assert "报1、送2" in text
    assert str(Visibility.COHORT.label) in text


def test_a_return_without_a_reason_asks_for_it(client, issue):
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    reviewer = by(client, issue, Role.REVIEWER)
    assert reviewer.post(page("move", issue, "return"), {"revision": issue.revision}).status_code == 200
    issue.refresh_from_db()
    assert issue.status == Status.FINAL_REVIEW
    reviewer.post(page("move", issue, "return"), {"revision": issue.revision, "note": "补照片"})
    assert issue.steps.last().note == "补照片"


def test_a_step_on_a_page_that_is_out_of_date_is_refused_and_keeps_its_note(client, issue):
    editor = by(client, issue, Role.EDITOR)
    issue.save_masthead({"theme": "新主题"}, revision=issue.revision, by=make_staff(issue.cohort))
    answer = editor.post(page("move", issue, "submit"), {"revision": 0, "note": "请审"})
    assert answer.status_code == 409
    assert "请审" in answer.content.decode()
    assert Issue.objects.get().status == Status.DRAFT


def test_who_drafted_it_reads_why_they_can_not_pass_it(client, issue):
    both = make_staff(issue.cohort)
    both.cohort_roles.create(cohort=issue.cohort, role=Role.REVIEWER)
    with issue.editing(both):
        pass
    issue.move(Move.SUBMIT, by=both)
    client.force_login(both)
    answer = client.post(page("move", issue, "pass"), {"revision": issue.revision})
    assert str(answer.context["refused"]) in answer.content.decode()
    assert answer.context["refused"]
    assert Issue.objects.get().status == Status.FINAL_REVIEW


def test_a_move_nobody_offers_is_not_found(client, issue):
    editor = by(client, issue, Role.EDITOR)
    assert editor.get(page("move", issue, "publish")).status_code == 404
    assert editor.get(page("move", issue, "nonsense")).status_code == 404


def test_looking_at_a_move_does_not_make_it(client, issue):
    by(client, issue, Role.EDITOR).get(page("move", issue, "submit"))
    assert not issue.steps.exists()


def test_the_review_page_shows_the_way_so_far(client, issue):
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort, last_name="王"), note="请审")
    text = by(client, issue, Role.REVIEWER).get(page("review", issue)).content.decode()
    assert "请审" in text
    assert page("move", issue, "pass") in text
    assert page("preview", issue) in text


def test_a_version_is_read_and_restored(client, issue):
    editor = make_staff(issue.cohort)
    with issue.editing(editor):
        pass
    before = issue.versions.get()
    issue.save_masthead({"theme": "改坏了"}, revision=issue.revision, by=editor)
    client.force_login(editor)
    assert "以实干促发展" in client.get(page("version_text", issue, before.pk)).content.decode()
    client.post(page("restore", issue, before.pk))
    assert Issue.objects.get().theme == "以实干促发展"
    assert [version.occasion for version in issue.versions.all()] == ["restore", "edit", "edit"]


def test_a_version_of_another_issue_is_not_found(client, issue):
    other = make_issue()
    with other.editing(make_staff(other.cohort)):
        pass
    foreign = other.versions.get().pk
    editor = by(client, issue, Role.EDITOR)
    assert editor.get(page("version", issue, foreign)).status_code == 404
    assert editor.get(page("version_text", issue, foreign)).status_code == 404
    assert editor.post(page("restore", issue, foreign)).status_code == 404
    assert editor.get(page("restore", issue, foreign)).status_code == 405


def test_nothing_is_restored_once_it_is_submitted(client, issue):
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    by(client, issue, Role.EDITOR).post(page("restore", issue, issue.versions.first().pk))
    assert issue.versions.filter(occasion="restore").count() == 0


def test_widening_what_is_published_asks_first(client, issue):
    issue = make_published(issue)
    editor = by(client, issue, Role.EDITOR)
    editor.post(page("visibility", issue), {"visibility": "public"})
    assert Edition.objects.get().visibility == Visibility.COHORT
    editor.post(page("visibility", issue), {"visibility": "public", "confirmed": "1"})
    assert Edition.objects.get().visibility == Visibility.PUBLIC


def test_narrowing_takes_effect_at_once(client, issue):
    issue = make_published(issue)
    by(client, issue, Role.EDITOR).post(page("visibility", issue), {"visibility": "staff"})
    assert Edition.objects.get().visibility == Visibility.STAFF


def test_reviewers_do_not_say_who_may_read_it(client, issue):
    target = page("visibility", issue)
    assert by(client, issue, Role.REVIEWER).post(target, {"visibility": "public"}).status_code == 404
    assert Issue.objects.get().visibility == Visibility.COHORT


def test_the_desk_shows_reviewers_what_waits_for_them(client, issue):
    desk = by(client, issue, Role.REVIEWER)
    assert not desk.get(reverse("admin:index")).context["waiting"]
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    assert [item.thing for item in desk.get(reverse("admin:index")).context["waiting"]] == [issue]
    assert not desk.get(reverse("admin:index")).context["drafts"]


def test_the_desk_shows_editors_their_drafts(client, issue):
    make_issue()
    context = by(client, issue, Role.EDITOR).get(reverse("admin:index")).context
    assert list(context["drafts"]) == [issue]


def test_a_fresh_draft_is_deleted_and_a_submitted_one_is_not(client, issue):
    editor = by(client, issue, Role.EDITOR)
    target = reverse("admin:briefings_issue_delete", args=[issue.pk])
    kept = make_issue(issue.series)
    kept.move(Move.SUBMIT, by=make_staff(issue.cohort))
    kept.move(Move.RETURN, by=make_staff(issue.cohort, Role.REVIEWER), note="重写")
    assert editor.get(target).status_code == 200
    editor.post(target, {"post": "yes"})
    assert (
        editor.post(reverse("admin:briefings_issue_delete", args=[kept.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert list(Issue.objects.all()) == [kept]


def test_an_issue_begins_as_its_series_says(client, issue):
    editor = by(client, issue, Role.EDITOR)
    add = reverse("admin:briefings_issue_add")
    foreign = make_series()
    editor.post(add, {"place": f"{foreign.pk}-{foreign.cohort_id}"})
    assert Issue.objects.count() == 1
    answer = editor.post(add, {"place": f"{issue.series_id}-{issue.cohort_id}", "start": "blank"})
    begun = Issue.objects.exclude(pk=issue.pk).get()
    assert answer.url == page("compose", begun)
    assert begun.send_to == "乙\n丙"
    assert begun.versions.count() == 1
