"""The contact book of a class, and what a trainee shares in it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohorts import masking
from cohorts.models import PrivateDetails
from cohorts.models.contacts import SHARED, contact_books_of, contacts_in, is_open, last_day, share


@never_cache
@require_safe
def contacts(request, slug):
    cohort = get_object_or_404(contact_books_of(request.user), slug=slug)
    context = {"cohort": cohort, "last_day": last_day(cohort)}
    if is_open(cohort, timezone.localdate()):
        context["contacts"] = entries = list(contacts_in(cohort))
        context["among_them"] = any(entry.person.user_id == request.user.pk for entry in entries)
        response = render(request, "cohorts/contacts.html", context)
    else:
        response = render(request, "cohorts/contacts_closed.html", context, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def sharing(request, slug):
    """Share one's mobile number or e-mail address with a class, or no more."""
    field, shared = request.POST.get("field"), request.POST.get("shared")
    if field not in SHARED or shared not in ("0", "1"):
        raise Http404
    if not share(request.user, slug, field, shared=shared == "1"):
        raise Http404
    return redirect("account")


def with_numbers(places):
    """These Enrollments with `numbers`: what their owner shares or may share there, masked even for them."""
    places = list(places)
    for place in places:
        details = PrivateDetails.of(place.person)
        place.numbers = [
            {
                "field": field,
                "label": PrivateDetails._meta.get_field(field).verbose_name,
                "masked": getattr(masking, field)(getattr(details, field)),
                "shared": getattr(place, flag),
            }
            for field, flag in SHARED.items()
        ]
    return places
