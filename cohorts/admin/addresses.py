"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin.groups import groups
from cohorts.admin.overview import overview


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "overview/": (overview, "overview"),
        "groups/": (groups, "groups"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
