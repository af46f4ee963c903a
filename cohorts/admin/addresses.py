"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin.accounting import accounts
from cohorts.admin.overview import overview


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "accounts/": (accounts, "accounts"),
        "overview/": (overview, "overview"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
