"""The pages of one cohort beside Django's own: admin/cohorts/cohort/<pk>/…"""

from django.urls import path

from cohorts.admin import importing
from cohorts.admin.attendance import attendance, meter
from cohorts.admin.columns import columns
from cohorts.admin.exporting import export, exported
from cohorts.admin.groups import groups
from cohorts.admin.half_day import half_day
from cohorts.admin.joining import join
from cohorts.admin.overview import overview
from cohorts.admin.posts import appoint, dismiss
from cohorts.admin.private import private
from cohorts.admin.reviewing import review
from cohorts.admin.slips import accounts
from cohorts.admin.trainees import come_back, leave, transfer


def addresses(wrap):
    """The URL patterns; `wrap` is the admin site's own door."""
    pages = {
        "accounts/": (accounts, "accounts"),
        "overview/": (overview, "overview"),
        "join/": (join, "join"),
        "import/": (importing.upload, "import"),
        "import/template/": (importing.template_file, "template"),
        "import/<int:roster_import>/": (importing.result, "import_result"),
        "import/<int:roster_import>/columns/": (columns, "import_columns"),
        "import/<int:roster_import>/review/": (review, "import_review"),
        "import/<int:roster_import>/leftover/": (importing.leftover, "import_leftover"),
        "import/<int:roster_import>/cancel/": (importing.give_up, "import_cancel"),
        "import/<int:roster_import>/undo/": (importing.take_back, "import_undo"),
        "trainees/<int:enrollment>/private/": (private, "private"),
        "groups/": (groups, "groups"),
        "attendance/": (attendance, "attendance"),
        "attendance/leave/": (meter, "leave_meter"),
        "attendance/<int:half_day>/": (half_day, "half_day"),
        "posts/appoint/": (appoint, "appoint"),
        "posts/<int:appointment>/dismiss/": (dismiss, "dismiss"),
        "trainees/<int:enrollment>/leave/": (leave, "leave"),
        "trainees/<int:enrollment>/return/": (come_back, "return"),
        "trainees/<int:enrollment>/transfer/": (transfer, "transfer"),
        "export/": (export, "export"),
        "exports/<int:export>/": (exported, "exported"),
    }
    return [
        path(f"<int:pk>/{route}", wrap(view), name=f"cohorts_cohort_{name}")
        for route, (view, name) in pages.items()
    ]
