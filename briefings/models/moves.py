"""What a move of the workflow does to an issue: the claim, the check of the person, the effects."""

from datetime import date
from itertools import chain, count

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from briefings.models.edition import Edition
from briefings.models.review import Step
from briefings.models.series import Series
from briefings.models.version import DRAFTING, Occasion, Version
from briefings.numbering import LAST, label
from briefings.workflow import Move, rule_for, target


class Refusal(Exception):
    """The house does not allow this; the message says why and what to do."""


class Conflict(Refusal):
    """Somebody was faster: nothing was written."""


def refusal(issue, rule, user):
    """Why `user` may not make this rule's move of `issue`; "" when they may."""
    if not user.has_role(issue.cohort_id, *rule.roles):
        return _("Your role in this cohort doesn't allow this step.")
    if rule.move == Move.WITHDRAW and not issue.editions.filter(current=True, withdrawn_at=None).exists():
        return _("Nothing of this issue is published that could be withdrawn.")
    if rule.fresh_eyes and not issue.series.self_review and user.pk in drafters(issue):
        return _("You drafted this issue: somebody else has to judge it.")
    if rule.once and not issue.series.self_review and user.pk in passed_by(issue):
        return _("You have passed this issue already: the next review is somebody else's.")
    return ""


def drafters(issue):
    """Ids of those who wrote any of it since it was begun or last published."""
    published = [step.version_id for step in issue.steps.all() if step.move == Move.PUBLISH]
    since = published[-1] if published else 0
    return {by for version, by in _drafts(issue) if version > since}


def _drafts(issue):
    """[(version id, id of who wrote it)], as `with_history()` read it or asked now."""
    if hasattr(issue, "drafts"):
        return [(version.pk, version.by_id) for version in issue.drafts]
    return issue.versions.filter(occasion__in=DRAFTING).values_list("pk", "by")


def round_steps(issue):
    """The steps since it was last submitted, that one included."""
    steps = list(issue.steps.all())
    submitted = [n for n, step in enumerate(steps) if step.move == Move.SUBMIT]
    return steps[submitted[-1] :] if submitted else []


def passed_by(issue):
    return {step.by_id for step in round_steps(issue) if step.move == Move.PASS}


def perform(issue, move, *, by, note=""):
    """Make the move in one transaction: claim, effects, Version, Step."""
    rule = rule_for(move, issue.status)
    if rule is None:
        raise Refusal(
            _("“%(move)s” is no step from “%(status)s”.")
            % {"move": Move(move).label, "status": issue.get_status_display()}
        )
    if why := refusal(issue, rule, by):
        raise Refusal(why)
    if rule.needs_reason and not note.strip():
        raise Refusal(_("This step needs a reason: write a sentence."))
    try:
        with transaction.atomic():
            _take_step(issue, rule, by, note.strip())
    except Exception:
        issue.refresh_from_db()  # what the transaction took back
        raise


def _take_step(issue, rule, by, note):
    came_from, goes_to = issue.status, target(rule, issue.status, issue.series.review_stages)
    _claim(issue, came_from, goes_to)
    if effect := EFFECTS.get(rule.move):
        effect(issue, by)
    version = (
        _signed_version(issue)
        if rule.move == Move.PUBLISH
        else Version.objects.take(issue, by, Occasion.MOVE)
    )
    Step.objects.create(
        issue=issue,
        move=rule.move,
        from_status=came_from,
        to_status=goes_to,
        by=by,
        note=note,
        version=version,
    )


def _claim(issue, came_from, goes_to):
    """Take the row from one status to the next, unless somebody else did since `issue` was read."""
    claimed = (
        type(issue)
        .objects.filter(pk=issue.pk, status=came_from, revision=issue.revision)
        .update(status=goes_to, revision=F("revision") + 1)
    )
    if not claimed:
        raise Conflict(_("Somebody else has moved or changed this issue meanwhile: look at it again."))
    issue.refresh_from_db()


