"""The waist: one briefing issue as plain frozen data, and its JSON.

Importers produce a Document, `Issue.document()` produces one, every renderer consumes one.
Absent text is "", an absent number None. The JSON is the plain dump of these names.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any


class ArticleKind(StrEnum):
    """What a piece is; it picks the template."""

    TEXT = "text"
    TALK = "talk"
    COMMENT = "comment"
    QUOTE = "quote"
    GALLERY = "gallery"


class Placement(StrEnum):
    """Where a picture stands beside its text."""

    FULL = "full"
    LEFT = "left"
    RIGHT = "right"
    GRID = "grid"


class DistributionKind(StrEnum):
    """报 to superiors, 送 to equals, 发 to subordinates; in the order they are printed."""

    REPORT = "report"
    SEND = "send"
    DISTRIBUTE = "distribute"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The lines above the red rule, as printed. `date` is "YYYY-MM-DD"."""

    cohort: str = ""
    theme: str = ""
    series: str = ""
    number: int | None = None
    number_label: str = ""
    cumulative: int | None = None
    supplement: bool = False
    date: str = ""
    issuer: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """Somebody named with a piece, as billed that day. `person` is a Person's UUID as text."""

    person: str | None = None
    name: str = ""
    organization: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's place: sizes in pixels, `after` = how many blocks of the text stand before it."""

    photo: str | None = None
    caption: str = ""
    alt: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    placement: Placement = Placement.FULL
    after: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One piece in a section. `key` is stable across versions; `html` holds no pictures."""

    key: str = ""
    kind: ArticleKind = ArticleKind.TEXT
    title: str = ""
    subtitle: str = ""
    bylines: tuple[Byline, ...] = ()
    html: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, without its 【】, over articles."""

    heading: str = ""
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """One line of the colophon. At most one per kind, in the order of DistributionKind."""

    kind: DistributionKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credits:
    """Who answered for the issue, by name."""

    editor: str = ""
    reviewers: tuple[str, ...] = ()
    signatory: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole issue. `compiled_by` has no brackets; `added` is 本期增发, `copies` 共印N份."""

    masthead: Masthead = field(default_factory=Masthead)
    sections: tuple[Section, ...] = ()
    compiled_by: str = ""
    distribution: tuple[Distribution, ...] = ()
    added: tuple[str, ...] = ()
    copies: int | None = None
    credits: Credits = field(default_factory=Credits)

    def articles(self) -> Iterator[Article]:
        """Every article in reading order."""
        return (article for section in self.sections for article in section.articles)

    def to_json(self) -> str:
        """The canonical text: equal documents give equal bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    def sha256(self) -> str:
        """The digest that is signed: SHA-256 of the canonical text in UTF-8, as hex."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def without_identity(self) -> "Document":
        """The same content with keys and photos left out: what a round trip must keep."""
        return replace(
            self,
            sections=tuple(
                replace(section, articles=tuple(_anonymous(article) for article in section.articles))
                for section in self.sections
            ),
        )


def from_json(text: str) -> Document:
    """The Document of `to_json()`'s text. Raises ValueError on anything else."""
    try:
        return _document(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a document: {error!r}") from error


def _anonymous(article: Article) -> Article:
    return replace(
        article,
        key="",
        pictures=tuple(replace(picture, photo=None) for picture in article.pictures),
    )


def _document(data: dict[str, Any]) -> Document:
    credits = data["credits"]
    return Document(
        masthead=Masthead(**data["masthead"]),
        sections=tuple(
            Section(section["heading"], tuple(_article(article) for article in section["articles"]))
            for section in data["sections"]
        ),
        compiled_by=data["compiled_by"],
        distribution=tuple(
            Distribution(DistributionKind(line["kind"]), tuple(line["names"]))
            for line in data["distribution"]
        ),
        added=tuple(data["added"]),
        copies=data["copies"],
        credits=Credits(credits["editor"], tuple(credits["reviewers"]), credits["signatory"]),
    )


def _article(data: dict[str, Any]) -> Article:
    return Article(
        key=data["key"],
        kind=ArticleKind(data["kind"]),
        title=data["title"],
        subtitle=data["subtitle"],
        bylines=tuple(Byline(**byline) for byline in data["bylines"]),
        html=data["html"],
        pictures=tuple(
            Picture(**{**picture, "placement": Placement(picture["placement"])})
            for picture in data["pictures"]
        ),
    )
