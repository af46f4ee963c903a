"""A name in the storage stands for all of its bytes, or for none."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage, storages

from trainingsite.storage import DurableFileSystemStorage

FULL = OSError(errno.ENOSPC, "No space left on device")


class FullAfterOneChunk(File):
    """An upload during which the disk fills up."""

    def __init__(self):
        super().__init__(None, name="upload")

    def chunks(self, chunk_size=None):
        yield b"the beginning"
        raise FULL


def fail_at_call(monkeypatch, function, call):
    """Let the `call`th os.<function> from now on, counted from 1, meet a full disk."""
    real, calls = getattr(os, function), []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == call:
            raise FULL
        return real(*args, **kwargs)

    monkeypatch.setattr(os, function, failing)


def files_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def test_the_site_uses_it():
    assert isinstance(storages["default"], DurableFileSystemStorage)


def test_a_saved_file_is_there_alone(media):
    assert default_storage.save("a/b/c.txt", ContentFile("山海")) == "a/b/c.txt"
    assert files_below(media) == ["a/b/c.txt"]
    assert (media / "a/b/c.txt").read_bytes() == "山海".encode()


def test_a_taken_name_is_never_written_over(media):
    default_storage.save("c.txt", ContentFile(b"first"))
    second = default_storage.save("c.txt", ContentFile(b"second"))
    assert (media / "c.txt").read_bytes() == b"first"
    assert (media / second).read_bytes() == b"second"


def test_a_name_taken_meanwhile_is_never_written_over(media, monkeypatch):
    default_storage.save("c.txt", ContentFile(b"first"))
    monkeypatch.setattr(DurableFileSystemStorage, "get_available_name", free_at_first(["c.txt", "d.txt"]))
    assert default_storage.save("c.txt", ContentFile(b"second")) == "d.txt"
    assert [(media / name).read_bytes() for name in ("c.txt", "d.txt")] == [b"first", b"second"]


def free_at_first(names):
    """A get_available_name that is behind the times."""
    answers = iter(names)
    return lambda *args, **kwargs: next(answers)


def test_the_name_is_given_after_the_bytes_are_on_the_disk(media, monkeypatch):
    real, seen = os.fsync, []

    def watching(descriptor):
        seen.append((media / "c.txt").exists())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watching)
    default_storage.save("c.txt", ContentFile(b"x"))
    assert seen == [False, True]


def test_a_disk_filling_up_while_writing_leaves_nothing(media):
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("photos/c.jpg", FullAfterOneChunk())
    assert files_below(media) == []


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_disk_that_can_not_sync_leaves_nothing(media, monkeypatch, call):
    fail_at_call(monkeypatch, "fsync", call)
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("photos/c.jpg", ContentFile(b"x"))
    assert files_below(media) == []


def test_a_file_system_without_links_still_keeps_files(media, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    default_storage.save("c.txt", ContentFile(b"x"))
    assert files_below(media) == ["c.txt"]
