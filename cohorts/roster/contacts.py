"""Telephone numbers and addresses of e-mail. What is private is quoted nowhere."""

import re

from django.utils.translation import gettext as _

from cohorts.roster import Cell
from cohorts.roster.fields import FIELDS
from cohorts.roster.places import Place
from cohorts.roster.tidying import compact, one_line, text_of

SEPARATORS = re.compile(r"[-\s().'’‐-―－]")
COUNTRY = re.compile(r"(?:\+|00)?86(?=1[0-9]{10}$)")
MOBILE = re.compile("1[0-9]{10}")
WITHIN = re.compile(r"(?<!\d)1[3-9][0-9]{9}(?!\d)")
POWER_OF_TEN = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
MASK = "***"  # of a list that was exported masked
EMAIL = re.compile(r"[^@\s,;，；、]+@[^@\s,;，；、.]+(?:\.[^@\s,;，；、.]+)+")


def mobile(cell: Cell, place: Place) -> str | None:
    """The 11 digits; anything else as written, with a warning: there are landlines, and two numbers in a cell."""
    written = text_of(cell)
    if MASK in written:
        _warn_of_mask(place)
        return None
    digits = COUNTRY.sub("", SEPARATORS.sub("", compact(written).removesuffix(".0")))
    if MOBILE.fullmatch(digits):
        return digits
    if POWER_OF_TEN.fullmatch(compact(written)) or isinstance(cell, float) and not cell.is_integer():
        place.error(
            "mobile_destroyed",
            _(
                "%(at)s was shortened by Excel and its last digits are lost. Set the cells to Text and enter it again."
            ),
        )
        return None
    if len(written) > FIELDS["mobile"].most and (first := WITHIN.search(written)):
        place.warn("mobile_first", _("%(at)s holds more than fits; the first mobile number was read."))
        return first[0]
    place.warn("mobile_shape", _("%(at)s is no mobile number of 11 digits; it is kept as written."))
    return one_line(written)


def email(cell: Cell, place: Place) -> str | None:
    if MASK in text_of(cell):
        _warn_of_mask(place)
        return None
    address = compact(text_of(cell)).strip("<>;,；，、.")
    if EMAIL.fullmatch(address):
        return address
    place.warn("email_shape", _("%(at)s is no e-mail address; it is left out."))
    return None


def _warn_of_mask(place: Place) -> None:
    place.warn("masked", _("%(at)s was masked when this list was exported; it is left out."))
