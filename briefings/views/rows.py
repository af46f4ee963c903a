"""An edition as lists show it: from its own columns, nothing of its Document."""

from dataclasses import dataclass
from datetime import date

from briefings.exports.layout import unbroken

COLUMNS = ("date", "number_label", "theme", "series_name", "summary", "issue__slug", "issue__cohort__name")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of issues."""

    pk: int
    url: str
    number_label: str
    theme: str
    series: str
    cohort: str
    date: date
    summary: str


def rows(editions):
    """The Rows of an Edition queryset, in its order: one query."""
    return [
        Row(
            pk=edition.pk,
            url=edition.get_absolute_url(),
            number_label=edition.number_label,
            theme=unbroken(edition.theme),
            series=edition.series_name,
            cohort=str(edition.issue.cohort.name),
            date=edition.date,
            summary=unbroken(edition.summary),
        )
        for edition in editions.select_related("issue__cohort").only(*COLUMNS)
    ]
