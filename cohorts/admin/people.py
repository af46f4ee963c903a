"""Admins of people and organizations: the whole house shares them, trainees' records within their programs."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.forms import BaseInlineFormSet
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.admin.base import ChosenByTyping
from cohorts.admin.erasing import erase, people_erasable_by
from cohorts.admin.merging import Mergeable, people_mergeable_by
from cohorts.models import Affiliation, Enrollment, Organization, OrganizationAlias, Person, User
from cohorts.models.acquaintance import people_known_to, post_on
from cohorts.models.merging import (
    merge_organizations,
    merge_people,
    names_left,
    plan_organizations,
    plan_people,
)

SHOWN = 12  # people of an organization, on the page where two are compared


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
class PersonAdmin(Mergeable):
    cohort_lookup = None
    names_matter = True
    list_display = ["name", "posts"]
    search_fields = [
        "name",
        "affiliations__organization__name",
        "affiliations__organization__short_name",
        "affiliations__organization__aliases__name",
        "enrollments__organization_name",
    ]
    fields = ["name", "user"]
    autocomplete_fields = ["user"]
    inlines = [AffiliationInline]

    def get_urls(self):
        page = self.admin_site.admin_view(erase)
        return [path("<uuid:pk>/erase/", page, name="cohorts_person_erase"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_erase"] = obj and people_erasable_by(request.user).filter(pk=obj.pk).exists()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_queryset(self, request):
        known = people_known_to(request.user)
        return super().get_queryset(request).filter(pk__in=known.values("pk"))

    def get_changelist_instance(self, request):
        """The list shows everybody's posts; a page of one person asks for theirs itself."""
        listed = super().get_changelist_instance(request)
        prefetch_related_objects(list(listed.result_list), "affiliations__organization", "enrollments")
        return listed

    def get_readonly_fields(self, request, obj=None):
        """Which account is whose decides what it may read: not for organizers."""
        return [] if request.user.is_superuser else ["user"]

    @admin.display(description=Affiliation._meta.verbose_name_plural)
    def posts(self, person):
        """The posts held, else how they were enrolled last."""
        held = [str(post) for post in person.affiliations.all() if post.until is None]
        return "、".join(held) or "".join(post_on(person, timezone.localdate()))

    def mergeable(self, request):
        own = people_mergeable_by(request.user)
        people = super().mergeable(request).filter(pk__in=own.values("pk"))
        return people.prefetch_related("affiliations__organization", "enrollments")

    def plan_merge(self, kept, merged):
        return plan_people(kept, merged)

    def merge(self, kept, merged, by, **said):
        return merge_people(kept, merged, by, **said)

    def merge_facts(self, person):
        places = person.enrollments.select_related("cohort", "group")
        return [
            (Affiliation._meta.verbose_name_plural, [str(post) for post in person.affiliations.all()]),
            (Enrollment._meta.verbose_name, [_studies(place) for place in places]),
            (User._meta.verbose_name, [person.user.username] if person.user else []),
        ]

    def merge_effects(self, kept, merged):
        account = (
            [_("The account %(account)s becomes this person's.") % {"account": merged.user.username}]
            if merged.user
            else []
        )
        return [*account, _("The other key is remembered: documents that cite it find this person.")]


def _studies(place):
    parts = (place.cohort, place.group, place.organization_name + place.title)
    return " · ".join(str(part) for part in parts if part)


@admin.register(Organization)
class OrganizationAdmin(Mergeable):
    cohort_lookup = None
    names_matter = False
    list_display = ["name", "short_name"]
    search_fields = ["name", "short_name", "aliases__name"]
    inlines = [OrganizationAliasInline]

    def plan_merge(self, kept, merged):
        return plan_organizations(kept, merged)

    def merge(self, kept, merged, by, **said):
        return merge_organizations(kept, merged, by, **said)

    def merge_facts(self, organization):
        return [
            (_("short name"), [organization.short_name] if organization.short_name else []),
            (
                OrganizationAlias._meta.verbose_name_plural,
                [alias.name for alias in organization.aliases.all()],
            ),
            (
                Affiliation._meta.verbose_name_plural,
                [
                    f"{post.person.name} {post.title}"
                    for post in organization.affiliations.select_related("person")[:SHOWN]
                ],
            ),
        ]

    def merge_effects(self, kept, merged):
        names = sorted(names_left(kept, merged))
        return [_("“%(name)s” becomes an alias of it.") % {"name": name} for name in names]
