"""Texts of any length are read, or refused in a sentence."""

import pytest

from briefings.imports import Unreadable
from briefings.imports.text import MOST_LINES, read


@pytest.mark.parametrize(
    "unit",
    [
        "江州的春天，",
        "春天\n",
        "【甲】\n",
        "【甲】",
        "好。\n——张伟\n",
        "一条新路\n江州大学 张伟\n好。\n",
        "报：甲、乙\n",
        "【图1】\n",
        "*",
        "（",
        "”",
        "—",
    ],
)
def test_endless_repetitions_are_read(unit):
    text = f"【点评】\n一条路\n江州大学 张伟\n{unit * 12_000}".encode()
    assert read(text).document.sections[0].heading == "点评"


def test_more_lines_than_any_issue_has_are_refused():
    with pytest.raises(Unreadable):
        read(b"a\n" * (MOST_LINES + 1))
