"""How long reading a text takes, and whether a hundred times the text takes a hundred times as long."""

# ruff: noqa: PLC0415 Django's models can be imported only when it is set up

import time
from pathlib import Path

from bench.house import folder

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = (ROOT / "../shared/seed/issue-5.txt", ROOT / "tests/briefings/imports/fixture.txt")
FIGURES = {
    "seed_ms": "读入一期简报全文所用 CPU 毫秒",
    "mb5_ratio": "读入 5 MB 所用时间 ÷ (100 × 读入 50 kB)",
}
SMALL, TIMES = 50_000, 100


def measure():
    with folder():
        import django

        django.setup()
        from briefings.imports.text import read

        sample = next(path for path in SAMPLES if path.exists()).read_text()
        names = roster()
        small = repeated(sample, SMALL)
        seed, of_small, of_large = (
            best(lambda data=data: read(data, names), repeats)
            for data, repeats in ((sample.encode(), 15), (small, 10), (small * TIMES, 2))
        )
    return {"seed_ms": seed * 1000, "mb5_ratio": of_large / (TIMES * of_small)}


def repeated(sample, size):
    """Whole lines of the sample, again and again, up to `size` bytes."""
    lines = (sample.rstrip("\n") + "\n").encode().splitlines(keepends=True)
    text = b""
    while True:
        for line in lines:
            if len(text) + len(line) > size:
                return text
            text += line


def roster():
    """A house that knows a few cohorts: 200 people, 100 institutes."""
    from briefings.imports import KnownPerson, Names

    places = [f"云州第{n}研究所" for n in range(100)]
    given = "听澜若溪明远知行清和景行书言怀瑾"
    people = [
        KnownPerson(
            f"00000000-0000-4000-8000-{n:012}",
            "赵钱孙李周吴郑王冯陈"[n % 10] + given[n % 16] + given[n // 16],
            places[n % 100],
            "副研究员",
        )
        for n in range(200)
    ]
    return Names(tuple(people), frozenset(places))


def best(work, repeats):
    """The least CPU seconds of some runs."""
    times = []
    for _run in range(repeats):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)
