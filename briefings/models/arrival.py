"""How a text from outside arrives: the names its reader is handed, whose it is, the issue it becomes."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from briefings.imports import KnownPerson, Names
from briefings.models.issue import Issue
from briefings.models.section import Article, ArticleByline, ArticlePhoto, Section
from briefings.models.series import Series
from briefings.models.version import Occasion
from cohorts.models import Affiliation, Cohort, Organization, OrganizationAlias, Person
from cohorts.models.acquaintance import people_known_in, post_on


def names_for(cohort):
    """What the house knows that may stand in a text of this cohort; None: all of it, for the command line."""
    places = Organization.objects.order_by()
    aliases = OrganizationAlias.objects.order_by().values_list("name")
    called = places.values_list("name").union(places.values_list("short_name"), aliases)
    return Names(
        tuple(known for known, _enrolled in known_people(cohort)),
        frozenset(name for (name,) in called if name),
    )


def known_people(cohort, people=None):
    """[(KnownPerson, whether enrolled in this cohort)] as an article of this cohort would bill them.

    `people`: those known there, if they have been read with where they are posted and enrolled.
    """
    people = _placed_people(cohort) if people is None else people
    today = timezone.localdate()
    return [
        (
            KnownPerson(str(person.pk), person.name, *post_on(person, today, cohort)),
            any(cohort and place.cohort_id == cohort.pk for place in person.enrollments.all()),
        )
        for person in people
    ]


def _placed_people(cohort):
    people = Person.objects.all() if cohort is None else people_known_in([cohort.pk])
    posts = Affiliation.objects.select_related("organization")
    return people.prefetch_related("enrollments", Prefetch("affiliations", posts))


def find_series_and_cohort(masthead, among=None):
    """(Series or None, Cohort or None) that a masthead names; `among`: a queryset of the cohorts to look at."""
    among = Cohort.objects.all() if among is None else among
    named = [cohort for cohort in among if _same(masthead.cohort, cohort.name, cohort.short_name)]
    cohort = named[0] if len(named) == 1 else None
    candidates = Series.objects.of_cohorts([cohort.pk] if cohort else among.values("pk"))
    series = [each for each in candidates.select_related("cohort") if _same(masthead.series, each.name)]
    if len(series) > 1 and cohort:
        series = [each for each in series if each.cohort_id == cohort.pk] or series
    found = series[0] if len(series) == 1 else None
    if found and not cohort and not masthead.cohort:
        cohort = found.cohort
    return found, cohort


def _same(text, *names):
    """Whether a line of a masthead is one of the names, whatever its spaces and widths."""
    return _folded(text) in {_folded(name) for name in names if name}


def _folded(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def import_document(document, series, cohort, by):
    """The new draft of a series that says exactly `document`, with its Version, in one transaction.

    Raises ValidationError, a sentence for each line that is too long for its place.
    """
    if overlong := list(_overlong(document)):
        raise ValidationError(overlong, code="too_long")
    with transaction.atomic():
        issue = Issue.begin(series, cohort)
        issue.save()
        issue.replace_with(document, by=by, occasion=Occasion.IMPORT)
    return issue


def _overlong(document):
    head = document.masthead
    yield from measure(
        Issue,
        cohort_name=head.cohort,
        theme=head.theme,
        series_name=head.series,
        number_label=head.number_label,
        issuer=head.issuer,
        marking=head.marking,
        compiled_by=document.compiled_by,
    )
    for section in document.sections:
        yield from measure(Section, heading=section.heading)
    for article in document.articles():
        yield from measure(Article, title=article.title, subtitle=article.subtitle)
        for byline in article.bylines:
            yield from measure(
                ArticleByline, name=byline.name, organization=byline.organization, title=byline.title
            )
        for picture in article.pictures:
            yield from measure(ArticlePhoto, caption=picture.caption, alt=picture.alt, credit=picture.credit)


def measure(model, **texts):
    """A sentence for each text that exceeds the field of its name."""
    for name, text in texts.items():
        field = model._meta.get_field(name)
        if len(text) > field.max_length:
            yield _("“%(start)s…” is too long for “%(field)s”: at most %(most)s characters.") % {
                "start": text[:20],
                "field": field.verbose_name,
                "most": field.max_length,
            }
