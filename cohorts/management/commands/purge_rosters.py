"""Deletes uploaded rosters of more than a day and what undoing old imports needed; for cron, once an hour."""

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from cohorts.importing.arriving import purge


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        files, rows = purge()
        self.stdout.write(_("%(files)d files and %(rows)d rows deleted.") % {"files": files, "rows": rows})
