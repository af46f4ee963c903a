"""A roll in numbers, and what of it may be shown to those who are not organizers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.figures import Segment, age, ages, average, by, by_age, veiled
from cohorts.models.roll import Trainee

DAY = date(2026, 3, 9)


def people(*births, **fields):
    return [Trainee(pk, f"甲{pk}", birth=birth, **fields) for pk, birth in enumerate(births)]


@pytest.mark.parametrize(
    ("birth", "years"), [("1986-03", 40), ("1986-04", 39), ("1986-02", 40), ("1986-12", 39), ("", None)]
)
def test_an_age_is_counted_by_month(birth, years):
    assert age(birth, DAY) == years


def test_the_average_is_of_the_ages_that_are_known():
    assert average(ages(people("1986-03", "1985-03", "1985-03", ""), DAY)) == 40.7
    assert average(ages(people("", ""), DAY)) is None


@pytest.mark.parametrize(
    ("years", "band"), [(20, 0), (35, 0), (36, 1), (40, 1), (41, 2), (45, 2), (46, 3), (50, 3), (51, 4), (70, 4)]
)  # fmt: skip
def test_every_age_falls_into_one_band(years, band):
    segments = by_age(people(f"{2026 - years}-01"), DAY)
    assert [(each.key, each.count) for each in segments if each.count] == [(band, 1)]
    assert len(segments) == 5


def test_unknown_ages_are_a_segment_of_their_own():
    assert by_age(people("", "1986-03"), DAY)[-1] == Segment("", 1)


def test_segments_come_by_size_and_those_without_any_last():
    trainees = [Trainee(n, "甲", organization=name) for n, name in enumerate(["", "", "", "乙", "丙", "丙"])]
    assert by("organization", trainees) == [Segment("丙", 2), Segment("乙", 1), Segment("", 3)]


def segments(**counts):
    return [Segment(key, count) for key, count in counts.items()]


def test_segments_of_fewer_than_three_become_one():
    assert veiled(segments(a=9, b=2, c=1, d=4)) == [Segment("a", 9), Segment("d", 4), Segment(None, 3)]


def test_large_segments_stay_as_they_are():
    assert veiled(segments(a=9, b=3)) == segments(a=9, b=3)


def test_a_rest_that_is_small_itself_takes_in_the_next_smallest():
    """Else whoever knows how many there are subtracts the others."""
    assert veiled(segments(a=28, b=2, c=5)) == [Segment("a", 28), Segment(None, 7)]
    assert veiled(segments(male=28, female=2)) == [Segment(None, 30)]


def test_segments_of_nobody_are_not_shown():
    assert veiled(segments(a=5, b=0)) == segments(a=5)


@given(st.lists(st.integers(0, 12), max_size=8))
def test_nothing_shown_is_small_and_nobody_is_lost(counts):
    shown = veiled([Segment(n, count) for n, count in enumerate(counts)])
    assert sum(each.count for each in shown) == sum(counts)
    if sum(counts) >= 3:
        assert all(each.count >= 3 for each in shown)
