"""The admin of talks: a title, the text as edited for the briefing, and who spoke."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from briefings.admin.recordforms import EditsText, PeopleRows, billed_at
from briefings.forms.record import PlacedForm
from briefings.models import Speaker, SpeakerRole, Talk
from cohorts.admin.base import CohortFilter, CohortScopedAdmin


class SpeakerRows(PeopleRows):
    fields = ["person", "name", "organization", "title", "speaking_order"]
    roles = (SpeakerRole.SPEAKER,)


class TalkForm(PlacedForm):
    class Meta:
        help_texts = {"title": _("A | marks where the line may break.")}


@admin.register(Talk)
class TalkAdmin(EditsText, CohortScopedAdmin):
    cohort_lookup = "session__forum__cohort"
    form = TalkForm
    list_display = ["__str__", "speakers", "session", "forum", "cohort"]
    list_select_related = ["session__forum__cohort"]
    list_filter = [("session__forum__cohort", CohortFilter), "session__kind"]
    search_fields = ["title", "subtitle", "html", "session__forum__theme", "speakers__name"]
    ordering = ["-session__forum__starts", "session__forum", "session__position", "position", "pk"]
    fields = ["session", "title", "subtitle", "html"]
    inlines = [SpeakerRows]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("speakers")

    @admin.display(description=Speaker._meta.verbose_name_plural)
    def speakers(self, talk):
        return billed_at(talk)
