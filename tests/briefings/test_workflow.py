"""Every status × move × role, against the design's table written out once more by hand."""

from datetime import date

import pytest
from django.db import transaction

from briefings.models import Conflict, Edition, Issue, Refusal, Step, Version
from briefings.workflow import IN_REVIEW, REVIEWS, RULES, STAGES, Move, Status, rule_for, target
from cohorts.models import Role
from tests.factories import (
    make_article,
    make_cohort,
    make_issue,
    make_published,
    make_series,
    make_staff,
    make_trainee,
    make_user,
)

pytestmark = pytest.mark.django_db

# The way of an issue through three reviews: the step that leads out of each status.
WAY = [
    ("draft", "submit", "editor"),
    ("first_review", "pass", "reviewer"),
    ("second_review", "pass", "reviewer"),
    ("final_review", "pass", "reviewer"),
    ("approved", "sign", "signatory"),
    ("signed", "publish", "signatory"),
    ("published", "withdraw", "signatory"),
    ("withdrawn", None, None),
]
# What the design allows: status → role → {move: where it leads}. What is not here is refused.
TABLE = {
    "draft": {"editor": {"submit": "first_review"}},
    "first_review": {"reviewer": {"pass": "second_review", "return": "draft"}},
    "second_review": {"reviewer": {"pass": "final_review", "return": "draft"}},
    "final_review": {"reviewer": {"pass": "approved", "return": "draft"}},
    "approved": {"signatory": {"sign": "signed", "return": "draft"}},
    "signed": {
        "editor": {"publish": "published"},
        "signatory": {"publish": "published", "return": "draft"},
    },
    "published": {
        "editor": {"correct": "draft", "withdraw": "withdrawn"},
        "signatory": {"withdraw": "withdrawn"},
    },
    "withdrawn": {"editor": {"correct": "draft"}},
}
DURING_A_CORRECTION = ["draft", "first_review", "second_review", "final_review", "approved", "signed"]
PEOPLE = {
    "editor": lambda cohort: make_staff(cohort, Role.EDITOR),
    "reviewer": lambda cohort: make_staff(cohort, Role.REVIEWER),
    "signatory": lambda cohort: make_staff(cohort, Role.SIGNATORY),
    "organizer": lambda cohort: make_staff(cohort, Role.ORGANIZER),
    "superuser": lambda cohort: make_user(is_superuser=True),
    "trainee": make_trainee,
    "stranger": lambda cohort: make_user(),
    "is_staff only": lambda cohort: make_user(is_staff=True),
    "editor elsewhere": lambda cohort: make_staff(make_cohort(program=cohort.program), Role.EDITOR),
    "signatory elsewhere": lambda cohort: make_staff(make_cohort(program=cohort.program), Role.SIGNATORY),
}


def take(issue, status):
    """Lead an issue from draft to a status, every step by somebody new."""
    for came_from, move, role in WAY:
        if came_from == status:
            return issue
        issue.move(move, by=make_staff(issue.cohort, role), note="依据")
    raise AssertionError(status)


def under_correction(status):
    issue = make_published()
    issue.move(Move.CORRECT, by=make_staff(issue.cohort), note="更正")
    return take(issue, status)


def outcomes(issue, user):
    """{move: where it led} of the moves this user could make; the issue stands as before."""
    led = {}
    for move in Move.values:
        with transaction.atomic():
            tried = Issue.objects.get(pk=issue.pk)
            try:
                tried.move(move, by=user, note="有充分理由")
                led[move] = Issue.objects.get(pk=issue.pk).status
            except Refusal as refusal:
                assert str(refusal)  # noqa: PT017 a refusal speaks
            transaction.set_rollback(True)
    return led


def allowed(status, role, correcting=False):
    rows = TABLE[status]
    if role == "superuser":
        moves = {move: goal for row in rows.values() for move, goal in row.items()}
    else:
        moves = dict(rows.get(role, {}))
    if correcting and role in ("editor", "signatory", "superuser"):
        moves["withdraw"] = status
    return moves


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("status", Status.values)
def test_who_may_do_what(status, role):
    issue = take(make_issue(), status)
    assert outcomes(issue, PEOPLE[role](issue.cohort)) == allowed(status, role)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("status", DURING_A_CORRECTION)
def test_who_may_do_what_during_a_correction(status, role):
    issue = under_correction(status)
    assert outcomes(issue, PEOPLE[role](issue.cohort)) == allowed(status, role, correcting=True)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("status", Status.values)
def test_the_buttons_are_the_moves_one_may_make(status, role):
    issue = take(make_issue(), status)
    shown = {rule.move: why for rule, why in issue.moves_for(PEOPLE[role](issue.cohort))}
    assert {move for move, why in shown.items() if not why} == allowed(status, role).keys()


def test_the_table_of_the_code_is_the_table_of_the_design():
    coded = {
        (status, role, rule.move.value)
        for rule in RULES
        for status in rule.sources
        for role in rule.roles
        if not (rule.move == Move.WITHDRAW and rule.target is None)
    }
    assert coded == {
        (status, role, move) for status, rows in TABLE.items() for role in rows for move in rows[role]
    }


