"""The columns a roster can be exported with: their headings, what stands in them, and what is private."""

from collections.abc import Callable
from dataclasses import dataclass

from cohorts import masking
from cohorts.models import Enrollment, ExportKind, PrivateDetails
from cohorts.roster.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Column:
    """`text` reads it of an Enrollment as `people.people_of` fetches one; `mask` covers most of it."""

    name: str
    text: Callable[[Enrollment], str]
    private: bool = False
    mask: Callable[[str], str] | None = None

    @property
    def label(self):
        """As the reader of rosters knows it, so that a list that went out can come in again."""
        if self.name in FIELDS:
            return FIELDS[self.name].label
        model, field = ELSEWHERE[self.name]
        return str(model._meta.get_field(field).verbose_name)

    def of(self, enrollment, *, unmasked):
        text = self.text(enrollment)
        return text if unmasked or not self.mask else self.mask(text)


ELSEWHERE = {"id_number_tail": (PrivateDetails, "id_number_tail"), "left": (Enrollment, "left")}


def _private(field, mask=None):
    def text(enrollment):
        return getattr(PrivateDetails.of(enrollment.person), field)

    return Column(field, text, private=True, mask=mask)


def _gender(enrollment):
    return PrivateDetails.of(enrollment.person).get_gender_display()


def _class_posts(enrollment):
    return "、".join(appointment.get_post_display() for appointment in enrollment.posts_held)


COLUMNS = {
    column.name: column
    for column in (
        Column("number", lambda one: "" if one.number is None else str(one.number)),
        Column("name", lambda one: one.person.name),
        Column("gender", _gender),
        Column("group", lambda one: one.group.name if one.group else ""),
        Column("organization", lambda one: one.organization_name),
        Column("title", lambda one: one.title),
        Column("class_post", _class_posts),
        _private("birth"),
        _private("ethnicity"),
        _private("party"),
        _private("education"),
        _private("mobile", masking.mobile),
        _private("email", masking.email),
        _private("id_number_tail"),
        Column("remark", lambda one: one.remark),
        Column("left", lambda one: one.left.isoformat() if one.left else ""),
    )
}
PRIVATE = frozenset(column.name for column in COLUMNS.values() if column.private)
MASKED = frozenset(column.name for column in COLUMNS.values() if column.mask)
USUAL = ("number", "name", "gender", "group", "organization", "title", "class_post")
# A roster has the columns that are chosen, each other kind its own.
FIXED = {
    ExportKind.SIGN_IN: ("number", "name", "organization"),
    ExportKind.NAME_CARDS: ("number", "name", "organization"),
    ExportKind.CONTACTS: ("group", "name", "organization", "title", "mobile", "email"),
}


def headings(names):
    """Of the columns that a register names, in one line; a column that is no more by its name."""
    return "、".join(COLUMNS[name].label if name in COLUMNS else name for name in names)


def needs_purpose(columns):
    """Whether somebody has to say what a list with these columns is for."""
    return not PRIVATE.isdisjoint(columns)
