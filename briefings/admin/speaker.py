"""The admin of speakers: every appearance at a forum, for finding it and for mending what was billed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from briefings.admin.rebilling import rebill_urls
from briefings.admin.recordforms import EditsText
from briefings.forms.billing import BilledForm
from briefings.forms.record import RecordForm
from briefings.models import Speaker
from cohorts.admin.base import CohortFilter, CohortScopedAdmin

PLACE = {"forum", "session", "talk", "role"}


class SpeakerForm(RecordForm, BilledForm):
    def _get_validation_exclusions(self):
        """Where somebody is billed is no field here, yet decides who may be."""
        return super()._get_validation_exclusions() - PLACE


@admin.register(Speaker)
class SpeakerAdmin(EditsText, CohortScopedAdmin):
    """People are added where they appear: on the page of a talk, a session or a forum."""

    cohort_lookup = "forum__cohort"
    form = SpeakerForm
    list_display = ["name", "organization", "title", "role", "place", "forum", "cohort"]
    list_select_related = ["forum__cohort", "session", "talk"]
    list_filter = [("forum__cohort", CohortFilter), "role"]
    search_fields = ["name", "organization", "title", "talk__title", "forum__theme"]
    ordering = ["-forum__starts", "-forum", "pk"]
    fields = [
        "forum",
        "place",
        "role",
        "person",
        "name",
        "organization",
        "title",
        "protocol_order",
        "speaking_order",
    ]
    readonly_fields = ["forum", "place", "role"]
    autocomplete_fields = ["person"]

    def get_urls(self):
        return rebill_urls(self) + super().get_urls()

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("billed at"))
    def place(self, speaker):
        return speaker.holder
