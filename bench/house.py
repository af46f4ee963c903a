"""A house of its own for a benchmark: an empty data folder, a database that is thrown away, never the user's."""

# ruff: noqa: PLC0415 Django's models can be imported only when it is set up

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

SETTINGS = "bench.settings"
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


@contextmanager
def folder():
    """A data folder; the environment names it, and no database but its own, for this process and its children."""
    with TemporaryDirectory(prefix="bench-") as name:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"DATA_DIR": name, "SITE_ENV": "demo", "DEBUG": "0", "DJANGO_SETTINGS_MODULE": SETTINGS}
        yield Path(name)


def open_house():
    """Django, set up, on a migrated database."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


@contextmanager
def postgres():
    """The address of a new PostgreSQL database, dropped at the end; None without a server."""
    import psycopg
    from psycopg import sql

    server = os.environ.get("BENCH_DATABASE_URL", POSTGRES)
    try:
        connection = psycopg.connect(server, connect_timeout=3, autocommit=True)
    except psycopg.OperationalError:
        yield None
        return
    name = f"bench_{os.getpid()}"
    with connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
