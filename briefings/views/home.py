"""The front page: the newest issue as a printed cover, who speaks in it, and the issues before it."""

from django.conf import settings
from django.db.models import Case, F, TextField, Value, When
from django.template.loader import render_to_string

from briefings.document import from_json
from briefings.exports import layout, web
from briefings.models import Edition
from briefings.views.answers import by_cookie, page, reader
from briefings.views.compiled import Compiled
from briefings.views.rows import row, with_columns

PAST = 6

# What the page hangs on, and no more; a key alone may come again in a new database.
SHAPING = ("pk", "published_at", "issue__cohort__name", "issue__cohort__short_name")
_newest = Compiled(
    lambda user: Edition.objects.visible_to(user).newest_first().values_list(*SHAPING)[: PAST + 1]
)


def front_page(request):
    """The answer for whoever asks; the same bytes for all who may see the same issues."""
    user, caching = reader(request)
    newest = tuple(_newest(user))
    visible = tuple(pk for pk, *_shaping in newest)
    key = ("home", newest, user.is_authenticated and not visible)
    return by_cookie(page(request, key, lambda: _rendered(visible, user.is_authenticated), caching=caching))


def _rendered(visible, signed_in):
    context = {"site_name": settings.SITE_NAME, "signed_in": signed_in}
    if not visible:
        return render_to_string("briefings/edition_none.html", context)
    newest, *past = _with_text_of_first(visible)
    document = from_json(newest.json)
    return render_to_string(
        "briefings/edition_cover.html",
        context
        | {
            "newest": row(newest),
            "past": [row(edition) for edition in past],
            "head": document.masthead,
            "theme": web.breakable(document.masthead.theme),
            "size": web.masthead_size(document.masthead.theme),
            "date": layout.printed_date(document.masthead.date),
            "contents": web.contents(document),
            "speakers": web.speakers(document),
        },
    )


def _with_text_of_first(visible):
    """These editions in this order, the first with its Version's `json`: one query."""
    text = Case(When(pk=visible[0], then=F("version__json")), default=Value(""), output_field=TextField())
    editions = with_columns(Edition.objects.filter(pk__in=visible)).annotate(json=text)
    return sorted(editions, key=lambda edition: visible.index(edition.pk))
