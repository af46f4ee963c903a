"""Reads settings from the environment; what is missing or nonsense stops the start with a sentence."""

import os
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def setting(name, default, *, one_of=()):
    value = os.environ.get(name, "").strip() or default
    if one_of and value not in one_of:
        raise ImproperlyConfigured(f"环境变量 {name}={value!r} 无效，请设为 {' 或 '.join(one_of)}。")
    return value


def required(name):
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"正式运行（SITE_ENV=production）必须设置环境变量 {name}，见 docs/operations.md。"
        )
    return value


def words(name, default):
    return setting(name, default).replace(",", " ").split()


def boolean(name, default):
    return setting(name, "1" if default else "0", one_of=("0", "1")) == "1"


def mail(url, sender):
    """CAN_MAIL, and Django's EMAIL_… settings for smtp://user:password@host:port?tls=1 or smtps://…"""
    if not url:
        return {"CAN_MAIL": False}
    if "@" not in sender or not sender.isprintable():
        raise ImproperlyConfigured(
            "设置了 EMAIL_URL，就须用环境变量 EMAIL_FROM 写明发件人，如 简报社 <jianbao@example.org>。"
        )
    with suppress(ValueError):  # a port that is no number, an address in broken brackets
        parts = urlsplit(url)
        implicit, explicit = parts.scheme == "smtps", parts.query == "tls=1"
        if parts.scheme in ("smtp", "smtps") and parts.hostname and parts.path in ("", "/"):
            if parts.query in ("", "tls=0", "tls=1") and not (implicit and explicit):
                return {
                    "CAN_MAIL": True,
                    "EMAIL_HOST": parts.hostname,
                    "EMAIL_PORT": parts.port or (465 if implicit else 587 if explicit else 25),
                    "EMAIL_HOST_USER": unquote(parts.username or ""),
                    "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                    "EMAIL_USE_SSL": implicit,
                    "EMAIL_USE_TLS": explicit,
                    "EMAIL_TIMEOUT": 20,
                    "DEFAULT_FROM_EMAIL": sender,
                }
    raise ImproperlyConfigured(
        "环境变量 EMAIL_URL 无效，应形如 smtp://用户:口令@主机:587?tls=1 或 smtps://用户:口令@主机:465。"
    )


def database(url):
    """Django's DATABASES entry for postgres://user:password@host:port/name or sqlite:///path."""
    with suppress(ValueError):  # a port that is no number, an address in broken brackets
        parts = urlsplit(url)
        if parts.scheme == "sqlite" and parts.path.strip("/"):
            path = unquote(parts.path)
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": path,
                "CONN_MAX_AGE": 60,  # opening and its PRAGMAs cost more than most pages
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                },
            }
        if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.strip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parts.hostname or "",
                "PORT": str(parts.port or ""),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
            }
    raise ImproperlyConfigured(
        "环境变量 DATABASE_URL 无效，应形如 postgres://用户:口令@主机:5432/库名 或 sqlite:///路径。"
    )
