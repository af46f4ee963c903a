"""A section of a printed issue as a session: what its pieces become, and what of it can't become a record."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from briefings.document import Article, ArticleKind, Byline, Section
from briefings.exports.layout import unbroken
from briefings.imports.people import Roster
from briefings.models import CommentKind, SessionKind, SpeakerRole
from briefings.recording import prose
from briefings.recording.proposal import LeftOut, Named, Quote, Remark, Row, Talk
from briefings.recording.proposal import Session as SessionRow
from briefings.richtext import paragraph, plain

HEADINGS = (
    (SessionKind.ROUND_TABLE, re.compile("圆桌|沙龙|对话")),
    (SessionKind.REVIEW, re.compile("点评|评议")),
    (SessionKind.LECTURE, re.compile("讲座|授课|党课")),
    (SessionKind.CLOSING, re.compile("总结|讲话|致辞|闭幕")),
    (SessionKind.KEYNOTE, re.compile("主旨|演讲|发言|报告|论坛")),
)
BY_CONTENT = (
    (ArticleKind.COMMENT, SessionKind.REVIEW),
    (ArticleKind.TALK, SessionKind.KEYNOTE),
)
STRONG = re.compile("<strong>(.+?)</strong>")


def session(section: Section, place: int, roster: Roster, left_out: list[LeftOut]) -> SessionRow | None:
    """The session of a section; None when nothing of it can become a record. What can't goes to `left_out`."""
    kind = _kind(section)
    key = f"session-{place}"
    own, rows = [], []
    for article in section.articles:
        row = _row(article, kind, roster)
        if row:
            rows.append(row)
        elif _is_own_text(article) and not rows:
            own.append(article)
        else:
            left_out.append(LeftOut(section.heading, label(article), _why_not(article)))
        if (row or article in own) and (lost := _lost(article, row)):
            left_out += [LeftOut(section.heading, label(article), why) for why in lost]
    if not own and not rows:
        return None
    html = "".join(article.html for article in own)
    return SessionRow(
        key=key,
        kind=kind,
        heading=section.heading,
        html=html,
        lead=own[0].key if own else "",
        rows=tuple(rows),
        people=_people(key, kind, plain(html), roster),
    )


def kind_by_heading(section: Section) -> str | None:
    return next((kind for kind, pattern in HEADINGS if pattern.search(section.heading)), None)


def label(article: Article) -> str:
    """A title, a name or the first words: by which an editor finds the piece."""
    names = "、".join(byline.name for byline in article.bylines if byline.name)
    return unbroken(article.title) or names or plain(article.html)[:24]


def named(key: str, role: str, people: Iterable[Byline]) -> tuple[Named, ...]:
    """People whom only the prose names, as rows of their own."""
    return tuple(Named(f"{key}-{role}-{n}", role, byline, in_prose=True) for n, byline in enumerate(people))


def pictures_stay() -> str:
    return _("its pictures stay in the issue: a record has photos with its talks and in the gallery only")


def _kind(section: Section) -> str:
    kinds = {article.kind for article in section.articles}
    by_heading = kind_by_heading(section)
    if by_heading == SessionKind.CLOSING and ArticleKind.TALK in kinds:
        by_heading = None  # 领导讲话 with a title opened the forum
    by_content = next((kind for holds, kind in BY_CONTENT if holds in kinds), SessionKind.OTHER)
    return by_heading or by_content


def _row(article: Article, kind: str, roster: Roster) -> Row | None:
    """The record an article becomes; None: it is no record of its own."""
    people = tuple(byline for byline in article.bylines if byline.name)
    if article.kind is ArticleKind.TALK and article.title:
        return _talk(article, people, kind, roster)
    if article.kind is ArticleKind.COMMENT and article.html:
        return Remark(article.key, article.html, _only(article, people), kind=CommentKind.REVIEW)
    if article.kind is ArticleKind.QUOTE and article.html:
        name = "、".join(byline.name for byline in people)
        byline = Byline(people[0].person if len(people) == 1 else None, name)
        return Quote(article.key, article.html, _only(article, (byline,)), text=_lines(article.html))
    if kind == SessionKind.CLOSING and not article.title and article.html:
        if not people:
            byline = prose.speaking(_first_line(article), roster)
            return Remark(article.key, article.html, _guess(article, byline), kind=CommentKind.CLOSING)
        return Remark(article.key, article.html, _only(article, people), kind=CommentKind.CLOSING)
    return None


def _talk(article: Article, people: tuple[Byline, ...], kind: str, roster: Roster) -> Talk:
    speakers = tuple(
        Named(f"{article.key}-{n}", SpeakerRole.SPEAKER, byline) for n, byline in enumerate(people)
    )
    if kind == SessionKind.LECTURE and not speakers:
        speakers = _guess(article, prose.invited(_first_line(article), roster))
    return Talk(
        key=article.key,
        html=article.html,
        people=speakers,
        photos=tuple(picture.photo for picture in article.pictures if picture.photo),
        title=article.title,
        subtitle=article.subtitle,
    )


def _only(article: Article, people: tuple[Byline, ...]) -> tuple[Named, ...]:
    """The one person of a comment or quote; an unnamed one is to be filled in."""
    if people and people[0].name:
        return (Named(f"{article.key}-0", SpeakerRole.SPEAKER, people[0]),)
    return _guess(article, None)


def _guess(article: Article, byline: Byline | None) -> tuple[Named, ...]:
    return (Named(f"{article.key}-0", SpeakerRole.SPEAKER, byline or Byline(), in_prose=True),)


def _people(key: str, kind: str, text: str, roster: Roster) -> tuple[Named, ...]:
    moderators = [byline for _subject, byline in prose.moderators(text, roster)]
    panel = prose.panelists(text, roster) if kind == SessionKind.ROUND_TABLE else []
    return (*named(key, SpeakerRole.MODERATOR, moderators), *named(key, SpeakerRole.PANELIST, panel))


def _lines(html: str) -> str:
    return plain(STRONG.sub(r"**\1**", html))


def _first_line(article: Article) -> str:
    return plain(article.html).partition("\n")[0]


def _is_own_text(article: Article) -> bool:
    return article.kind is ArticleKind.TEXT and not article.title and bool(article.html)


def _why_not(article: Article) -> str:
    if article.kind is ArticleKind.TALK:
        return _("a talk without a title")
    if not article.html:
        return _("nothing but a place for a text")
    if article.title:
        return _("a titled text that is neither talk nor report")
    return _("a text that stands between or after the pieces")


def _lost(article: Article, row: Row | None) -> Iterable[str]:
    """What of a recorded article the record doesn't hold."""
    if article.pictures and not isinstance(row, Talk):
        yield pictures_stay()
    if isinstance(row, Remark) and len(article.bylines) > 1:
        yield _("a comment has one speaker: the others are left out")
    if isinstance(row, (Remark, Quote)) and article.title:
        yield _("its title: comments and quotes have none")
    if isinstance(row, Quote) and "".join(map(paragraph, row.text.splitlines())) != article.html:
        yield _("its formatting, but for what is strong")
