"""A cohort on one page."""

from django.views.decorators.http import require_safe

from cohorts.admin.doors import for_cohort_staff, page


@for_cohort_staff
@require_safe
def overview(request, cohort):
    return page(request, "overview", {"cohort": cohort, "title": str(cohort)})
