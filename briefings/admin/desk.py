"""The desk: which issues wait for this person, and what is being written."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from briefings.models import Issue
from briefings.workflow import Move, Status
from cohorts.admin.base import cohorts_where

LIMIT = 20
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
    own = issues.filter(cohort__in=cohorts_where(user, "briefings.change_issue").values("pk"))
    return {
        "waiting": list(_waiting(issues.filter(status__in=WAITING)[:LIMIT], user)),
        "drafts": own.filter(status=Status.DRAFT)[:LIMIT],
        "may_begin": user.has_perm("briefings.add_issue"),
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
