"""The lines of a forum's page: guests, then each session with its talks, comments and quotes, in their order."""

from dataclasses import dataclass, field

from django.db.models import Model, prefetch_related_objects
from django.utils.translation import gettext as _

from briefings.exports.layout import unbroken
from briefings.forms.running import IN_SESSIONS, CommentForm
from briefings.models import Session, SpeakerRole
from briefings.models.billing import posts_today
from briefings.richtext import plain

WORDS = 60


@dataclass(frozen=True, slots=True)
class Billing:
    """Somebody as billed; `today` is their present post where it differs, "" otherwise."""

    row: Model
    today: str = ""

    @property
    def ref(self):
        return f"{self.row._meta.model_name}-{self.row.pk}"

    @property
    def rebill(self):
        """The name of the address where it becomes today's."""
        return f"admin:briefings_{self.row._meta.model_name}_rebill"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: what it is called, what it still lacks, and what goes with it when it is deleted."""

    row: Model
    name: str
    people: list = field(default_factory=list)
    about: str = ""
    lacking: str = ""
    warning: str = ""
    first: bool = False
    last: bool = False

    @property
    def kind(self):
        return self.row._meta.model_name

    @property
    def ref(self):
        """Its name on the page and in what is sent about it: talk-12."""
        return f"{self.kind}-{self.row.pk}"

    @property
    def edit(self):
        return f"admin:briefings_{self.kind}_change"


@dataclass(frozen=True, slots=True)
class Part:
    """A session: its own line, then its rows and the forms that add to it."""

    line: Line
    moderators: list
    panelists: list
    words: str
    talks: list
    comments: list
    quotes: list
    forms: list

    @property
    def lists(self):
        return list(filter(None, (self.talks, self.comments, self.quotes)))

    @property
    def is_empty(self):
        return not (self.moderators or self.panelists or self.words or self.lists)


@dataclass(frozen=True, slots=True)
class Run:
    guests: list
    parts: list

    @property
    def unapproved(self):
        """The quotes that wait for approval."""
        return [line for part in self.parts for line in part.quotes if line.lacking]


def run_of(forum, *, people, sent=None, adds=True):
    """The Run of a forum in five queries, whatever its length.

    `people` are those whose posts of today are looked at, {key: Person}. `sent` is a form refused just now.
    """
    prefetch_related_objects([forum], "speakers", "sessions__talks", "sessions__comments", "sessions__quotes")
    sessions, speakers = list(forum.sessions.all()), forum.speakers.all()
    comments = [comment for session in sessions for comment in session.comments.all()]
    posts = posts_today([*speakers, *comments], people)
    lines = _Lines(sessions, posts)
    return Run(
        guests=[lines.billing(row) for row in speakers if row.at_forum],
        parts=[
            lines.part(session, _forms(session, lines.talks, sent) if adds else []) for session in sessions
        ],
    )


class _Lines:
    """Makes lines of rows that were read together."""

    def __init__(self, sessions, posts):
        self.sessions, self.posts = sessions, posts
        self.talks = {talk.pk: talk for session in sessions for talk in session.talks.all()}

    def billing(self, row):
        return Billing(row, "".join(self.posts.get(row, ())))

    def part(self, session, forms):
        billed = {
            role: [self.billing(row) for row in session.people if row.role == role]
            for role in (SpeakerRole.MODERATOR, SpeakerRole.PANELIST)
        }
        return Part(
            line=_placed(self.sessions, session, name=session.heading, warning=_goes_with(session)),
            moderators=billed[SpeakerRole.MODERATOR],
            panelists=billed[SpeakerRole.PANELIST],
            words=_begins(plain(session.html)),
            talks=self._each(session.talks.all(), self._talk),
            comments=self._each(session.comments.all(), self._comment),
            quotes=self._each(session.quotes.all(), self._quote),
            forms=forms,
        )

    def _each(self, rows, describe):
        rows = list(rows)
        return [_placed(rows, row, **describe(row)) for row in rows]

    def _talk(self, talk):
        return {
            "name": unbroken(talk.title),
            "people": [self.billing(row) for row in talk.people],
            "lacking": "" if talk.html else _("no text"),
            "warning": _("Comments on it become comments on the whole forum, its photos go to the gallery."),
        }

    def _comment(self, comment):
        talk = self.talks.get(comment.talk_id)
        return {
            "name": "",
            "people": [self.billing(comment)],
            "about": unbroken(talk.title) if talk else "",
            "lacking": "" if comment.html else _("no text"),
        }

    def _quote(self, quote):
        return {
            "name": quote.text,
            "about": quote.name,
            "lacking": "" if quote.approved_by_id else _("not approved"),
        }


def _placed(rows, row, **words):
    return Line(row, first=row == rows[0], last=row == rows[-1], **words)


def _goes_with(session: Session):
    counts = {
        "talks": len(session.talks.all()),
        "comments": len(session.comments.all()),
        "quotes": len(session.quotes.all()),
    }
    return _("With it go %(talks)s talks, %(comments)s comments and %(quotes)s quotes.") % counts


def _begins(text):
    return text[:WORDS] + ("…" if len(text) > WORDS else "")


def _forms(session, talks, sent):
    """What may be added to a session; the one refused stands in its place."""
    found = []
    for form in IN_SESSIONS:
        if sent is not None and type(sent) is form and sent.place == session:
            found.append(sent)
        elif form is CommentForm:
            found.append(form(place=session, talks=talks.values()))
        else:
            found.append(form(place=session))
    return found
