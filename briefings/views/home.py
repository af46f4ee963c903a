"""The front page: the newest issue as a printed cover, who speaks in it, and the issues before it."""

from django.conf import settings
from django.template.loader import render_to_string

from briefings.exports import layout, web
from briefings.models import Edition
from briefings.views.answers import by_cookie, page, reader
from briefings.views.rows import rows

PAST = 6


def front_page(request):
    """The answer for whoever asks; the same bytes for all who may see the same issues."""
    user, caching = reader(request)
    visible = rows(Edition.objects.visible_to(user).newest_first()[: PAST + 1])
    key = ("home", tuple(visible), user.is_authenticated and not visible)
    return by_cookie(page(request, key, lambda: _rendered(visible, user), caching=caching))


def _rendered(visible, user):
    context = {"site_name": settings.SITE_NAME, "signed_in": user.is_authenticated}
    if not visible:
        return render_to_string("briefings/edition_none.html", context)
    newest, *past = visible
    document = Edition.objects.select_related("version").get(pk=newest.pk).document
    return render_to_string(
        "briefings/edition_cover.html",
        context
        | {
            "newest": newest,
            "past": past,
            "head": document.masthead,
            "theme": web.breakable(document.masthead.theme),
            "size": web.masthead_size(document.masthead.theme),
            "date": layout.printed_date(document.masthead.date),
            "contents": web.contents(document),
            "speakers": web.speakers(document),
        },
    )
