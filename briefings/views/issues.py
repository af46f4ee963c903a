"""The page of one issue: its current edition, for whoever may read it."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from briefings.exports import layout, web
from briefings.models import Edition
from briefings.views.answers import PRIVATE, PUBLIC, origin, page, refuse
from briefings.views.compiled import Compiled
from briefings.views.rows import rows

CHARACTERS_A_MINUTE = 400


@login_not_required
@require_safe
def issue(request, slug):
    edition, caching = _known(AnonymousUser(), slug), PUBLIC
    if edition is None and request.user.is_authenticated:
        edition, caching = _known(request.user, slug), PRIVATE
    if edition is None:
        return refuse(request)
    if edition.withdrawn_at:
        return _withdrawn(request, caching)
    site = origin(request)
    key = ("issue", edition, site)
    return page(request, key, lambda: _rendered(edition, site), caching=caching)


class Found(NamedTuple):
    """What the answer hangs on, and no more of an edition than that; a key alone may come again in a new database."""

    pk: int
    published_at: object
    visibility: str
    withdrawn_at: object
    previous_id: int | None
    next_id: int | None


_current = Compiled(
    lambda user, slug: (
        Edition.objects.known_to(user)
        .with_neighbors()
        .filter(issue__slug=slug)
        .order_by()
        .values_list(*Found._fields)
    )
)


def _known(user, slug):
    """The current edition at this address, if its audience has this user."""
    return next((Found(*row) for row in _current(user, slug=slug)), None)


def _withdrawn(request, caching):
    response = render(request, "briefings/edition_withdrawn.html", status=410)
    response["Cache-Control"] = caching
    return response


def _rendered(found, site):
    """The whole page. Nothing in it depends on who asks."""
    edition = Edition.objects.select_related("issue", "version").get(pk=found.pk)
    beside = {row.pk: row for row in rows(Edition.objects.filter(pk__in=(found.previous_id, found.next_id)))}
    document = edition.document
    words = layout.count_words(document)
    context = {
        "site_name": settings.SITE_NAME,
        "origin": site,
        "edition": edition,
        "theme": layout.unbroken(edition.theme),
        "fragment": web.issue_fragment(document),
        "contents": web.contents(document),
        "picture": web.first_picture(document),
        "words": round(words, -2) or words,
        "minutes": max(1, round(words / CHARACTERS_A_MINUTE)),
        "previous": beside.get(found.previous_id),
        "next": beside.get(found.next_id),
    }
    return render_to_string("briefings/edition_detail.html", context)
