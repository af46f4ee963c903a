"""Makes a draft of a text file: ./run manage import_issue FILE."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from briefings.imports import Unreadable
from briefings.imports.text import read
from briefings.models import Series
from briefings.models.arrival import find_series_and_cohort, import_document, names_for
from cohorts.models import Cohort, User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--series", help="address or name of the series; else found from the masthead")
        parser.add_argument("--cohort", help="address or name of the cohort; else found from the masthead")
        parser.add_argument("--by", metavar="USERNAME", help="whose draft it is; else the first superuser's")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print the document and what was unsure")

    def handle(self, *, file, series, cohort, by, dry_run, json, **options):
        cohort = _named(Cohort, cohort, _("cohort")) if cohort else None
        series = _named(Series, series, _("series")) if series else None
        try:
            data = file.read_bytes()
            masthead = read(data).document.masthead
            found_series, found_cohort = find_series_and_cohort(masthead)
            series = series or found_series
            cohort = cohort or found_cohort or (series and series.cohort)
            imported = read(data, names_for(cohort))
        except OSError as error:
            raise CommandError(
                _("%(file)s can't be opened: %(error)s") % {"file": file, "error": error.strerror}
            ) from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        issue = None if dry_run else self._write(imported.document, series, cohort, by)
        self._report(imported, issue, json)

    def _write(self, document, series, cohort, by):
        if series is None:
            raise CommandError(
                _("No series is called “%(name)s”: say which with --series (%(known)s).")
                % {"name": document.masthead.series, "known": _choices(Series)}
            )
        if cohort is None:
            raise CommandError(
                _("No cohort is called “%(name)s”: say which with --cohort (%(known)s).")
                % {"name": document.masthead.cohort, "known": _choices(Cohort)}
            )
        if not Series.objects.of_cohorts([cohort.pk]).filter(pk=series.pk).exists():
            raise CommandError(
                _("The series “%(series)s” is not one of “%(cohort)s”.")
                % {"series": series, "cohort": cohort}
            )
        try:
            return import_document(document, series, cohort, _author(by))
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def _report(self, imported, issue, as_json):
        if as_json:
            self.stdout.write(
                json.dumps(
                    {
                        "document": asdict(imported.document),
                        "unsure": [asdict(doubt) for doubt in imported.unsure],
                    },
                    ensure_ascii=False,
                    indent=1,
                )
            )
            return
        for section in imported.document.sections:
            self.stdout.write(
                f"【{section.heading}】 "
                + "；".join(article.title or article.kind for article in section.articles)
            )
        for doubt in imported.unsure:
            self.stdout.write(
                _("Paragraph %(n)d: %(message)s") % {"n": doubt.paragraph, "message": doubt.message}
            )
        if issue:
            self.stdout.write(
                _("Draft %(pk)d written: “%(issue)s”. Go on at /admin/briefings/issue/%(pk)d/compose/")
                % {"pk": issue.pk, "issue": issue}
            )


def _named(model, text, what):
    """The one of `model` with this address or name."""
    found = model.objects.filter(slug=text).first() or model.objects.filter(name=text).first()
    if not found:
        raise CommandError(
            _("There is no %(what)s “%(name)s”: choose from %(known)s.")
            % {"what": what, "name": text, "known": _choices(model)}
        )
    return found


def _choices(model):
    return "、".join(f"{slug}（{name}）" for slug, name in model.objects.values_list("slug", "name")) or _(
        "none yet"
    )


def _author(username):
    user = (
        User.objects.filter(username=username).first()
        if username
        else User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    )
    if not user:
        raise CommandError(_("Nobody to write it for: name an account with --by."))
    return user
