"""The admin of accounts, for superusers: names, password, whether it works. Rights are in CohortRole."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from cohorts.admin.base import StrictLists
from cohorts.models import User

admin.site.unregister(Group)  # rights are in CohortRole, and nowhere else


@admin.register(User)
class AccountAdmin(StrictLists, UserAdmin):
    list_display = ["username", "full_name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    list_select_related = ["person"]
    search_fields = ["username", "person__name"]
    filter_horizontal = []
    view_on_site = False
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Personal info"), {"fields": ["last_name", "first_name", "email"]}),
        (_("Permissions"), {"fields": ["is_active", "is_superuser"]}),
        (_("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    @admin.display(description=_("personal name"))
    def full_name(self, user):
        return user.display_name
