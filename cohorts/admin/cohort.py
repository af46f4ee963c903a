"""Admins of programs, cohorts, groups, rosters and roles. A roster is a link to its filtered list."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cohorts.admin.addresses import addresses
from cohorts.admin.base import CohortFilter, CohortScopedAdmin
from cohorts.models import Cohort, CohortRole, Enrollment, Program, StudyGroup


def filtered_list(model, text, **filters):
    """A link to the admin list of `model` with these filters."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', address, urlencode(filters), text)


@admin.register(Program)
class ProgramAdmin(CohortScopedAdmin):
    cohort_lookup = None
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


@admin.register(Cohort)
class CohortAdmin(CohortScopedAdmin):
    cohort_lookup = "pk"
    list_display = ["name", "program", "number", "starts", "ends", "roster"]
    list_select_related = ["program"]
    list_filter = [("program", CohortFilter)]
    search_fields = ["name", "short_name"]
    ordering = ["program", "-number"]  # counting forgets the model's own

    def get_urls(self):
        return [*addresses(self.admin_site.admin_view), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).counted()

    def get_readonly_fields(self, request, obj=None):
        """Program, number and address place a cohort: fixed for those who only serve in it."""
        return [] if request.user.is_superuser else ["program", "number", "slug"]

    @admin.display(description=_("roster"))
    def roster(self, cohort):
        text = _("%(count)s trainees") % {"count": cohort.trainees}
        return filtered_list(Enrollment, text, cohort__id__exact=cohort.pk)


@admin.register(StudyGroup)
class StudyGroupAdmin(CohortScopedAdmin):
    list_display = ["name", "cohort", "number", "members"]
    list_select_related = ["cohort"]
    list_filter = [("cohort", CohortFilter)]
    search_fields = ["name"]
    ordering = ["cohort", "number"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(size=Count("enrollments"))

    @admin.display(description=_("members"))
    def members(self, group):
        return filtered_list(Enrollment, group.size, group__id__exact=group.pk)


class HereFilter(admin.EmptyFieldListFilter):
    """In the cohort now: the day of leaving is empty."""

    def choices(self, changelist):
        words = [_("All"), _("In the cohort"), _("Left the cohort")]
        for choice, word in zip(super().choices(changelist), words, strict=True):
            yield choice | {"display": word}


@admin.register(Enrollment)
class EnrollmentAdmin(CohortScopedAdmin):
    """Leaving has a page of its own, since it ends terms; what a trainee shares with the class is theirs to say."""

    readonly_fields = ["left"]
    list_display = ["person", "cohort", "number", "group", "organization_name", "title", "left"]
    list_select_related = ["person", "cohort", "group"]
    list_filter = [("cohort", CohortFilter), ("left", HereFilter), ("group", CohortFilter)]
    search_fields = ["person__name", "organization_name", "title"]
    autocomplete_fields = ["person", "organization", "group"]

    def get_fields(self, request, obj=None):
        """Remarks are for those who keep the roster."""
        shown = ["cohort", "person", "number", "group", "organization", "organization_name", "title", "left"]
        return [*shown, "remark"] if self.has_change_permission(request, obj) else shown

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_see_private"] = obj and request.user.has_perm("cohorts.view_privatedetails", obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


@admin.register(CohortRole)
class CohortRoleAdmin(CohortScopedAdmin):
    """For superusers: it is the one place where rights are written."""

    list_display = ["user", "role", "cohort"]
    list_select_related = ["user__person", "cohort"]
    list_filter = ["role", ("cohort", CohortFilter)]
    search_fields = ["user__username", "user__person__name"]
    autocomplete_fields = ["user", "cohort"]
