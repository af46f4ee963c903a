"""Admins of people and organizations: the whole house shares them, trainees' records within their programs."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet

from cohorts.admin.base import ChosenByTyping, CohortScopedAdmin
from cohorts.models import Affiliation, Organization, OrganizationAlias, Person
from cohorts.models.acquaintance import people_known_to


class SharedInline(ChosenByTyping, admin.TabularInline):
    """Rows of a thing: whoever may change the thing may change them."""

    extra = 0

    def has_view_permission(self, request, obj=None):
        return True

    def _may_change(self, request):
        return request.user.has_perm(f"cohorts.change_{self.parent_model._meta.model_name}")

    def has_add_permission(self, request, obj=None):
        return self._may_change(request)

    def has_change_permission(self, request, obj=None):
        return self._may_change(request)

    def has_delete_permission(self, request, obj=None):
        return self._may_change(request)


class PostsFormSet(BaseInlineFormSet):
    """A post is held once: Django asks no constraint that names the person whose rows these are."""

    def clean(self):
        super().clean()
        rows = [form.instance for form in self.forms if form.is_valid() and form not in self.deleted_forms]
        rows = [row for row in rows if row.organization_id and row.until is None]
        elsewhere = Affiliation.objects.filter(person=self.instance.pk, until=None).exclude(
            pk__in=[form.instance.pk for form in self.forms if form.instance.pk]
        )
        held = [(row.organization_id, row.title) for row in (*rows, *elsewhere)]
        if len(held) > len(set(held)):
            raise ValidationError(ONCE.violation_error_message, code="held_already")


ONCE = next(each for each in Affiliation._meta.constraints if each.name == "affiliation_held_once")


class AffiliationInline(SharedInline):
    model = Affiliation
    formset = PostsFormSet
    autocomplete_fields = ["organization"]


class OrganizationAliasInline(SharedInline):
    model = OrganizationAlias


@admin.register(Person)
class PersonAdmin(CohortScopedAdmin):
    cohort_lookup = None
    list_display = ["name", "posts"]
    search_fields = ["name", "affiliations__organization__name"]
    fields = ["name", "user"]
    autocomplete_fields = ["user"]
    inlines = [AffiliationInline]

    def get_queryset(self, request):
        known = people_known_to(request.user)
        return (
            super()
            .get_queryset(request)
            .filter(pk__in=known.values("pk"))
            .prefetch_related("affiliations__organization")
        )

    def get_readonly_fields(self, request, obj=None):
        """Which account is whose decides what it may read: not for organizers."""
        return [] if request.user.is_superuser else ["user"]

    @admin.display(description=Affiliation._meta.verbose_name_plural)
    def posts(self, person):
        return "、".join(str(post) for post in person.affiliations.all() if post.until is None)


@admin.register(Organization)
class OrganizationAdmin(CohortScopedAdmin):
    cohort_lookup = None
    list_display = ["name", "short_name"]
    search_fields = ["name", "short_name", "aliases__name"]
    inlines = [OrganizationAliasInline]
