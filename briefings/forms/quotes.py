"""Quotes as they are pasted: parted by blank lines, or each ending with a line ——姓名."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from briefings.imports.lines import DASH, is_final
from briefings.imports.shapes import SIGNED

SIGNATURE = re.compile(rf"{DASH}\s*(\S.*)")
LONGEST_SIGNATURE = 100  # with its dash and spaces; the search for one takes seconds in a long line of spaces


def read_quotes(text):
    """[(words, one paragraph a line; who signed them)]. Raises ValidationError for one that nobody signed."""
    quotes, words = [], []
    for line in [*text.splitlines(), ""]:
        said, name = _signed(line.strip())
        words += [said] if said else []
        if name and not words and quotes and not quotes[-1][1]:
            quotes[-1][1] = name
        elif words and (name or not line.strip()):
            quotes.append(["\n".join(words), name])
            words = []
        elif name:
            raise ValidationError(
                _("“%(name)s” signs nothing: the words come first.") % {"name": name}, code="no_words"
            )
    for number, (said, name) in enumerate(quotes, start=1):
        if not name:
            raise ValidationError(
                _("Nobody signs quote %(number)s, “%(start)s…”: end it with a line ——name.")
                % {"number": number, "start": said[:12]},
                code="no_name",
            )
    return [tuple(quote) for quote in quotes]


def _signed(line):
    """(words, name): 话。——某某 holds both, ——某某 a name, any other line words."""
    if alone := SIGNATURE.fullmatch(line):
        return "", alone[1]
    found = SIGNED.search(line, max(0, len(line) - LONGEST_SIGNATURE))
    if found and is_final(line[: found.start()]):
        return line[: found.start()].rstrip(), found[1].strip()
    return line, ""
