"""The admins of comments and of quotes; a quote is composed once it is approved, and only as it was approved."""

from django.contrib import admin, messages
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from briefings.admin.rebilling import rebill_urls
from briefings.admin.recordforms import EditsText
from briefings.forms.billing import BilledForm
from briefings.forms.record import PlacedForm
from briefings.forms.running import LONGEST_TEXT
from briefings.models import Comment, Quote
from cohorts.admin.base import CohortFilter, CohortScopedAdmin, cohorts_where


class CommentForm(PlacedForm, BilledForm):
    pass


class QuoteForm(PlacedForm, BilledForm):
    def clean_text(self):
        """One paragraph a line, whatever ended the lines."""
        MaxLengthValidator(LONGEST_TEXT)(self.cleaned_data["text"])
        lines = (line.strip() for line in self.cleaned_data["text"].splitlines())
        return "\n".join(filter(None, lines))


class OfSession(EditsText, CohortScopedAdmin):
    """A record of a session, by or of somebody."""

    cohort_lookup = "session__forum__cohort"
    list_select_related = ["session__forum__cohort"]
    autocomplete_fields = ["person"]
    ordering = ["-session__forum__starts", "session__forum", "session__position", "position", "pk"]


@admin.register(Comment)
class CommentAdmin(OfSession):
    form = CommentForm
    list_display = [
        "name",
        "kind",
        "organization",
        "title",
        "talk",
        "forum",
        "cohort",
    ]
    list_select_related = ["session__forum__cohort", "talk"]
    list_filter = [("session__forum__cohort", CohortFilter), "kind"]
    search_fields = ["name", "organization", "title", "html", "session__forum__theme"]
    fields = ["session", "kind", "person", "name", "organization", "title", "talk", "html"]

    def get_urls(self):
        return rebill_urls(self) + super().get_urls()


@admin.register(Quote)
class QuoteAdmin(OfSession):
    form = QuoteForm
    list_display = ["__str__", "name", "approved_by", "forum", "cohort"]
    list_select_related = ["session__forum__cohort", "approved_by__person"]
    list_filter = [("session__forum__cohort", CohortFilter), ("approved_by", admin.EmptyFieldListFilter)]
    search_fields = ["name", "text", "session__forum__theme"]
    fields = ["session", "person", "name", "text", "approved_by"]
    readonly_fields = ["approved_by"]
    actions = ["approve"]

    @admin.action(description=gettext_lazy("Approve the selected quotes"), permissions=["change"])
    def approve(self, request, queryset):
        own = cohorts_where(request.user, "briefings.change_quote")
        count = queryset.filter(session__forum__cohort__in=own.values("pk")).approve(request.user)
        words = ngettext("%(count)s quote approved.", "%(count)s quotes approved.", count)
        messages.success(request, words % {"count": count})

    def save_model(self, request, obj, form, change):
        """An approval is of these words under this name: others need a new one."""
        edited = (
            any(form.initial[name] != getattr(obj, name) for name in ("text", "name")) if change else False
        )
        if edited and obj.approved_by_id:
            obj.approved_by = None
            messages.warning(
                request, _("The quote was changed: its approval is taken back, approve it again.")
            )
        super().save_model(request, obj, form, change)
