"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin.overview import overview
from cohorts.admin.posts import appoint, dismiss
from cohorts.admin.trainees import come_back, leave, transfer


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "overview/": (overview, "overview"),
        "posts/appoint/": (appoint, "appoint"),
        "posts/<int:appointment>/dismiss/": (dismiss, "dismiss"),
        "trainees/<int:enrollment>/leave/": (leave, "leave"),
        "trainees/<int:enrollment>/return/": (come_back, "return"),
        "trainees/<int:enrollment>/transfer/": (transfer, "transfer"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
