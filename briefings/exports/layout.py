"""What stands where: pictures among paragraphs, what the contents list, how dates and names are set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from briefings.document import Article, ArticleKind, Byline, Document, Picture, Placement, Section
from briefings.richtext import blocks, plain

COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 轩辕 端木 "
    "百里 东郭 南门 呼延 闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 司空 "
    "闾丘 拓跋 完颜 万俟 西门 第五".split()
)
BREAK = "|"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an article: blocks of HTML, or pictures that stand together."""

    html: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One titled piece of the contents."""

    anchor: str
    title: str
    names: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One section of the contents; `names` of those billed in it when no piece of it has a title."""

    anchor: str
    heading: str
    names: str
    lines: tuple[Line, ...]


def unbroken(text: str) -> str:
    """A title without the editor's marks of where its line may break."""
    return text.replace(BREAK, "")


def surname(name: str) -> str:
    """欧阳 of 欧阳若溪, 林 of 林听澜."""
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]


def printed_date(iso: str) -> str:
    """2023年9月15日 of "2023-09-15"; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日"


def section_anchor(place: int) -> str:
    return f"s-{place + 1}"


def article_anchor(article: Article, section: int, place: int) -> str:
    return f"a-{article.key or f'{section + 1}-{place + 1}'}"


def flow(article: Article, left_out: Picture | None = None) -> list[Run]:
    """The article's blocks with its pictures among them; pictures of a gallery all stand in the grid."""
    pictures = [picture for picture in article.pictures if picture is not left_out]
    if article.kind == ArticleKind.GALLERY:
        pictures = [replace(picture, placement=Placement.GRID) for picture in pictures]
    parts = blocks(article.html)
    runs: list[Run] = []
    for place in range(len(parts) + 1):
        here = [picture for picture in pictures if min(picture.after, len(parts)) == place]
        for placement, group in groupby(here, key=lambda picture: picture.placement):
            alike = tuple(group)
            runs += (
                [Run(pictures=alike)] if placement == Placement.GRID else [Run(pictures=(p,)) for p in alike]
            )
        if place < len(parts):
            runs.append(Run(html=parts[place]))
    return runs


def portrait(article: Article) -> Picture | None:
    """The picture that stands beside a speaker's name: upright, first, at a side, without words of its own."""
    first = article.pictures[0] if article.pictures else None
    if first is None or article.kind != ArticleKind.TALK or len(article.bylines) != 1:
        return None
    at_a_side = first.placement in (Placement.LEFT, Placement.RIGHT) and first.after == 0
    upright = first.photo is not None and 0 < first.width <= first.height
    return first if at_a_side and upright and not (first.caption or first.credit) else None


def has_words(article: Article) -> bool:
    return bool(article.title or plain(article.html).strip())


def end_of_words(document: Document) -> tuple[int, int] | None:
    """(section, article) after which the compiled-by line is printed: the last piece that has words."""
    spoken = [place for place, article in places(document) if has_words(article)]
    return spoken[-1] if spoken else None


def places(document: Document) -> Iterator[tuple[tuple[int, int], Article]]:
    """Every article with its place: (section, article), counted from 0."""
    for n, section in enumerate(document.sections):
        for m, article in enumerate(section.articles):
            yield (n, m), article


def contents(document: Document) -> tuple[Entry, ...]:
    """The contents of an issue: its sections, and under each the pieces that have a title."""
    return tuple(_entry(section, n) for n, section in enumerate(document.sections))


def names(bylines: Iterable[Byline]) -> str:
    """林听澜、沈砚, each once; of more than three the first two and 等5人."""
    known = list(dict.fromkeys(byline.name for byline in bylines if byline.name))
    return "、".join(known) if len(known) <= 3 else f"{'、'.join(known[:2])}等{len(known)}人"


def count_words(document: Document) -> int:
    """Characters of the text that are not space: what a 字数 counts."""
    texts = [
        text for article in document.articles() for text in (unbroken(article.title), plain(article.html))
    ]
    return len("".join("".join(texts).split()))


def _entry(section: Section, place: int) -> Entry:
    titled = [(m, article) for m, article in enumerate(section.articles) if article.title]
    return Entry(
        anchor=section_anchor(place),
        heading=section.heading,
        names="" if titled else names(byline for article in section.articles for byline in article.bylines),
        lines=tuple(
            Line(article_anchor(article, place, m), unbroken(article.title), names(article.bylines))
            for m, article in titled
        ),
    )
