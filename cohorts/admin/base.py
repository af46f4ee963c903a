"""CohortScopedAdmin: an account sees, chooses and changes what belongs to the cohorts it serves.

Which people may be chosen is said in `cohorts.models.acquaintance`: its programs' trainees and the guests.
"""

from django.contrib import admin
from django.contrib.admin import RelatedFieldListFilter
from django.contrib.auth import get_permission_codename

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


class CohortScopedAdmin(admin.ModelAdmin):
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
        if any(field.name == "cohort" for field in model._meta.get_fields()):
            return everything.filter(cohort__in=own.values("pk"))
        return everything

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
