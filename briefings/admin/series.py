"""The admin of series: how a periodical is headed, numbered, reviewed and distributed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from briefings.models import Series
from cohorts.admin.base import CohortFilter, CohortScopedAdmin, cohorts_where


@admin.register(Series)
class SeriesAdmin(CohortScopedAdmin):
    cohort_lookup = None
    list_display = ["name", "program", "cohort", "numbering", "review_stages"]
    list_select_related = ["program", "cohort"]
    list_filter = [("cohort", CohortFilter)]
    search_fields = ["name"]
    fieldsets = [
        (None, {"fields": ["name", "program", "cohort", "slug"]}),
        (_("Masthead"), {"fields": ["issuer", "marking", "masthead_template", "numbering"]}),
        (_("Review"), {"fields": ["review_stages", "self_review"]}),
        (_("Distribution"), {"fields": ["report_to", "send_to", "distribute_to"]}),
    ]

    def get_queryset(self, request):
        series = super().get_queryset(request)
        if request.user.is_superuser:
            return series
        own = cohorts_where(request.user, "briefings.view_series")
        return series.filter(pk__in=Series.objects.of_cohorts(own.values("pk")).values("pk"))

    def get_readonly_fields(self, request, obj=None):
        """What decides on numbers, rights and places is for superusers."""
        if request.user.is_superuser:
            return []
        return ["name", "program", "cohort", "slug", "numbering", "review_stages", "self_review"]

    def has_change_permission(self, request, obj=None):
        """A series of a whole program is changed by superusers only: it serves cohorts beyond one's own."""
        shared = obj is not None and obj.cohort_id is None and not request.user.is_superuser
        return not shared and super().has_change_permission(request, obj)
