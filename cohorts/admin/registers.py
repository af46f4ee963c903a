"""The registers: which rosters went out, and who saw whose numbers in full. Read here, written elsewhere, once."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cohorts.admin.base import CohortFilter, CohortScopedAdmin
from cohorts.exporting.columns import headings
from cohorts.models import Disclosure, RosterExport


class Register(CohortScopedAdmin):
    """Rows that nobody adds, changes or deletes."""

    list_select_related = ["cohort", "by__person"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Disclosure)
class DisclosureAdmin(Register):
    list_display = ["at", "by", "person", "cohort", "reason"]
    list_select_related = [*Register.list_select_related, "person"]
    list_filter = [("cohort", CohortFilter), "at"]
    search_fields = ["person__name", "by__person__name", "by__username", "reason"]
    fields = list_display


@admin.register(RosterExport)
class RosterExportAdmin(Register):
    list_display = ["at", "by", "kind", "cohort", "rows", "columns_named", "numbers", "purpose"]
    list_filter = [("cohort", CohortFilter), "kind", "unmasked", "at"]
    search_fields = ["by__person__name", "by__username", "purpose"]
    fields = [*list_display, "printed", "order"]
    readonly_fields = ["columns_named", "numbers"]

    @admin.display(description=_("columns"))
    def columns_named(self, export):
        return headings(export.columns)

    @admin.display(description=_("numbers"))
    def numbers(self, export):
        return _("in full") if export.unmasked else _("masked")
