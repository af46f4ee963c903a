"""Document → HTML: the <article> of page and preview, and a file that stands alone."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from briefings import pictures
from briefings.document import Article, Byline, Document, Picture
from briefings.exports import layout
from briefings.exports.layout import contents
from briefings.exports.media import Media

__all__ = [
    "Card",
    "breakable",
    "contents",
    "first_picture",
    "issue_fragment",
    "masthead_size",
    "speakers",
    "standalone",
]

Address = Callable[[str, int], str]
SHOWN_WIDTH, LARGEST_WIDTH = 800, 1600
STYLES = ("tokens", "base", "document", "print")
MASTHEAD_SIZES = range(6, 15)
BREAKS = re.compile(r"\||(?<=[：，、；。！？])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it; without `src` it still waits for its photo."""

    picture: Picture
    src: str = ""
    srcset: str = ""
    full: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody billed, with a portrait or the character on the seal that stands for one."""

    byline: Byline
    seal: str
    portrait: Shown | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A Run ready for a template: safe HTML, or pictures in a grid or alone; `last` when no text follows."""

    html: SafeString
    shown: tuple[Shown, ...]
    grid: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """An article ready for its template."""

    article: Article
    template: str
    anchor: str
    title: SafeString
    cards: tuple[Card, ...]
    stretches: tuple[Stretch, ...]
    compiled_by: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section ready for its template; `lead` for an editor's note."""

    heading: str
    anchor: str
    lead: bool
    pieces: tuple[Piece, ...]


def issue_fragment(document: Document) -> str:
    """The issue as one <article>: what the page shows its readers and the preview its editors."""
    return _fragment(document, _Gallery(_address))


def standalone(document: Document, media: Media) -> bytes:
    """A whole HTML file: styles inside, pictures as data: addresses, nothing to fetch."""

    def embedded(photo: str, width: int) -> str:
        return "data:image/jpeg;base64," + base64.b64encode(media.open(photo, width)).decode()

    page = render_to_string(
        "briefings/document_file.html",
        {
            "title": layout.unbroken(document.masthead.theme) or document.masthead.series,
            "number_label": document.masthead.number_label,
            "styles": mark_safe("\n".join(_style(name) for name in STYLES)),
            "contents": contents(document),
            "fragment": mark_safe(_fragment(document, _Gallery(embedded, embeds=True))),
        },
    )
    return page.encode()


def speakers(document: Document) -> list[Card]:
    """A card for everybody billed with a talk, each once."""
    gallery, cards = _Gallery(_address), {}
    for article in document.articles():
        if article.kind == "talk":
            cards.update({card.byline.name: card for card in _cards(article, gallery) if card.byline.name})
    return list(cards.values())


def first_picture(document: Document) -> str:
    """The address of the first picture there is, for those who show a link as a card; "" without any."""
    shown = [
        _Gallery(_address).show(picture) for article in document.articles() for picture in article.pictures
    ]
    return next((picture.src for picture in shown if picture.src), "")


def breakable(text: str) -> SafeString:
    """A title whose lines break only at the editor's marks."""
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in text.split(layout.BREAK)))


def masthead_size(theme: str) -> str:
    """The class that sets the theme's size: by its longest unbreakable part, in whole characters."""
    parts = BREAKS.split(theme)
    longest = max(ceil(sum(1.0 if ord(c) > 0x2E7F else 0.6 for c in part)) for part in parts)
    return f"m-{max(longest, MASTHEAD_SIZES.start)}" if longest in range(MASTHEAD_SIZES.stop) else "m-long"


class _Gallery:
    """Makes pictures showable by giving them addresses; remembers whether one has been shown yet."""

    def __init__(self, address: Address, embeds: bool = False) -> None:
        self.address, self.embeds, self.shown = address, embeds, False

    def show(self, picture: Picture) -> Shown:
        if picture.photo is None or not picture.width:
            return Shown(picture)
        photo, first, self.shown = picture.photo, not self.shown, True
        widths = [width for width in _widths(picture.width) if width <= LARGEST_WIDTH] or [picture.width]
        if self.embeds:
            return Shown(picture, src=self.address(photo, widths[-1]), first=True)
        return Shown(
            picture,
            src=self.address(photo, max((w for w in widths if w <= SHOWN_WIDTH), default=widths[0])),
            srcset=", ".join(f"{self.address(photo, width)} {width}w" for width in widths),
            full=self.address(photo, widths[-1]),
            first=first,
        )


def _fragment(document: Document, gallery: _Gallery) -> str:
    head = document.masthead
    end = layout.end_of_words(document)
    parts = tuple(
        Part(
            heading=section.heading,
            anchor=layout.section_anchor(n),
            lead=section.heading.endswith("按"),
            pieces=tuple(
                _piece(article, gallery, (n, m), document.compiled_by if (n, m) == end else "")
                for m, article in enumerate(section.articles)
            ),
        )
        for n, section in enumerate(document.sections)
    )
    context = {
        "document": document,
        "theme": breakable(head.theme) if head.theme else "",
        "size": masthead_size(head.theme),
        "date": layout.printed_date(head.date),
        "parts": parts,
        "compiled_by": document.compiled_by if end is None else "",
    }
    return render_to_string("briefings/document.html", context)


def _piece(article: Article, gallery: _Gallery, place: tuple[int, int], compiled_by: str) -> Piece:
    runs = layout.flow(article, left_out=layout.portrait(article))
    return Piece(
        article=article,
        template=f"briefings/article_{article.kind.value}.html",
        anchor=layout.article_anchor(article, *place),
        title=breakable(article.title),
        cards=tuple(_cards(article, gallery)),
        stretches=tuple(
            Stretch(
                html=mark_safe(run.html),  # cleaned by richtext when it was written
                shown=tuple(gallery.show(picture) for picture in run.pictures),
                grid=any(picture.placement == "grid" for picture in run.pictures),
                last=not any(later.html for later in runs[n:]),
            )
            for n, run in enumerate(runs)
        ),
        compiled_by=compiled_by,
    )


def _cards(article: Article, gallery: _Gallery) -> list[Card]:
    picture = layout.portrait(article)
    shown = gallery.show(picture) if picture else None
    return [Card(byline, layout.surname(byline.name), shown) for byline in article.bylines]


def _address(photo: str, width: int) -> str:
    return reverse("photo", args=[photo, width])


def _widths(width: int) -> list[int]:
    return list(pictures.widths(width))  # type: ignore[no-untyped-call]


def _style(name: str) -> str:
    found = finders.find(f"site/{name}.css")
    if not isinstance(found, str):
        raise FileNotFoundError(f"site/{name}.css")
    return Path(found).read_text(encoding="utf-8")
