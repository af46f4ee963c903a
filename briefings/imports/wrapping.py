"""Text set in a column: lines that were broken at its edge are one paragraph again.

Only where the page shows what a paragraph is: by an indent at its head, or a blank line above it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefings.imports.lines import DASH, Line, begins_apart, is_final, joined

NARROWEST, WIDEST = 40, 96  # in half-width characters
EDGE = 4  # a line is full when less than this is left of it: two characters
FEWEST = 4
INDENT = re.compile(r"\u3000|[ \t\u2003]{2}")
STRUCTURAL = re.compile(rf"[【*]|{DASH}")


def unwrapped(texts: Sequence[str]) -> Iterator[Line]:
    """The lines that hold something, counted from 1, with those that go on below made whole."""
    texts = [text.rstrip() for text in texts]
    widths = [_width(text) for text in texts]
    full = _full(texts, widths)
    number = 0
    parts: list[str] = []
    for place, text in enumerate(texts):
        if not text:
            continue
        if not (place and full[place - 1] and _goes_on(text)):
            if parts:
                yield Line(number - len(parts) + 1, _whole(parts))
            parts = []
        number += 1
        parts.append(text)
    if parts:
        yield Line(number - len(parts) + 1, _whole(parts))


def _full(texts: Sequence[str], widths: Sequence[int]) -> list[bool]:
    """Which lines reach the edge of the column; none, when the text is set in none."""
    column = max(widths, default=0)
    full = [width > column - EDGE for width in widths]
    cut = sum(reaches and not is_final(text) for text, reaches in zip(texts, full, strict=True))
    is_set = NARROWEST <= column <= WIDEST and cut >= max(FEWEST, sum(map(bool, widths)) // 4, sum(full) // 2)
    return full if is_set and _shows_paragraphs(texts) else [False] * len(widths)


def _shows_paragraphs(texts: Sequence[str]) -> bool:
    signs = sum(bool(INDENT.match(text)) for text in texts)
    signs += sum(bool(before and not after) for before, after in pairwise(texts))
    return signs >= 2 + sum(map(bool, texts)) // 8


def _goes_on(text: str) -> bool:
    return not (INDENT.match(text) or STRUCTURAL.match(text) or begins_apart(text))


def _whole(parts: list[str]) -> str:
    return joined([part.strip() for part in parts]) if len(parts) > 1 else parts[0]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