def test_one_rule_at_most_for_a_move_from_a_status():
    pairs = [(rule.move, status) for rule in RULES for status in rule.sources]
    assert sorted(pairs) == sorted(set(pairs))
    assert rule_for("sign", "draft") is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.move}-{rule.sources[0]}")
@pytest.mark.parametrize("note", ["", "  \n\u3000"])
def test_what_needs_a_reason(rule, note):
    issue = under_correction(rule.sources[0]) if rule.target is None else take(make_issue(), rule.sources[0])
    user = make_user(is_superuser=True)
    if rule.move in ("return", "correct", "withdraw"):
        with pytest.raises(Refusal):
            issue.move(rule.move, by=user, note=note)
        assert Issue.objects.get(pk=issue.pk).status == rule.sources[0]
    else:
        issue.move(rule.move, by=user, note=note)
        assert issue.steps.last().note == ""


@pytest.mark.parametrize(
    ("stages", "way"),
    [
        (0, ["approved"]),
        (1, ["final_review", "approved"]),
        (2, ["first_review", "final_review", "approved"]),
        (3, ["first_review", "second_review", "final_review", "approved"]),
    ],
)
def test_a_series_says_how_many_reviews(stages, way):
    issue = make_issue(make_series(review_stages=stages))
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    gone = [issue.status]
    while issue.status != Status.APPROVED:
        issue.move(Move.PASS, by=make_staff(issue.cohort, Role.REVIEWER))
        gone.append(issue.status)
    assert gone == way
    assert make_published(make_issue(make_series(review_stages=stages))).status == Status.PUBLISHED


@pytest.mark.parametrize("stages", STAGES)
@pytest.mark.parametrize("status", REVIEWS)
def test_fewer_reviews_asked_meanwhile_still_lead_on(status, stages):
    assert target(rule_for("pass", status), status, stages) in IN_REVIEW[IN_REVIEW.index(status) + 1 :]


def drafting_reviewer(issue, role=Role.REVIEWER):
    user = make_staff(issue.cohort, role)
    with issue.editing(user):
        make_article(issue)
    return user


@pytest.mark.parametrize(("status", "role", "move"), [
    ("first_review", "reviewer", "pass"),
    ("second_review", "reviewer", "pass"),
    ("final_review", "reviewer", "pass"),
    ("approved", "signatory", "sign"),
])  # fmt: skip
def test_nobody_judges_what_they_drafted(status, role, move):
    issue = make_issue()
    drafter = drafting_reviewer(issue, role)
    take(issue, status)
    with pytest.raises(Refusal):
        issue.move(move, by=drafter)
    assert [bool(why) for rule, why in issue.moves_for(drafter) if rule.move == move] == [True]
    issue.move("return", by=drafter, note="发现差错")
    assert issue.status == Status.DRAFT


def test_not_even_a_superuser_judges_what_they_drafted():
    issue = make_issue()
    drafter = make_user(is_superuser=True)
    with issue.editing(drafter):
        make_article(issue)
    take(issue, "first_review")
    with pytest.raises(Refusal):
        issue.move(Move.PASS, by=drafter)


def test_who_saved_the_masthead_drafted_too():
    issue = make_issue()
    drafter = make_staff(issue.cohort, Role.REVIEWER)
    issue.save_masthead({"theme": "改题"}, revision=0, by=drafter)
    take(issue, "first_review")
    with pytest.raises(Refusal):
        issue.move(Move.PASS, by=drafter)


def test_drafting_the_last_edition_does_not_bar_from_judging_the_next():
    issue = make_issue()
    drafter = drafting_reviewer(issue)
    make_published(issue)
    issue.move(Move.CORRECT, by=make_staff(issue.cohort), note="更正")
    take(issue, "first_review").move(Move.PASS, by=drafter)
    assert issue.status == Status.SECOND_REVIEW


def test_nobody_passes_one_issue_twice():
    issue = take(make_issue(), "first_review")
    reviewer = make_staff(issue.cohort, Role.REVIEWER)
    issue.move(Move.PASS, by=reviewer)
    with pytest.raises(Refusal):
        issue.move(Move.PASS, by=reviewer)
    assert Issue.objects.get(pk=issue.pk).status == Status.SECOND_REVIEW


def test_after_a_return_a_new_round_begins():
    issue = take(make_issue(), "first_review")
    reviewer = make_staff(issue.cohort, Role.REVIEWER)
    issue.move(Move.PASS, by=reviewer)
    issue.move(Move.RETURN, by=reviewer, note="请补照片")
    issue.move(Move.SUBMIT, by=make_staff(issue.cohort))
    issue.move(Move.PASS, by=reviewer)
    assert issue.status == Status.SECOND_REVIEW


def test_a_series_may_let_one_person_do_it_all():
    issue = make_issue(make_series(self_review=True))
    one = make_staff(issue.cohort)
    for role in (Role.REVIEWER, Role.SIGNATORY):
        one.cohort_roles.create(cohort=issue.cohort, role=role)
    with issue.editing(one):
        make_article(issue)
    for _came_from, move, _role in WAY[:6]:
        issue.move(move, by=one)
    assert issue.status == Status.PUBLISHED
    assert (issue.credit_editor, issue.credit_reviewers, issue.credit_signatory) == (
        one.username,
        "\n".join([one.username] * 3),
        one.username,
    )


