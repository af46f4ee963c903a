"""The waist: one briefing issue as plain frozen data, and its JSON.

Importers produce a Document, `Issue.document()` produces one, every renderer consumes one.
Absent text is "", an absent number None. The JSON is the plain dump of these names.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

NO_TEXT = re.compile("[\0\ud800-\udfff]")  # no database stores NUL or half of a surrogate pair


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
        document: Document = _read(Document, json.loads(text))
    except RecursionError as error:
        raise ValueError("not a document: nested without end") from error
    return document


def _anonymous(article: Article) -> Article:
    return replace(
        article,
        key="",
        pictures=tuple(replace(picture, photo=None) for picture in article.pictures),
    )


def _read(kind: Any, value: Any) -> Any:
    """`value`, as json gives it, as the annotated type `kind`: every name there, none more, nothing converted."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        if type(value) is not dict or value.keys() != hints.keys():
            raise ValueError(f"not a document: {kind.__name__} expected, with {', '.join(hints)}")
        return kind(**{name: _read(hint, value[name]) for name, hint in hints.items()})
    if get_origin(kind) is tuple:
        if type(value) is not list:
            raise ValueError(f"not a document: a list expected, not {value!r:.40}")
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is UnionType:
        return None if value is None else _read(get_args(kind)[0], value)
    if type(value) is not (str if issubclass(kind, str) else kind):
        raise ValueError(f"not a document: {kind.__name__} expected, not {value!r:.40}")
    if isinstance(value, str) and NO_TEXT.search(value):
        raise ValueError(f"not a document: no text: {value!r:.40}")
    return kind(value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
