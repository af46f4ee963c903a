"""The page on which what is private of a person is erased: what goes, what stays, and a tick."""

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cohorts.admin.base import cohorts_where
from cohorts.admin.doors import page
from cohorts.models import Enrollment, Person
from cohorts.models.erasing import erase_private


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=gettext_lazy("Erase all of this; it can't be undone"))


def people_erasable_by(user):
    """Superusers erase of anybody; others of those who study only where they keep private details."""
    if user.is_superuser:
        return Person.objects.all()
    kept = cohorts_where(user, "cohorts.change_privatedetails").values("pk")
    places = Enrollment.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(places), ~Exists(places.exclude(cohort__in=kept)))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, pk):
    person = get_object_or_404(people_erasable_by(request.user), pk=pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        erase_private(person, request.user)
        messages.success(request, _("What is private of %(name)s is erased.") % {"name": person})
        return redirect("admin:cohorts_person_change", person.pk)
    title = _("Erase what is private of %(name)s") % {"name": person}
    return page(request, "erase", {"opts": Person._meta, "person": person, "title": title, "form": form})