def test_a_step_says_who_when_why_and_on_which_version():
    issue = take(make_issue(), "first_review")
    reviewer = make_staff(issue.cohort, Role.REVIEWER)
    issue.move(Move.RETURN, by=reviewer, note=" 请补照片 ")
    step = Step.objects.last()
    assert (step.move, step.from_status, step.to_status, step.by, step.note) == (
        "return", "first_review", "draft", reviewer, "请补照片",
    )  # fmt: skip
    assert step.version.document == issue.document()


def test_the_signature_stands_under_what_is_published():
    issue = take(make_issue(), "published")
    assert Edition.objects.get().version == issue.steps.get(move="sign").version
    assert Edition.objects.get().version.document == issue.document()


def test_signing_fixes_date_number_and_credits():
    issue = make_issue()
    take(issue, "approved")
    signatory = make_staff(issue.cohort, Role.SIGNATORY)
    issue.move(Move.SIGN, by=signatory)
    document = Version.objects.get(steps__move="sign").document
    assert document == Issue.objects.get(pk=issue.pk).document()
    assert document.masthead.number_label == "第一期"
    assert document.credits.signatory == signatory.username
    assert document.credits.editor == issue.steps.get(move="submit").by.username
    assert document.credits.reviewers == tuple(step.by.username for step in issue.steps.filter(move="pass"))


def test_a_number_chosen_by_the_editors_is_kept_and_the_next_goes_on_from_it():
    series = make_series()
    chosen = make_published(make_issue(series, number=7, date=date(2026, 3, 2)))
    after = make_published(make_issue(series))
    assert [(issue.number, issue.number_label) for issue in (chosen, after)] == [(7, "第七期"), (8, "第八期")]
    assert chosen.date == date(2026, 3, 2)


def test_a_number_that_is_taken_is_refused_in_words_and_nothing_changes():
    series = make_series()
    make_published(make_issue(series, theme="先到"))
    issue = take(make_issue(series, number=1), "approved")
    with pytest.raises(Refusal, match="先到"):
        issue.move(Move.SIGN, by=make_staff(issue.cohort, Role.SIGNATORY))
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.status, issue.slug, issue.date) == (Status.APPROVED, None, None)
    assert not issue.steps.filter(move="sign").exists()


def test_a_return_gives_the_number_back_to_the_next():
    series = make_series()
    returned = take(make_issue(series), "signed")
    returned.move(Move.RETURN, by=make_staff(returned.cohort, Role.SIGNATORY), note="有误")
    assert make_published(make_issue(series)).number == 1
    take(returned, "signed")
    assert returned.number == 2


def test_a_return_keeps_the_number_and_date_the_editors_chose():
    issue = take(make_issue(number=7, number_label="第7期", date=date(2026, 3, 2)), "signed")
    issue.move(Move.RETURN, by=make_staff(issue.cohort, Role.SIGNATORY), note="有误")
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.number, issue.number_label, issue.date) == (7, "第7期", date(2026, 3, 2))
    assert (issue.slug, issue.numbering_scope, issue.credit_signatory) == (None, "", "")


def test_a_corrected_issue_keeps_its_number_even_when_it_is_returned():
    issue = under_correction("signed")
    issue.move(Move.RETURN, by=make_staff(issue.cohort, Role.SIGNATORY), note="有误")
    assert (issue.number, issue.slug) == (1, f"{issue.series.slug}-1")
    take(issue, "published")
    assert Edition.objects.get(current=True).number == 2


def test_withdrawing_takes_the_edition_back_and_correcting_brings_a_new_one():
    issue = take(make_issue(), "withdrawn")
    assert not Edition.objects.filter(withdrawn_at=None).exists()
    issue.move(Move.CORRECT, by=make_staff(issue.cohort), note="重发")
    with pytest.raises(Refusal):
        issue.move(Move.WITHDRAW, by=make_staff(issue.cohort), note="已收回")
    take(issue, "published")
    assert [
        (edition.number, edition.current, bool(edition.withdrawn_at)) for edition in issue.editions.all()
    ] == [
        (1, False, True),
        (2, True, False),
    ]


@pytest.mark.parametrize(
    ("status", "move"),
    [
        ("draft", "submit"),
        ("first_review", "pass"),
        ("first_review", "return"),
        ("approved", "sign"),
        ("signed", "publish"),
        ("published", "correct"),
        ("published", "withdraw"),
    ],
)
def test_a_move_on_what_somebody_moved_meanwhile_is_a_conflict(status, move):
    issue = take(make_issue(), status)
    Issue.objects.filter(pk=issue.pk).update(revision=issue.revision + 1)
    steps = issue.steps.count()
    with pytest.raises(Conflict):
        issue.move(move, by=make_user(is_superuser=True), note="有充分理由")
    assert (Issue.objects.get(pk=issue.pk).status, issue.steps.count()) == (status, steps)
