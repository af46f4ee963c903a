"""The site's own pages: the front door, one's account, the pulse, and what is said when something fails."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from briefings.views.home import front_page
from cohorts.models import CohortRole, Enrollment
from cohorts.views.contacts import with_numbers


@login_not_required
@require_safe
def home(request):
    return front_page(request)


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 when the site answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def account(request):
    user = request.user
    places = (
        Enrollment.objects.here()
        .filter(person__user=user)
        .select_related("cohort", "group", "person__private")
    )
    roles = CohortRole.objects.filter(user=user).select_related("cohort")
    context = {"name": user.display_name, "places": with_numbers(places), "roles": list(roles)}
    return render(request, "cohorts/account.html", context)


def bad_request(request, exception=None):
    return _notice(request, 400)


def forbidden(request, exception=None):
    return _notice(request, 403)


def not_found(request, exception=None):
    return _notice(request, 404)


def broken(request):
    return _notice(request, 500)


def _notice(request, status):
    response = render(request, f"{status}.html", status=status)
    response["Cache-Control"] = "private, no-store"
    return response
