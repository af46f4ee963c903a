"""Admins of programs, cohorts, groups, rosters and roles. A roster is a link to its filtered list."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cohorts.admin.addresses import addresses
from cohorts.admin.base import CohortFilter, CohortScopedAdmin, cohorts_where
from cohorts.models import Cohort, CohortRole, Enrollment, PrivateDetails, Program, StudyGroup
from cohorts.models.acquaintance import people_known_to
from cohorts.models.erasing import erase_unkept

KEPT_ELSEWHERE = _(
    "The organizers of another cohort keep this person's private details. "
    "Import them, or add them on the cohort's page, with mobile or identity number; or ask for a transfer."
)


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


def people_enrollable_by(user):
    """Whom this account may put on a roster by name: through a place there their private details are read.

    So of those known to it who have none, or whose it keeps already; others come by import, with a number, or by transfer.
    """
    known = people_known_to(user)
    if user.is_superuser:
        return known
    details = PrivateDetails.objects.filter(person=OuterRef("pk"))
    kept = cohorts_where(user, "cohorts.view_privatedetails").values("pk")
    here = Enrollment.objects.filter(person=OuterRef("pk"), cohort__in=kept)
    return known.filter(~Exists(details) | Exists(here))


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

    def get_readonly_fields(self, request, obj=None):
        """A place is one person's: what they share, missed and held there is nobody else's."""
        return [*super().get_readonly_fields(request, obj), *(["person"] if obj else [])]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "person":
            kwargs |= {
                "queryset": people_enrollable_by(request.user),
                "error_messages": {"invalid_choice": KEPT_ELSEWHERE},
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def delete_model(self, request, obj):
        self.delete_queryset(request, Enrollment.objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        people = list(queryset.values_list("person", flat=True))
        super().delete_queryset(request, queryset)
        erase_unkept(people, request.user)

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
