"""Keeps files so that a name in the storage always stands for all of its bytes, whatever fails meanwhile."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage


class DurableFileSystemStorage(FileSystemStorage):
    """Written under a temporary name in the same folder, synced, then given its name: whole or not there."""

    def _save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{uuid4().hex}.part")
        try:
            _write(temporary, content, self.file_permissions_mode)
            while not _give_name(temporary, path, overwrite=self._allow_overwrite):
                name = self.get_available_name(name)
                path = Path(self.path(name))
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        try:
            _sync_folders(path, self.location)
        except OSError:
            path.unlink()
            raise
        return path.relative_to(self.location).as_posix()


def _write(path, content, permissions):
    with path.open("xb") as file:
        for chunk in content.chunks():
            file.write(chunk.encode() if isinstance(chunk, str) else chunk)
        file.flush()
        if permissions is not None:
            os.fchmod(file.fileno(), permissions)
        os.fsync(file.fileno())


def _give_name(temporary, path, *, overwrite):
    """Whether `temporary` now also is `path`; a link, unlike a rename, never replaces another's file."""
    if overwrite:
        temporary.replace(path)
        return True
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a file system without links, or a disk so full that the rename says so too
        temporary.rename(path)
    return True


def _sync_folders(path, location):
    """Make the name itself survive a power cut: the folder holds it, its parent holds the folder."""
    for folder in path.parents:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if folder == Path(location):
            break
