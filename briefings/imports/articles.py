"""A piece becomes an article: its kind told by byline and heading, its people looked up, its text as HTML."""

import re
from collections.abc import Iterable
from html import escape
from uuid import uuid4

from django.utils.translation import gettext as _

from briefings import richtext
from briefings.document import Article, ArticleKind, Picture
from briefings.imports import Unsure
from briefings.imports.lines import Line, Mark
from briefings.imports.people import Roster
from briefings.imports.pieces import Piece
from briefings.imports.shapes import COMMENTS

LECTURES = re.compile("讲座|演讲|讲授|授课|党课|主旨|报告|发言")
CLOSING = re.compile("总结|讲话")
TABLE, TABLE_END = "<table><tbody>", "</tbody></table>"
GALLERIES = re.compile("风采|掠影|图")


def article(piece: Piece, heading: str, roster: Roster, doubts: list[Unsure]) -> Article:
    bylines = piece.bylines or roster.billed(piece.billing)
    kind = piece.kind or _kind(piece, heading)
    if kind is ArticleKind.TALK and not bylines:
        doubts.append(
            Unsure(
                piece.number,
                _(
                    "No speaker stands below the title “%(title)s”. Look in the text who spoke, and add the byline."
                )
                % {"title": piece.title},
            )
        )
    html, pictures = _body(piece.body)
    return Article(
        key=_new_key(),
        kind=kind,
        title=piece.title,
        subtitle=piece.subtitle,
        bylines=tuple(roster.identified(byline, piece.number, doubts) for byline in bylines),
        html=html,
        pictures=pictures,
    )


def empty(heading: str, last: bool) -> Article:
    """What stands under a heading with nothing under it: room for pictures, or for a text."""
    kind = ArticleKind.GALLERY if last or GALLERIES.search(heading) else ArticleKind.TEXT
    return Article(key=_new_key(), kind=kind)


def _new_key() -> str:
    return uuid4().hex[:12]


def _kind(piece: Piece, heading: str) -> ArticleKind:
    if not piece.is_begun():
        return ArticleKind.GALLERY
    if piece.billing:
        return ArticleKind.COMMENT if COMMENTS in heading else ArticleKind.TALK
    lecture = piece.title and LECTURES.search(heading) and not CLOSING.search(heading)
    return ArticleKind.TALK if lecture else ArticleKind.TEXT


def _body(lines: Iterable[Line]) -> tuple[str, tuple[Picture, ...]]:
    blocks: list[str] = []
    pictures: list[Picture] = []
    above: Mark | None = None
    for line in lines:
        if line.mark is Mark.PICTURE:
            pictures.append(Picture(caption=line.text, after=len(blocks)))
        elif line.mark is Mark.ROW:
            table = blocks.pop().removesuffix(TABLE_END) if above is Mark.ROW else TABLE
            blocks.append(f"{table}{_row(line.text)}{TABLE_END}")
        elif line.text.replace("**", "").strip():
            blocks.append(richtext.paragraph(line.text).replace("**", ""))
        above = line.mark
    return "".join(blocks), tuple(pictures)


def _row(text: str) -> str:
    cells = (escape(cell.strip().replace("**", ""), quote=False) for cell in text.split("\t"))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
