"""A section's lines become its pieces: paragraphs joined, talks, comments and quotes parted from one another."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from django.utils.translation import gettext as _

from briefings.document import ArticleKind, Byline
from briefings.imports import Unsure
from briefings.imports.lines import Line, Mark, begins_apart, closed_up
from briefings.imports.paragraphs import paragraphs
from briefings.imports.people import Roster
from briefings.imports.shapes import COMMENTS, QUOTES

BODY = (Mark.PROSE, Mark.VERSE, Mark.ROW, Mark.PICTURE)
OPENINGS = {Mark.TITLE: 0, Mark.SUBTITLE: 1, Mark.BYLINE: 2}


@dataclass(slots=True)
class Piece:
    """An article in the making. `body` holds paragraphs and pictures; the first `lead` end in a line with ：."""

    number: int = 0
    kind: ArticleKind | None = None
    title: str = ""
    subtitle: str = ""
    billing: str = ""
    bylines: tuple[Byline, ...] = ()
    body: list[Line] = field(default_factory=list)
    lead: int = 0

    def add(self, line: Line) -> None:
        self.number = self.number or line.number
        self.body.append(line)
        if line.mark is Mark.PROSE and line.text.endswith(("：", ":")):
            self.lead = len(self.body)

    def open_with(self, line: Line) -> None:
        self.number = self.number or line.number
        if line.mark is Mark.TITLE:
            self.title += closed_up(line.text)
        elif line.mark is Mark.SUBTITLE:
            self.subtitle = closed_up(line.text)
        else:
            self.billing = f"{self.billing} {line.text}".strip()

    def has_prose(self) -> bool:
        return any(line.mark is not Mark.PICTURE for line in self.body)

    def is_begun(self) -> bool:
        """Whether it is more than pictures, which go with what comes next."""
        return bool(self.title or self.billing) or self.has_prose()


class Pieces:
    """Sorts what stands under one heading into pieces."""

    def __init__(self, heading: str, roster: Roster, doubts: list[Unsure]) -> None:
        self.heading, self.roster, self.doubts = heading, roster, doubts
        self.pieces: list[Piece] = []
        self.piece = Piece()

    def of(self, lines: Iterable[Line]) -> list[Piece]:
        """The pieces the lines make; none when nothing stands under the heading."""
        before: Mark | None = None
        for line, below in zip_longest(found := list(paragraphs(lines)), found[1:]):
            if line.mark is Mark.BYLINE and self.is_closing(below):
                self.piece.open_with(line)
            elif line.mark in OPENINGS:
                if before not in OPENINGS or OPENINGS[line.mark] < OPENINGS[before]:
                    self.begin()
                self.piece.open_with(line)
            elif line.mark is Mark.ATTRIBUTION:
                self.quote(line, is_last=below is None or below.mark is not Mark.PROSE)
            elif line.mark is Mark.SPEAKER:
                self.begin()
                self.piece.number, self.piece.kind = line.number, ArticleKind.QUOTE
                self.piece.bylines = self.roster.speaking(line.text)
            elif line.mark in BODY:
                self.comment(line)
                self.piece.add(line)
            before = line.mark
        self.begin()
        return self.pieces + [self.piece] * bool(self.piece.body)

    def is_closing(self, below: Line | None) -> bool:
        """Whether a byline signs the titled piece above it: nothing but a date or the next title stands below."""
        begins_next = below is None or below.mark is not Mark.PROSE or begins_apart(below.text)
        return bool(self.piece.title and self.piece.body and not self.piece.billing) and begins_next

    def begin(self) -> None:
        """Close the piece at hand; pictures that stand before any word go with the next one."""
        if self.piece.is_begun():
            self.pieces.append(self.piece)
            self.piece = Piece()

    def comment(self, line: Line) -> None:
        """Under 点评, a paragraph opening with somebody else who speaks begins a comment."""
        if COMMENTS not in self.heading or line.mark is not Mark.PROSE:
            return
        byline = self.roster.commenting(line.text)
        speakers = self.piece.bylines or self.roster.billed(self.piece.billing)
        if byline and byline.name not in [speaker.name for speaker in speakers]:
            if self.piece.has_prose() or self.piece.billing:
                self.begin()
            self.piece.kind, self.piece.bylines = ArticleKind.COMMENT, (byline,)

    def quote(self, line: Line, is_last: bool) -> None:
        """A quote runs from its attribution back to the one before, a line ending ：, or the heading.

        In a talk or comment somebody is only cited: the text stays whole.
        """
        piece = self.piece
        cites = (piece.billing or piece.bylines) and not (piece.lead and QUOTES.search(self.heading))
        if piece.kind is ArticleKind.QUOTE and len(piece.body) > 1:  # begun by 某某：, it ends above this one
            cites, piece.lead = False, len(piece.body) - 1
        if is_last and piece.title and not (cites or piece.lead or QUOTES.search(self.heading)):
            piece.billing = line.text  # it signs the titled piece as a whole
            return
        said = [] if cites else piece.body[piece.lead :]
        if all(part.mark is Mark.PICTURE for part in said):
            self.doubts.append(
                Unsure(
                    line.number,
                    _("“——%(name)s” was left in the text: it is not clear what it signs.")
                    % {"name": line.text},
                )
            )
            piece.add(replace(line, text="——" + line.text, mark=Mark.PROSE))
            return
        if not self.pieces and not piece.lead and len(said) > 2:
            self.doubts.append(
                Unsure(
                    said[0].number,
                    _(
                        "All %(count)d paragraphs under 【%(heading)s】 were taken as the words of “%(name)s”. "
                        "Move what is no quote to an article of its own."
                    )
                    % {"count": len(said), "heading": self.heading, "name": line.text},
                )
            )
        del piece.body[piece.lead :]
        self.begin()
        bylines = self.roster.attributed(line.text) or (Byline(name=line.text),)
        self.pieces.append(Piece(said[0].number, ArticleKind.QUOTE, bylines=bylines, body=said))
        self.piece = Piece()
