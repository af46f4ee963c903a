"""Paragraphs become a Document: the rules by which a briefing is read, in order."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from briefings.document import Article, Document, Section
from briefings.imports import Imported, Names, Unsure, furniture
from briefings.imports import colophon as foot
from briefings.imports import masthead as head
from briefings.imports.articles import article, empty
from briefings.imports.lines import Line, Mark, cut, tidied
from briefings.imports.paragraphs import rows
from briefings.imports.people import Roster
from briefings.imports.pieces import Pieces
from briefings.imports.placing import Placing

NO_HEADING = "正文"


def arrange(paragraphs: Iterable[Line], names: Names) -> Imported:
    """What the paragraphs of a text or Word file say, as a Document; whatever was doubtful in `unsure`."""
    roster, doubts = Roster(names), list[Unsure]()
    lines = [part for line in tidied(paragraphs) for part in cut(line)]  # padding, 【headings】, 【图1】
    lines = list(foot.marked(lines))  # 报：送：发：
    colophon = foot.read(lines, doubts)
    masthead, lines = head.take(lines, doubts)
    lines = list(rows(furniture.without(lines, masthead, doubts)))  # no page numbers; tables
    lines = list(Placing(lines, roster))  # titles, subtitles, bylines, attributions
    sections = _sections(lines, roster, doubts)  # paragraphs, and what kind of article they are
    document = Document(
        masthead=masthead,
        sections=sections,
        compiled_by=colophon.compiled_by,
        distribution=colophon.distribution,
        added=colophon.added,
        copies=colophon.copies,
        credits=colophon.credits,
    )
    return Imported(document, tuple(sorted(doubts, key=lambda doubt: doubt.paragraph)))


def _sections(lines: list[Line], roster: Roster, doubts: list[Unsure]) -> tuple[Section, ...]:
    groups: list[tuple[str, list[Line]]] = [("", [])]
    for line in lines:
        if line.mark is Mark.HEADING:
            groups.append((line.text, []))
        else:
            groups[-1][1].append(line)
    found = [(heading, _articles(heading, under, roster, doubts)) for heading, under in groups]
    sections = [
        Section(heading, articles or (empty(heading, last=place == len(groups) - 1),))
        for place, (heading, articles) in enumerate(found)
        if place
    ]
    doubts += _below_the_colophon(groups[-1][1])
    if before := found[0][1]:
        doubts.append(
            Unsure(
                groups[0][1][0].number,
                _(
                    "No 【heading】 stands above this; it was put into a section “%(heading)s”. Name the section yourself."
                )
                % {"heading": NO_HEADING},
            )
        )
        sections.insert(0, Section(NO_HEADING, before))
    return tuple(sections)


def _articles(heading: str, lines: list[Line], roster: Roster, doubts: list[Unsure]) -> tuple[Article, ...]:
    pieces = Pieces(heading, roster, doubts).of(lines)
    return tuple(article(piece, heading, roster, doubts) for piece in pieces)


def _below_the_colophon(lines: list[Line]) -> list[Unsure]:
    """Text under the last heading that follows 报：送：发： is perhaps no part of that section."""
    feet = [place for place, line in enumerate(lines) if line.mark is Mark.COLOPHON]
    below = [line for line in lines[feet[0] :] if line.mark is Mark.PROSE] if feet else []
    return (
        [
            Unsure(
                below[0].number,
                _(
                    "This stands below the distribution list, and was left in the last section. Move it where it belongs."
                ),
            )
        ]
        if below
        else []
    )
