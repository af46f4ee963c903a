"""What a page prints around its text: page numbers, running heads, ruled lines. None of it is the issue's text."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from briefings.document import Masthead
from briefings.imports import Unsure
from briefings.imports.lines import Line, Mark, is_final

PAGE = re.compile(
    r"[—―─－–-]+\s*\d{1,3}\s*[—―─－–-]+|[·•~～]\s*\d{1,3}\s*[·•~～]|[Pp]age\s*\d{1,3}"
    r"|第\s*\d{1,3}\s*页(?:\s*[/／，,]?\s*共\s*\d{1,3}\s*页)?"
)
LONGEST_QUOTED = 60
BARE = re.compile(r"\d{1,3}")
RULE = re.compile("[—―─－–_＿﹍━═*-]{3,}|={3,}")


def without(lines: Sequence[Line], masthead: Masthead, doubts: list[Unsure]) -> list[Line]:
    """The lines without the page's furniture, which is reported word by word."""
    counted = _counted(lines)
    printed = [line for line in lines if line.number in counted or _is_furniture(line, masthead)]
    if printed:
        words = "” “".join(" ".join(line.text.split())[:LONGEST_QUOTED] for line in printed)
        doubts.append(
            Unsure(
                printed[0].number,
                _("Left out as page numbers, running heads or ruled lines: “%(words)s”. Add what is text.")
                % {"words": words},
            )
        )
    left_out = {id(line) for line in printed}
    return [line for line in lines if id(line) not in left_out]


def _is_furniture(line: Line, masthead: Masthead) -> bool:
    if line.mark is not Mark.PROSE:
        return False
    return bool(
        PAGE.fullmatch(line.text) or RULE.fullmatch(line.text) or _is_running_head(line.text, masthead)
    )


def _is_running_head(text: str, masthead: Masthead) -> bool:
    """春雨简报　第3期: nothing but the series, with number, cohort or a page beside it."""
    rest = PAGE.sub("", text)
    for words in filter(None, (masthead.series, masthead.cohort, masthead.number_label)):
        rest = rest.replace(words, "", 1)
    return bool(masthead.series) and masthead.series in text and not re.search(r"[^\W\d]", rest)


def _counted(lines: Sequence[Line]) -> set[int]:
    """The lines that are bare numbers, when they count pages: each one more than the last, or in mid-sentence."""
    bare = [place for place, line in enumerate(lines) if BARE.fullmatch(line.text)]
    values = [int(lines[place].text) for place in bare]
    counts = len(values) > 1 and values == list(range(values[0], values[0] + len(values)))
    cuts = all(place and lines[place - 1].mark is Mark.PROSE for place in bare) and not any(
        is_final(lines[place - 1].text) for place in bare
    )
    return {lines[place].number for place in bare} if counts or cuts and len(bare) == 1 else set()
