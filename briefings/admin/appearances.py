"""One person's appearances, newest first: what they said at forums, wrote in issues, and where they study or studied."""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from briefings.exports.layout import unbroken
from briefings.models import ArticleByline, Comment, Edition, EditionEntry, Kind, Quote, Speaker
from briefings.models.billing import PLACED, billing, posts_today
from cohorts.admin.base import cohorts_where
from cohorts.models import Appointment, Enrollment


@dataclass(frozen=True, slots=True)
class Appearance:
    """One line; `today` is the post of today where it is another than the one `billed`."""

    day: date | None
    kind: str
    what: str
    address: str
    where: str = ""
    billed: str = ""
    today: str = ""
    edition: str = ""  # where readers find it, once published


def appearances(person, user):
    """[Appearance] of what this account may see, newest first: eight queries, however many they are."""
    prefetch_related_objects([person], *PLACED)
    found = [
        *_at_forums(person, user),
        *_quoted(person, user),
        *_in_issues(person, user),
        *_in_cohorts(person, user),
    ]
    return sorted(found, key=lambda one: one.day or date.min, reverse=True)


def countable(user):
    """The querysets of rows with a `person` that a list counts as appearances: those this account may see."""
    return [rows(user) for rows in (_speakers, _comments, _quotes, _bylines)]


def _speakers(user):
    return Speaker.objects.filter(forum__cohort__in=_seen(user, "speaker"))


def _comments(user):
    return Comment.objects.filter(session__forum__cohort__in=_seen(user, "comment"))


def _quotes(user):
    return Quote.objects.filter(session__forum__cohort__in=_seen(user, "quote"))


def _bylines(user):
    return ArticleByline.objects.filter(article__section__issue__cohort__in=_seen(user, "issue"))


def _seen(user, model):
    return cohorts_where(user, f"briefings.view_{model}", f"briefings.change_{model}").values("pk")


def _at_forums(person, user):
    speakers = list(_speakers(user).filter(person=person).select_related("forum__cohort", "session", "talk"))
    comments = list(_comments(user).filter(person=person).select_related("session__forum__cohort", "talk"))
    today = posts_today([*speakers, *comments], {person.pk: person})
    for row in speakers:
        what = str(row.talk or row.session or "")
        yield _said(row, row.get_role_display(), what, today)
    for row in comments:
        yield _said(row, row.get_kind_display(), str(row.talk or row.session), today)


def _said(row, kind, what, today):
    organization, title = today.get(row, ("", ""))
    return Appearance(
        day=row.forum.day,
        kind=kind,
        what=what or str(row.forum),
        where=str(row.forum) if what else "",
        address=_page("forum_run", row.forum.pk),
        billed=billing(row),
        today=f"{organization}{title}",
    )


def _quoted(person, user):
    for row in _quotes(user).filter(person=person).select_related("session__forum"):
        yield Appearance(
            row.forum.day,
            Kind.QUOTE.label,
            str(row),
            _page("forum_run", row.forum.pk),
            str(row.forum),
            row.name,
        )


def _in_issues(person, user):
    """Bylines of articles, each with the edition that readers find it in; then what only an edition holds."""
    bylines = _bylines(user).filter(person=person).select_related("article__section__issue")
    editions = Edition.objects.visible_to(user).for_staff(user)
    entries = EditionEntry.objects.filter(persons=person, edition__in=editions.values("pk"))
    published = {
        (entry.edition.issue_id, entry.key): entry
        for entry in entries.select_related("edition__issue").defer("text")
    }
    bylined = set()
    for row in bylines:
        article, issue = row.article, row.article.section.issue
        entry = published.get((issue.pk, article.key))
        bylined.add((issue.pk, article.key))
        yield Appearance(
            day=entry.edition.date if entry else issue.date or timezone.localdate(issue.edited_at),
            kind=Kind(article.kind).label,
            what=unbroken(str(article)),
            where=str(issue),
            address=_page("issue_article", issue.pk, article.pk),
            billed=billing(row),
            edition=entry.edition.get_absolute_url() if entry else "",
        )
    for entry in (entry for place, entry in published.items() if place not in bylined):
        address = entry.edition.get_absolute_url()
        yield Appearance(
            day=entry.edition.date,
            kind=Kind(entry.kind).label,
            what=unbroken(str(entry)),
            where=str(entry.edition.issue),
            address=address,
            edition=address,
        )


def _in_cohorts(person, user):
    places = [place for place in person.enrollments.all() if user.has_perm("cohorts.view_enrollment", place)]
    for place in places:
        yield Appearance(
            day=place.cohort.starts,
            kind=Enrollment._meta.verbose_name,
            what=str(place.cohort),
            where=str(place.group or ""),
            address=reverse("admin:cohorts_enrollment_change", args=[place.pk]),
            billed=f"{place.organization_name}{place.title}",
        )
    for term in Appointment.objects.filter(enrollment__in=places).select_related("cohort"):
        yield Appearance(
            day=term.since or term.cohort.starts,
            kind=Appointment._meta.verbose_name,
            what=term.get_post_display(),
            where=str(term.cohort),
            address=reverse("admin:cohorts_appointment_change", args=[term.pk]),
        )


def _page(name, *args):
    return reverse(f"admin:briefings_{name}", args=args)
