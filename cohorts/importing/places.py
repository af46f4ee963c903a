"""What the rows of a roster name besides people: organizations, their other names, and groups, made where they are new."""

from itertools import count

from cohorts.models import Organization, OrganizationAlias, StudyGroup
from cohorts.roster.answers import NEW
from cohorts.roster.values import group_name


class Places:
    """Finds an organization's and a group's key; what was made for it stands in `made`."""

    def __init__(self, cohort, plan):
        self.made = {}
        self.organizations = self._organizations(plan)
        self.groups = self._groups(cohort, plan)

    def _organizations(self, plan):
        written = {row.writes.get("organization") for row in plan.rows}
        new = [
            Organization(name=each.name)
            for each in plan.unknown
            if each.decision == NEW and each.name in written
        ]
        aliases = [
            OrganizationAlias(name=each.name, organization_id=int(each.decision))
            for each in plan.unknown
            if each.is_alias
        ]
        self.made["organizations"] = [one.pk for one in Organization.objects.bulk_create(new)]
        self.made["aliases"] = [one.pk for one in OrganizationAlias.objects.bulk_create(aliases)]
        return {one.name: one.pk for one in new} | {one.name: one.organization_id for one in aliases}

    def _groups(self, cohort, plan):
        """{number or name: StudyGroup}"""
        known = list(cohort.groups.all())
        taken = {group.number for group in known} | set(plan.new_groups)
        free = (number for number in count(1) if number not in taken)
        new = [
            StudyGroup(cohort=cohort, number=value, name=group_name(value))
            if isinstance(value, int)
            else StudyGroup(cohort=cohort, number=next(free), name=value)
            for value in plan.new_groups
        ]
        self.made["groups"] = [group.pk for group in StudyGroup.objects.bulk_create(new)]
        every = [*known, *new]
        return {group.name: group for group in every} | {group.number: group for group in every}

    def organization(self, row):
        """The key for the organization that a row names."""
        return row.organization or self.organizations.get(row.target.values.get("organization"))
