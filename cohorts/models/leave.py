"""Hours missed, against the seventh of all class hours beyond which somebody counts as withdrawn."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from cohorts.models.attendance import MISSED, UNPUNCTUAL, Absence
from cohorts.models.cohort import Enrollment

PARTS = 7
NEAR = Decimal("0.8")  # of what may be missed


@dataclass(slots=True)
class Leave:
    """What one trainee missed of `total` class hours."""

    trainee: Enrollment
    total: Decimal
    hours: dict = field(default_factory=lambda: defaultdict(Decimal))
    times: Counter = field(default_factory=Counter)

    @property
    def missed(self):
        return sum((self.hours[kind] for kind in MISSED), Decimal(0))

    @property
    def by_kind(self):
        """Hours of each kind that counts."""
        return [self.hours[kind] for kind in MISSED]

    @property
    def unpunctual(self):
        return [self.times[kind] for kind in UNPUNCTUAL]

    @property
    def over(self):
        return self.total > 0 and self.missed * PARTS > self.total

    @property
    def near(self):
        return self.total > 0 and not self.over and self.missed * PARTS >= self.total * NEAR

    @property
    def share(self):
        """Of what may be missed, in percent."""
        return self.missed * PARTS * 100 / self.total if self.total else Decimal(0)

    @property
    def bar(self):
        """How long to draw it, in percent of what may be missed: longer ones are cut."""
        return min(round(self.share), 130)


def class_hours(cohort):
    """All class hours: as set for the cohort, else of the half-days entered."""
    if cohort.class_hours:
        return Decimal(cohort.class_hours)
    return sum(cohort.half_days.order_by().values_list("hours", flat=True), Decimal(0))


def leave_in(cohort, total):
    """The Leave of everybody who is there, of so many class hours, those who missed most first."""
    here = cohort.enrollments.here().select_related("person")
    found = {trainee.pk: Leave(trainee, total) for trainee in here}
    written = Absence.objects.filter(half_day__cohort=cohort, enrollment__left=None).order_by()
    for trainee, kind, hours in written.values_list("enrollment", "kind", "half_day__hours"):
        found[trainee].hours[kind] += hours
        found[trainee].times[kind] += 1
    return sorted(found.values(), key=lambda leave: -leave.missed)
