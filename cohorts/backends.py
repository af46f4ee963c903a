"""The one place that turns CohortRole into Django's permissions."""

from django.contrib.auth.backends import ModelBackend

from cohorts.models import Cohort, Role

ALL = ("view", "add", "change", "delete")


def _permissions(app, *grants):
    return {f"{app}.{verb}_{model}" for verbs, models in grants for verb in verbs for model in models}


RECORDS = ("forum", "session", "talk", "speaker", "comment", "quote")
VIEW_BRIEFINGS = _permissions(
    "briefings", (("view",), ("issue", "version", "step", "edition", "photo", "series", *RECORDS))
)
VIEW_COHORTS = _permissions(
    "cohorts", (("view",), ("organization", "person", "cohort", "enrollment", "partybranch", "appointment"))
)

ROLE_PERMISSIONS = {
    Role.EDITOR: VIEW_BRIEFINGS
    | VIEW_COHORTS
    | _permissions(
        "briefings",
        (("add", "change", "delete"), ("issue",)),
        (("add", "change"), ("photo",)),
        (("add", "change"), ("series",)),
        (ALL, RECORDS),
    )
    | _permissions("cohorts", (("add",), ("organization", "person"))),
    Role.REVIEWER: VIEW_BRIEFINGS | VIEW_COHORTS,
    Role.SIGNATORY: VIEW_BRIEFINGS | VIEW_COHORTS,
    Role.ORGANIZER: VIEW_COHORTS
    | _permissions(
        "cohorts",
        (ALL, ("enrollment", "appointment", "studygroup", "partybranch", "halfday", "absence")),
        (("add", "change"), ("organization", "person")),
        (("change",), ("cohort",)),
        (("view", "change", "reveal"), ("privatedetails",)),
        (("view", "add"), ("rosterimport", "rosterexport", "activationslip")),
        (("view",), ("disclosure",)),
    ),
}


class CohortRoleBackend(ModelBackend):
    """Signs in with Django's own check; answers permissions from CohortRole alone.

    Without an object: may the account do this in some cohort? With one: in that object's `cohort_id`.
    """

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return set()
        cohort_id = _cohort_id(obj)
        roles = user_obj.roles_by_cohort
        held = roles.get(cohort_id, set()) if cohort_id else set().union(*roles.values())
        return set().union(*(ROLE_PERMISSIONS[role] for role in held))

    def has_perm(self, user_obj, perm, obj=None):
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj, app_label):
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))


def _cohort_id(obj):
    """The cohort a thing belongs to; None for what belongs to the whole house (a person, an institute)."""
    return obj.pk if isinstance(obj, Cohort) else getattr(obj, "cohort_id", None)
