"""The Chinese interface is complete."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGS = sorted(ROOT.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))


def test_every_app_has_a_catalog():
    assert [path.relative_to(ROOT).parts[0] for path in CATALOGS] == ["briefings", "cohorts", "trainingsite"]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.relative_to(ROOT).parts[0])
def test_no_message_is_untranslated_or_fuzzy(path):
    catalog = read_po(io.BytesIO(path.read_bytes()))
    assert [
        message.id for message in catalog if message.id and (message.fuzzy or not all(_strings(message)))
    ] == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.relative_to(ROOT).parts[0])
def test_the_compiled_catalog_says_what_its_source_says(path):
    source = read_po(io.BytesIO(path.read_bytes()))
    compiled = read_mo(io.BytesIO(path.with_suffix(".mo").read_bytes()))
    assert _messages(compiled) == _messages(source)


def test_the_catalogs_hold_every_message_of_code_and_templates():
    if not shutil.which("xgettext"):
        pytest.skip("needs GNU gettext (xgettext), which is not installed")
    run = subprocess.run(
        [sys.executable, ".ci/catalogs", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_gettext_goes_by_names_that_are_searched_for():
    """xgettext knows gettext, ngettext and `_`; messages of any other name would stay English unnoticed."""
    aliases = [
        (path.relative_to(ROOT), found)
        for app in ("trainingsite", "briefings", "cohorts")
        for path in (ROOT / app).rglob("*.py")
        for found in re.findall(r"gettext(?:_lazy)? as (?!_\b)\w+", path.read_text(encoding="utf-8"))
    ]
    assert aliases == []


def _messages(catalog):
    """{id: translations}; a plural goes by its singular."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: _strings(message)
        for message in catalog
        if message.id
    }


def _strings(message):
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]
