"""What is missing or nonsense in the environment stops the start with a sentence that says what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from trainingsite import environment

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SITE_ENV": "production",
    "SECRET_KEY": "a key for this test only: 4f1d9c7e83b2a60597cd1e0f",
    "SITE_HOSTS": "jianbao.example.cn www.jianbao.example.cn",
}


def run(*arguments, **variables):
    """A Python process in the checkout that knows these variables and no others of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        cwd=ROOT,
        env=kept | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def start(**variables):
    """Start Django with these variables; the last line it says, or "" when it starts."""
    process = run("-c", "import trainingsite.wsgi", **variables)
    return process.stderr.strip().splitlines()[-1] if process.returncode else process.stderr


def without(name):
    return {key: value for key, value in PRODUCTION.items() if key != name}


@pytest.mark.parametrize("variables", [{}, {"SITE_ENV": "demo"}, {"SITE_ENV": " "}, PRODUCTION], ids=str)
def test_it_starts(tmp_path, variables):
    (tmp_path / "static").mkdir()
    assert start(DATA_DIR=str(tmp_path), **variables) == ""


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        (without("SECRET_KEY"), "SECRET_KEY"),
        (PRODUCTION | {"SECRET_KEY": "   "}, "SECRET_KEY"),
        (without("SITE_HOSTS"), "SITE_HOSTS"),
        ({"SITE_ENV": "prod"}, "SITE_ENV"),
        ({"DEBUG": "yes"}, "DEBUG"),
        (PRODUCTION | {"BEHIND_PROXY": "nginx"}, "BEHIND_PROXY"),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://a:b@c"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://a:b@c:port/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://[a/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"EMAIL_URL": "smtp://mail.example.org"}, "EMAIL_FROM"),
        ({"EMAIL_URL": "mail.example.org", "EMAIL_FROM": "a@b.cn"}, "EMAIL_URL"),
        ({"DATABASE_URL": "db.sqlite3"}, "DATABASE_URL"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_stops_with_a_sentence(tmp_path, variables, name):
    said = start(DATA_DIR=str(tmp_path), **variables)
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in said
    assert said.endswith("。")


def test_the_secrets_are_not_said(tmp_path):
    process = run(
        "-c",
        "import trainingsite.wsgi",
        DATA_DIR=str(tmp_path),
        DATABASE_URL="mysql://user:geheimnis@host/db",
    )
    assert process.returncode == 1
    assert "geheimnis" not in process.stderr
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.mail("http://user:geheimnis@host", "a@b.cn")
    assert "geheimnis" not in str(stopped.value)


def test_production_settings_pass_djangos_own_check(tmp_path):
    process = run(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path), **PRODUCTION
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.strip() == "System check identified no issues (1 silenced)."


def test_that_check_would_say_no(tmp_path):
    process = run(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path),
        **(PRODUCTION | {"SECRET_KEY": "short"}),
    )  # fmt: skip
    assert process.returncode == 1
    assert "security.W009" in process.stderr


def read(expression, folder, **variables):
    """What a setting is, as text, in a process of its own."""
    process = run(
        "-c",
        f"from trainingsite import settings as s; print({expression})",
        DATA_DIR=str(folder),
        **variables,
    )
    assert process.stderr == ""
    return process.stdout.strip()


SECURE = (
    "s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,"
    " s.X_FRAME_OPTIONS, s.SILENCED_SYSTEM_CHECKS"
)


def test_production_is_secure(tmp_path):
    assert read(SECURE, tmp_path, **PRODUCTION) == "False True True True True DENY ['ckeditor.W001']"
    assert read("s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS", tmp_path, **PRODUCTION) == (
        "['jianbao.example.cn', 'www.jianbao.example.cn']"
        " ['https://jianbao.example.cn', 'https://www.jianbao.example.cn']"
    )


