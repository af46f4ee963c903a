"""What a forum's records say, in the order an issue prints it: parts with pieces, each knowing its source."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from briefings import document as waist
from briefings.compose import leads
from briefings.models import CommentKind, Forum, SessionKind
from briefings.richtext import paragraph, plain

EDITORS_NOTE = "编者按"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A photo of a forum, as a picture."""

    source: str
    picture: waist.Picture

    @property
    def digest(self):
        return _digest(replace(self.picture, photo=None))


@dataclass(frozen=True, slots=True)
class Piece:
    """An article that a record gives; its pictures come from records of their own."""

    source: str
    article: waist.Article
    pictures: tuple[Pictured, ...] = ()

    @property
    def digest(self):
        """Of what it says: whose key stands behind a name may change when two people are merged."""
        bylines = tuple(replace(byline, person=None) for byline in self.article.bylines)
        return _digest(replace(self.article, bylines=bylines))

    def whole(self):
        """The article with its pictures."""
        return replace(self.article, pictures=tuple(each.picture for each in self.pictures))


@dataclass(frozen=True, slots=True)
class Part:
    """A heading over pieces."""

    heading: str
    pieces: tuple[Piece, ...]


def plan(forum):
    """The Parts of a Forum read by `with_run()`; a session of which nothing is recorded gives none."""
    sessions = [session for session in forum.sessions.all() if session.is_recorded]
    parts = [
        Part(EDITORS_NOTE, (_written(f"note:{forum.pk}", forum.editors_note, leads.note(forum)),)),
        Part(forum.name, (_report(forum),)),
        *(Part(session.heading, tuple(_session_pieces(session))) for session in sessions),
        Part(forum.gallery_heading, (_gallery(forum),)),
    ]
    return tuple(part for part in parts if part.pieces)


def read_plan(forum_id):
    """The Parts of a forum as recorded now."""
    return plan(Forum.objects.with_run().get(pk=forum_id))


def records(parts):
    """(Part, Piece, the Piece itself or one of its Pictureds) for every record, in order."""
    return (
        (part, piece, each) for part in parts for piece in part.pieces for each in (piece, *piece.pictures)
    )


def as_document(forum, parts):
    """The Document of the records alone, as a preview shows it."""
    return waist.Document(
        masthead=waist.Masthead(cohort=forum.cohort.name, theme=forum.theme, date=forum.day.isoformat()),
        sections=tuple(
            waist.Section(part.heading, tuple(piece.whole() for piece in part.pieces)) for part in parts
        ),
        compiled_by=compiled_by(forum),
    )


def compiled_by(forum):
    return f"{forum.duty_group.name}整理撰写" if forum.duty_group else ""


def _written(source, html, sentences, **fields):
    """An article of prose: as recorded, else the sentences made from the records."""
    return Piece(source, waist.Article(html=html or "".join(map(paragraph, sentences)), **fields))


def _report(forum):
    title, subtitle = forum.title or forum.theme, forum.subtitle
    return _written(f"report:{forum.pk}", forum.report, leads.report(forum), title=title, subtitle=subtitle)


def _session_pieces(session):
    """Its own text, its talks each with what was said about it here, the other comments, the quotes."""
    opening = _written(f"session:{session.pk}", session.html, leads.session_lead(session))
    if opening.article.html:
        yield opening
    talks, comments = session.talks.all(), list(session.comments.all())
    here = {talk.pk for talk in talks}
    for talk in talks:
        yield _talk(talk, session)
        yield from (_comment(comment) for comment in comments if comment.talk_id == talk.pk)
    others = (comment for comment in comments if comment.talk_id not in here)
    for n, comment in enumerate(others):
        yield _comment(comment, first=n == 0)
    yield from (_quote(quote) for quote in session.quotes.all() if quote.approved_by_id)


def _talk(talk, session):
    """A lecture's speaker is named in its prose, as is the custom; where the text names nobody, in a byline."""
    named = talk.people and not leads.introduction(plain(talk.html), talk.people, "")
    in_prose = session.kind == SessionKind.LECTURE and named
    article = waist.Article(
        kind=waist.ArticleKind.TALK,
        title=talk.title,
        subtitle=talk.subtitle,
        bylines=() if in_prose else tuple(one.byline() for one in talk.people),
        html=talk.html,
    )
    photos = _by_time_taken(photo for photo in talk.forum.photos.all() if photo.talk_id == talk.pk)
    return Piece(f"talk:{talk.pk}", article, tuple(_pictured(photo, _beside(photo)) for photo in photos))


def _comment(comment, first=False):
    """A review is billed; closing remarks are prose that says whose they are, the `first` that they close."""
    source, html = f"comment:{comment.pk}", comment.html
    if comment.kind == CommentKind.CLOSING:
        opening = leads.introduction(plain(html), [comment], leads.CLOSING if first else leads.ALSO)
        return Piece(source, waist.Article(html="".join(map(paragraph, opening)) + html))
    return Piece(
        source, waist.Article(kind=waist.ArticleKind.COMMENT, bylines=(comment.byline(),), html=html)
    )


def _quote(quote):
    article = waist.Article(kind=waist.ArticleKind.QUOTE, bylines=(quote.byline(),), html=quote.html)
    return Piece(f"quote:{quote.pk}", article)


def _gallery(forum):
    photos = _by_time_taken(photo for photo in forum.photos.all() if photo.talk_id is None)
    return Piece(
        f"gallery:{forum.pk}",
        waist.Article(kind=waist.ArticleKind.GALLERY),
        tuple(_pictured(photo, waist.Placement.GRID) for photo in photos),
    )


def _pictured(photo, placement):
    return Pictured(
        f"photo:{photo.pk}",
        waist.Picture(
            photo=str(photo.pk),
            caption=photo.caption,
            alt=photo.alt,
            credit=photo.credit,
            width=photo.width,
            height=photo.height,
            placement=placement,
        ),
    )


def _beside(photo):
    """An upright picture stands beside the text, a wide one above it."""
    return waist.Placement.RIGHT if photo.height > photo.width else waist.Placement.FULL


def _by_time_taken(photos):
    return sorted(photos, key=lambda photo: photo.moment)


def _digest(content):
    return hashlib.sha256(json.dumps(asdict(content), ensure_ascii=False).encode()).hexdigest()
