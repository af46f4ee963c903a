"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin.attendance import attendance, leave
from cohorts.admin.groups import groups
from cohorts.admin.half_day import half_day
from cohorts.admin.overview import overview


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "overview/": (overview, "overview"),
        "groups/": (groups, "groups"),
        "attendance/": (attendance, "attendance"),
        "attendance/leave/": (leave, "leave"),
        "attendance/<int:half_day>/": (half_day, "half_day"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
