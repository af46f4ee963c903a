"""The admin site: open to whoever holds a role in some cohort; its first page is their desk."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from cohorts.forms.signin import SignInForm


class BriefingAdminSite(AdminSite):
    site_header = site_title = _("Editorial office")
    index_title = _("Desk")
    enable_nav_sidebar = False
    site_url = "/"
    login_form = SignInForm  # Django's own would ask is_staff

    def has_permission(self, request):
        user = request.user
        return user.is_active and (user.is_superuser or bool(getattr(user, "roles_by_cohort", {})))

    def each_context(self, request):
        return super().each_context(request) | {"site_header": settings.SITE_NAME}

    def index(self, request, extra_context=None):
        from briefings.admin.desk import desk  # noqa: PLC0415  the site exists before the models do

        return super().index(request, desk(request.user) | (extra_context or {}))

    def get_urls(self):
        """Django's, without the redirect that tells any office where a thing of any other stands."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]
