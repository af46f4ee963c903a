"""The admin of sessions: what a part of a forum's run is called, its own text, its moderators and panelists."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from briefings.admin.recordforms import EditsText, PeopleRows, billed_at
from briefings.models import Session, SpeakerRole
from cohorts.admin.base import CohortFilter, CohortScopedAdmin


class HostRows(PeopleRows):
    verbose_name_plural = _("moderators and panelists")
    fields = ["role", "person", "name", "organization", "title", "protocol_order", "speaking_order"]
    roles = (SpeakerRole.MODERATOR, SpeakerRole.PANELIST)


@admin.register(Session)
class SessionAdmin(EditsText, CohortScopedAdmin):
    cohort_lookup = "forum__cohort"
    list_display = ["heading", "kind", "topic", "hosts", "forum", "cohort"]
    list_select_related = ["forum__cohort"]
    list_filter = [("forum__cohort", CohortFilter), "kind"]
    search_fields = ["heading", "topic", "html", "forum__theme", "speakers__name"]
    ordering = ["-forum__starts", "-forum", "position", "pk"]
    fields = ["forum", "kind", "heading", "topic", "html"]
    autocomplete_fields = ["forum"]
    inlines = [HostRows]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("speakers")

    def get_readonly_fields(self, request, obj=None):
        """A session stays at its forum."""
        return [*super().get_readonly_fields(request, obj), *(["forum"] if obj else [])]

    @admin.display(description=HostRows.verbose_name_plural)
    def hosts(self, session):
        return billed_at(session)
