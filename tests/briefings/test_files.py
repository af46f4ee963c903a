"""No photo without its files, no file without its photo for longer than a day."""

import errno
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import translation

from briefings.models import Photo
from briefings.pictures import Unacceptable
from tests.factories import jpeg, make_cohort, make_photo, make_staff

pytestmark = pytest.mark.django_db


def check(*arguments, capsys):
    with translation.override(None):
        call_command("check_files", *arguments)
    return capsys.readouterr().out


def make_orphan(name, *, hours):
    default_storage.save(name, ContentFile(b"nobody's"))
    then = time.time() - hours * 3600
    os.utime(default_storage.path(name), (then, then))


def test_a_complete_house_passes(capsys):
    make_photo(make_cohort(), data=jpeg(1000, 500))
    assert check(capsys=capsys) == "All 3 files of the photos are there.\n"


def test_an_empty_house_passes():
    call_command("check_files")


def test_every_missing_file_is_named():
    photo = make_photo(make_cohort(), data=jpeg(1000, 500))
    for width in (400, 1000):
        default_storage.delete(photo.path(width))
    with pytest.raises(CommandError) as failure:
        call_command("check_files")
    assert str(failure.value).splitlines()[1:] == sorted([photo.path(400), photo.path(1000)])


@pytest.mark.parametrize("kept", [0, 1, 500])
def test_a_truncated_file_is_named(kept):
    photo = make_photo(make_cohort())
    os.truncate(default_storage.path(photo.path(400)), kept)
    with pytest.raises(CommandError) as failure:
        call_command("check_files")
    assert str(failure.value).splitlines()[1:] == [photo.path(400)]


def test_an_orphan_is_reported_after_a_day_and_kept(capsys):
    make_orphan("photos/ab/old.jpg", hours=25)
    make_orphan("photos/ab/young.jpg", hours=23)
    report = check(capsys=capsys)
    assert report.splitlines()[:-1] == ["No photo names it: photos/ab/old.jpg"]
    assert default_storage.exists("photos/ab/old.jpg")


def test_orphans_are_deleted_when_asked():
    photo = make_photo(make_cohort())
    for width in photo.widths:
        os.utime(default_storage.path(photo.path(width)), (0, 0))
    make_orphan("photos/ab/old.jpg", hours=25)
    make_orphan("photos/ab/.0.part", hours=25)
    make_orphan("photos/ab/young.jpg", hours=23)
    call_command("check_files", "--delete-orphans")
    assert sorted(default_storage.listdir("photos/ab")[1]) == ["young.jpg"]
    assert [default_storage.exists(photo.path(width)) for width in photo.widths] == [True, True]


@pytest.mark.parametrize("call", range(1, 7))
def test_a_full_disk_refuses_the_picture_in_words_and_keeps_nothing(monkeypatch, media, call):
    cohort = make_cohort()
    by = make_staff(cohort)
    real, calls = os.fsync, []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) >= call:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unacceptable) as refusal:
        Photo.store(jpeg(1000, 500), cohort=cohort, by=by)
    assert "Errno" not in str(refusal.value)
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert not Photo.objects.exists()


def test_a_row_that_can_not_be_written_leaves_no_files(monkeypatch, media):
    cohort = make_cohort()
    by = make_staff(cohort)
    monkeypatch.setattr(Photo, "save", fail)
    with pytest.raises(RuntimeError):
        Photo.store(jpeg(), cohort=cohort, by=by)
    assert [path for path in media.rglob("*") if path.is_file()] == []


def fail(*args, **kwargs):
    raise RuntimeError
