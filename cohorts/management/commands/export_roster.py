"""Writes a cohort's roster as a workbook and registers that: ./run manage export_roster --cohort SLUG -o FILE."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cohorts.exporting.columns import COLUMNS, USUAL, needs_purpose
from cohorts.exporting.listing import Listing
from cohorts.exporting.register import register
from cohorts.exporting.workbook import workbook
from cohorts.management.naming import cohort_at
from cohorts.models import RosterExport
from cohorts.roster.ordering import Order

LONGEST_PURPOSE = RosterExport._meta.get_field("purpose").max_length


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--cohort", required=True, help="the cohort's address")
        parser.add_argument("-o", "--output", required=True, type=Path, help="the .xlsx to write")
        parser.add_argument("--columns", default=",".join(USUAL), help=f"of {','.join(COLUMNS)}")
        parser.add_argument("--order", choices=[*Order], default=Order.NUMBER)
        parser.add_argument("--unmasked", action="store_true", help="whole numbers; needs a purpose")
        parser.add_argument("--purpose", default="", help="needed for private columns too")

    def handle(self, *, cohort, output, columns, order, unmasked, purpose, **options):
        columns, purpose = self._columns(columns), purpose.strip()
        self._check_purpose(purpose, needed=unmasked or needs_purpose(columns))
        registered = register(
            cohort_at(cohort), by=None, columns=columns, order=order, unmasked=unmasked, purpose=purpose
        )
        try:
            output.write_bytes(workbook(Listing(registered)))
        except OSError as error:
            raise CommandError(
                _("%(file)s can't be written: %(error)s") % {"file": output, "error": error.strerror}
            ) from error

    def _columns(self, names):
        chosen = {name.strip() for name in names.split(",")} - {""}
        if unknown := chosen - set(COLUMNS):
            raise CommandError(
                _("There is no column %(names)s. There are: %(columns)s")
                % {"names": ", ".join(sorted(unknown)), "columns": ", ".join(COLUMNS)}
            )
        if not chosen:
            raise CommandError(_("Choose a column at least."))
        return [name for name in COLUMNS if name in chosen]

    def _check_purpose(self, purpose, *, needed):
        if needed and not purpose:
            raise CommandError(_("Say with --purpose what the private details are needed for."))
        if len(purpose) > LONGEST_PURPOSE:
            raise CommandError(
                _("The purpose has %(count)d characters; at most %(most)d can be kept.")
                % {"count": len(purpose), "most": LONGEST_PURPOSE}
            )
