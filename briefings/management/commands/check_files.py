"""Finds photos without their files, and files without their photo."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from briefings.models import Photo

FOLDER = "photos"
BEGINS, ENDS = b"\xff\xd8", b"\xff\xd9"
GRACE = timedelta(hours=24)  # an upload writes its files before its row


class Command(BaseCommand):
    help = "Fails when a photo lacks one of its files; reports files that no photo has named for 24 hours."

    def add_arguments(self, parser):
        parser.add_argument("--delete-orphans", action="store_true", help="delete the files no photo names")

    def handle(self, *, delete_orphans, **options):
        found = set(_files(FOLDER))
        named = {photo.path(width) for photo in Photo.objects.iterator() for width in photo.widths}
        self.report_orphans(found - named, delete_orphans)
        broken = sorted(named - found) + sorted(name for name in named & found if not _is_whole(name))
        if broken:
            raise CommandError(
                _("%(count)s files are missing or damaged, restore them from a backup:")
                % {"count": len(broken)}
                + "\n"
                + "\n".join(broken)
            )
        self.stdout.write(_("All %(count)s files of the photos are there.") % {"count": len(named)})

    def report_orphans(self, names, delete):
        for name in sorted(names):
            if timezone.now() - default_storage.get_modified_time(name) < GRACE:
                continue
            if delete:
                default_storage.delete(name)
            message = (
                _("Deleted, no photo names it: %(name)s") if delete else _("No photo names it: %(name)s")
            )
            self.stdout.write(message % {"name": name})


def _files(folder):
    """The names of the files below a folder of the storage."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files(f"{folder}/{name}")


def _is_whole(name):
    """Whether the file begins and ends as every JPEG of ours does."""
    with default_storage.open(name) as file:
        begins = file.read(2)
        file.seek(max(0, default_storage.size(name) - 2))
        return begins == BEGINS and file.read(2) == ENDS
