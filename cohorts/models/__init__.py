"""The organizers' house: who we are."""

from cohorts.models.account import ActivationSlip, Attempt
from cohorts.models.attendance import Absence, AbsenceKind, Half, HalfDay
from cohorts.models.branch import Appointment, PartyBranch, Post
from cohorts.models.cohort import Cohort, CohortRole, Enrollment, Program, Role, StudyGroup
from cohorts.models.merging import MergedPerson
from cohorts.models.organization import Organization, OrganizationAlias
from cohorts.models.person import Affiliation, Person, User
from cohorts.models.private import Disclosure, Gender, PrivateDetails
from cohorts.models.roster import ExportKind, ImportState, RosterExport, RosterImport, RosterImportRow

__all__ = [
    "Absence",
    "AbsenceKind",
    "ActivationSlip",
    "Affiliation",
    "Appointment",
    "Attempt",
    "Cohort",
    "CohortRole",
    "Disclosure",
    "Enrollment",
    "ExportKind",
    "Gender",
    "Half",
    "HalfDay",
    "ImportState",
    "MergedPerson",
    "Organization",
    "OrganizationAlias",
    "PartyBranch",
    "Person",
    "Post",
    "PrivateDetails",
    "Program",
    "Role",
    "RosterExport",
    "RosterImport",
    "RosterImportRow",
    "StudyGroup",
    "User",
]
