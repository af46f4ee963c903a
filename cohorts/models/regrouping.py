"""Dealing a cohort into groups anew: proposed first, and written only as it was shown."""

import hashlib

from django.db import transaction

from cohorts.dealing import Member, deal
from cohorts.models.cohort import Enrollment
from cohorts.models.seating import new_group, seated, tables, workplace

GROUPS_AT_MOST = 30


class Proposal:
    """A deal of a cohort into its first `number` groups, missing ones added: nothing is written before `adopt`."""

    def __init__(self, cohort, *, number, seed, colleagues, genders, stay, lock=False):
        self.cohort = cohort
        self.trainees, groups = seated(cohort, lock=lock)
        self.groups = _enough(groups, number)
        members = [
            Member(each.pk, workplace(each) if colleagues else "", (genders and each.gender) or "")
            for each in self.trainees
        ]
        homes = self._homes() if stay else {}
        self.dealt = deal(members, number, seed, homes)
        self.digest = self._digest(members, homes)

    def _homes(self):
        """{key of a leader: which of the groups}"""
        places = {group.pk: place for place, group in enumerate(self.groups) if group.pk}
        return {
            trainee.pk: places[term.group_id]
            for trainee in self.trainees
            for term in trainee.leading
            if term.group_id in places
        }

    def _digest(self, members, homes):
        """Of all that the deal came from, and of where everybody sits now."""
        sitting = {each.pk: each.group_id for each in self.trainees}
        facts = sorted((each.key, each.organization, each.gender, sitting[each.key] or 0) for each in members)
        said = repr((facts, sorted(homes.items()), [group.pk for group in self.groups]))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def tables(self):
        return list(tables(self.groups, self.trainees, lambda trainee: self.dealt[trainee.pk]))

    @property
    def left_empty(self):
        """Groups of the cohort into which nobody is dealt."""
        return self.cohort.groups.exclude(pk__in=[group.pk for group in self.groups if group.pk])

    @classmethod
    def adopt(cls, cohort, digest, **wish):
        """(the Proposal, whether it was written): not if the cohort has changed since the digest was shown."""
        with transaction.atomic():
            proposal = cls(cohort, **wish, lock=True)
            if proposal.digest != digest:
                return proposal, False
            proposal._write()
        return proposal, True

    def _write(self):
        for group in self.groups:
            if not group.pk:
                group.cohort = self.cohort
                group.save()
        for each in self.trainees:
            each.group = self.groups[self.dealt[each.pk]]
        Enrollment.objects.bulk_update(self.trainees, ["group"])


def _enough(groups, number):
    """The first so many of these groups, new ones where they are too few."""
    taken = {group.number for group in groups}
    while len(groups) < number:
        groups.append(new_group(taken))
        taken.add(groups[-1].number)
    return groups[:number]
