"""All issues a reader may see, by cohort and year; the filters are the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, NullIf
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from briefings.models import Edition
from briefings.views.answers import by_cookie, page, reader
from briefings.views.rows import rows

PER_PAGE = 20

_CLASS = Coalesce(NullIf(F("issue__cohort__short_name"), Value("")), F("issue__cohort__name"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its address, how many issues it leaves, whether it is the chosen one."""

    name: str
    query: str
    count: int
    chosen: bool


@login_not_required
@require_safe
def archive(request):
    user, caching = reader(request)
    cohort, year = request.GET.get("cohort", ""), request.GET.get("year", "")
    visible = Edition.objects.visible_to(user)
    tally = list(
        visible.order_by().values_list("issue__cohort__slug", _CLASS, "date__year").annotate(Count("pk"))
    )
    paginator = Paginator(_filtered(visible, cohort, year).newest_first(), PER_PAGE)
    paginator.count = sum(count for *place, count in tally if _matches(place, cohort, year))
    shown = paginator.get_page(request.GET.get("page"))
    context = {
        "site_name": settings.SITE_NAME,
        "cohorts": _cohorts(tally, cohort, year),
        "years": _years(tally, cohort, year),
        "filtered": bool(cohort or year),
        "rows": rows(shown.object_list),
        "page": shown,
        "query": _query(cohort=cohort, year=year),
    }
    key = (
        "archive",
        tuple(sorted(tally)),
        tuple(context["rows"]),
        cohort,
        year,
        shown.number,
    )
    return by_cookie(
        page(
            request, key, lambda: render_to_string("briefings/edition_archive.html", context), caching=caching
        )
    )


def _filtered(editions, cohort, year):
    if cohort:
        editions = editions.filter(issue__cohort__slug=cohort)
    if year:
        editions = editions.filter(date__year=year) if _is_year(year) else editions.none()
    return editions


def _matches(place, cohort, year):
    slug, _name, of_year = place
    return (not cohort or slug == cohort) and (not year or str(of_year) == year)


def _is_year(text):
    return len(text) == 4 and text.isascii() and text.isdecimal() and text != "0000"


def _cohorts(tally, cohort, year):
    """A Choice for every cohort with an issue to be seen in the chosen year."""
    names = {slug: name for slug, name, of_year, _count in tally if not year or str(of_year) == year}
    return [
        Choice(name, _query(cohort=slug, year=year), _sum(tally, slug, year), slug == cohort)
        for slug, name in sorted(names.items(), key=lambda item: item[1], reverse=True)
    ]


def _years(tally, cohort, year):
    """A Choice for every year with an issue to be seen of the chosen cohort, newest first."""
    found = {str(of_year) for slug, _name, of_year, _count in tally if not cohort or slug == cohort}
    return [
        Choice(one, _query(cohort=cohort, year=one), _sum(tally, cohort, one), one == year)
        for one in sorted(found, reverse=True)
    ]


def _sum(tally, cohort, year):
    return sum(count for *place, count in tally if _matches(place, cohort, year))


def _query(**chosen):
    return urlencode({name: value for name, value in chosen.items() if value})
