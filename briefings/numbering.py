"""Issue numbers in Chinese: 5 ↔ 第五期, 105 ↔ 第一百零五期, and the scope a number is unique in."""

import re

DIGITS = "零一二三四五六七八九"
LAST = 9999
UNITS = ((1000, "千"), (100, "百"), (10, "十"))
VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
LABEL = re.compile(r"^(增刊)?\s*(?:总)?第?\s*([0-90-9]+|[零〇一二两三四五六七八九十百千]+)\s*[期号]?$")


def hanzi(number: int) -> str:
    """The Chinese numeral of 1 ≤ number ≤ 9999 as issues write it: 10 is 十, 12 is 十二."""
    if not 1 <= number <= LAST:
        raise ValueError(f"no issue number: {number}")
    text, rest, gap = "", number, False
    for value, unit in UNITS:
        digit, rest = divmod(rest, value)
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(text)
    if rest:
        text += ("零" if gap else "") + DIGITS[rest]
    return text.removeprefix("一") if text.startswith("一十") else text


def label(number: int, supplement: bool = False) -> str:
    """第五期, or 增刊第五期 for a supplement."""
    return f"{'增刊' if supplement else ''}第{hanzi(number)}期"


def parse(text: str) -> tuple[int, bool] | None:
    """(number, is a supplement) of 第五期, 第5期, 增刊第一期; None when it is no issue number."""
    match = LABEL.match(text.strip())
    if not match:
        return None
    number = int(match[2]) if match[2].isdecimal() else _value(match[2])
    return (number, bool(match[1])) if 1 <= number <= LAST else None


def _value(text: str) -> int:
    total, digit = 0, 0
    units = {unit: value for value, unit in UNITS}
    for character in text:
        if character in units:
            total += (digit or 1) * units[character]
            digit = 0
        else:
            digit = digit * 10 + VALUES[character] if digit else VALUES[character]
    return total + digit


def scope(series: int, *, cohort: int | None, year: int | None, supplement: bool) -> str:
    """Where a number may stand only once: the keys of series and cohort or year, supplements apart."""
    return f"{series}/{cohort or ''}/{year or ''}/{'zk' if supplement else ''}"


def address(series: str, number: int, *, cohort: str, year: int | None, supplement: bool) -> str:
    """What the page of an issue is called: the slugs of series and cohort or the year, and the number."""
    parts = [series, cohort, str(year or ""), "zk" if supplement else "", str(number)]
    return "-".join(part for part in parts if part)
