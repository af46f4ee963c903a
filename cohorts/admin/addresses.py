"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin.exporting import export, exported
from cohorts.admin.overview import overview


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "overview/": (overview, "overview"),
        "export/": (export, "export"),
        "exports/<int:export>/": (exported, "exported"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