def test_the_demo_needs_nothing(tmp_path):
    assert read(SECURE, tmp_path) == "False False False False False DENY ['ckeditor.W001']"


@pytest.mark.parametrize("folder", ["{tmp}", "{tmp}/简 报#1%20?", "var/of a test"])
def test_everything_lies_in_the_data_folder(tmp_path, folder):
    folder = folder.format(tmp=tmp_path)
    said = read("s.DATABASES['default']['NAME'], s.MEDIA_ROOT, sep='|'", folder)
    assert said == f"{ROOT / folder}/db.sqlite3|{ROOT / folder}/media"


@pytest.mark.parametrize(("value", "words"), [("a b", ["a", "b"]), ("a, b,c", ["a", "b", "c"]), ("", ["x"])])
def test_words(monkeypatch, value, words):
    monkeypatch.setenv("SITE_HOSTS", value)
    assert environment.words("SITE_HOSTS", "x") == words


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("0", False), ("", True), (" 1 ", True)])
def test_booleans(monkeypatch, value, meant):
    monkeypatch.setenv("DEBUG", value)
    assert environment.boolean("DEBUG", True) is meant


@pytest.mark.parametrize("value", ["true", "2", "on", "否"])
def test_no_boolean(monkeypatch, value):
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        environment.boolean("DEBUG", True)


def test_the_address_of_a_postgresql():
    entry = environment.database("postgres://lin:a%40b%2Fc@db.example.cn:6432/jian%20bao")
    assert [entry[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "lin", "a@b/c", "db.example.cn", "6432", "jian bao",
    ]  # fmt: skip


def test_sqlite_loses_nothing_at_a_power_cut():
    options = environment.database("sqlite:///a%20b/db.sqlite3")["OPTIONS"]
    assert environment.database("sqlite:///a%20b/db.sqlite3")["NAME"] == "/a b/db.sqlite3"
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["init_command"] == "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"


SENDER = "简报社 <jianbao@example.org>"


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://lin%40a.cn:a%2Fb@mail.example.org:2525?tls=1", 2525, False, True),
        ("smtp://lin%40a.cn:a%2Fb@mail.example.org?tls=1", 587, False, True),
        ("smtp://lin%40a.cn:a%2Fb@mail.example.org/", 25, False, False),
        ("smtps://lin%40a.cn:a%2Fb@mail.example.org", 465, True, False),
    ],
)
def test_the_address_of_a_mail_server(url, port, ssl, tls):
    entry = environment.mail(url, SENDER)
    names = ("HOST", "HOST_USER", "HOST_PASSWORD", "PORT", "USE_SSL", "USE_TLS")
    assert [entry[f"EMAIL_{name}"] for name in names] == [
        "mail.example.org", "lin@a.cn", "a/b", port, ssl, tls,
    ]  # fmt: skip
    assert (entry["CAN_MAIL"], entry["DEFAULT_FROM_EMAIL"]) == (True, SENDER)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://", "smtp:mail.example.org", "imap://mail.example.org", "smtp://mail.example.org:port", "smtp://[a",
        "smtp://mail.example.org?tls=yes", "smtps://mail.example.org?tls=1", "smtp://mail.example.org/inbox",
    ],
)  # fmt: skip
def test_no_mail_server(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        environment.mail(url, SENDER)


@pytest.mark.parametrize("sender", ["", "jianbao", "a@b.cn\nBcc: c@d.cn"])
def test_no_sender(sender):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_FROM"):
        environment.mail("smtp://mail.example.org", sender)


def test_without_a_mail_server_no_mail_is_sent(tmp_path):
    assert environment.mail("", SENDER) == {"CAN_MAIL": False}
    assert read("s.CAN_MAIL", tmp_path) == "False"
    served = {"EMAIL_URL": "smtps://mail.example.org", "EMAIL_FROM": SENDER}
    assert read("s.CAN_MAIL, s.EMAIL_PORT", tmp_path, **served) == "True 465"
