"""Writes a published issue as a file: ./run manage export_issue SLUG --format html -o FILE."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from briefings.exports import EXPORTS
from briefings.models import Edition
from briefings.models.photo import StoredPhotos


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("slug", help="as in the address of the page")
        parser.add_argument("--format", choices=sorted(EXPORTS), default="json")
        parser.add_argument("-o", "--output", type=Path, help="the file to write; else standard output")

    def handle(self, *, slug, format, output, **options):
        edition = (
            Edition.objects.filter(issue__slug=slug, current=True, withdrawn_at=None)
            .select_related("version")
            .first()
        )
        if not edition:
            raise CommandError(
                _("No published issue has the address “%(slug)s”: it is the last part of /issues/…/.")
                % {"slug": slug}
            )
        data = EXPORTS[format].render(edition.document, StoredPhotos())
        if not output:
            self.stdout._out.buffer.write(data) if hasattr(self.stdout._out, "buffer") else self.stdout.write(
                data.decode()
            )
            return
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(
                _("%(file)s can't be written: %(error)s") % {"file": output, "error": error.strerror}
            ) from error
