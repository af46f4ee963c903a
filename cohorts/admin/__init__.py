"""The organizers' side: rosters and people, each account within the cohorts it serves."""

from cohorts.admin import accounts, branch, cohort, people, registers

__all__ = ["accounts", "branch", "cohort", "people", "registers"]
