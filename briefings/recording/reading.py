"""A Document read as the record of a forum. Pure: whom the house knows it is handed as `Names`."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, time

from django.utils.translation import gettext as _

from briefings.document import Article, ArticleKind, Byline, Document, Section
from briefings.exports.layout import unbroken
from briefings.imports import KnownPerson, Names
from briefings.imports.people import Roster
from briefings.models import SessionKind, SpeakerRole
from briefings.recording import pieces, prose
from briefings.recording.proposal import Event, LeftOut, Named, Proposal
from briefings.recording.proposal import Session as SessionRow
from briefings.richtext import plain

NOTES = ("编者按", "编者的话", "编者语")
GROUP = re.compile("第?[^，、（(]{1,6}?组")
STARTS = {"下午": time(14), "晚": time(19), "晚上": time(19), "傍晚": time(18)}
IN_THE_MORNING = time(9)
LONGEST_NAME = 40  # of a forum
BEGINNING = 300  # characters in which a report says when and where


def read(document: Document, names: Names, issued: date) -> Proposal:
    """The Proposal of a document; `issued` gives the year of a day, and the day where none is said."""
    return _Reader(document, names, issued).proposal()


@dataclass
class _Reader:
    document: Document
    names: Names
    issued: date
    left_out: list[LeftOut] = field(default_factory=list)
    articles: dict[str, str] = field(default_factory=dict)
    photos: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Whom the issue bills somewhere, its prose may name elsewhere."""
        billed = {byline.name for article in self.document.articles() for byline in article.bylines} - {""}
        named = tuple(KnownPerson("", name) for name in sorted(billed))
        self.roster = Roster(Names(self.names.people + named, self.names.organizations))

    def proposal(self) -> Proposal:
        texts = {"name": "", "title": "", "subtitle": "", "report": "", "editors_note": ""}
        texts["gallery_heading"] = ""
        sessions = []
        for place, printed in enumerate(self.document.sections):
            section = self._without_galleries(printed, texts)
            if not section.articles:
                continue
            if section.heading in NOTES:
                self._note(section, texts)
            elif not sessions and not texts["name"] and _is_report(section):
                self._report(section, texts)
            elif session := pieces.session(section, place, self.roster, self.left_out):
                sessions.append(session)
        opening = _first_paragraph(texts["report"]) or _first_paragraph(texts["editors_note"])
        return Proposal(
            event=self._event(texts),
            sessions=tuple(self._moderated(sessions, plain(texts["report"]))),
            guests=(*self._guests(opening), *self._hosts(sessions, plain(texts["report"]))),
            photos=tuple(self.photos),
            left_out=tuple(self.left_out),
            articles=self.articles,
        )

    def _without_galleries(self, section: Section, texts: dict[str, str]) -> Section:
        """Galleries give the forum's photos; the first one its heading."""
        for article in section.articles:
            if article.kind is ArticleKind.GALLERY:
                texts["gallery_heading"] = texts["gallery_heading"] or section.heading
                self.articles.setdefault("gallery", article.key)
            if article.kind in (ArticleKind.GALLERY, ArticleKind.TALK):
                for picture in article.pictures:
                    if picture.photo:
                        self.articles.setdefault(picture.photo, article.key)
            if article.kind is ArticleKind.GALLERY:
                self.photos += [picture.photo for picture in article.pictures if picture.photo]
        rest = tuple(each for each in section.articles if each.kind is not ArticleKind.GALLERY)
        return replace(section, articles=rest)

    def _note(self, section: Section, texts: dict[str, str]) -> None:
        first, *others = section.articles
        if texts["editors_note"]:
            others = list(section.articles)
        else:
            texts["editors_note"], self.articles["note"] = first.html, first.key
            self._leave_pictures(section, first)
        self._leave(section, others, _("a second text under the editor's note"))

    def _report(self, section: Section, texts: dict[str, str]) -> None:
        first, *others = section.articles
        texts |= {
            "name": section.heading[:LONGEST_NAME],
            "title": first.title,
            "subtitle": first.subtitle,
            "report": first.html,
        }
        self.articles["report"] = first.key
        if first.bylines:
            self._leave(section, [first], _("the byline of the report"))
        self._leave_pictures(section, first)
        self._leave(section, others, _("a second text beside the report"))

    def _leave_pictures(self, section: Section, article: Article) -> None:
        if article.pictures:
            self._leave(section, [article], pieces.pictures_stay())

    def _leave(self, section: Section, articles: list[Article], why: str) -> None:
        self.left_out += [LeftOut(section.heading, pieces.label(article), why) for article in articles]

    def _event(self, texts: dict[str, str]) -> Event:
        said = [plain(texts[name])[:BEGINNING] for name in ("report", "editors_note")]
        day, part = next(filter(None, (prose.held_on(text, self.issued) for text in said)), (self.issued, ""))
        group = GROUP.match(self.document.compiled_by)
        theme = self.document.masthead.theme or unbroken(texts["title"])
        return Event(
            day=day,
            start=STARTS.get(part, IN_THE_MORNING),
            theme=theme,
            place=prose.place(said[0]),
            group=group[0] if group else "",
            **texts,
        )

    def _guests(self, opening: str) -> list[Named]:
        people, commented = prose.guests(opening, self.roster)
        role = SpeakerRole.COMMENTATOR if commented else SpeakerRole.GUEST
        return [
            Named(f"guest-{n}", role, byline, in_prose=True) for n, byline in enumerate(_each_once(people))
        ]

    def _moderated(self, sessions: list[SessionRow], report: str) -> list[SessionRow]:
        """The sessions with the moderators that the report names, where their own text names none."""
        found = list(prose.moderators(report, self.roster))

        def moderated(session: SessionRow) -> SessionRow:
            people = [byline for subject, byline in found if _is_about(subject, session)]
            if any(each.role == SpeakerRole.MODERATOR for each in session.people):
                people = []
            named = pieces.named(session.key, SpeakerRole.MODERATOR, _each_once(people))
            return replace(session, people=(*named, *session.people))

        return [moderated(session) for session in sessions]

    def _hosts(self, sessions: list[SessionRow], report: str) -> tuple[Named, ...]:
        """Who moderated the whole: what the report says was moderated is none of the sessions."""
        people = [
            byline
            for subject, byline in prose.moderators(report, self.roster)
            if not any(_is_about(subject, session) for session in sessions)
        ]
        return pieces.named("forum", SpeakerRole.MODERATOR, _each_once(people))


def _is_report(section: Section) -> bool:
    """The first section of prose tells of the forum, unless its heading says that it is part of it."""
    prose_only = all(article.kind is ArticleKind.TEXT for article in section.articles)
    return prose_only and pieces.kind_by_heading(section) in (None, SessionKind.KEYNOTE)


def _first_paragraph(html: str) -> str:
    return plain(html).partition("\n")[0]


def _is_about(subject: str, session: SessionRow) -> bool:
    """Whether 主旨论坛 speaks of the session 主旨演讲."""
    return session.heading[:2] in subject


def _each_once(people: list[Byline]) -> list[Byline]:
    return list({byline.name: byline for byline in reversed(people)}.values())[::-1]
