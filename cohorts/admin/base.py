"""CohortScopedAdmin: an account sees, chooses and changes what belongs to the cohorts it serves.

Which people may be chosen is said in `cohorts.models.acquaintance`: its programs' trainees and the guests.
"""

from django.contrib import admin
from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import get_permission_codename
from django.contrib.messages.storage import default_storage
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models.constants import LOOKUP_SEP

from cohorts.models import Cohort, Person, Program
from cohorts.models.acquaintance import people_known_to


def cohorts_where(user, *permissions):
    """The Cohorts in which an account has one of these permissions."""
    if user.is_superuser:
        return Cohort.objects.all()
    ids = [
        pk
        for pk in user.cohorts_with()
        if any(user.has_perm(permission, Cohort(pk=pk)) for permission in permissions)
    ]
    return Cohort.objects.filter(pk__in=ids)


class CohortFilter(RelatedFieldListFilter):
    """Filter by cohort or what hangs on one, offering only one's own."""

    def field_choices(self, field, request, model_admin):
        own = model_admin.choices_of(field.remote_field.model, request, "view", "change")
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(
            include_blank=False, ordering=ordering, limit_choices_to={"pk__in": own.values("pk")}
        )


NONSENSE = (
    ValueError,
    OverflowError,
    ValidationError,
)  # what Django's admin lets through of a forged address
COMPARISONS = {"exact", "isnull", "in", "gte", "lt", "year", "month", "day", "id", "isempty"}


class StrictLists(admin.ModelAdmin):
    """Lists that filter by what they offer and by nothing else; nonsense shows them unfiltered."""

    def lookup_allowed(self, lookup, value, request):
        offered = [each if isinstance(each, str) else each[0] for each in self.get_list_filter(request)]
        offered += [self.date_hierarchy] if self.date_hierarchy else []
        return any(
            set(filter(None, lookup.removeprefix(field).split(LOOKUP_SEP))) <= COMPARISONS
            for field in offered
            if f"{lookup}{LOOKUP_SEP}".startswith(f"{field}{LOOKUP_SEP}")
        ) and ("\0" not in value)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except NONSENSE as error:
            raise IncorrectLookupParameters from error

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except NONSENSE:
            return None


class Chosen(AutocompleteSelect):
    """Django's, which fails to show again what was sent when that can be no key, and asks for the chosen row by row.

    `stored`: the row a table has read already.
    """

    stored = None

    def optgroups(self, name, value, attr=None):
        if self.stored and value == [str(self.stored.pk)]:
            none = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            label = self.choices.field.label_from_instance(self.stored)
            return [(None, [*none, self.create_option(name, value[0], label, True, len(none))], 0)]
        try:
            return super().optgroups(name, value, attr)
        except NONSENSE:
            return super().optgroups(name, [], attr)


class ChosenByTyping(admin.options.BaseModelAdmin):
    """`autocomplete_fields` that bear nonsense."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Chosen(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CohortScopedAdmin(ChosenByTyping, StrictLists):
    """`cohort_lookup` leads from the model to its cohort; None: the model belongs to the whole house."""

    cohort_lookup = "cohort"
    list_per_page = 50
    view_on_site = False

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if self.cohort_lookup is None or request.user.is_superuser:
            return queryset
        own = cohorts_where(request.user, *self._permissions("view", "change"))
        return queryset.filter(**{f"{self.cohort_lookup}__in": own.values("pk")})

    def changeform_view(self, request, *args, **kwargs):
        """What is chosen may go, and a name be taken, while this is written: looked at once more, the form says so."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            request._messages = default_storage(request)  # nothing was saved, whatever was said
            return super().changeform_view(request, *args, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        """What was made for a cohort stays there: terms, members and issues hang on it."""
        fixed = ["cohort"] if obj and any(field.name == "cohort" for field in self.opts.fields) else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def choices_of(self, model, request, *verbs):
        """What of a related model belongs to the cohorts where this model may be written, or done `verbs` to."""
        user, everything = request.user, model._default_manager.all()
        if user.is_superuser:
            return everything
        own = cohorts_where(user, *self._permissions(*(verbs or ("add", "change"))))
        if model is Cohort:
            return own
        if model is Program:
            return everything.filter(cohorts__in=own.values("pk")).distinct()
        if model is Person:
            return people_known_to(user)
        lookup = self._lookup_of(model)
        return everything.filter(**{f"{lookup}__in": own.values("pk")}) if lookup else everything

    def _lookup_of(self, model):
        """What leads from a related model to its cohort; None: it belongs to the whole house."""
        if any(field.name == "cohort" for field in model._meta.get_fields()):
            return "cohort"
        registered = self.admin_site.is_registered(model)
        return getattr(self.admin_site.get_model_admin(model), "cohort_lookup", None) if registered else None

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", self.choices_of(db_field.remote_field.model, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request, obj=None):
        return self._may(request, ("view", "change"), obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, ("change",), obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, ("delete",), obj)

    def _may(self, request, verbs, obj):
        return any(request.user.has_perm(permission, obj) for permission in self._permissions(*verbs))

    def _permissions(self, *verbs):
        return [f"{self.opts.app_label}.{get_permission_codename(verb, self.opts)}" for verb in verbs]
