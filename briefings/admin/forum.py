"""The admin of forums: their list, their basic data and guests; what happened stands on the page of the run."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Count
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from briefings.admin import arranging, composing, gathering, running
from briefings.admin.recordforms import EditsText, PeopleRows
from briefings.forms.forum import ForumForm
from briefings.models import Forum, Issue, SpeakerRole, Talk
from briefings.models.run import set_up
from cohorts.admin.base import CohortFilter, CohortScopedAdmin, cohorts_where

PAGES = (
    ("<int:pk>/run/", running.run, "run"),
    ("<int:pk>/arrange/", arranging.arrange, "arrange"),
    ("<int:pk>/preview/", running.preview, "preview"),
    ("<int:pk>/photos/", gathering.photos, "photos"),
    ("<int:pk>/compose/", composing.from_forum, "compose"),
)
BASIC = ["cohort", "name", "theme", "starts", "ends", "place", "host", "duty_group"]
TEXTS = ["title", "subtitle", "report", "editors_note", "gallery_heading"]


class GuestRows(PeopleRows):
    verbose_name, verbose_name_plural = _("guest"), _("guests and moderators of the whole forum")
    fields = ["role", "person", "name", "organization", "title", "protocol_order"]
    roles = (SpeakerRole.GUEST, SpeakerRole.COMMENTATOR, SpeakerRole.MODERATOR)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(talk=None, session=None)


class Moment(forms.DateTimeInput):
    """One field for day and time, as the browser asks for it."""

    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class RunLinks(ChangeList):
    """A list that leads to the run of each forum."""

    def url_for_result(self, result):
        return reverse("admin:briefings_forum_run", args=[result.pk])


@admin.register(Forum)
class ForumAdmin(EditsText, CohortScopedAdmin):
    form = ForumForm
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": Moment},
    }
    list_display = ["headline", "name", "cohort", "starts", "place", "talks", "briefing"]
    list_select_related = ["cohort"]
    list_filter = [("cohort", CohortFilter)]
    search_fields = ["theme", "name", "place"]
    date_hierarchy = "starts"
    ordering = ["-starts", "-pk"]  # counting forgets the model's own
    inlines = [GuestRows]
    actions = None

    def get_urls(self):
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"briefings_forum_{name}")
            for route, view, name in PAGES
        ]
        return ours + super().get_urls()

    def get_queryset(self, request):
        counted = super().get_queryset(request).annotate(talk_count=Count("sessions__talks"))
        return counted.prefetch_related("issues")

    def get_changelist(self, request, **kwargs):
        return RunLinks

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": [*BASIC, "usual"]})]
        return [(None, {"fields": BASIC}), (_("texts that are written already"), {"fields": TEXTS})]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_changeform_initial_data(self, request):
        """Whoever serves one cohort needn't choose it."""
        own = list(cohorts_where(request.user, "briefings.add_forum").values_list("pk", flat=True)[:2])
        only = {"cohort": own[0]} if len(own) == 1 else {}
        return only | super().get_changeform_initial_data(request)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("usual"):
            set_up(form.instance)

    @admin.display(description=_("theme"), ordering="theme")
    def headline(self, forum):
        return str(forum)

    @admin.display(description=Talk._meta.verbose_name_plural, ordering="talk_count")
    def talks(self, forum):
        return forum.talk_count

    @admin.display(description=Issue._meta.verbose_name)
    def briefing(self, forum):
        links = [
            (
                reverse("admin:briefings_issue_compose", args=[issue.pk]),
                issue.number_label or issue.get_status_display(),
            )
            for issue in forum.issues.all()
        ]
        return format_html_join("、", '<a href="{}">{}</a>', links) or _("no issue yet")
