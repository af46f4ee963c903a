"""The demo's forums: one that ended an hour ago and has no issue, one next week, one recorded from its issue."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from briefings.demo.drawing import draw
from briefings.models import Comment, Forum, Issue, Photo, Quote, Session, Speaker, Talk
from briefings.recording.writing import propose, record
from briefings.richtext import paragraph
from cohorts.models import Cohort, Person, User

DATA = json.loads(Path(__file__).with_name("forums.json").read_text(encoding="utf-8"))
COHORT, RECORDED = 9, 3  # the cohort that is in session, and its published issue that becomes a record
LASTS = timedelta(hours=3)
THURSDAY = 3
TEXTS = ("theme", "title", "subtitle", "place", "gallery_heading")


def load():
    """Create the three, as of now."""
    editor = User.objects.get(username="editor")
    cohort = Cohort.objects.get(number=COHORT)
    over, planned = DATA
    _Secretary(cohort, editor).write(over, _full_minutes(timezone.now()) - timedelta(hours=1) - LASTS)
    _Secretary(cohort, editor).write(planned, _next_thursday())
    issue = Issue.objects.get(cohort=cohort, number=RECORDED)
    record(issue, propose(issue), by=editor)


def _full_minutes(moment):
    """The last moment a program would print: 14:25, not 14:26."""
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def _next_thursday():
    """Two in the afternoon on the Thursday of next week."""
    today = timezone.localtime()
    thursday = today + timedelta(days=7 + THURSDAY - today.weekday())
    return thursday.replace(hour=14, minute=0, second=0, microsecond=0)


class _Secretary:
    """Writes down one forum as an entry of forums.json has it."""

    def __init__(self, cohort, editor):
        self.cohort, self.editor = cohort, editor
        known = Person.objects.prefetch_related("affiliations__organization", "enrollments")
        self.people = {person.name: person for person in known}
        self.talks = {}  # by title: comments and photos say which is theirs

    def write(self, entry, starts):
        self.forum = Forum.objects.create(
            cohort=self.cohort,
            starts=starts,
            ends=starts + LASTS,
            duty_group=self.cohort.groups.get(number=entry["duty_group"]),
            **{name: entry[name] for name in TEXTS if name in entry},
        )
        self._bill(entry, forum=self.forum)
        for position, each in enumerate(entry["sessions"]):
            self._session(each, position)
        for each in entry.get("photos", ()):
            self._photo(**each)

    def _session(self, entry, position):
        session = Session.objects.create(
            forum=self.forum, position=position, kind=entry["kind"], topic=entry.get("topic", "")
        )
        self._bill(entry, session=session)
        for n, each in enumerate(entry.get("talks", ())):
            talk = Talk.objects.create(
                session=session,
                position=n,
                title=each["title"],
                subtitle=each.get("subtitle", ""),
                html=_html(each.get("text", ())),
            )
            self._bill(each, talk=talk)
            self.talks[talk.title] = talk
        for n, each in enumerate(entry.get("comments", ())):
            self._comment(session, n, **each)
        for n, each in enumerate(entry.get("quotes", ())):
            self._quote(session, n, **each)

    def _bill(self, entry, **place):
        for each in entry.get("people", ()):
            Speaker.objects.create(person=self.people[each["name"]], **place, **each)

    def _comment(self, session, position, *, name, text, about=None, **fields):
        Comment.objects.create(
            session=session,
            position=position,
            person=self.people[name],
            talk=self.talks.get(about),
            html=_html(text),
            **fields,
        )

    def _quote(self, session, position, *, name, text, approved=True):
        Quote.objects.create(
            session=session,
            position=position,
            person=self.people[name],
            text="\n".join(text),
            approved_by=self.editor if approved else None,
        )

    def _photo(self, *, scene, minute, talk=None, upright=False, **words):
        photo = Photo.store(
            draw(scene, f"{self.forum.theme}{minute}", upright=upright),
            cohort=self.cohort,
            by=self.editor,
            forum=self.forum,
            talk=self.talks.get(talk),
            credit="宣传委员",
            **words,
        )
        Photo.objects.filter(pk=photo.pk).update(taken_at=self.forum.starts + timedelta(minutes=minute))


def _html(paragraphs):
    return "".join(map(paragraph, paragraphs))
