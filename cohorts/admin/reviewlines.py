"""What the page for looking a roster over shows: its tabs, and each row in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import masking
from cohorts.models import Gender
from cohorts.roster.answers import BACK, NEW, SKIP, TEXT, back
from cohorts.roster.fields import FIELDS
from cohorts.roster.planned import Action
from cohorts.roster.report import shown
from cohorts.roster.values import group_name

LABELS = {
    Action.CREATE: gettext_lazy("new"),
    Action.UPDATE: gettext_lazy("changed"),
    Action.SAME: gettext_lazy("the same"),
    Action.SKIP: gettext_lazy("skipped"),
    Action.ERROR: gettext_lazy("faulty"),
}
OTHERS = {
    "organizations": "unknown",
    "missing": "missing",
    "ignored": "ignored",
}  # what of the plan others list
TABS = ("", *(action.value for action in Action))  # those that list rows
WHY = {
    "by_hand": gettext_lazy("changed by hand since the last import"),
    "fill_only": gettext_lazy("only blanks are filled"),
    "known_elsewhere": gettext_lazy("known from elsewhere"),
}
MASKS = {"mobile": masking.mobile, "email": masking.email}
SHOWN = ("number", "group", "organization", "title", "class_post")  # of somebody new


@dataclass(slots=True)
class Cell:
    """A field that differs: `name` of its tick."""

    label: str
    old: str
    new: str
    tick: str = ""
    taken: bool = True
    why: str = ""


@dataclass(slots=True)
class Line:
    """A row of the file as the page shows it."""

    planned: object
    label: str
    about: str
    cells: list = field(default_factory=list)
    choices: list = field(default_factory=list)  # (value, words, chosen)

    @property
    def key(self):
        return self.planned.key

    @property
    def issues(self):
        """What is said of the row; unknown organizations have a tab of their own."""
        return [issue for issue in self.planned.issues if issue.code != "unknown_organization"]


def tabs_of(plan):
    """[(what stands in the address, words, how many)], those that hold something."""
    tabs = [("", _("all rows"), len(plan.rows))]
    tabs += [(action.value, LABELS[action], plan.counts[action.value]) for action in Action]
    tabs += [
        ("organizations", _("unknown organizations"), len(plan.unknown)),
        ("missing", _("in the cohort, not in the file"), len(plan.missing)),
        ("ignored", _("rows that are nobody's"), len(plan.ignored)),
    ]
    return [tab for tab in tabs if tab[2] or not tab[0]]


def shown_in(plan, tab):
    """What a tab lists."""
    if tab in OTHERS:
        return getattr(plan, OTHERS[tab])
    if tab:
        return [row for row in plan.rows if row.action == tab]
    return sorted(plan.rows, key=lambda row: row.action is not Action.ERROR)


def rows_of(planned, choices):
    return [_line(row, choices) for row in planned]


def organizations_of(unknown):
    """[(Unknown, [(decision, words, chosen)])]"""
    return [
        (
            each,
            [
                (value, words, value == each.decision)
                for value, words in (
                    *(
                        (str(key), _("another name of “%(name)s”") % {"name": name})
                        for key, name in each.suggestions
                    ),
                    (NEW, _("a new organization")),
                    (TEXT, _("keep as text only")),
                )
            ],
        )
        for each in unknown
    ]


def _line(row, choices):
    return Line(
        row,
        LABELS[row.action],
        _about(row),
        _cells(row) if row.member and row.action is not Action.ERROR else [],
        _choices(row, choices.get("people", {}).get(row.key, "")),
    )


def _about(row):
    """What a row tells of somebody besides the name."""
    values = row.target.values
    return " · ".join(str(words(name, values[name], "")) for name in SHOWN if values.get(name))


def _cells(row):
    comparison, tail = row.comparison, row.member.tail
    return [
        Cell(
            FIELDS[name].label,
            words(name, old, tail),
            words(name, new, row.target.tail),
            f"{row.key}:{name}",
            name not in comparison.held,
            WHY.get(comparison.why.get(name), ""),
        )
        for name, (old, new) in comparison.changes.items()
    ]


def words(name, value, tail):
    """A stored value as people read it, numbers masked."""
    if value in (None, ""):
        return ""
    if name == "gender":
        return Gender(value).label
    if name == "group" and isinstance(value, int):
        return group_name(value)
    return MASKS[name](value) if name in MASKS else shown(name, value, tail)


def _offer(member):
    about = {"name": member.name, "about": member.about or "—"}
    if member.has_left:
        return back(member.person), _("%(name)s (%(about)s), taken back into the cohort") % about
    return member.person, _("%(name)s (%(about)s)") % about


def _choices(row, chosen):
    """Who somebody may say that it is; nothing where there is no question."""
    people = list(row.candidates)
    if row.member and chosen in (row.member.person, back(row.member.person)):
        people = [row.member]
    offered = [_offer(one) for one in people]
    if offered or chosen == NEW:
        offered.append((NEW, _("somebody new")))
    elif row.member and row.member.has_left:
        offered = [(BACK, _("take back into the cohort"))]
    if not offered and not chosen and row.action is not Action.ERROR:
        return []
    offered = [("", _("as the file says")), *offered, (SKIP, _("skip this row"))]
    return [(value, text, value == chosen) for value, text in offered]
