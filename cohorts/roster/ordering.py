"""In which order the names of a roster stand: by number, by pinyin, or by the strokes of the surname."""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from pypinyin import Style, lazy_pinyin

from cohorts.roster.strokes import PLACES
from cohorts.roster.surnames import split

Someone = TypeVar("Someone")
Syllable = tuple[str, int, str]
SYLLABLE = re.compile("([a-z]+)([1-4]?)")
TONELESS = 5
NOT_COUNTED = (99, 0)  # surnames whose strokes aren't known: after all others


class Order(StrEnum):
    NUMBER = "number"
    PINYIN = "pinyin"
    STROKES = "strokes"


def ordered(
    people: Iterable[Someone],
    order: Order,
    *,
    name: Callable[[Someone], str],
    number: Callable[[Someone], int | None],
) -> list[Someone]:
    """The people in this order; those without a number after those with one, by pinyin."""

    def key(someone: Someone) -> Any:
        match order:
            case Order.NUMBER:
                place = number(someone)
                return place is None, place or 0, by_pinyin(name(someone))
            case Order.PINYIN:
                return by_pinyin(name(someone))
            case Order.STROKES:
                return by_strokes(name(someone))

    return sorted(people, key=key)


def by_pinyin(name: str) -> tuple[Syllable, ...]:
    """What names compare by: letters, then tone, then the character itself, one character after another."""
    surname, rest = split(name)
    syllables = [*surname, *map(_reading, rest)]
    return tuple((*_parts(syllable), each) for syllable, each in zip(syllables, name, strict=True))


def by_strokes(name: str) -> tuple[tuple[int, int], tuple[Syllable, ...]]:
    """What names compare by: the strokes of the surname's first character, then pinyin."""
    return PLACES.get(name[:1], NOT_COUNTED), by_pinyin(name)


@lru_cache(maxsize=4096)
def _reading(character: str) -> str:
    """li3; what is no Chinese character stays as it is."""
    return lazy_pinyin(character, style=Style.TONE3)[0].lower()


def _parts(syllable: str) -> tuple[str, int]:
    found = SYLLABLE.fullmatch(syllable)
    return (found[1], int(found[2] or TONELESS)) if found else (syllable, TONELESS)
