"""The admin of issues: their list, their beginning and end; what lies between is the compose screen."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from briefings.admin import compose, composing, importing, moving, outlining, reading, recording, versions
from briefings.admin.doors import may_delete, page
from briefings.forms.beginning import BeginForm
from briefings.models import Forum, Issue
from cohorts.admin.base import CohortFilter, CohortScopedAdmin, cohorts_where

PAGES = (
    ("import/", importing.bring, "import"),
    ("<int:pk>/compose/", compose.masthead, "compose"),
    ("<int:pk>/compose/<int:article>/", compose.article, "article"),
    ("<int:pk>/outline/", outlining.change, "outline"),
    ("<int:pk>/records/", composing.records, "records"),
    ("<int:pk>/to-forum/", recording.to_forum, "to_forum"),
    ("<int:pk>/preview/", reading.preview, "preview"),
    ("<int:pk>/review/", reading.review, "review"),
    ("<int:pk>/visibility/", reading.visibility, "visibility"),
    ("<int:pk>/move/<str:move>/", moving.move, "move"),
    ("<int:pk>/versions/", versions.history, "versions"),
    ("<int:pk>/versions/<int:version>/", versions.one, "version"),
    ("<int:pk>/versions/<int:version>/text/", versions.text, "version_text"),
    ("<int:pk>/versions/<int:version>/restore/", versions.restore, "restore"),
)


@admin.register(Issue)
class IssueAdmin(CohortScopedAdmin):
    list_display = ["label", "headline", "series", "cohort", "status", "edited_at", "visibility"]
    list_display_links = ["label", "headline"]
    list_select_related = ["series", "cohort"]
    list_filter = ["status", ("cohort", CohortFilter), ("series", CohortFilter), "visibility"]
    search_fields = ["theme", "number_label"]
    actions = None

    def get_urls(self):
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"briefings_issue_{name}")
            for route, view, name in PAGES
        ]
        return ours + super().get_urls()

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        cohorts = cohorts_where(request.user, "briefings.add_issue")
        form = BeginForm(request.POST or None, cohorts=cohorts)
        if request.method == "POST" and form.is_valid():
            return redirect("admin:briefings_issue_compose", form.begin(request.user).pk)
        forums = Forum.objects.filter(cohort__in=cohorts.values("pk")).ended().without_issue()
        context = {"form": form, "forums": forums[:5], "title": _("New issue")}
        return page(request, "begin", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not (object_id.isascii() and object_id.isdecimal()):
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect("admin:briefings_issue_compose", object_id)

    def has_delete_permission(self, request, obj=None):
        if obj is not None:
            return may_delete(request.user, obj)
        return super().has_delete_permission(request)

    def get_deleted_objects(self, objs, request):
        """Its sections, articles and versions go with an issue; their rows need no right of their own."""
        deleted, counts, _needed, protected = super().get_deleted_objects(objs, request)
        needed = (
            {self.opts.verbose_name}
            if any(not self.has_delete_permission(request, obj) for obj in objs)
            else set()
        )
        return deleted[:1], counts, needed, protected

    @admin.display(description=_("number"), ordering="number")
    def label(self, issue):
        return issue.number_label or _("not numbered yet")

    @admin.display(description=_("theme"), ordering="theme")
    def headline(self, issue):
        return issue.theme.replace("|", "") or "—"
