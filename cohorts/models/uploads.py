"""Uploaded rosters while they are looked over: files outside of what is served, under names that say nothing."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import storages

KEPT = timedelta(hours=24)


def keep(data):
    """Store the bytes; returns the name they are found by."""
    return storages["rosters"].save(f"{uuid4().hex}.bin", ContentFile(data))


def content(name):
    """The bytes, or None when they are gone."""
    try:
        with storages["rosters"].open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def discard(name):
    """Delete the file, if it is still there."""
    if name:
        storages["rosters"].delete(name)
