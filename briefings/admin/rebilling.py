"""The button that brings one billing up to date: today's post of the person, only when somebody asks for it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from briefings.models import Conflict
from briefings.models.billing import rebill


def rebill_urls(model_admin):
    """The address of this button in the admin of speakers or of comments."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_rebill"

    @require_POST
    def press(request, pk):
        return _rebill(request, model_admin.model, pk)

    return [path("<int:pk>/rebill/", model_admin.admin_site.admin_view(press), name=name)]


def _rebill(request, model, pk):
    row = get_object_or_404(model, pk=pk)
    if not request.user.has_perm(f"briefings.change_{model._meta.model_name}", row):
        raise Http404
    forum = row.forum
    try:
        before, now = rebill(row, request.user)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("admin:briefings_forum_run", forum.pk)
    if before == now:
        messages.info(request, _("Nothing to change: “%(now)s” is what is known today.") % {"now": now})
    else:
        messages.success(
            request,
            _("Billing was “%(before)s”, now “%(now)s”. Nothing else changes.")
            % {"before": before, "now": now},
        )
    return redirect("admin:briefings_forum_run", forum.pk)
