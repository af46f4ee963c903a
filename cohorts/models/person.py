"""User (an account), Person (somebody, with or without one) and Affiliation (a dated post)."""

import uuid
from collections import defaultdict

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cohorts.models.organization import Organization


class User(AbstractUser):
    """An account. What it may do stands in CohortRole; `is_staff` is Django's and asked by nobody."""

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.display_name

    @property
    def display_name(self):
        """The person's name as credits print it, else the account's."""
        person = getattr(self, "person", None)
        return person.name if person else self.last_name + self.first_name or self.username

    @cached_property
    def roles_by_cohort(self):
        """{cohort id: set of Role} of this account: one query, kept as long as the object."""
        roles = defaultdict(set)
        for cohort_id, role in self.cohort_roles.values_list("cohort_id", "role"):
            roles[cohort_id].add(role)
        return dict(roles)

    def has_role(self, cohort_id, *roles):
        """Whether this account holds one of `roles` (any at all if none is named) in the cohort."""
        held = self.roles_by_cohort.get(cohort_id, set())
        return self.is_superuser or bool(held & set(roles) if roles else held)

    def cohorts_with(self, *roles):
        """Ids of the cohorts where this account holds one of `roles`."""
        return [
            cohort_id for cohort_id, held in self.roles_by_cohort.items() if not roles or held & set(roles)
        ]


class Person(models.Model):
    """Somebody who studies, speaks or comments; needs no account. The key is public: documents cite it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("personal name"), max_length=40)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, verbose_name=_("account"))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(name__contains=" ") & ~Q(name__contains="\u3000"),
                name="person_name_unpadded",
                violation_error_message=_("A name is stored without spaces; layout pads it."),
            ),
        ]

    def __str__(self):
        return self.name


class Affiliation(models.Model):
    """A post somebody holds or held at an organization, from and until a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="affiliations", verbose_name=_("organization")
    )
    title = models.CharField(_("post title"), max_length=80, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = [F("since").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="affiliation_ends_after_it_began",
                violation_error_message=_("A post can't end before it began."),
            ),
            models.UniqueConstraint(
                fields=["person", "organization", "title"],
                condition=Q(until__isnull=True),
                name="affiliation_held_once",
                violation_error_message=_("This person holds this post already."),
            ),
        ]

    def __str__(self):
        return f"{self.organization}{self.title}"

    def held_on(self, day):
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)
