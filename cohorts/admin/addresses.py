"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin.overview import overview
from cohorts.admin.private import private


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "overview/": (overview, "overview"),
        "trainees/<int:enrollment>/private/": (private, "private"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
