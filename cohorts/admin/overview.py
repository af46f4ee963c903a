"""A cohort on one page: what an organizer starts the day from."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cohorts import figures
from cohorts.admin.charts import charts
from cohorts.admin.doors import for_cohort_staff, page
from cohorts.findings import findings
from cohorts.models import Gender
from cohorts.models.branch import CLASS_POSTS, COMMITTEE
from cohorts.models.roll import Roll

# (URL name, label, permission): the pages of one cohort that this one leads to, for those who may.
ACTIONS = (
    ("cohorts_cohort_import", gettext_lazy("Import a roster"), "cohorts.add_rosterimport"),
    ("cohorts_cohort_join", gettext_lazy("Add a trainee"), "cohorts.add_rosterimport"),
    ("cohorts_cohort_export", gettext_lazy("Export and print"), "cohorts.add_rosterexport"),
    ("cohorts_cohort_groups", gettext_lazy("Grouping"), "cohorts.change_studygroup"),
    ("cohorts_cohort_attendance", gettext_lazy("Attendance"), "cohorts.change_halfday"),
    ("cohorts_cohort_accounts", gettext_lazy("Trainees' accounts"), "cohorts.add_activationslip"),
    ("cohorts_cohort_change", gettext_lazy("Dates and names"), "cohorts.change_cohort"),
)
LATEST = 5


@for_cohort_staff
@require_safe
def overview(request, cohort):
    roll = Roll.of(cohort)
    organizes = request.user.has_perm("cohorts.change_enrollment", cohort)
    day = cohort.starts or timezone.localdate()
    context = {
        "cohort": cohort,
        "title": str(cohort),
        "organizes": organizes,
        "actions": _actions(request.user, cohort),
        "roll": roll,
        "figures": [*_figures(roll), *(_private_figures(roll, day) if organizes else [])],
        "findings": findings(roll, private=organizes),
        "seats": [
            ("committee", getattr(cohort, "branch", None) or _("Branch committee"), roll.seats(COMMITTEE)),
            ("class-posts", _("Class posts"), roll.seats(CLASS_POSTS)),
        ],
        "charts": charts(roll, day, organizes),
        "today": timezone.localdate(),
        **(_traffic(cohort) if organizes else {}),
    }
    return page(request, "overview", context)


def _actions(user, cohort):
    return [
        (reverse(f"admin:{name}", args=[cohort.pk]), label)
        for name, label, permission in ACTIONS
        if user.has_perm(permission, cohort)
    ]


def _figures(roll):
    here = roll.trainees
    return [
        (_("Trainees now"), len(here)),
        (_("Left the cohort"), len(roll.gone)),
        (_("Organizations"), len({one.organization for one in here if one.organization})),
        (_("Study groups"), len(roll.groups)),
        (_("Without a group"), sum(not one.group for one in here)),
        (_("Without an organization"), sum(not one.organization for one in here)),
    ]


def _private_figures(roll, day):
    here = roll.trainees
    average = figures.average(figures.ages(here, day))
    return [
        (_("Without a mobile number"), sum(not one.mobile for one in here)),
        (_("Women"), sum(one.gender == Gender.FEMALE for one in here)),
        (_("Men"), sum(one.gender == Gender.MALE for one in here)),
        (_("Average age"), "—" if average is None else f"{average:.1f}"),
    ]


def _traffic(cohort):
    imports = cohort.imports.select_related("by__person")[:LATEST]
    return {
        "imports": [(one, _counted(one.counts)) for one in imports],
        "exports": cohort.exports.select_related("by__person")[:LATEST],
    }


def _counted(counts):
    """What an import counted, in words."""
    words = {
        "create": _("%(count)s added"),
        "update": _("%(count)s updated"),
        "same": _("%(count)s unchanged"),
        "skip": _("%(count)s skipped"),
        "error": _("%(count)s wrong"),
    }
    return " · ".join(word % {"count": counts[name]} for name, word in words.items() if counts.get(name))
