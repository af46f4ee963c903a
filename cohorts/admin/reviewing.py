"""A roster is looked over before anything is written: every row with what becomes of it, and the questions it raises."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.admin.columns import unreadable
from cohorts.admin.doors import page
from cohorts.admin.importing import for_importers, of
from cohorts.admin.reviewlines import OTHERS, TABS, organizations_of, rows_of, shown_in, tabs_of, words
from cohorts.forms.reviewing import answers_in
from cohorts.importing.planning import Gone, plan_of
from cohorts.importing.writing import Faulty, Moved, Settled, apply
from cohorts.models import ImportState, RosterImport
from cohorts.roster import Unreadable
from cohorts.roster.tidying import compact

PER_PAGE = 50
MANY = 5  # more than one in so many leaving needs a typed confirmation


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, cohort, roster_import):
    found = of(cohort, roster_import)
    if found.state != ImportState.CHECKED:
        return redirect("admin:cohorts_cohort_import_result", cohort.pk, found.pk)
    try:
        plan = plan_of(found)
        if request.method != "POST":
            return _screen(request, found, plan)
        _keep(request, found, plan)
        if "apply" in request.POST:
            return _apply(request, found, plan_of(found, plan))
    except (Gone, Unreadable) as error:
        return unreadable(request, cohort, error)
    return redirect(f"{_address(found)}?{request.GET.urlencode()}")


def _keep(request, found, plan):
    """Keep the answers that were sent for what this page showed."""
    tab, number = _place(request)
    shown = Paginator(shown_in(plan, tab), PER_PAGE).get_page(number)
    choices = answers_in(request.POST, found.choices, shown)
    RosterImport.objects.filter(pk=found.pk, state=ImportState.CHECKED).update(choices=choices)
    found.choices = choices


def _apply(request, found, plan):
    leaving = len(plan.leaving)
    if _are_many(leaving, found.cohort) and compact(request.POST.get("sure", "")) != str(leaving):
        messages.error(
            request,
            _(
                "%(count)d people would leave the cohort, more than a fifth of it. Type %(count)d beside “Import” if that is meant."
            )
            % {"count": leaving},
        )
        return redirect(f"{_address(found)}?show=missing")
    try:
        digest, skip_errors = request.POST.get("digest", ""), "skip_errors" in request.POST
        apply(found, digest, skip_errors=skip_errors, seen=plan)
    except Moved:
        messages.warning(
            request,
            _("Something changed since you looked: this is how it is now. Look it over and import it then."),
        )
    except Faulty:
        messages.error(
            request,
            _(
                "Some rows can't be imported: mend the file, answer what is asked, or tick that they are left out."
            ),
        )
    except Settled:
        messages.warning(request, _("Somebody has finished this import already."))
    else:
        messages.success(request, _("The roster is imported."))
        return redirect("admin:cohorts_cohort_import_result", found.cohort_id, found.pk)
    return redirect(_address(found))


def _screen(request, found, plan):
    tab, number = _place(request)
    shown = Paginator(shown_in(plan, tab), PER_PAGE).get_page(number)
    context = {
        "cohort": found.cohort,
        "title": _("Import: look it over"),
        "found": found,
        "plan": plan,
        "tab": tab,
        "tabs": [each for each in tabs_of(plan) if each[0] != "missing" or not found.choices.get("one")],
        "shown": shown,
        "rows": rows_of(shown, found.choices) if tab in TABS else [],
        "organizations": organizations_of(shown) if tab == "organizations" else [],
        "new_groups": [words("group", group, "") for group in plan.new_groups],
        "leaving": len(plan.leaving),
        "many_leave": _are_many(len(plan.leaving), found.cohort),
        "asks_names": any(
            issue.code == "namesake" and issue.severity == "error"
            for row in plan.rows
            for issue in row.issues
        )
        or found.choices.get("same_names"),
    }
    return page(request, "import_review", context)


def _are_many(leaving, cohort):
    return leaving * MANY > cohort.enrollments.here().count()


def _place(request):
    """(tab, number of the page) that the address names."""
    tab = request.GET.get("show", "")
    return tab if tab in (*TABS, *OTHERS) else "", request.GET.get("page", "1")


def _address(found):
    return reverse("admin:cohorts_cohort_import_review", args=[found.cohort_id, found.pk])
