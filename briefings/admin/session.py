"""The admin of sessions: what a part of a forum's run is called, its own text, its moderators and panelists."""

from django.contrib import admin

from briefings.admin.recordforms import EditsText, PeopleRows
from briefings.models import Session, SpeakerRole
from cohorts.admin.base import CohortFilter, CohortScopedAdmin


class HostRows(PeopleRows):
    verbose_name_plural = SpeakerRole.MODERATOR.label
    fields = ["role", "person", "name", "organization", "title", "protocol_order", "speaking_order"]
    roles = (SpeakerRole.MODERATOR, SpeakerRole.PANELIST)


@admin.register(Session)
class SessionAdmin(EditsText, CohortScopedAdmin):
    cohort_lookup = "forum__cohort"
    list_display = ["heading", "kind", "topic", "forum", "cohort"]
    list_select_related = ["forum__cohort"]
    list_filter = [("forum__cohort", CohortFilter), "kind"]
    search_fields = ["heading", "topic", "html", "forum__theme"]
    ordering = ["-forum__starts", "-forum", "position", "pk"]
    fields = ["forum", "kind", "heading", "topic", "html"]
    autocomplete_fields = ["forum"]
    inlines = [HostRows]

    def get_readonly_fields(self, request, obj=None):
        """A session belongs to its forum."""
        return [*super().get_readonly_fields(request, obj), *(["forum"] if obj else [])]

    @admin.display(description=Session._meta.get_field("forum").related_model._meta.get_field("cohort").verbose_name)
    def cohort(self, session):
        return session.forum.cohort
