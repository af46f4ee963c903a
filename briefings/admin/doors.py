"""Who gets at an issue behind the editors' door; everybody else finds nothing there."""

from functools import wraps

from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from briefings.models import Issue


def for_staff(view):
    """view(request, issue, …) for those who may see this issue."""

    @wraps(view)
    def door(request, pk, **kwargs):
        return view(request, _issue(request.user, pk), **kwargs)

    return door


def for_editors(view):
    """view(request, issue, …) for those who may change this issue."""

    @wraps(view)
    def door(request, pk, **kwargs):
        issue = _issue(request.user, pk)
        if not may_edit(request.user, issue):
            raise Http404
        return view(request, issue, **kwargs)

    return door


def may_edit(user, issue):
    return user.has_perm("briefings.change_issue", issue)


def may_record(user, issue):
    """Whether they may make an issue the record of its forum."""
    return issue.forum_id is None and may_edit(user, issue) and user.has_perm("briefings.add_forum", issue)


def may_delete(user, issue):
    """Only a draft that never had a number nor took a step: those stay accounted for."""
    fresh = issue.is_draft and not issue.is_numbered and not issue.steps.exists()
    return fresh and user.has_perm("briefings.delete_issue", issue)


def _issue(user, pk):
    issues = Issue.objects.for_staff(user).select_related("series", "cohort")
    issue = get_object_or_404(issues, pk=pk)
    if not user.has_perm("briefings.view_issue", issue):
        raise Http404
    return issue


def page(request, template, context, status=200):
    """A page of the admin site."""
    context = {**admin.site.each_context(request), "opts": Issue._meta, **context}
    return TemplateResponse(request, f"admin/briefings/issue/{template}.html", context, status=status)
