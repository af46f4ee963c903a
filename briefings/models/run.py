"""The run of a forum: what is added to the end of a list, what changes places, what goes; one change at a time."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from briefings.models.comment import Comment, CommentKind, Quote
from briefings.models.forum import USUAL, Forum, Session, SessionKind, Talk
from briefings.models.moves import Conflict
from briefings.models.outline import shift
from briefings.models.speaker import Speaker, SpeakerRole


def set_up(forum):
    """The sessions a forum usually has, empty."""
    for kind in USUAL:
        add_session(forum, kind)


def add_session(forum, kind, heading=""):
    with changing(forum):
        return _append(Session(forum=forum, kind=kind, heading=heading))


def add_talk(session, title, bylines):
    """A talk by those named: Bylines, of which one with a person and a name alone is billed as known that day."""
    with changing(session):
        talk = _append(Talk(session=session, title=title))
        _bill(bylines, SpeakerRole.SPEAKER, forum=session.forum, talk=talk)
    return talk


def add_people(session, role, bylines):
    """Moderators or panelists of a session. Raises ValidationError if one of them is so already."""
    with changing(session):
        return _bill(bylines, role, forum=session.forum, session=session)


def add_comment(session, byline, html="", talk=None):
    """What somebody said in a session; in the closing one it closes the forum."""
    closing = session.kind == SessionKind.CLOSING
    kind = CommentKind.CLOSING if closing else CommentKind.REVIEW
    with changing(session):
        return _append(Comment(session=session, kind=kind, talk=talk, html=html, **_named(byline)))


def add_quotes(session, quotes):
    """[(text, Byline)], each waiting for approval."""
    with changing(session):
        return [
            _append(Quote(session=session, text=text, person_id=byline.person, name=byline.name))
            for text, byline in quotes
        ]


def move(row, step):
    """Let a row change places with its neighbor: step −1 is up, +1 down. At the end it stays."""
    with changing(row):
        rows = list(siblings(row))
        shift(row, rows, step)


def delete(row):
    with changing(row):
        row.delete()


@contextmanager
def changing(row):
    """A transaction in which a forum's run changes by nobody else. Raises Conflict if the row is gone."""
    with transaction.atomic():
        if not claim(row):
            raise Conflict(_("Somebody deleted this meanwhile: nothing was changed."))
        yield


def claim(row):
    """Hold a row until the transaction ends, its forum first; whether it is still there.

    The forum is held without its key: who saves a row that names it doesn't wait, holding a row this waits for.
    """
    forum = row if isinstance(row, Forum) else row.forum
    held = Forum.objects.select_for_update(no_key=True).filter(pk=forum.pk).values_list("pk").first()
    if row is not forum:
        held = type(row).objects.select_for_update().filter(pk=row.pk).values_list("pk").first()
    return held


def siblings(row):
    """The rows that a session, talk, comment or quote stands among, in order."""
    place = {"forum": row.forum_id} if isinstance(row, Session) else {"session": row.session_id}
    return type(row).objects.filter(**place)


def last_position(row):
    """The position behind all that a row stands among."""
    last = siblings(row).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _append(row):
    row.position = last_position(row)
    row.full_clean()
    row.save()
    return row


def _bill(bylines, role, **place):
    rows = []
    for order, byline in enumerate(bylines, start=1):
        row = Speaker(role=role, speaking_order=order, **place, **_named(byline))
        row.full_clean()
        row.save()
        rows.append(row)
    return rows


def _named(byline):
    return {
        "person_id": byline.person,
        "name": byline.name,
        "organization": byline.organization,
        "title": byline.title,
    }
