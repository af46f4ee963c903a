"""The desk: what waits for this person, what is being written or judged, and the cohorts they look after."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from briefings.models import Edition, Issue
from briefings.workflow import Move, Status
from cohorts.admin.base import cohorts_where

LIMIT = 20
RECENT = 5
WAITING = (Status.FIRST_REVIEW, Status.SECOND_REVIEW, Status.FINAL_REVIEW, Status.APPROVED, Status.SIGNED)


@dataclass(frozen=True, slots=True)
class Item:
    """One line and one button."""

    issue: Issue
    label: str
    address: str


def desk(user):
    """The context of the dashboard."""
    issues = Issue.objects.for_staff(user).select_related("series", "cohort")
    reading = user.has_perm("briefings.view_issue")
    under_way = list(issues.filter(status__in=WAITING)[:LIMIT]) if reading else []
    waiting = list(_waiting(under_way, user))
    mine = {item.issue.pk for item in waiting}
    own = issues.filter(cohort__in=cohorts_where(user, "briefings.change_issue").values("pk"))
    return {
        "reads_issues": reading,
        "waiting": waiting,
        "elsewhere": [issue for issue in under_way if issue.pk not in mine],
        "drafts": own.filter(status=Status.DRAFT)[:LIMIT],
        "may_write": user.has_perm("briefings.change_issue"),
        "may_begin": user.has_perm("briefings.add_issue"),
        "recent": _recent(user) if reading else [],
        "cohorts": _cohorts(user),
    }


def _waiting(issues, user):
    """Those whose next step forward this person may take."""
    for issue in issues:
        forward = [rule for rule, why_not in issue.moves_for(user) if not why_not and not rule.needs_reason]
        for rule in forward[:1]:
            publishes = rule.move == Move.PUBLISH
            address = (
                reverse("admin:briefings_issue_move", args=[issue.pk, rule.move])
                if publishes
                else reverse("admin:briefings_issue_review", args=[issue.pk])
            )
            yield Item(issue, rule.move.label if publishes else _("Read and decide"), address)


def _recent(user):
    """The issues readers see now, the last published first."""
    served = cohorts_where(user, "briefings.view_issue").values("pk")
    current = Edition.objects.filter(current=True, withdrawn_at=None, issue__cohort__in=served)
    return current.select_related("issue__cohort", "issue__series").order_by("-published_at")[:RECENT]


def _cohorts(user):
    """The cohorts whose rosters this person keeps, with how many study there."""
    kept = cohorts_where(user, "cohorts.change_enrollment")
    return kept.annotate(trainees=Count("enrollments", filter=Q(enrollments__left=None))).order_by(
        "program", "-number"
    )
