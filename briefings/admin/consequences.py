"""What a move will do to this issue, in sentences for the one who is about to make it."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from briefings.document import DistributionKind
from briefings.models import Visibility
from briefings.models.moves import next_label
from briefings.workflow import Move, Status, target
from cohorts.models import Role, User

SHORT = {DistributionKind.REPORT: "报", DistributionKind.SEND: "送", DistributionKind.DISTRIBUTE: "发"}
NEXT_ROLE = {Status.APPROVED: Role.SIGNATORY}


def consequences(issue, rule):
    """The sentences, the weightiest first."""
    return SENTENCES[rule.move](issue, target(rule, issue.status, issue.series.review_stages))


def distribution_counts(issue):
    """报1、送2、发1."""
    return "、".join(f"{SHORT[line.kind]}{len(line.names)}" for line in issue.distribution)


def _onward(issue, goes_to):
    role = NEXT_ROLE.get(goes_to, Role.REVIEWER)
    users = User.objects.filter(cohort_roles__cohort=issue.cohort_id, cohort_roles__role=role).select_related(
        "person"
    )
    names = "、".join(user.display_name for user in users)
    return [
        _("The issue will be: %(status)s. It can't be edited until it is returned.")
        % {"status": goes_to.label},
        _("Next: %(names)s.") % {"names": names}
        if names
        else _("Nobody holds the role of the next step in this cohort yet."),
    ]


def _sign(issue, goes_to):
    day = issue.date or localdate()
    return [
        _("Number, date and text are fixed: %(number)s, %(date)s.")
        % {"number": issue.number_label or next_label(issue, day.year), "date": issue.date or _("today")},
        _("Nobody else can read it before it is published."),
    ]


def _publish(issue, goes_to):
    counts = distribution_counts(issue) or _("nobody")
    return [
        _("%(issue)s will be published. Readers: %(audience)s.")
        % {"issue": issue, "audience": Visibility(issue.visibility).label},
        _("Distribution as printed: %(counts)s.") % {"counts": counts},
    ]


def _return(issue, goes_to):
    sentences = [_("The issue goes back to its editors, with your reason.")]
    if issue.is_numbered and not issue.editions.exists():
        sentences.append(_("Its number %(number)s is released.") % {"number": issue.number_label})
    return sentences


def _correct(issue, goes_to):
    return [
        _("The issue goes back to draft for a new edition, through the same reviews."),
        _("Readers keep the present edition meanwhile, then see the new one with your reason."),
    ]


def _withdraw(issue, goes_to):
    return [
        _("The published edition leaves every channel at once; a page says that it was withdrawn."),
        _("Its readers now: %(audience)s.") % {"audience": Visibility(issue.visibility).label},
    ]


SENTENCES = {
    Move.SUBMIT: _onward,
    Move.PASS: _onward,
    Move.RETURN: _return,
    Move.SIGN: _sign,
    Move.PUBLISH: _publish,
    Move.CORRECT: _correct,
    Move.WITHDRAW: _withdraw,
}
