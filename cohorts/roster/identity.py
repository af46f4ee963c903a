"""Resident identity numbers (GB 11643): 17 digits and a check digit; what Excel makes of them is never mended."""

import re
from datetime import date, datetime
from operator import mul

from django.utils.translation import gettext as _

from cohorts.roster import Cell, IdNumber
from cohorts.roster.places import Place
from cohorts.roster.tidying import compact, text_of

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
SHAPE = re.compile("[0-9]{17}[0-9X]")
OLD_SHAPE = re.compile("[0-9]{15}")
POWER_OF_TEN = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")
QUOTES = re.compile("['’‘`\"\\-]")
EXACT = 15  # the digits Excel keeps of a number
ROUNDED = "000"


def id_number(cell: Cell, place: Place) -> IdNumber | None:
    digits = QUOTES.sub("", compact(text_of(cell))).upper()
    if _is_destroyed(cell, digits):
        place.error(
            "id_number_destroyed",
            _(
                "%(at)s is an identity number that Excel turned into a number; its last digits are lost. "
                "Set the cells to Text and enter it again."
            ),
        )
        return None
    if OLD_SHAPE.fullmatch(digits):
        place.warn("id_number_old", _("%(at)s has 15 digits, as identity numbers had before 2013; check it."))
        return IdNumber(digits)
    if isinstance(cell, (date, datetime)) or not SHAPE.fullmatch(digits):
        place.warn(
            "id_number_shape",
            _("%(at)s is no identity number of 18 places; it isn't used to recognize the person."),
        )
        return None
    if check_digit(digits) != digits[-1]:
        place.warn(
            "id_number_check_digit", _("%(at)s has a wrong last place: a digit is mistyped. Check it.")
        )
    return IdNumber(digits)


def check_digit(digits: str) -> str:
    """The last place that belongs to the first 17."""
    return CHECK_DIGITS[sum(map(mul, WEIGHTS, map(int, digits[:17]))) % len(CHECK_DIGITS)]


def is_sound(number: IdNumber) -> bool:
    return len(number.digits) == 18 and check_digit(number.digits) == number.digits[-1]


def month_of(number: IdNumber) -> str:
    return f"{number.digits[6:10]}-{number.digits[10:12]}"


def gender_of(number: IdNumber) -> str:
    return "male" if int(number.digits[16]) % 2 else "female"


def _is_destroyed(cell: Cell, digits: str) -> bool:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return len(digits.lstrip("-")) > EXACT
    if POWER_OF_TEN.fullmatch(digits):
        return True
    return bool(SHAPE.fullmatch(digits)) and digits.endswith(ROUNDED) and check_digit(digits) != digits[-1]


def lengthened(number: IdNumber) -> str:
    """In 18 places: those of 15 have the century and the check digit left out (GB 11643-1999)."""
    digits = number.digits
    if len(digits) == 18:
        return digits
    whole = f"{digits[:6]}19{digits[6:]}"
    return whole + check_digit(whole)
