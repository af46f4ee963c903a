"""Brings the database up to date and, when it is empty, fills it with the demo; prints the sign-ins."""

import socket

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.utils.translation import gettext as _

from briefings.demo import attendance, forums, issues, people
from cohorts.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--address", metavar="HOST:PORT", help="check that it is free, and print it")
        parser.add_argument(
            "--quiet",
            action="store_true",
            help="print nothing on standard output: another command's comes next",
        )

    def handle(self, *, address, quiet, **options):
        if settings.PRODUCTION:
            raise CommandError(
                _("The demo is not for production: run “migrate” and “createsuperuser” instead.")
            )
        if address:
            self._require_free(address)
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if not User.objects.exists():
            self.stderr.write(_("Writing the demo: two cohorts, ten issues, three forums, their photos…"))
            with transaction.atomic():
                attendance.load(people.load())
                issues.load()
                forums.load()
        if not quiet:
            self._greet(address)

    def _require_free(self, address):
        host, _colon, port = address.rpartition(":")
        try:
            with socket.create_server((host, int(port))):
                pass
        except (OSError, ValueError, OverflowError) as error:
            raise CommandError(
                _("Address %(address)s can't be used (%(error)s): choose another port, such as ./run 8001")
                % {"address": address, "error": error}
            ) from error

    def _greet(self, address):
        lines = [f"  {username:<10} {what}" for username, what in people.sign_ins()]
        self.stdout.write(
            "\n".join(
                [
                    "",
                    *(
                        [
                            _(
                                "The site: http://%(address)s/  ·  the editorial office: http://%(address)s/admin/"
                            )
                            % {"address": address}
                        ]
                        if address
                        else []
                    ),
                    _("Sign-ins, all with the password %(password)s:") % {"password": people.PASSWORD},
                    *lines,
                    "",
                ]
            )
        )
