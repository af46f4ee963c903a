"""An edition as lists show it: from its own columns, nothing of its Document."""

from dataclasses import dataclass
from datetime import date

from briefings.exports.layout import unbroken

COLUMNS = (
    "date", "number_label", "theme", "series_name", "summary",
    "issue__slug", "issue__cohort__name", "issue__cohort__short_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of issues."""

    pk: int
    url: str
    number_label: str
    theme: str
    series: str
    cohort: str
    of_class: str
    date: date
    summary: str


def with_columns(editions):
    """The queryset fetching what a Row needs, and no more."""
    return editions.select_related("issue__cohort").only(*COLUMNS)


def row(edition):
    return Row(
        pk=edition.pk,
        url=edition.get_absolute_url(),
        number_label=edition.number_label,
        theme=unbroken(edition.theme),
        series=edition.series_name,
        cohort=edition.issue.cohort.name,
        of_class=str(edition.issue.cohort),
        date=edition.date,
        summary=unbroken(edition.summary),
    )


def rows(editions):
    """The Rows of an Edition queryset, in its order: one query."""
    return [row(edition) for edition in with_columns(editions)]
