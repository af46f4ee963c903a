"""Admins of party branches and of the posts of branch, class and groups."""

from django.contrib import admin

from cohorts.admin.base import CohortFilter, CohortScopedAdmin
from cohorts.models import Appointment, PartyBranch


@admin.register(PartyBranch)
class PartyBranchAdmin(CohortScopedAdmin):
    list_display = ["name", "cohort"]
    list_select_related = ["cohort"]


@admin.register(Appointment)
class AppointmentAdmin(CohortScopedAdmin):
    list_display = ["post", "enrollment", "cohort", "group", "since", "until"]
    list_select_related = ["enrollment__person", "cohort", "group"]
    list_filter = [("cohort", CohortFilter), "post"]
    search_fields = ["enrollment__person__name"]
    autocomplete_fields = ["enrollment", "group"]