def _sign(issue, by):
    """Fix number, date, address and credits."""
    issue.date = issue.date or timezone.localdate()
    if not issue.is_numbered:
        _give_number(issue)
    steps = round_steps(issue)
    issue.credit_editor = next((step.by.display_name for step in steps if step.move == Move.SUBMIT), "")
    issue.credit_reviewers = "\n".join(step.by.display_name for step in steps if step.move == Move.PASS)
    issue.credit_signatory = by.display_name
    issue.save(
        update_fields=[
            "date",
            "number",
            "number_label",
            "numbering_scope",
            "slug",
            "credit_editor",
            "credit_reviewers",
            "credit_signatory",
        ]
    )


def next_number(issue, year):
    """The number that signing would give it in this year: the first behind the last one that no draft has asked for."""
    scope = _scope(issue, issue.series, year)
    last = type(issue).objects.filter(numbering_scope=scope).aggregate(last=Max("number"))["last"] or 0
    asking = issue.series.issues.filter(numbering_scope="", number__gt=last).exclude(pk=issue.pk)
    asked = {
        other.number
        for other in asking.select_related("cohort")
        if _scope(other, issue.series, other.date.year if other.date else year) == scope
    }
    return next(number for number in count(last + 1) if number not in asked)


def next_label(issue, year):
    """That number as it is printed."""
    return label(min(next_number(issue, year), LAST), issue.supplement)


def _scope(issue, series, year):
    return series.numbering_scope(cohort=issue.cohort, year=year, supplement=issue.supplement)


def _give_number(issue):
    series = Series.objects.select_for_update().get(pk=issue.series_id)  # one number at a time in a series
    year = issue.date.year
    scope = _scope(issue, series, year)
    if issue.number is None:
        issue.number = next_number(issue, year)
        issue.number_label = ""
    elif other := type(issue).objects.filter(numbering_scope=scope, number=issue.number).first():
        raise Refusal(
            _("Number %(number)s belongs to “%(other)s”: return the issue and clear or change its number.")
            % {"number": issue.number, "other": other}
        )
    if issue.number > LAST:
        raise Refusal(_("No number is left in this series: return the issue and give it one."))
    issue.number_label = issue.number_label or label(issue.number, issue.supplement)
    address = series.address_of(issue.number, cohort=issue.cohort, year=year, supplement=issue.supplement)
    issue.numbering_scope, issue.slug = scope, _free(type(issue), address)


def _free(model, address):
    """The address, or where another issue has it already the first free one of those that begin like it."""
    taken = set(model.objects.filter(slug__startswith=address).values_list("slug", flat=True))
    wanted = chain([address], (f"{address}-{n}" for n in count(2)))
    return next(each for each in wanted if each not in taken)


def _return(issue, by):
    """Release number, date and credits that signing gave, unless an edition bears them."""
    if not issue.is_numbered or issue.editions.exists():
        return
    submitted = issue.steps.filter(move=Move.SUBMIT).select_related("version").last().version.document
    head = submitted.masthead
    issue.number, issue.number_label = head.number, head.number_label
    issue.date = date.fromisoformat(head.date) if head.date else None
    issue.numbering_scope, issue.slug = "", None
    issue.credit_editor = issue.credit_reviewers = issue.credit_signatory = ""
    issue.save(
        update_fields=[
            "date",
            "number",
            "number_label",
            "numbering_scope",
            "slug",
            "credit_editor",
            "credit_reviewers",
            "credit_signatory",
        ]
    )


def _signed_version(issue):
    return issue.steps.filter(move=Move.SIGN).select_related("version").last().version


def _publish(issue, by):
    correction = issue.steps.filter(move=Move.CORRECT).last()
    Edition.freeze(issue, _signed_version(issue), reason=correction.note if correction else "")


def _withdraw(issue, by):
    issue.editions.filter(current=True, withdrawn_at=None).update(withdrawn_at=timezone.now())


EFFECTS = {Move.SIGN: _sign, Move.RETURN: _return, Move.PUBLISH: _publish, Move.WITHDRAW: _withdraw}
