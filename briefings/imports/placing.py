"""Which lines open or sign a piece, told by what stands around them: titles, subtitles, bylines, attributions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefings.imports.lines import DASH, Line, Mark, continues, is_brief, is_final
from briefings.imports.people import Roster, looks_like_a_name
from briefings.imports.posts import is_organization

QUOTES = re.compile("金句|语录|摘录|摘编|感言|心声|寄语|圆桌|箴言|声音")
DASHED = re.compile(rf"{DASH}\s*(?=[^\s—―─])")
TITLE_AND_SUBTITLE = re.compile(rf"(\S.*?)[ \u3000]+{DASH}[ \u3000]*([^\s—―─].*)")
SIGNED = re.compile(rf"\s*{DASH}\s*([^—―─。！？；：]{{2,30}})$")

Found = list[list[Line]]  # for each line of the input that was used, the lines it has become


@dataclass(slots=True)
class Place:
    """What a line stands under and follows: `prose` is the line before it, if that was prose."""

    heading: str = ""
    opens: bool = True
    prose: str = ""

    def pass_by(self, line: Line) -> None:
        if line.mark is Mark.HEADING:
            self.heading, self.opens, self.prose = line.text, True, ""
        elif line.mark is not Mark.PICTURE:
            self.opens = False
            self.prose = line.text if line.mark is Mark.PROSE else ""

    def is_fresh(self, text: str) -> bool:
        """Whether `text` begins something: what stands before it is finished."""
        return not self.prose or not continues(self.prose, text)


def placed(lines: Sequence[Line], roster: Roster) -> Iterator[Line]:
    """The lines, with what was PROSE marked as the title, subtitle, byline or attribution it is."""
    place, at = Place(), 0
    while at < len(lines):
        found = (
            _opening(lines, at, place, roster)
            or _signature(lines[at], place, roster)
            or _captioned(lines, at, place, roster)
            or [[lines[at]]]
        )
        for line in (line for become in found for line in become):
            place.pass_by(line)
            yield line
        at += len(found)


def _opening(lines: Sequence[Line], at: int, place: Place, roster: Roster) -> Found:
    """A title with its subtitle and byline, or either alone, if the line at `at` opens a piece."""
    text = _prose(lines, at)
    if not text or len(text) > 90 or DASHED.match(text):
        return []
    fresh = place.is_fresh(text)
    billing = _billing(lines, at + 1, roster)
    if is_brief(text.rstrip("？！")) and billing and (fresh or _is_sure(billing, roster)):
        return [[_as(lines[at], Mark.TITLE)], *billing]
    if not fresh:
        return []
    return (
        _title_and_subtitle(lines, at, place, roster)
        or _title_on_two_lines(lines, at, roster)
        or _byline_alone(lines, at, roster)
        or _title_alone(lines, at, place)
    )


def _title_and_subtitle(lines: Sequence[Line], at: int, place: Place, roster: Roster) -> Found:
    """On one line, or the subtitle on the next; and the byline below, if there is one."""
    both = TITLE_AND_SUBTITLE.fullmatch(lines[at].text)
    if both and is_brief(both[1]) and is_brief(both[2]) and not _is_name(both[2], roster):
        title, subtitle = _as(lines[at], Mark.TITLE, both[1]), _as(lines[at], Mark.SUBTITLE, both[2])
        return [[title, subtitle], *_billing(lines, at + 1, roster)]
    below = _prose(lines, at + 1)
    dash = DASHED.match(below)
    if not (dash and is_brief(lines[at].text)):
        return []
    words = below[dash.end():]
    quoted = not place.opens and QUOTES.search(place.heading) and roster.attributed(words)
    if quoted or _is_name(words, roster) or not is_brief(words):
        return []
    subtitle = _as(lines[at + 1], Mark.SUBTITLE, words)
    return [[_as(lines[at], Mark.TITLE)], [subtitle], *_billing(lines, at + 2, roster)]


def _title_on_two_lines(lines: Sequence[Line], at: int, roster: Roster) -> Found:
    billing = _billing(lines, at + 2, roster)
    if billing and is_brief(lines[at].text) and is_brief(_prose(lines, at + 1)) and _is_sure(billing, roster):
        return [[_as(line, Mark.TITLE)] for line in lines[at : at + 2]] + billing
    return []


def _byline_alone(lines: Sequence[Line], at: int, roster: Roster) -> Found:
    billing = _billing(lines, at, roster)
    return billing if _is_sure(billing, roster) and _prose(lines, at + len(billing)) else []


def _title_alone(lines: Sequence[Line], at: int, place: Place) -> Found:
    """Directly under a heading with prose after it; lines of one length are a paragraph set narrow."""
    text = lines[at].text
    below = next((line for line in lines[at + 1 : at + 4] if line.mark is not Mark.PICTURE), None)
    if not (place.opens and below and below.mark is Mark.PROSE and len(text) <= 32 and is_brief(text)):
        return []
    narrow = not is_final(below.text) and abs(len(below.text) - len(text)) <= 3
    return [] if narrow else [[_as(lines[at], Mark.TITLE)]]


def _billing(lines: Sequence[Line], at: int, roster: Roster) -> Found:
    """The byline at `at`: on one line, or name and organization on two, in either order."""
    first, second = _prose(lines, at), _prose(lines, at + 1)
    if not _may_bill(first):
        return []
    if _may_bill(second) and (_are_halves(first, second, roster) or _are_halves(second, first, roster)):
        return [[_as(line, Mark.BYLINE)] for line in lines[at : at + 2]]
    return [[_as(lines[at], Mark.BYLINE)]] if roster.billed(first) else []


def _are_halves(name: str, organization: str, roster: Roster) -> bool:
    people = roster.billed(name)
    return (
        bool(people)
        and not any(person.organization for person in people)
        and is_organization(organization, roster.organizations)
        and not roster.billed(organization)
    )


def _may_bill(text: str) -> bool:
    return 0 < len(text) <= 60 and not is_final(text) and not re.search("[。；！？—―─]", text)


def _is_sure(billing: Found, roster: Roster) -> bool:
    text = " ".join(line.text for become in billing for line in become)
    return roster.is_sure(roster.billed(text))


def _signature(line: Line, place: Place, roster: Roster) -> Found:
    """The name below a quote after ——, or at the end of the quote's own line."""
    dash = DASHED.match(line.text)
    text, in_quotes = line.text, bool(QUOTES.search(place.heading))
    if line.mark is not Mark.PROSE:
        return []
    if dash:
        words = text[dash.end():] if place.prose else ""
        believed = is_final(place.prose) or in_quotes or _is_name(words, roster)
        return [[_as(line, Mark.ATTRIBUTION, words)]] if believed and _signs(words, roster) else []
    signed = SIGNED.search(text[-40:])
    if not signed or not _signs(signed[1], roster):
        return []
    quote = text[: -len(signed[0])]
    believed = roster.knows(signed[1]) or (
        (in_quotes or looks_like_a_name(signed[1])) if is_final(quote) else in_quotes and _is_name(signed[1], roster)
    )
    return [[replace(line, text=quote), _as(line, Mark.ATTRIBUTION, signed[1])]] if quote and believed else []


def _captioned(lines: Sequence[Line], at: int, place: Place, roster: Roster) -> Found:
    """A picture's mark and the short line below it, when that begins nothing else."""
    line, below = lines[at], _prose(lines, at + 1)
    if line.mark is not Mark.PICTURE or line.text or len(below) > 30 or not is_brief(below):
        return []
    if not place.is_fresh(below) or _opening(lines, at + 1, place, roster):
        return []
    return [[replace(line, text=below)], []]


def _prose(lines: Sequence[Line], at: int) -> str:
    return lines[at].text if at < len(lines) and lines[at].mark is Mark.PROSE else ""


def _as(line: Line, mark: Mark, text: str | None = None) -> Line:
    return replace(line, mark=mark, text=(line.text if text is None else text).replace("**", ""))


def _is_name(text: str, roster: Roster) -> bool:
    name = "".join(text.split())
    return roster.knows(name) or looks_like_a_name(name)


def _signs(text: str, roster: Roster) -> bool:
    return 0 < len(text) <= 40 and bool(roster.attributed(text))
