"""A roll in numbers: ages, and how many people fall into which segment."""

from collections import Counter
from dataclasses import dataclass

FEWEST = 3  # a segment of fewer could tell who is meant
BANDS = (35, 40, 45, 50)  # the oldest of each band of ages; the last band has none


@dataclass(frozen=True, slots=True)
class Segment:
    """`key` is what its people have in common; None: various things."""

    key: object
    count: int


def age(birth, day):
    """Whole years on a day of somebody born in a month written 1985-03; None if that is unknown."""
    if not birth:
        return None
    year, month = (int(part) for part in birth.split("-"))
    return day.year - year - (day.month < month)


def ages(trainees, day):
    """The ages that are known."""
    return [years for one in trainees if (years := age(one.birth, day)) is not None]


def average(numbers):
    """To one decimal place; None of nothing."""
    return round(sum(numbers) / len(numbers), 1) if numbers else None


def by_age(trainees, day):
    """A segment for each band, keyed by its number, and one of unknown ages, keyed "", if there are any."""
    counts = Counter(_band(age(one.birth, day)) for one in trainees)
    bands = [Segment(band, counts[band]) for band in range(len(BANDS) + 1)]
    return [*bands, *([Segment("", counts[""])] if counts[""] else [])]


def _band(years):
    return "" if years is None else sum(years > oldest for oldest in BANDS)


def by(name, trainees):
    """Segments by an attribute, the largest first, those who have none of it last."""
    counts = Counter(getattr(one, name) for one in trainees)
    ordered = sorted(counts.items(), key=lambda item: (item[0] == "", -item[1], item[0]))
    return [Segment(key, count) for key, count in ordered]


def veiled(segments):
    """The same without segments of fewer than three people: they become one that has no key.

    Where that one would be small itself the next smallest joins it, or subtracting from the whole would tell its size.
    """
    smallest_first = sorted((each for each in segments if each.count), key=lambda each: each.count)
    hidden = [each for each in smallest_first if each.count < FEWEST]
    rest = smallest_first[len(hidden) :]
    while hidden and rest and sum(each.count for each in hidden) < FEWEST:
        hidden.append(rest.pop(0))
    shown = [each for each in segments if each in rest]
    return [*shown, *([Segment(None, sum(each.count for each in hidden))] if hidden else [])]
