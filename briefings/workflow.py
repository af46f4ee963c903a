"""The life of an issue as one table of data: buttons, permissions and tests are read from it.

draft → the reviews a series uses → approved → signed → published; a return leads back to draft.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("draft")
    FIRST_REVIEW = "first_review", _("in first review")
    SECOND_REVIEW = "second_review", _("in second review")
    FINAL_REVIEW = "final_review", _("in final review")
    APPROVED = "approved", _("awaiting signature")
    SIGNED = "signed", _("signed")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Move(TextChoices):
    SUBMIT = "submit", _("Submit for review")
    PASS = "pass", _("Pass")
    RETURN = "return", _("Return")
    SIGN = "sign", _("Sign")
    PUBLISH = "publish", _("Publish")
    CORRECT = "correct", _("Correct")
    WITHDRAW = "withdraw", _("Withdraw")


REVIEWS = (Status.FIRST_REVIEW, Status.SECOND_REVIEW, Status.FINAL_REVIEW)
IN_REVIEW = (*REVIEWS, Status.APPROVED)

# The stages a series uses, by their number (0–3): a single review is the final one.
STAGES = {0: (), 1: REVIEWS[2:], 2: (REVIEWS[0], REVIEWS[2]), 3: REVIEWS}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may make a move from where to where.

    `target` None: the next rung of the ladder (submit, pass), or where it stands (a withdrawal during a
    correction). `roles` are values of cohorts' Role. `fresh_eyes`: not by one who drafted it.
    `once`: not by one who passed it in this round. `needs_reason`: not without a word.
    """

    move: Move
    sources: tuple[Status, ...]
    target: Status | None
    roles: tuple[str, ...]
    fresh_eyes: bool = False
    once: bool = False
    needs_reason: bool = False


RULES = (
    Rule(Move.SUBMIT, (Status.DRAFT,), None, ("editor",)),
    Rule(Move.PASS, REVIEWS, None, ("reviewer",), fresh_eyes=True, once=True),
    Rule(Move.RETURN, REVIEWS, Status.DRAFT, ("reviewer",), needs_reason=True),
    Rule(Move.SIGN, (Status.APPROVED,), Status.SIGNED, ("signatory",), fresh_eyes=True),
    Rule(Move.RETURN, (Status.APPROVED, Status.SIGNED), Status.DRAFT, ("signatory",), needs_reason=True),
    Rule(Move.PUBLISH, (Status.SIGNED,), Status.PUBLISHED, ("editor", "signatory")),
    Rule(Move.CORRECT, (Status.PUBLISHED, Status.WITHDRAWN), Status.DRAFT, ("editor",), needs_reason=True),
    Rule(Move.WITHDRAW, (Status.PUBLISHED,), Status.WITHDRAWN, ("editor", "signatory"), needs_reason=True),
    Rule(
        Move.WITHDRAW,
        (Status.DRAFT, *IN_REVIEW, Status.SIGNED),
        None,
        ("editor", "signatory"),
        needs_reason=True,
    ),
)


def rules_from(status: str) -> Iterator[Rule]:
    """The rules that apply to an issue of this status."""
    return (rule for rule in RULES if status in rule.sources)


def rule_for(move: str, status: str) -> Rule | None:
    """The rule of this move from this status; there is at most one."""
    return next((rule for rule in rules_from(status) if rule.move == move), None)


def target(rule: Rule, status: str, stages: int) -> Status:
    """Where the rule leads from `status` in a series of `stages` reviews."""
    if rule.target is not None:
        return rule.target
    if rule.move == Move.WITHDRAW:
        return Status(status)
    ladder = (Status.DRAFT, *REVIEWS, Status.APPROVED)
    used = (*STAGES[stages], Status.APPROVED)
    return next(rung for rung in ladder[ladder.index(Status(status)) + 1 :] if rung in used)
