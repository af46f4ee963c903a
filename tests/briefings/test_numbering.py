"""5 ↔ 第五期, and where a number may stand once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.numbering import address, hanzi, label, parse, scope

NUMERALS = {
    1: "一", 5: "五", 10: "十", 12: "十二", 20: "二十", 21: "二十一", 99: "九十九", 100: "一百", 101: "一百零一",
    105: "一百零五", 110: "一百一十", 111: "一百一十一", 200: "二百", 210: "二百一十", 999: "九百九十九",
    1000: "一千", 1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 1105: "一千一百零五",
    2019: "二千零一十九", 9009: "九千零九", 9999: "九千九百九十九",
}  # fmt: skip


@pytest.mark.parametrize(("number", "numeral"), NUMERALS.items())
def test_numerals(number, numeral):
    assert hanzi(number) == numeral


@given(st.integers(1, 9999), st.booleans())
def test_a_label_says_its_number(number, supplement):
    assert parse(label(number, supplement)) == (number, supplement)


@pytest.mark.parametrize("number", [-1, 0, 10_000])
def test_there_is_no_such_issue(number):
    with pytest.raises(ValueError, match="no issue number"):
        hanzi(number)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("第五期", (5, False)),
        (" 第 5 期 ", (5, False)),
        ("第5期", (5, False)),
        ("第十期", (10, False)),
        ("第二〇期", (20, False)),
        ("第一〇五期", (105, False)),
        ("第两百期", (200, False)),
        ("总第105期", (105, False)),
        ("第105号", (105, False)),
        ("增刊第一期", (1, True)),
        ("增刊 第1期", (1, True)),
        ("12", (12, False)),
    ],
)
def test_ways_of_writing_a_number(text, meant):
    assert parse(text) == meant


@pytest.mark.parametrize(
    "text", ["", "期", "第期", "第〇期", "第0期", "第99999期", "简报第五期", "第五期简报", "第五期\n第六期", "第-1期", "第5.5期"],
)  # fmt: skip
def test_what_is_no_number(text):
    assert parse(text) is None


PLACES = [
    {"cohort": cohort, "year": year, "supplement": supplement}
    for cohort in (None, 1, 11)
    for year in (None, 2026)
    for supplement in (False, True)
]


def test_every_place_numbers_apart():
    scopes = [scope(series, **place) for series in (1, 11) for place in PLACES]
    assert len(set(scopes)) == len(scopes)


def test_addresses():
    assert [
        address("luntan", 5, cohort="", year=None, supplement=False),
        address("luntan", 5, cohort="zq07", year=None, supplement=False),
        address("luntan", 5, cohort="", year=2026, supplement=False),
        address("luntan", 1, cohort="zq07", year=None, supplement=True),
    ] == ["luntan-5", "luntan-zq07-5", "luntan-2026-5", "luntan-zq07-zk-1"]
