"""The desk: what waits for this person, what is being written or judged, and the cohorts they look after.

A fixed number of queries, however much is on it.
"""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from briefings.models import Edition, Forum, Issue
from briefings.models.moves import refusal
from briefings.workflow import Move, Status, rules_from
from cohorts.admin.base import cohorts_where

LIMIT = 20
RECENT = 5
WAITING = (Status.FIRST_REVIEW, Status.SECOND_REVIEW, Status.FINAL_REVIEW, Status.APPROVED, Status.SIGNED)


@dataclass(frozen=True, slots=True)
class Item:
    """One line and one button; `posts`: the button acts at once."""

    thing: object
    address: str
    about: str
    state: str
    label: str
    action: str
    posts: bool = False


def desk(user):
    """The context of the dashboard."""
    issues = Issue.objects.for_staff(user).select_related("series", "cohort")
    reading = user.has_perm("briefings.view_issue")
    under_way = list(issues.filter(status__in=WAITING).with_history()[:LIMIT]) if reading else []
    mine = {issue.pk: rule for issue in under_way if (rule := _my_step(issue, user))}
    own = issues.filter(cohort__in=cohorts_where(user, "briefings.change_issue").values("pk"))
    return {
        "reads_issues": reading,
        "waiting": [
            *_forums(user),
            *(_issue_item(issue, mine[issue.pk]) for issue in under_way if issue.pk in mine),
        ],
        "elsewhere": [issue for issue in under_way if issue.pk not in mine],
        "drafts": own.filter(status=Status.DRAFT)[:LIMIT],
        "may_write": user.has_perm("briefings.change_issue"),
        "may_begin": user.has_perm("briefings.add_issue"),
        "coming": _coming(user) if reading else [],
        "recent": _recent(user) if reading else [],
        "cohorts": _cohorts(user),
    }


def _my_step(issue, user):
    """The Rule of the step forward this person may take; None if it isn't theirs."""
    forward = (rule for rule in rules_from(issue.status) if not rule.needs_reason)
    return next((rule for rule in forward if not refusal(issue, rule, user)), None)


def _issue_item(issue, rule):
    review = reverse("admin:briefings_issue_review", args=[issue.pk])
    publishes = rule.move == Move.PUBLISH
    return Item(
        thing=issue,
        address=review,
        about=f"{issue.cohort} · {issue.series} · {_moment(issue.edited_at)}",
        state=issue.get_status_display(),
        label=rule.move.label if publishes else _("Read and decide"),
        action=reverse("admin:briefings_issue_move", args=[issue.pk, rule.move]) if publishes else review,
    )


def _forums(user):
    """Those that ended without a briefing, to whoever may make it; and whose quotes or photos wait for a hand."""
    served = cohorts_where(user, "briefings.add_issue").values("pk")
    forums = (
        Forum.objects.filter(cohort__in=served)
        .ended()
        .without_issue()
        .select_related("cohort")
        .annotate(
            unapproved=Count("sessions__quotes", filter=Q(sessions__quotes__approved_by=None), distinct=True),
            nameless=Count("photos", filter=Q(photos__caption=""), distinct=True),
        )
    )
    for forum in forums[:LIMIT]:
        run = reverse("admin:briefings_forum_run", args=[forum.pk])
        yield Item(
            thing=forum,
            address=run,
            about=" · ".join([str(forum.cohort), _moment(forum.ends or forum.starts), *_lacking(forum)]),
            state=_("ended, no briefing yet"),
            label=_("Compose a briefing from the forum"),
            action=reverse("admin:briefings_forum_compose", args=[forum.pk]),
            posts=True,
        )


def _lacking(forum):
    if forum.unapproved:
        yield ngettext("%(count)s quote to approve", "%(count)s quotes to approve", forum.unapproved) % {
            "count": forum.unapproved
        }
    if forum.nameless:
        yield ngettext("%(count)s caption missing", "%(count)s captions missing", forum.nameless) % {
            "count": forum.nameless
        }


def _coming(user):
    """The forums that lie ahead, the next one first."""
    served = cohorts_where(user, "briefings.view_forum").values("pk")
    return (
        Forum.objects.filter(cohort__in=served).ahead().select_related("cohort").order_by("starts")[:RECENT]
    )


def _recent(user):
    """The issues readers see now, the last published first."""
    served = cohorts_where(user, "briefings.view_issue").values("pk")
    current = Edition.objects.filter(current=True, withdrawn_at=None, issue__cohort__in=served)
    return current.select_related("issue__cohort", "issue__series").order_by("-published_at")[:RECENT]


def _cohorts(user):
    """The cohorts whose rosters this person keeps, with how many study there."""
    kept = cohorts_where(user, "cohorts.change_enrollment")
    return kept.counted().order_by("program", "-number")


def _moment(moment):
    return date_format(localtime(moment), "n月j日 H:i")
