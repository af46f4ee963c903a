"""Cells become typed values: one function for each kind of field, which warns or refuses where it must."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from cohorts.roster import Cell, Value
from cohorts.roster.contacts import email, mobile
from cohorts.roster.fields import FIELDS
from cohorts.roster.identity import id_number
from cohorts.roster.months import birth
from cohorts.roster.names import name
from cohorts.roster.places import Place
from cohorts.roster.tidying import HAN, compact, one_line, text_of

HIGHEST = 32_767
GENDERS = {"男": "male", "女": "female", "男性": "male", "女性": "female", "m": "male", "f": "female"} | {
    word: word for word in ("male", "female")
}
NOTHING = frozenset(("", "无", "暂无", "不详", "未知", "没有", "待定", "待补"))
NUMERALS = "零一二三四五六七八九"
GROUP = re.compile(
    r"第?(?:([0-9]{1,2})|([一二三四五六七八九]?)(十?)([一二三四五六七八九]?))(?:学习|讨论)?小?组?"
)
BROKEN = re.compile(rf"(?<={HAN})\s*[\r\n]+\s*(?={HAN})")


def value_of(field: str, cell: Cell, place: Place) -> Value | None:
    """What the cell says for this field, None when it can't be told; the place has its issues."""
    value = CONVERSIONS.get(field, text)(cell, place)
    most = FIELDS[field].most
    if isinstance(value, str) and len(value) > most:
        place.error(
            "too_long",
            _("%(at)s has %(count)s characters; at most %(most)s can be kept. Shorten it."),
            count=str(len(value)),
            most=str(most),
        )
        return None
    return value or None


def is_blank(field: str, written: str) -> bool:
    """Whether a cell says that there is nothing to say: 无, 不详, / or a dash; it keeps what is stored, as a blank one does."""
    return field not in ("name", "remark") and written.strip("-—–－/／\\. 、。") in NOTHING


def text(cell: Cell, place: Place) -> str:
    return one_line(text_of(cell))


def organization(cell: Cell, place: Place) -> str:
    """A name broken over two lines is one; a blank in it stays."""
    return one_line(BROKEN.sub("", text_of(cell)))


def number(cell: Cell, place: Place) -> int | None:
    digits = compact(text_of(cell)).rstrip(".、")
    if digits.isascii() and digits.isdigit() and len(digits) < 10 and 0 < int(digits) <= HIGHEST:
        return int(digits)
    place.warn(
        "number_unreadable", _("%(at)s “%(value)s” is no number from 1 on; it is left out."), value=digits
    )
    return None


def gender(cell: Cell, place: Place) -> str | None:
    """male or female."""
    word = compact(text_of(cell))
    found = GENDERS.get(word.lower())
    if not found:
        place.warn(
            "gender_unknown", _("%(at)s “%(value)s” is neither 男 nor 女; it is left out."), value=word
        )
    return found


def group(cell: Cell, place: Place) -> int | str:
    """The group's number, of 第一组, 一组, 1组 and 1 alike; else its name."""
    return group_number(text_of(cell)) or text(cell, place)


def group_number(words: str) -> int | None:
    found = GROUP.fullmatch(compact(words))
    if not found:
        return None
    if found[1]:
        return int(found[1]) or None
    tens, ten, ones = found[2], found[3], found[4]
    if not ten:  # 一组 alone; 一二组 is no number
        return NUMERALS.index(tens or ones) if bool(tens) != bool(ones) else None
    return (NUMERALS.index(tens) if tens else 1) * 10 + (NUMERALS.index(ones) if ones else 0)


def group_name(number: int) -> str:
    """How classes call the group of this number: 第十二组. The inverse of `group_number`, up to 99."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return f"第{number}组"
    numeral = (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")
    return f"第{numeral}组"


CONVERSIONS: dict[str, Callable[[Cell, Place], Value | None]] = {
    "number": number,
    "name": name,
    "gender": gender,
    "group": group,
    "organization": organization,
    "department": organization,
    "mobile": mobile,
    "email": email,
    "id_number": id_number,
    "birth": birth,
}
