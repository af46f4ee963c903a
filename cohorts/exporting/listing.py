"""A registered export as what it says: a title, headings, and a row for each of its people."""

from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.exporting.columns import COLUMNS
from cohorts.exporting.people import by_group, in_order, people_of
from cohorts.models import ExportKind, Half

TITLES = {
    ExportKind.ROSTER: gettext_lazy("%(cohort)s: roster of trainees"),
    ExportKind.SIGN_IN: gettext_lazy("%(cohort)s: sign-in sheet"),
    ExportKind.NAME_CARDS: gettext_lazy("%(cohort)s: name cards"),
    ExportKind.CONTACTS: gettext_lazy("%(cohort)s: list of contacts"),
}

LONGEST_NAME = 9  # of the sizes that name cards are set in


def spread(name):
    """张　三 of 张三."""
    return "\u3000".join(name) if len(name) == 2 else name


class Listing:
    """What a RosterExport gives, read when it is asked for."""

    def __init__(self, export):
        self.export = export

    @property
    def columns(self):
        """A page with a heading for each group needs no column of groups."""
        told = {"group"} if self.export.printed and self.grouped else set()
        return [COLUMNS[name] for name in self.export.columns if name not in told]

    @property
    def title(self):
        return TITLES[self.export.kind] % {"cohort": self.export.cohort.name}

    @property
    def file_name(self):
        return f"{get_valid_filename(self.title)}-{self.export.pk}.xlsx"

    @cached_property
    def people(self):
        """In order; group by group, if that was asked for."""
        people = people_of(
            self.export.cohort,
            group=self.export.choices.get("group"),
            with_left="left" in self.export.columns,
        )
        people = in_order(people, self.export.order)
        return [one for _group, members in by_group(people) for one in members] if self.grouped else people

    @property
    def grouped(self):
        return self.export.choices.get("by_group", False)

    @property
    def width(self):
        return len(self.columns) + len(self.half_days)

    @property
    def rows(self):
        return [self._cells(one) for one in self.people]

    @property
    def sections(self):
        """[(group or None, its rows)]; a list that isn't grouped is one section."""
        sections = by_group(self.people) if self.grouped else [(None, self.people)]
        return [(group, [self._cells(one) for one in members]) for group, members in sections]

    def _cells(self, one):
        """[(column's name, text)]; on paper a name of two characters is as wide as one of three."""
        cells = [(column.name, column.of(one, unmasked=self.export.unmasked)) for column in self.columns]
        return [(name, spread(text) if self._is_spread(name) else text) for name, text in cells]

    def _is_spread(self, name):
        return name == "name" and self.export.printed

    @property
    def cards(self):
        """[(name, how many characters wide)]."""
        names = [spread(one.person.name) for one in self.people]
        return [(name, min(len(name), LONGEST_NAME)) for name in names]

    @property
    def half_days(self):
        """What the columns to sign in are called."""
        days = [(date.fromisoformat(day), half) for day, half in self.export.choices.get("half_days", [])]
        return [
            _("%(month)d/%(day)d %(half)s") % {"month": day.month, "day": day.day, "half": Half(half).label}
            for day, half in days
        ] or ([_("signature")] if self.export.kind == ExportKind.SIGN_IN else [])

    @property
    def origin(self):
        """The last line: who made this list and when, and where that is registered."""
        at = timezone.localtime(self.export.at)
        said = {"at": f"{at:%Y-%m-%d %H:%M}", "number": self.export.pk, "count": len(self.people)}
        if not self.export.by:
            return _("Note: %(count)s people; exported by the system, %(at)s, register no. %(number)s") % said
        said["by"] = self.export.by.display_name
        return _("Note: %(count)s people; exported by %(by)s, %(at)s, register no. %(number)s") % said
