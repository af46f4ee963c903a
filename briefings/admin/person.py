"""The admin of people as the editors' house sees them: with everything they said, wrote and were billed for."""

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from briefings.admin.appearances import appearances, countable
from cohorts.admin.people import PersonAdmin
from cohorts.models import Person

admin.site.unregister(Person)


@admin.register(Person)
class SpeakingPersonAdmin(PersonAdmin):
    list_display = [*PersonAdmin.list_display, "appearance_count"]
    change_form_template = "admin/cohorts/person/change_form.html"

    def get_queryset(self, request):
        counts = (
            Subquery(
                rows.filter(person=OuterRef("pk"))
                .order_by()
                .values("person")
                .annotate(n=Count("pk"))
                .values("n"),
                output_field=IntegerField(),
            )
            for rows in countable(request.user)
        )
        total = sum((Coalesce(count, 0) for count in counts), Value(0))
        return super().get_queryset(request).annotate(appearing=total)

    @admin.display(description=_("appearances"), ordering="appearing")
    def appearance_count(self, person):
        return person.appearing

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["appearances"] = appearances(obj, request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
