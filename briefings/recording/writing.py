"""A printed issue written down as the record of its forum: all rows, and which article each of them is."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from briefings.compose.plan import read_plan, records
from briefings.models import (
    Comment,
    CommentKind,
    Composed,
    Conflict,
    Forum,
    Issue,
    Photo,
    Quote,
    Session,
    Speaker,
    SpeakerRole,
    Talk,
)
from briefings.models.arrival import names_for
from briefings.recording import proposal as read
from briefings.recording.matching import keyed, questions
from briefings.recording.people import Guests
from briefings.recording.reading import read as read_document


def propose(issue, document=None, names=None):
    """The Proposal an issue's text makes, as yet unreviewed."""
    issued = issue.date or timezone.localdate(issue.created_at)
    return read_document(document or issue.document(), names or names_for(issue.cohort), issued)


def record(issue, proposal, matches=None, *, by, forum=None):
    """The Forum that a reviewed Proposal becomes, in one transaction; the issue's text stays as it is.

    `matches` answers matching.questions() by key: a uuid, "" or NEW; who isn't answered is matched where sure.
    `forum`: one of the cohort that is still empty, to be filled. Raises Conflict.
    """
    with transaction.atomic():
        writer = _Writer(issue, proposal, matches or {}, by)
        writer.claim(forum or Forum(cohort=issue.cohort))
        for position, session in enumerate(proposal.sessions):
            writer.write(session, position)
        writer.finish()
    issue.forum = writer.forum
    return writer.forum


def empty_forums(cohort):
    """The forums of a cohort that wait for a record."""
    return Forum.objects.without_issue().filter(cohort=cohort, sessions=None)


class _Writer:
    """Rows in the making; `articles` maps each record, such as talk:12, to the key of its article."""

    def __init__(self, issue, proposal, matches, by):
        self.issue, self.proposal, self.by = issue, proposal, by
        bylines = [named.byline for named in proposal.people()]
        asked = questions(bylines, names_for(issue.cohort))
        answers = {question.key: matches.get(question.key, question.sure) for question in asked}
        self.people = Guests(asked, answers)
        self.keys = keyed(bylines)
        self.articles, self.speakers = {}, []

    def claim(self, forum):
        """Make the forum say what the event says, and the issue be of this forum; the first to come has it."""
        if forum.pk:  # stands in line with whoever composes an issue from it, or fills it
            forum = Forum.objects.select_for_update().filter(pk=forum.pk).first()
            if not forum or not empty_forums(self.issue.cohort).filter(pk=forum.pk).exists():
                raise Conflict(_("Somebody filled this forum meanwhile. Choose another one, or a new one."))
        self.forum = forum
        fill(forum, self.proposal.event)
        forum.save()
        Forum.objects.filter(pk=forum.pk).update(revision=F("revision") + 1)
        if not Issue.objects.filter(pk=self.issue.pk, forum=None).update(forum=forum):
            raise Conflict(_("Somebody made this issue the record of a forum meanwhile."))
        for name in ("note", "report", "gallery"):
            self.articles[f"{name}:{forum.pk}"] = self.proposal.articles.get(name, "")
        self.seen = {(None, None, row.role, row.person_id) for row in forum.speakers.all()}
        known = {row.name for row in forum.speakers.all()}
        for n, guest in enumerate(self.proposal.guests, 1):
            if guest.byline.name not in known:
                order = n if guest.role != SpeakerRole.MODERATOR else None
                self.bill(guest, protocol_order=order, speaking_order=n)
        self.link(self.proposal.photos)

    def write(self, session, position):
        own = session.html + "".join(row.html for row in session.rows if _is_nobodys(row))
        row = Session(
            forum=self.forum, position=position, kind=session.kind, heading=session.heading, html=own
        )
        row.save()
        nobodys = next((each.key for each in session.rows if _is_nobodys(each)), "")
        self.articles[f"session:{row.pk}"] = session.lead or nobodys
        for n, named in enumerate(session.people):
            self.bill(named, session=row, speaking_order=n)
        for n, piece in enumerate(session.rows):
            self.write_piece(piece, row, n)

    def write_piece(self, piece, session, position):
        if isinstance(piece, read.Talk):
            row = Talk(title=piece.title, subtitle=piece.subtitle, html=piece.html)
        elif not any(named.byline.name for named in piece.people):
            return
        elif isinstance(piece, read.Quote):
            row = Quote(text=piece.text, approved_by=self.by, **self.named(piece.people[0]))
        else:
            row = Comment(html=piece.html, kind=piece.kind, **self.billed(piece.people[0]))
        row.session, row.position = session, position
        (row,) = type(row).objects.bulk_create([row])  # without save(), which would bill them anew
        self.articles[f"{type(row).__name__.lower()}:{row.pk}"] = piece.key
        if isinstance(row, Talk):
            for n, named in enumerate(piece.people):
                self.bill(named, talk=row, speaking_order=n)
            self.link(piece.photos, talk=row)

    def named(self, named):
        return {"name": named.byline.name, "person": self.people.of(self.keys[named.byline])}

    def billed(self, named):
        return self.named(named) | {"organization": named.byline.organization, "title": named.byline.title}

    def bill(self, named, **place):
        """A Speaker exactly as printed; nobody is linked twice in one place."""
        if not named.byline.name:
            return
        row = Speaker(forum=self.forum, role=named.role, **self.billed(named), **place)
        here = (row.talk_id, row.session_id, row.role, row.person_id)
        if here in self.seen:
            row.person = None
        self.seen.add(here)
        self.speakers.append(row)

    def link(self, photos, talk=None):
        """Photos of another forum stay with it."""
        ours = Photo.objects.filter(Q(forum=None) | Q(forum=self.forum), cohort_id=self.issue.cohort_id)
        ours.filter(pk__in=photos).update(forum=self.forum, talk=talk)

    def finish(self):
        """Note for every record of the plan where it stands in the issue: nothing of it is news."""
        Speaker.objects.bulk_create(self.speakers)
        Composed.objects.bulk_create(
            Composed(
                issue=self.issue,
                source=each.source,
                digest=each.digest,
                article_key=self._article_of(each.source),
            )
            for _part, _piece, each in records(read_plan(self.forum.pk))
        )

    def _article_of(self, source):
        """The key of its article; "" for what the issue doesn't print."""
        return self.articles.get(source) or self.proposal.articles.get(source.removeprefix("photo:"), "")


def fill(forum, event):
    """What the event says; what it leaves empty stays as the forum has it."""
    said = {
        "starts": _moment(event.day, event.start),
        "ends": _moment(event.day, event.end) if event.end else None,
        "duty_group": next((one for one in forum.cohort.groups.all() if one.name == event.group), None),
    }
    for name in ("name", "theme", "place", "host", "title", "subtitle", "report", "editors_note"):
        said[name] = getattr(event, name)
    said["gallery_heading"] = event.gallery_heading
    for name, value in said.items():
        if value:
            setattr(forum, name, value)
    forum.theme = forum.theme or forum.name
    if forum.ends and forum.ends < forum.starts:
        forum.ends = None


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))


def _is_nobodys(row):
    """Closing remarks of which nobody said whose they are: they stay in their session's own text."""
    return (
        isinstance(row, read.Remark)
        and row.kind == CommentKind.CLOSING
        and not any(each.byline.name for each in row.people)
    )
