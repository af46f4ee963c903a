"""What the rows of a roster name besides people: organizations, their other names, and groups, made where they are new."""

from cohorts.models import Organization, OrganizationAlias, StudyGroup
from cohorts.roster.answers import NEW, TEXT
from cohorts.roster.values import group_name


class Places:
    """Finds an organization's and a group's key; what was made for it stands in `made`."""

    def __init__(self, cohort, plan):
        self.made = {}
        self.organizations = self._organizations(plan)
        self.groups = self._groups(cohort, plan)

    def _organizations(self, plan):
        new = [Organization(name=each.name) for each in plan.unknown if each.decision == NEW]
        aliases = [
            OrganizationAlias(name=each.name, organization_id=int(each.decision))
            for each in plan.unknown
            if each.decision not in (NEW, TEXT)
        ]
        self.made["organizations"] = [one.pk for one in Organization.objects.bulk_create(new)]
        self.made["aliases"] = [one.pk for one in OrganizationAlias.objects.bulk_create(aliases)]
        return {one.name: one.pk for one in new} | {one.name: one.organization_id for one in aliases}

    def _groups(self, cohort, plan):
        """{number or name: StudyGroup}"""
        known = list(cohort.groups.all())
        last = max(
            [0, *(group.number for group in known), *(n for n in plan.new_groups if isinstance(n, int))]
        )
        new = []
        for value in plan.new_groups:
            if isinstance(value, int):
                new.append(StudyGroup(cohort=cohort, number=value, name=group_name(value)))
            else:
                last += 1
                new.append(StudyGroup(cohort=cohort, number=last, name=value))
        self.made["groups"] = [group.pk for group in StudyGroup.objects.bulk_create(new)]
        every = [*known, *new]
        return {group.name: group for group in every} | {group.number: group for group in every}

    def organization(self, row):
        """The key for the organization that a row names."""
        return row.organization or self.organizations.get(row.target.values.get("organization"))
