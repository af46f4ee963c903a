"""Who gets at a forum behind the editors' door; everybody else finds nothing there."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404

from briefings.models import Forum


def for_forum_staff(view):
    """view(request, forum, …) for those who may see this forum."""

    @wraps(view)
    def door(request, pk, **kwargs):
        return view(request, _forum(request.user, pk), **kwargs)

    return door


def for_forum_editors(view):
    """view(request, forum, …) for those who may change this forum."""

    @wraps(view)
    def door(request, pk, **kwargs):
        forum = _forum(request.user, pk)
        if not may_edit_forum(request.user, forum):
            raise Http404
        return view(request, forum, **kwargs)

    return door


def may_edit_forum(user, forum):
    return user.has_perm("briefings.change_forum", forum)


def _forum(user, pk):
    forum = get_object_or_404(Forum.objects.for_staff(user).select_related("cohort", "duty_group"), pk=pk)
    if not user.has_perm("briefings.view_forum", forum):
        raise Http404
    return forum
