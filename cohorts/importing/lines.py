"""A row on its way into the database: what it writes, and whose it has become."""

from dataclasses import dataclass, field

from cohorts.importing.standing import DETAILS, mark
from cohorts.roster.planned import WRITING, Action, Planned
from cohorts.roster.targets import OF_THE_PERSON

UNMARKED = "class_post"  # posts have terms


@dataclass(slots=True)
class Line:
    """`writes` by field, as it will be stored; `person` and `enrollment` are keys, once they are known."""

    row: Planned
    writes: dict = field(default_factory=dict)
    person: object = None
    enrollment: int | None = None
    organization: int | None = None
    left: str | None = None  # when somebody who is taken back had left

    @property
    def is_new(self):
        return self.row.action is Action.CREATE

    @property
    def details(self):
        """What goes to PrivateDetails, by its columns."""
        found = {name: self.writes[name] or "" for name in DETAILS if name in self.writes}
        if "id_number" in self.writes:
            digest = self.writes["id_number"] or ""
            found |= {"id_number_digest": digest, "id_number_tail": self.row.target.tail if digest else ""}
        return found

    def old(self, name):
        return self.row.member.values.get(name) if self.row.member else None

    def marks(self):
        """The marks of all that the file says and that stands in the database now."""
        member, left = self.row.member, self.row.comparison.changes.keys() - self.writes.keys()
        marks = dict(member.written) if member and member.enrollment else {}
        for name in self.row.target.values:
            if name not in left and name != UNMARKED:
                value = self.writes[name] if name in self.writes else self.old(name)
                if value:
                    marks[name] = mark(value)
        return marks

    def changes(self):
        """{field: [old, new]} of somebody known, for undoing it: of an identity number digest and last four.

        The place of somebody new to the cohort goes as a whole; of others the marks return, too.
        """
        writes = self.writes.items()
        changes = {
            name: [self.old(name), new] for name, new in writes if not self.is_new or name in OF_THE_PERSON
        }
        if "id_number" in changes:
            old = [self.old("id_number") or "", self.row.member.tail] if self.old("id_number") else ["", ""]
            changes["id_number"] = [old, [self.details["id_number_digest"], self.details["id_number_tail"]]]
        if "organization" in changes:
            before = self.row.member.organization if self.row.member else None
            changes["organization_id"] = [before, self.organization]
        if self.left:
            changes["left"] = [self.left, None]
        if not self.is_new:
            changes["imported"] = [dict(self.row.member.written), self.marks()]
        return changes


def lines_of(plan, places):
    """The rows of a Plan that write, with groups by their numbers and organizations by their keys."""
    lines = [Line(row, dict(row.writes)) for row in plan.rows if row.action in WRITING]
    for line in lines:
        if (group := line.writes.get("group")) is not None:
            line.writes["group"] = places.groups[group].number
        line.organization = places.organization(line.row)
    return lines
