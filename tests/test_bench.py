"""The figures a benchmark promises are there, under these names."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import composing, importing, pages, rostering, saves
from bench.__main__ import table

PROMISED = {
    pages: "page_public_ratio page_member_ratio list_public_ratio page_public_queries page_member_queries list_queries"
    " page_bytes_br nginx_static_ratio",
    saves: "sqlite_accepted sqlite_versions sqlite_texts_lost postgres_accepted postgres_versions postgres_texts_lost",
    importing: "seed_ms mb5_ratio",
    rostering: "rows plan_apply_ratio reimport_ratio peak_mb",
    composing: "compose_ms compose_ratio talks40_ratio again_ratio plan_queries run_queries_1 run_queries_40",
}


@pytest.mark.parametrize("module", PROMISED, ids=lambda module: module.__name__)
def test_every_promised_figure_is_explained(module):
    assert [name for name in PROMISED[module].split() if not module.FIGURES.get(name)] == []


def test_a_table_has_a_line_a_figure():
    lines = table({"a": 1.25, "b": None, "c": 3}, {"a": "甲", "b": "乙", "c": "丙"}).splitlines()
    assert [line.split() for line in lines] == [["a", "1.250", "甲"], ["b", "—", "乙"], ["c", "3", "丙"]]


def test_the_last_line_is_one_object_of_figures():
    process = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "bench", "import", "--json"],
        cwd=Path(__file__).resolve().parents[1],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    figures = json.loads(process.stdout.splitlines()[-1])
    assert figures.keys() == importing.FIGURES.keys()
    assert all(value > 0 for value in figures.values())
