"""What every test gets: files in a folder of its own, and no static files to collect for each client."""

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    rosters = settings.STORAGES["rosters"]
    options = rosters["OPTIONS"] | {"location": tmp_path / "rosters"}
    settings.STORAGES = settings.STORAGES | {"rosters": rosters | {"OPTIONS": options}}
    cache.clear()
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file of this run's own: tests of concurrency meet real locks, and no other run's leavings."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
