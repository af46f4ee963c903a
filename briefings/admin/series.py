"""The admin of series: how a periodical is headed, numbered, reviewed and distributed."""

from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.models import Forum, Series
from cohorts.admin.base import CohortFilter, CohortScopedAdmin, cohorts_where
from cohorts.models import Cohort


class CohortSeriesForm(forms.ModelForm):
    """A new series of one's own cohort, for those who may not add one to the whole program."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].required = True
        self.fields["cohort"].help_text = ""

    def clean(self):
        data = super().clean()
        cohort, name = data.get("cohort"), data.get("name")
        if cohort:
            self.instance.program = cohort.program
        if cohort and Series.objects.filter(cohort=cohort, name=name).exists():
            self.add_error("name", _("There is a series of this name already."))
        return data


def _named(rows, key):
    """The one of these rows that an address names; None if there is none."""
    try:
        return forms.ModelChoiceField(rows, required=False).clean(key)
    except forms.ValidationError:
        return None


@admin.register(Series)
class SeriesAdmin(CohortScopedAdmin):
    cohort_lookup = None
    list_display = ["name", "program", "cohort", "numbering", "review_stages"]
    list_select_related = ["program", "cohort"]
    list_filter = [("cohort", CohortFilter)]
    search_fields = ["name"]
    fieldsets = [
        (None, {"fields": ["name", "program", "cohort", "slug"]}),
        (_("Masthead"), {"fields": ["issuer", "marking", "masthead_template", "numbering"]}),
        (_("Review"), {"fields": ["review_stages", "self_review"]}),
        (_("Distribution"), {"fields": ["report_to", "send_to", "distribute_to"]}),
    ]

    def get_queryset(self, request):
        series = super().get_queryset(request)
        if request.user.is_superuser:
            return series
        own = cohorts_where(request.user, "briefings.view_series")
        return series.filter(pk__in=Series.objects.of_cohorts(own.values("pk")).values("pk"))

    def get_form(self, request, obj=None, **kwargs):
        own = obj is None and not request.user.is_superuser
        return super().get_form(request, obj, **kwargs | ({"form": CohortSeriesForm} if own else {}))

    def get_fieldsets(self, request, obj=None):
        """Who adds a series to one cohort isn't asked for the program, nor may weaken its reviews."""
        if obj or request.user.is_superuser:
            return self.fieldsets
        _whose, masthead, _review, distribution = self.fieldsets
        return [(None, {"fields": ["name", "cohort", "slug"]}), masthead, distribution]

    def get_readonly_fields(self, request, obj=None):
        """What decides on numbers, rights and places is for superusers."""
        if request.user.is_superuser or obj is None:
            return []
        return ["name", "program", "cohort", "slug", "numbering", "review_stages", "self_review"]

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        cohort = _named(self.choices_of(Cohort, request), initial.get("cohort"))
        slug = {"slug": f"{cohort.slug}-briefing"} if cohort else {}
        return {"name": gettext("Forum briefing")} | slug | initial

    def response_add(self, request, obj, post_url_continue=None):
        """Back to the forum that waits for a series."""
        forum = _named(Forum.objects.for_staff(request.user), request.GET.get("next"))
        if forum:
            return redirect("admin:briefings_forum_compose", forum.pk)
        return super().response_add(request, obj, post_url_continue)

    def has_change_permission(self, request, obj=None):
        """A series of a whole program is changed by superusers only: it serves cohorts beyond one's own."""
        shared = obj is not None and obj.cohort_id is None and not request.user.is_superuser
        return not shared and super().has_change_permission(request, obj)
