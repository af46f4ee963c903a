"""A briefing as plain text, pasted or uploaded."""

from django.utils.translation import gettext as _

from briefings.imports import Imported, Names, Unreadable
from briefings.imports.decoding import decode
from briefings.imports.structure import arrange
from briefings.imports.wrapping import unwrapped

MOST_LINES = 200_000


def read(data: bytes, names: Names = Names()) -> Imported:  # noqa: B008
    """The issue in UTF-8, UTF-16 or GB18030 text of at most 5 MB; a paragraph is a line that holds something.

    Raises Unreadable, with a sentence for the person who sent the file.
    """
    lines = decode(data).splitlines()
    count = sum(bool(line.strip()) for line in lines)
    if count > MOST_LINES:
        raise Unreadable(
            _("The text has %(count)d lines; at most %(most)d can be read. Divide it and import the parts.")
            % {"count": count, "most": MOST_LINES}
        )
    return arrange(unwrapped(lines), names)
