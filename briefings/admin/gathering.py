"""The photos of a forum on one page: uploaded many at once, captioned one after another, sent to talk or gallery."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from briefings.admin.forum_doors import for_forum_staff, may_edit_forum
from briefings.forms.gathering import Gathering, keep_gathered
from briefings.models import Forum


@for_forum_staff
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request, forum):
    may_edit = may_edit_forum(request.user, forum) and request.user.has_perm("briefings.add_photo", forum)
    if request.method != "POST":
        return _page(request, forum, Gathering(forum), may_edit)
    if not may_edit:
        raise Http404
    return _save(request, forum)


def _save(request, forum):
    kept, refused = keep_gathered(request.FILES.getlist("pictures"), forum=forum, by=request.user)
    sent, written = Gathering.save(forum, request.POST)
    if kept:
        words = ngettext("%(count)s photo uploaded.", "%(count)s photos uploaded.", kept)
        messages.success(request, words % {"count": kept})
    for sentence in refused:
        messages.error(request, sentence)
    for words in sent.lost():
        messages.warning(
            request,
            _("Somebody took this photo out of the forum meanwhile; you had written: %(words)s")
            % {"words": words},
        )
    if not sent.is_valid():
        return _page(request, forum, sent, may_edit=True, status=409)
    if written:
        words = ngettext("%(count)s photo saved.", "%(count)s photos saved.", written)
        messages.success(request, words % {"count": written})
    return redirect("admin:briefings_forum_photos", forum.pk)


def _page(request, forum, gathering, may_edit, status=200):
    context = {
        **admin.site.each_context(request),
        "opts": Forum._meta,
        "title": _("Photos"),
        "forum": forum,
        "gathering": gathering,
        "may_edit": may_edit,
    }
    return TemplateResponse(request, "admin/briefings/forum/photos.html", context, status=status)
