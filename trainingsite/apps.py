"""The admin site is ours, so that its door asks CohortRole."""

from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    default_site = "trainingsite.site.BriefingAdminSite"
