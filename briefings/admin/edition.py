"""The admin of editions: to look at; who may read one is changed on its issue."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from briefings.models import Edition
from cohorts.admin.base import CohortFilter, CohortScopedAdmin


@admin.register(Edition)
class EditionAdmin(CohortScopedAdmin):
    cohort_lookup = "issue__cohort"
    list_display = ["number_label", "theme", "number", "state", "visibility", "published_at", "text"]
    list_select_related = ["issue"]
    list_filter = ["current", "visibility", ("issue__cohort", CohortFilter)]
    search_fields = ["theme", "number_label"]
    ordering = ["-published_at"]
    fields = [
        "number_label",
        "theme",
        "number",
        "reason",
        "visibility",
        "published_at",
        "withdrawn_at",
        "text",
        "audience",
    ]
    readonly_fields = ["state", "text", "audience"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("state"))
    def state(self, edition):
        if edition.withdrawn_at:
            return _("withdrawn")
        return _("current") if edition.current else _("superseded")

    @admin.display(description=_("text"))
    def text(self, edition):
        return _link("version", _("Read"), edition.issue_id, edition.version_id)

    @admin.display(description=_("visible to"))
    def audience(self, edition):
        return _link("visibility", _("Change who may read it"), edition.issue_id)


def _link(name, text, *args):
    return format_html('<a href="{}">{}</a>', reverse(f"admin:briefings_issue_{name}", args=args), text)
