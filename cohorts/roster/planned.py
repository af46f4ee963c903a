"""One row of a roster and what becomes of it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cohorts.roster import Issue, Row, Severity
from cohorts.roster.answers import key_of
from cohorts.roster.comparing import Comparison
from cohorts.roster.standing import Member, Stored
from cohorts.roster.targets import Target


class Action(StrEnum):
    """What happens to a row."""

    CREATE = "create"
    UPDATE = "update"
    SAME = "same"
    SKIP = "skip"
    ERROR = "error"


WRITING = (Action.CREATE, Action.UPDATE)


@dataclass(frozen=True)
class Planned:
    """`member` is who the row is (on CREATE: somebody known from elsewhere, or None), `candidates` who it may be.

    `organization` is the key of the one it names, if that is known; `is_out`: somebody said to skip it; `is_back`: to take
    back who had left.
    """

    row: Row
    target: Target
    issues: tuple[Issue, ...]
    member: Member | None = None
    candidates: tuple[Member, ...] = ()
    comparison: Comparison = Comparison()
    organization: int | None = None
    is_out: bool = False
    is_back: bool = False

    @cached_property
    def key(self) -> str:
        return key_of(self.row.sheet, self.row.row)

    @cached_property
    def writes(self) -> dict[str, Stored | None]:
        """The values that would be written, by field."""
        if self.action is Action.CREATE and not self.member:
            return self.target.values
        if self.action in WRITING:
            return {name: new for name, (_old, new) in self.comparison.taken.items()}
        return {}

    @cached_property
    def action(self) -> Action:
        """What follows from all the rest."""
        if self.is_out:
            return Action.SKIP
        if any(issue.severity is Severity.ERROR for issue in self.issues):
            return Action.ERROR
        if self.member is None or self.member.enrollment is None:
            return Action.CREATE
        if self.member.has_left:
            return Action.UPDATE if self.is_back else Action.SKIP
        if self.comparison.taken:
            return Action.UPDATE
        return Action.SKIP if self.comparison.changes else Action.SAME
