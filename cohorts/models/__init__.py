"""The organizers' house: who we are."""

from cohorts.models.branch import Appointment, PartyBranch, Post
from cohorts.models.cohort import Cohort, CohortRole, Enrollment, Program, Role, StudyGroup
from cohorts.models.merging import MergedPerson
from cohorts.models.organization import Organization, OrganizationAlias
from cohorts.models.person import Affiliation, Person, User

__all__ = [
    "Affiliation",
    "Appointment",
    "Cohort",
    "CohortRole",
    "Enrollment",
    "MergedPerson",
    "Organization",
    "OrganizationAlias",
    "PartyBranch",
    "Person",
    "Post",
    "Program",
    "Role",
    "StudyGroup",
    "User",
]
