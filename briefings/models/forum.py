"""Forum, its Sessions and their Talks: what happened, recorded once."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.richtext import RichTextField
from cohorts.models import Cohort, StudyGroup


def default_name():
    return gettext("Trainee forum")


def default_gallery_heading():
    return gettext("Trainees at the forum")


class SessionKind(models.TextChoices):
    """What a session is, in the order of a forum; the label is its heading unless it has its own."""

    KEYNOTE = "keynote", _("Keynote talks")
    REVIEW = "review", _("Experts' comments")
    LECTURE = "lecture", _("Lecture")
    ROUND_TABLE = "round_table", _("Round table")
    CLOSING = "closing", _("Closing remarks")
    OTHER = "other", _("Another session")


USUAL = (
    SessionKind.KEYNOTE,
    SessionKind.REVIEW,
    SessionKind.LECTURE,
    SessionKind.ROUND_TABLE,
    SessionKind.CLOSING,
)


class ForumQuerySet(models.QuerySet):
    def for_staff(self, user):
        """Those of the cohorts this user serves."""
        return self if user.is_superuser else self.filter(cohort__in=user.cohorts_with())

    def ended(self):
        """Those that are over; one without an end is over as soon as it has begun."""
        now = timezone.now()
        return self.filter(Q(ends__lte=now) | Q(ends=None, starts__lte=now))

    def ahead(self):
        now = timezone.now()
        return self.filter(Q(ends__gt=now) | Q(ends=None, starts__gt=now))

    def without_issue(self):
        return self.filter(issues=None)

    def with_run(self):
        """With all that it holds, in order: seven queries, whatever its length."""
        return self.select_related("cohort", "duty_group").prefetch_related(
            "speakers", "photos", "sessions__talks", "sessions__comments", "sessions__quotes"
        )


class Forum(models.Model):
    """An event of a cohort. `starts` and `ends` are moments; `report` and `editors_note` are texts already written."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="forums", verbose_name=_("cohort"))
    name = models.CharField(
        _("activity"),
        max_length=40,
        default=default_name,
        help_text=_("What it is called, and the heading of its report."),
    )
    theme = models.CharField(_("theme"), max_length=120)
    starts = models.DateTimeField(_("starts at"))
    ends = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    host = models.CharField(
        _("held by"),
        max_length=80,
        blank=True,
        help_text=_("Such as the party branch; left empty, the cohort's is taken."),
    )
    duty_group = models.ForeignKey(
        StudyGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("group on duty"),
        help_text=_("Which group compiles the briefing."),
    )
    title = models.CharField(
        _("title of the report"), max_length=200, blank=True, help_text=_("Left empty: the theme.")
    )
    subtitle = models.CharField(_("subtitle of the report"), max_length=200, blank=True)
    editors_note = RichTextField(
        _("editor's note"), blank=True, help_text=_("Left empty: written from the records when composed.")
    )
    report = RichTextField(
        _("report"), blank=True, help_text=_("Left empty: written from the records when composed.")
    )
    gallery_heading = models.CharField(
        _("heading of the gallery"), max_length=60, default=default_gallery_heading
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="forum_ends_after_it_starts",
                violation_error_message=_("A forum can't end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(theme="") & ~Q(gallery_heading=""),
                name="forum_named",
                violation_error_message=_("A forum needs a name, a theme and a heading for its gallery."),
            ),
        ]

    def __str__(self):
        return self.theme.replace("|", "")

    def save(self, *args, **kwargs):
        if self._state.adding and not self.host:
            branch = getattr(self.cohort, "branch", None)
            self.host = branch.name if branch else ""
        super().save(*args, **kwargs)

    def clean(self):
        if self.duty_group and self.duty_group.cohort_id != self.cohort_id:
            raise ValidationError(
                {"duty_group": _("This group belongs to another cohort.")}, code="foreign_group"
            )

    @property
    def day(self):
        """The day it was held on, here."""
        return timezone.localdate(self.starts)


class Session(models.Model):
    """A part of a forum's run. `html` is its own text, before the talks: what was said at a round table, who commented."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="sessions", verbose_name=_("forum"))
    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(
        _("kind of session"), max_length=12, choices=SessionKind, default=SessionKind.KEYNOTE
    )
    heading = models.CharField(
        _("heading"), max_length=60, blank=True, help_text=_("Left empty: what its kind is called.")
    )
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    html = RichTextField(_("text"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SessionKind.values),
                name="session_kind_known",
                violation_error_message=_("There is no such kind of session."),
            ),
        ]

    def __str__(self):
        return f"【{self.heading}】"

    def save(self, *args, **kwargs):
        self.heading = self.heading or str(SessionKind(self.kind).label)
        super().save(*args, **kwargs)

    @property
    def people(self):
        """Its moderators and panelists in protocol order; reads the forum's speakers as prefetched."""
        return [one for one in self.forum.speakers.all() if one.session_id == self.pk]

    @property
    def is_recorded(self):
        """Whether anything is known of it; reads its rows as prefetched."""
        return any((self.html, self.people, self.talks.all(), self.comments.all(), self.quotes.all()))

    @property
    def cohort_id(self):
        return self.forum.cohort_id


class OfSession(models.Model):
    """What stands in a session, in its place; `revision` counts its conditional saves."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="%(class)ss", verbose_name=_("session"))
    position = models.PositiveIntegerField(_("position"), default=0)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def forum(self):
        return self.session.forum

    @property
    def cohort_id(self):
        return self.session.forum.cohort_id


class Talk(OfSession):
    """What somebody presented: its speakers are Speakers, `html` is the text as edited for the briefing."""

    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    html = RichTextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="talk_titled",
                violation_error_message=_("A talk needs a title."),
            ),
        ]

    def __str__(self):
        return self.title.replace("|", "")

    @property
    def people(self):
        """Its speakers in the order they speak; reads the forum's as prefetched."""
        here = [one for one in self.forum.speakers.all() if one.talk_id == self.pk]
        return sorted(here, key=lambda one: (one.speaking_order, one.pk))
