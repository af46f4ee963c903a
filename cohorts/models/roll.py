"""A cohort's roll as plain data: who is in it, in which group, holding which post; read in four queries."""

from dataclasses import dataclass, field
from datetime import date

from cohorts.models.branch import GROUP_POSTS, SHARED_POSTS, Appointment, Post
from cohorts.models.private import PrivateDetails


@dataclass(frozen=True, slots=True)
class Trainee:
    """`organization` is a name; `birth` a month as 1985-03, "" unknown; of the mobile number only whether there is one."""

    pk: int
    name: str
    group: int | None = None
    organization: str = ""
    title: str = ""
    gender: str = ""
    birth: str = ""
    mobile: bool = False
    left: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    pk: int
    post: Post
    trainee: Trainee
    group: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def anchor(self):
        return _anchor(self)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post and who holds it now."""

    post: Post
    group: int | None
    terms: tuple = ()

    @property
    def open(self):
        """Whether somebody may be appointed."""
        return not self.terms or self.post in SHARED_POSTS

    @property
    def anchor(self):
        return _anchor(self)


@dataclass(frozen=True, slots=True)
class Group:
    pk: int
    name: str
    members: tuple = ()
    seats: tuple = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """`trainees` are those here now, `gone` those who left; `terms` are held, `past` have ended."""

    trainees: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    past: list = field(default_factory=list)

    @classmethod
    def of(cls, cohort):
        rows = cohort.enrollments.select_related("person__private", "organization")
        everybody = {row.pk: _trainee(row) for row in rows}
        terms = [
            Term(row.pk, Post(row.post), everybody[row.enrollment_id], row.group_id, row.since, row.until)
            for row in Appointment.objects.filter(cohort=cohort)
            if row.enrollment_id in everybody
        ]
        roll = cls(
            trainees=[one for one in everybody.values() if one.left is None],
            gone=[one for one in everybody.values() if one.left],
            terms=[term for term in terms if term.until is None],
            past=sorted((term for term in terms if term.until), key=lambda term: term.until, reverse=True),
        )
        roll.groups.extend(roll.group(row.pk, row.name) for row in cohort.groups.all())
        return roll

    def group(self, pk, name):
        members = tuple(one for one in self.trainees if one.group == pk)
        return Group(pk, name, members, self.seats(GROUP_POSTS, pk))

    def seats(self, posts, group=None):
        return tuple(Seat(post, group, self.holders(post, group)) for post in posts)

    def holders(self, post, group=None):
        return tuple(term for term in self.terms if (term.post, term.group) == (post, group))


def _anchor(place):
    """Where on a page a post stands."""
    return f"{place.post}-{place.group}" if place.group else str(place.post)


def _trainee(row):
    private = PrivateDetails.of(row.person)
    return Trainee(
        pk=row.pk,
        name=row.person.name,
        group=row.group_id,
        organization=row.organization.name if row.organization else row.organization_name,
        title=row.title,
        gender=private.gender,
        birth=private.birth,
        mobile=bool(private.mobile),
        left=row.left,
    )
