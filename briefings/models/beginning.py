"""How an issue begins without a text: blank, or with the skeleton of the last one of its series."""

from itertools import groupby

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from briefings.document import Article, Section
from briefings.models.issue import Issue
from briefings.models.section import write_sections


def begin_blank(series, cohort, by):
    """A new draft with nothing in it but what its series says."""
    with transaction.atomic():
        issue = Issue.begin(series, cohort)
        issue.save()
        with issue.editing(by, note=_("begun")):
            pass
    return issue


def begin_like_the_last(series, cohort, by):
    """A new draft with the sections of the series' last issue, empty, and its distribution list."""
    last = last_issue(series, cohort)
    if last is None:
        return begin_blank(series, cohort, by)
    with transaction.atomic():
        issue = Issue.begin(series, cohort)
        issue.distribution = last.distribution
        issue.save()
        with issue.editing(by, note=_("begun with the sections of “%s”") % str(last)[:80]):
            write_sections(issue, skeleton(last.document().sections))
    return issue


def last_issue(series, cohort):
    """The series' last numbered issue, of this cohort if it has one; before the first number, the newest draft."""
    numbered = series.issues.exclude(numbering_scope="").order_by(F("date").desc(nulls_last=True), "-number")
    drafts = series.issues.exclude(sections=None).order_by("-pk")
    mine = {"cohort": cohort}
    return (
        numbered.filter(**mine).first() or numbered.first() or drafts.filter(**mine).first() or drafts.first()
    )


def skeleton(sections):
    """The same headings, with one empty article for each run of articles of one kind."""
    return tuple(
        Section(
            section.heading,
            tuple(Article(kind=kind) for kind, _run in groupby(article.kind for article in section.articles)),
        )
        for section in sections
    )
