"""Merging two records of one person, or of one organization: everything that named the one names the other."""

from contextlib import contextmanager

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models.organization import OrganizationAlias
from cohorts.models.person import Person
from cohorts.models.repointing import Unmergeable, plan


class MergedPerson(models.Model):
    """A key that documents may still cite, and whose it is now."""

    former = models.UUIDField(_("former key"), primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="former_keys", verbose_name=_("person"))
    name = models.CharField(_("personal name"), max_length=40)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("merged person")
        verbose_name_plural = _("merged people")
        ordering = ["-at"]

    def __str__(self):
        return self.name


def known_keys(keys):
    """{key a document cites: key of the Person it is now}, as texts; keys that name nobody are left out."""
    here = {str(pk): str(pk) for pk in Person.objects.filter(pk__in=keys).values_list("pk", flat=True)}
    former = MergedPerson.objects.filter(former__in=set(keys) - set(here)).values_list("former", "person_id")
    return here | {str(old): str(new) for old, new in former}


def plan_people(kept, merged, *, lock=False):
    """What merging would repoint and drop, and what has to be settled before."""
    result = plan(kept, merged, lock=lock)
    if kept.user_id and merged.user_id:
        result.obstacles.append(
            gettext("Both have an account (%(kept)s, %(merged)s): take one account off its person first.")
            % {"kept": kept.user.username, "merged": merged.user.username}
        )
    return result


def plan_organizations(kept, merged, *, lock=False):
    """The same of organizations, whose names must be free to become aliases."""
    result = plan(kept, merged, lock=lock)
    taken = OrganizationAlias.objects.exclude(organization__in=[kept, merged]).select_related("organization")
    result.obstacles.extend(
        gettext("“%(name)s” is an alias of “%(other)s”: delete that alias first.")
        % {"name": alias.name, "other": alias.organization}
        for alias in taken.filter(name__in=names_left(kept, merged))
    )
    return result


def merge_people(kept, merged, by, *, names_differ=False):
    """Make `merged` one with `kept`, which is returned; `names_differ`: somebody said it is one person all the same.

    Raises Unmergeable and leaves everything as it was. What is printed, as billed or as enrolled, stays as it is.
    """
    with _held(kept, merged) as (stays, goes):
        steps = plan_people(stays, goes, lock=True)
        if stays.name != goes.name and not names_differ:
            steps.obstacles.append(gettext("The names differ: say that it is the same person."))
        _repoint(steps, stays)
        if goes.user_id:
            account, goes.user = goes.user, None  # which an account has one of
            goes.save(update_fields=["user"])
            stays.user = account
            stays.save(update_fields=["user"])
        MergedPerson.objects.create(former=goes.pk, person=stays, name=goes.name, by=by)
        _bury(goes, stays, by)
    return stays


def merge_organizations(kept, merged, by):
    """The same of organizations: the merged one's name and aliases become aliases of the kept one."""
    with _held(kept, merged) as (stays, goes):
        _repoint(plan_organizations(stays, goes, lock=True), stays)
        names = names_left(stays, goes) - set(stays.aliases.values_list("name", flat=True))
        if not stays.short_name:
            stays.short_name = goes.short_name
            stays.save(update_fields=["short_name"])
        OrganizationAlias.objects.bulk_create(
            OrganizationAlias(organization=stays, name=name) for name in names
        )
        _bury(goes, stays, by)
    return stays


@contextmanager
def _held(kept, merged):
    """One transaction that holds both rows, as they are now; whatever the database refuses is an Unmergeable."""
    try:
        with transaction.atomic():
            both = type(kept).objects.filter(pk__in=[kept.pk, merged.pk]).order_by("pk")
            rows = {row.pk: row for row in both.select_for_update()}
            if len(rows) < 2:
                raise Unmergeable(
                    [gettext("Two records are needed: look whether somebody has merged them already.")]
                )
            yield rows[kept.pk], rows[merged.pk]
    except IntegrityError as error:
        sentence = gettext("Some record may not be held twice: nothing is merged. Compare the two once more.")
        raise Unmergeable([sentence]) from error


def _repoint(steps, kept):
    if steps.obstacles:
        raise Unmergeable(steps.obstacles)
    steps.carry_out(kept)


def names_left(kept, merged):
    """The names of the merged organization that would be lost."""
    short = merged.short_name if kept.short_name else ""
    return {merged.name, short} - {"", kept.name, kept.short_name}


def _bury(merged, kept, by):
    """Delete what nothing names any more, on record; if anything went with it, nothing does."""
    words = gettext("Merged with it: %(name)s (%(key)s)") % {"name": merged, "key": merged.pk}
    LogEntry.objects.log_actions(by.pk, [kept], CHANGE, words, single_object=True)
    deleted, kinds = merged.delete()
    if deleted != 1:
        raise RuntimeError(f"Merging would have deleted more than one record: {kinds}")
