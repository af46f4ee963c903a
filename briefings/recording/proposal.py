"""What a printed issue would be as the record of its forum: plain data, to be looked over before it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time

from briefings.document import Byline
from briefings.models import CommentKind


@dataclass(frozen=True, slots=True)
class Event:
    """The forum: its day and hours, and the texts of editor's note and report. `group` is a study group's name."""

    day: date
    start: time
    end: time | None = None
    name: str = ""
    theme: str = ""
    place: str = ""
    host: str = ""
    group: str = ""
    title: str = ""
    subtitle: str = ""
    report: str = ""
    editors_note: str = ""
    gallery_heading: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of a row. `in_prose`: only the text says who it is, so name and post are a guess that may be empty."""

    key: str
    role: str
    byline: Byline
    in_prose: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a session; `key` is the key of its article, or tells where it stands."""

    key: str
    html: str
    people: tuple[Named, ...] = ()
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk(Row):
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Remark(Row):
    """A comment of one person; `kind` is a CommentKind."""

    kind: str = CommentKind.REVIEW


@dataclass(frozen=True, slots=True)
class Quote(Row):
    """A quote of one person; `text` holds its paragraphs, one a line, **x** is strong."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """`html` is its own text, `lead` the key of the article it was; `people` moderate or sit on the panel."""

    key: str
    kind: str
    heading: str
    html: str = ""
    lead: str = ""
    rows: tuple[Row, ...] = ()
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What can't become a record: where it stands, and why."""

    heading: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """`articles` maps "note", "report", "gallery" and photos' ids to keys of articles. `guests` stand in protocol order."""

    event: Event
    sessions: tuple[Session, ...] = ()
    guests: tuple[Named, ...] = ()
    photos: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    articles: dict[str, str] = field(default_factory=dict)

    def people(self) -> Iterator[Named]:
        """Everybody named, in the order of the forum."""
        yield from self.guests
        for session in self.sessions:
            yield from session.people
            for row in session.rows:
                yield from row.people

    def optional(self) -> Iterator[str]:
        """The keys of what a review may leave out: who is listed, sessions, their pieces."""
        yield from (guest.key for guest in self.guests)
        for session in self.sessions:
            yield session.key
            yield from (named.key for named in session.people)
            yield from (row.key for row in session.rows)

    def reviewed(self, event: Event, left_out: set[str], bylines: dict[str, Byline]) -> "Proposal":
        """The same with the event as mended, without what was left out, and people of a key as they turned out to be."""

        def named(people: tuple[Named, ...]) -> tuple[Named, ...]:
            kept = (each for each in people if each.key not in left_out)
            return tuple(replace(each, byline=bylines.get(each.key, each.byline)) for each in kept)

        def looked_over(session: Session) -> Session:
            rows = tuple(
                replace(row, people=named(row.people)) for row in session.rows if row.key not in left_out
            )
            return replace(session, rows=rows, people=named(session.people))

        kept = tuple(looked_over(session) for session in self.sessions if session.key not in left_out)
        return replace(self, event=event, guests=named(self.guests), sessions=kept)
