"""Any grid of cells is read with every row accounted for; any bytes are read or refused; no identity number is ever told."""

import re
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cohorts.roster import Grid, Unreadable
from cohorts.roster.duplicates import marked
from cohorts.roster.fields import FIELDS
from cohorts.roster.reader import read
from cohorts.roster.rows import Rows
from cohorts.roster.sheets import Choice, examine
from cohorts.roster.tidying import compact, quoted
from tests.cohorts.roster.files import HEADINGS, SOUND, csv, xlsx

WORDS = st.sampled_from(
    [
        *HEADINGS,
        *(heading for field in FIELDS.values() for heading in field.headings[:2]),
        "联系方式", "基本信息", "合计", "备注：", "第一组", "例", "张　三", "张伟", "清空", "13800138000", "1980.1", "1985.03",
        SOUND, f"{SOUND[:6]} {SOUND[6:]}", SOUND[:17] + "1", "3.1018619091391E+17", f"身份证：{SOUND}", " ", "\u200b", "",
    ]
)  # fmt: skip
CELLS = st.one_of(
    WORDS,
    WORDS,
    st.none(),
    st.text(max_size=8),
    st.floats(),
    st.integers(-10, 10**18),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(
        [3.1018619091391e17, 110105194912310020, 13800138000.0, date(1985, 3, 1), datetime(1985, 3, 1)]
    ),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=9).map(tuple), max_size=12)
RANGES = st.lists(
    st.tuples(st.integers(1, 14), st.integers(0, 8), st.integers(0, 5), st.integers(0, 5)).map(
        lambda range_: (range_[0], range_[1], range_[0] + range_[2], range_[1] + range_[3])
    ),
    max_size=5,
).map(tuple)
SECRET = re.compile(r"\d{17}[\dXx]")


def result(rows, merged, choice):
    grid = Grid("名册", tuple(enumerate(rows, 1)), merged, width=9)
    sheet = examine(grid, choice)
    people, others = Rows(grid, sheet).read() if sheet.is_read else ([], [])
    return sheet, marked(people), others


@settings(max_examples=500, deadline=None)
@given(ROWS, st.none() | RANGES, st.booleans(), st.sampled_from([None, 0, 1, 3, 99]))
@example([HEADINGS, ("1", "张三", SOUND, SOUND, SOUND, SOUND, SOUND, SOUND, SOUND, SOUND)], None, False, None)
@example([HEADINGS, (float("nan"),) * 9, (float("inf"),) * 9], None, False, None)
def test_any_grid_is_accounted_for_row_by_row(rows, merged, headed, header):
    rows = [HEADINGS, *rows] if headed else rows
    columns = None if header is None else {0: "name", 1: "birth", 2: "id_number", 3: "group"}
    sheet, people, others = result(rows, merged, Choice(columns=columns, header=header))
    if sheet.is_read:
        assert sorted([row.row for row in people] + [row.row for row in others]) == list(
            range(1, len(rows) + 1)
        )
    told = [issue.message for row in people for issue in row.issues] + [row.why for row in others]
    assert not [
        text for text in [*told, repr(people), repr(others), *sheet.problems] if SECRET.search(compact(text))
    ]


def test_a_grid_that_is_read_is_among_those_tried():
    sheet, people, _ = result([HEADINGS, ("1", "张三", "男")], None, Choice())
    assert (sheet.is_read, len(people)) == (True, 1)


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_any_workbook_is_accounted_for_row_by_row(rows):
    rows = [HEADINGS, *([cell for cell in row if is_written(cell)] for row in rows)]
    found = read(xlsx(rows), "a.xlsx")
    filled = [number for number, row in enumerate(rows, 1) if any(cell not in (None, "") for cell in row)]
    assert sorted([row.row for row in found.rows] + [row.row for row in found.ignored]) == filled


def is_written(cell):
    """Whether Excel's format can hold it."""
    if isinstance(cell, float):
        return abs(cell) < 1e300
    if isinstance(cell, date):
        return cell.year > 1900
    return not isinstance(cell, str) or cell.isprintable() or cell == "\u200b"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Unreadable):
        read(data, "a.xlsx")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 8_000), st.binary(min_size=1, max_size=8))
def test_a_workbook_damaged_anywhere_is_read_or_refused(place, noise):
    data = xlsx([HEADINGS, ("1", "张三", "男")])
    place %= len(data)
    with suppress(Unreadable):
        read(data[:place] + noise + data[place + len(noise) :], "a.xlsx")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(Unreadable):
        read(b"\xef\xbb\xbf" + "姓名,手机,单位\n".encode() + text.encode(), "a.csv")


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        f"{SOUND[:6]} {SOUND[6:14]}-{SOUND[14:]}",
        "１" * 18,
        "310186190913910000",
        "3.1018619091391e+17",
        SOUND[:17],
    ],
)
def test_a_run_of_digits_is_quoted_masked(text):
    assert not re.search(r"\d{6}", quoted(f"号码{text}。"))


def test_headings_that_hold_a_number_are_quoted_masked():
    found = read(
        csv([("姓名", "出生年月", "手机"), ("张三", "x", "1")]),
        "a.csv",
        columns={"a": {0: "name", 1: "birth"}},
    )
    assert [issue.column for issue in found.rows[0].issues] == ["出生年月"]
