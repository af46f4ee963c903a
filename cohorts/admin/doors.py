"""Who gets at a cohort behind the organizers' door; everybody else finds nothing there."""

from functools import wraps

from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from cohorts.admin.base import cohorts_where
from cohorts.models import Cohort


def door(*permissions):
    """A decorator: view(request, cohort, …) for those who have all of these permissions in the cohort `pk`; else 404."""

    def decorated(view):
        @wraps(view)
        def through(request, pk, **kwargs):
            return view(request, cohort_for(request.user, pk, *permissions), **kwargs)

        return through

    return decorated


def cohort_for(user, pk, *permissions):
    cohorts = cohorts_where(user, permissions[0]).select_related("program")
    cohort = get_object_or_404(cohorts, pk=pk)
    if not all(user.has_perm(permission, cohort) for permission in permissions):
        raise Http404
    return cohort


for_cohort_staff = door("cohorts.view_cohort")
for_organizers = door("cohorts.change_enrollment")


def page(request, template, context, status=200):
    """A page of the admin site about `context["cohort"]`, under templates/admin/cohorts/."""
    context = {**admin.site.each_context(request), "opts": Cohort._meta, **context}
    return TemplateResponse(request, f"admin/cohorts/{template}.html", context, status=status)
