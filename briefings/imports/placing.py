"""Which lines open or sign a piece, told by what stands around them: titles, subtitles, bylines, attributions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefings.imports import shapes
from briefings.imports.lines import (
    LABELLED,
    LISTED,
    Line,
    Mark,
    as_,
    bare_title,
    continues,
    is_brief,
    is_final,
    may_bill,
)
from briefings.imports.names import looks_like_a_name
from briefings.imports.people import Roster
from briefings.imports.posts import is_organization, split_post

LONGEST_OPENING = 90
LONGEST_TITLE_ALONE = 32
LONGEST_CAPTION = 30
LONGEST_SIGNATURE = 20

Found = list[list[Line]]  # for each line of the input that was used, the lines it has become


class Placing:
    """Goes down the lines of an issue, keeping what the line at hand stands under and follows."""

    def __init__(self, lines: Sequence[Line], roster: Roster) -> None:
        self.lines, self.roster = lines, roster
        self.heading = ""
        self.opens = True  # nothing but pictures stands between the line and its heading
        self.before = ""  # the prose just above
        self.is_titled = False  # the section's first piece has a title and no byline
        self.bylines: dict[int, Found] = {}

    def __iter__(self) -> Iterator[Line]:
        """The lines, with what was PROSE marked as the title, subtitle, byline or attribution it is."""
        at = 0
        while at < len(self.lines):
            found = self.found(at)
            for line in [line for become in found for line in become]:
                self.pass_by(line)
                yield line
            at += len(found)

    def found(self, at: int) -> Found:
        line = self.lines[at]
        if line.mark is Mark.PROSE:
            return (
                self.speaker(line)
                or self.labelled(at)
                or self.opening(at)
                or self.signature(line)
                or [[line]]
            )
        return self.captioned(at) or [[line]]

    def pass_by(self, line: Line) -> None:
        if line.mark is Mark.HEADING:
            self.heading, self.opens, self.before, self.is_titled = line.text, True, "", False
        elif line.mark is not Mark.PICTURE:
            self.opens = False
            self.before = line.text if line.mark is Mark.PROSE else ""

    def opening(self, at: int) -> Found:
        """A title with its subtitle and byline, or any of them alone, if the line at `at` opens a piece."""
        text = self.prose(at)
        listed, bare = LISTED.match(text), bare_title(text)
        if not 0 < len(text) <= LONGEST_OPENING or not bare or is_final(bare) or shapes.DASHED.match(text):
            return []
        byline = self.byline(at + 1)
        fresh = not self.before or not continues(self.before, text)
        if fresh and (found := self.title_and_subtitle_in_one(at)):
            return found
        plain = fresh and not listed and (self.opens or bare == text)
        if byline and is_brief(bare) and (plain or self.is_sure(byline)):
            return [[as_(Mark.TITLE, self.lines[at])], *byline]
        if not fresh:
            return []
        if bare != text:
            subtitled = self.title_and_subtitle(at)
            return subtitled if len(subtitled) > 2 else []
        return (
            self.title_and_subtitle(at)
            or self.title_on_two_lines(at)
            or self.byline_alone(at)
            or self.title_alone(at)
        )

    def labelled(self, at: int) -> Found:
        """A title that says so, 题目：, with its byline; a byline on two lines, the post above the name."""
        byline, text = self.byline(at + 1), self.prose(at)
        if byline and (label := shapes.TITLE_LABEL.match(text)):
            return [[as_(Mark.TITLE, self.lines[at], text[label.end() :])], *byline]
        halves = self.byline(at) if split_post(text, self.roster.organizations) else []
        return halves if len(halves) > 1 and self.is_sure(halves) else []

    def title_and_subtitle_in_one(self, at: int) -> Found:
        both = shapes.TITLE_AND_SUBTITLE.fullmatch(self.prose(at))
        if not both or not is_brief(bare_title(both[1])) or not is_brief(both[3]) or self.is_name(both[3]):
            return []
        if not both[2] and (self.among_quotes or not self.opens):
            return []
        title, subtitle = (
            as_(mark, self.lines[at], both[n]) for n, mark in ((1, Mark.TITLE), (3, Mark.SUBTITLE))
        )
        return [[title, subtitle], *self.byline(at + 1)]

    def title_and_subtitle(self, at: int) -> Found:
        below = self.prose(at + 1)
        dash = shapes.DASHED.match(below)
        if not dash or not is_brief(bare_title(self.prose(at))):
            return []
        words = below[dash.end() :]
        quoted = not self.opens and self.among_quotes and self.roster.attributed(words)
        if quoted or self.is_name(words) or not is_brief(words):
            return []
        title, subtitle = as_(Mark.TITLE, self.lines[at]), as_(Mark.SUBTITLE, self.lines[at + 1], words)
        return [[title], [subtitle], *self.byline(at + 2)]

    def title_on_two_lines(self, at: int) -> Found:
        byline = self.byline(at + 2)
        if byline and is_brief(self.prose(at)) and is_brief(self.prose(at + 1)) and self.is_sure(byline):
            return [[as_(Mark.TITLE, line)] for line in self.lines[at : at + 2]] + byline
        return []

    def byline_alone(self, at: int) -> Found:
        """Above what was said, or below it."""
        byline = self.byline(at)
        said = self.before or self.prose(at + len(byline))
        return byline if byline and said and self.is_sure(byline) else []

    def title_alone(self, at: int) -> Found:
        """Directly under a heading with prose after it; lines of one length are a paragraph set narrow.

        Where the first piece of a section has such a title, so may the next ones.
        """
        text = self.prose(at)
        again = (
            (self.is_titled or not self.heading)
            and not re.search("[，,]", text)
            and is_final(self.prose(at + 1))
        )
        if not (self.opens or again) or len(text) > LONGEST_TITLE_ALONE or not is_brief(text):
            return []
        below = next((line for line in self.lines[at + 1 : at + 4] if line.mark is not Mark.PICTURE), None)
        if not below or below.mark is not Mark.PROSE or shapes.OTHER.match(below.text):
            return []
        narrow = not is_final(below.text) and abs(len(below.text) - len(text)) <= 3
        self.is_titled = not narrow
        return [] if narrow else [[as_(Mark.TITLE, self.lines[at])]]

    def byline(self, at: int) -> Found:
        """The byline at `at`: on one line, or name and organization on two, in either order."""
        if at not in self.bylines:
            self.bylines[at] = self._byline(at)
        return self.bylines[at]

    def _byline(self, at: int) -> Found:
        first, second = self.prose(at), self.prose(at + 1)
        if not may_bill(first):
            return []
        if may_bill(second) and (self.are_halves(first, second) or self.are_halves(second, first)):
            return [[as_(Mark.BYLINE, line)] for line in self.lines[at : at + 2]]
        return [[as_(Mark.BYLINE, self.lines[at])]] if self.roster.billed(first) else []

    def are_halves(self, name: str, organization: str) -> bool:
        known = self.roster.organizations
        if not (
            is_organization(organization, known) or split_post(organization, known)
        ) or self.roster.billed(organization):
            return False
        people = self.roster.billed(name)
        return bool(people) and not any(person.organization for person in people)

    def speaker(self, line: Line) -> Found:
        """Among quotes, who is quoted may stand before: 张三：“实干。”, in comments above: 某某院 李四："""
        who = line.text[:-1]
        if line.text.endswith("：") and shapes.COMMENTS in self.heading and may_bill(who):
            return [[as_(Mark.BYLINE, line, who)]] if self.roster.is_sure(self.roster.billed(who)) else []
        said = (
            shapes.SPEAKER.match(line.text) if self.among_quotes and not LABELLED.match(line.text) else None
        )
        if not said or not self.roster.speaking(said[2]):
            return []
        return [[as_(Mark.SPEAKER, line, said[2]), replace(line, text=said[1] + line.text[said.end() :])]]

    def signature(self, line: Line) -> Found:
        """The name below a quote after ——, or at the end of the quote's own line.

        Among quotes any short line will do: ——第三组全体学员.
        """
        if dash := shapes.DASHED.match(line.text):
            name = line.text[dash.end() :]
            finished = is_final(self.before)
            collective = finished and self.among_quotes and len(name) <= LONGEST_SIGNATURE and is_brief(name)
            believed = (
                self.before and (finished or self.among_quotes or self.is_name(name)) and self.signs(name)
            )
            return [[as_(Mark.ATTRIBUTION, line, name)]] if collective or believed else []
        signed = (
            shapes.SIGNED.search(line.text[-40:])
            or self.among_quotes
            and shapes.IN_BRACKETS.search(line.text[-40:])
        )
        if not signed or signed[0] == line.text or not self.signs(signed[1]):
            return []
        quote = line.text[: -len(signed[0])]
        hints = is_final(quote) + bool(self.among_quotes) + self.is_name(signed[1])
        if hints >= 2 or self.roster.knows(signed[1]):
            return [[replace(line, text=quote), as_(Mark.ATTRIBUTION, line, signed[1])]]
        return []

    def captioned(self, at: int) -> Found:
        """A picture's mark and the short line below it, when that begins nothing else."""
        line, below = self.lines[at], self.prose(at + 1)
        if line.mark is not Mark.PICTURE or line.text or not 0 < len(below) <= LONGEST_CAPTION:
            return []
        if not is_brief(below) or self.before and continues(self.before, below):
            return []
        opens_next = self.opening(at + 2)
        if self.opening(at + 1) and not (opens_next and opens_next[0][0].mark is Mark.TITLE):
            return []
        return [[replace(line, text=below)], []]

    @property
    def among_quotes(self) -> bool:
        return bool(shapes.QUOTES.search(self.heading))

    def prose(self, at: int) -> str:
        return self.lines[at].text if at < len(self.lines) and self.lines[at].mark is Mark.PROSE else ""

    def is_sure(self, byline: Found) -> bool:
        text = " ".join(line.text for become in byline for line in become)
        return bool(shapes.CERTAIN.fullmatch(text)) or self.roster.is_sure(self.roster.billed(text))

    def is_name(self, text: str) -> bool:
        name = "".join(text.split())
        return self.roster.knows(name) or looks_like_a_name(name)

    def signs(self, text: str) -> bool:
        return len(text) <= 40 and bool(self.roster.attributed(text))
