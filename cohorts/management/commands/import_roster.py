"""Brings a roster file into a cohort: ./run manage import_roster FILE --cohort SLUG."""

import json
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.importing.arriving import arrive, cancel
from cohorts.importing.standing import standing
from cohorts.importing.writing import Faulty, Moved, apply
from cohorts.management.naming import cohort_at
from cohorts.roster import Unreadable
from cohorts.roster.answers import Answers
from cohorts.roster.plan import plan
from cohorts.roster.reader import read
from cohorts.roster.report import report


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--cohort", required=True, metavar="SLUG", help="address of the cohort")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument(
            "--skip-errors", action="store_true", help="leave out the rows that can't be imported"
        )
        parser.add_argument("--json", action="store_true", help="print every row and what becomes of it")

    def handle(self, *, file, cohort, dry_run, skip_errors, json, **options):
        cohort = cohort_at(cohort)
        try:
            data = file.read_bytes()
            book = read(data, file.name)
        except OSError as error:
            raise CommandError(
                _("%(file)s can't be opened: %(error)s") % {"file": file, "error": error.strerror}
            ) from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        planned = plan(book, standing(cohort, book), Answers())
        self._tell(planned, as_json=json)
        if dry_run:
            return
        if planned.counts["error"] and not skip_errors:
            raise CommandError(
                _("Nothing is written: mend the rows named above, or leave them out with --skip-errors.")
            )
        if planned.writes:
            arrived = arrive(cohort, data, file.name, None, book)
            self._write(arrived, planned, skip_errors=skip_errors)

    def _write(self, arrived, planned, *, skip_errors):
        try:
            apply(arrived, planned.digest, skip_errors=skip_errors, seen=planned)
        except (Moved, Faulty) as error:
            cancel(arrived)
            raise CommandError(
                _("Nothing is written: the roster was changed in this very moment. Run it once more.")
            ) from error
        address = reverse("admin:cohorts_cohort_import_result", args=[arrived.cohort_id, arrived.pk])
        self.stderr.write(
            _("Import %(pk)d is written. It can be undone at %(address)s")
            % {"pk": arrived.pk, "address": address}
        )

    def _tell(self, planned, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(report(planned), ensure_ascii=False, indent=1))
            return
        for sheet in planned.sheets:
            for problem in sheet.problems:
                self.stdout.write(f"{sheet.name}：{problem}")
        for row in planned.rows:
            for issue in row.issues:
                self.stdout.write(issue.message)
        for each in planned.ignored:
            self.stdout.write(_("Row %(row)d is left out. %(why)s") % {"row": each.row, "why": each.why})
        self.stdout.write(
            _("new %(create)d, changed %(update)d, the same %(same)d, skipped %(skip)d, faulty %(error)d")
            % planned.counts
        )
