"""A briefing as plain text, pasted or uploaded."""

from django.utils.translation import gettext as _

from briefings.imports import Imported, Names, Unreadable
from briefings.imports.decoding import decode
from briefings.imports.lines import Line
from briefings.imports.structure import arrange

MOST_LINES = 200_000


def read(data: bytes, names: Names = Names()) -> Imported:  # noqa: B008
    """The issue in UTF-8, UTF-16 or GB18030 text of at most 5 MB; a paragraph is a line that holds something.

    Raises Unreadable, with a sentence for the person who sent the file.
    """
    lines = [line for line in decode(data).splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Unreadable(
            _("The text has %(count)d lines; at most %(most)d can be read. Divide it and import the parts.")
            % {"count": len(lines), "most": MOST_LINES}
        )
    return arrange((Line(number, text) for number, text in enumerate(lines, start=1)), names)
