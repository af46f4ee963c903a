"""Lines become paragraphs: joined where a page cut them, left apart where they are verses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefings.imports.lines import Line, Mark, begins_apart, continues, is_final, joined

VERSE = re.compile(r"[^，。；,;：:（(\\d]{1,16}[。！]?")
NARROWEST_COLUMN = 10
FEWEST_VERSES = 3
FEWEST_TABS = 2


def paragraphs(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, prose joined where a page, a column or a picture cut it; the picture comes after."""
    parts: list[Line] = []
    pictures: list[Line] = []
    for line in [*versed(list(lines)), None]:
        if line and line.mark is Mark.PICTURE and parts:
            pictures.append(line)
            continue
        if line and line.mark is Mark.PROSE and parts and continues(parts[-1].text, line.text, parts[0].text):
            parts.append(line)
            continue
        if parts:
            yield replace(parts[0], text=joined([part.text for part in parts]))
        yield from pictures
        parts, pictures = [], []
        if line and line.mark is Mark.PROSE:
            parts = [line]
        elif line:
            yield line


def versed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with those of poems and slogans marked VERSE: several short ones below one another, ragged."""
    run: list[Line] = []
    for line in lines:
        may_be_one = line.mark is Mark.PROSE and VERSE.fullmatch(line.text) and not begins_apart(line.text)
        run.append(line)
        if not may_be_one or is_final(line.text):
            yield from _verses(run, run[: len(run) - (not may_be_one)])
            run = []
    yield from _verses(run, run)


def _verses(run: list[Line], short: list[Line]) -> list[Line]:
    """Lines of much the same length are a column; but no column is narrower than ten characters."""
    lengths = [len(line.text) for line in short[:-1]]
    if len(short) < FEWEST_VERSES or min(lengths) > max(lengths) // 2 and max(lengths) >= NARROWEST_COLUMN:
        return run
    return [replace(line, mark=Mark.VERSE) for line in short] + run[len(short) :]


def rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with those of a pasted table marked ROW: cells parted by tabs, two such lines or more."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line and line.mark is Mark.PROSE and line.text.count("\t") >= FEWEST_TABS:
            run.append(line)
            continue
        yield from [replace(row, mark=Mark.ROW) for row in run] if len(run) > 1 else run
        run = []
        if line:
            yield line
