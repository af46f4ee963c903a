"""The admin site: open to whoever holds a role in some cohort."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class BriefingAdminSite(AdminSite):
    site_header = site_title = _("Editorial office")
    index_title = _("Desk")
    enable_nav_sidebar = False
    site_url = "/"

    def has_permission(self, request):
        user = request.user
        return user.is_active and (user.is_superuser or bool(getattr(user, "roles_by_cohort", {})))

    def each_context(self, request):
        return super().each_context(request) | {"site_header": settings.SITE_NAME}
