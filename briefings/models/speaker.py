"""Speaker: somebody billed at a forum, one of its sessions or a talk, as they were billed that day."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from briefings import document as waist
from briefings.models.forum import Forum, Session, Talk
from cohorts.models import Person
from cohorts.models.acquaintance import post_on


class SpeakerRole(models.TextChoices):
    SPEAKER = "speaker", _("speaker")
    MODERATOR = "moderator", _("moderator")
    PANELIST = "panelist", _("panelist")
    COMMENTATOR = "commentator", _("guest who comments")
    GUEST = "guest", _("guest")


GUEST_ROLES = (SpeakerRole.GUEST, SpeakerRole.COMMENTATOR)


class Named(models.Model):
    """Somebody by name; `person` may be unknown. The name is copied from the person once, if none was typed."""

    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("person"),
    )
    name = models.CharField(
        _("person's name"), max_length=40, blank=True, help_text=_("Left empty: copied from the person.")
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.bill()
        super().save(*args, **kwargs)

    def clean(self):
        if not self.name.strip() and not self.person_id:
            raise ValidationError({"name": _("Choose a person or type a name.")}, code="nobody")

    def bill(self):
        """Copy the person's name where none was typed; what was typed stays as it is."""
        if self.person and not self.name:
            self.name = self.person.name

    def byline(self):
        """As a Document names them: by name only."""
        return waist.Byline(str(self.person_id) if self.person_id else None, self.name)


class Billed(Named):
    """Somebody with the organization and title they had on the forum's day: a copy, whatever comes after."""

    organization = models.CharField(_("organization as billed"), max_length=120, blank=True)
    title = models.CharField(_("title as billed"), max_length=80, blank=True)

    class Meta:
        abstract = True

    def bill(self):
        """Copy name, organization and title as they were on the forum's day, unless any of them was typed."""
        if self.person and not (self.organization or self.title):
            if self.name in ("", self.person.name):
                self.organization, self.title = post_on(self.person, self.forum.day, self.forum.cohort)
        super().bill()

    def byline(self):
        return replace(super().byline(), organization=self.organization, title=self.title)


class Speaker(Billed):
    """`protocol_order` sorts lists (the highest rank is 1), `speaking_order` the people of a talk or session."""

    forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="speakers", editable=False, verbose_name=_("forum")
    )
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="speakers", verbose_name=_("session")
    )
    talk = models.ForeignKey(
        Talk, models.CASCADE, null=True, blank=True, related_name="speakers", verbose_name=_("talk")
    )
    role = models.CharField(_("role"), max_length=12, choices=SpeakerRole, default=SpeakerRole.SPEAKER)
    protocol_order = models.PositiveSmallIntegerField(
        _("protocol order"), null=True, blank=True, help_text=_("1 for the highest rank; sorts lists.")
    )
    speaking_order = models.PositiveSmallIntegerField(_("speaking order"), default=0)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = [F("protocol_order").asc(nulls_last=True), "speaking_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=SpeakerRole.SPEAKER, talk__isnull=False, session__isnull=True)
                | Q(role=SpeakerRole.PANELIST, talk__isnull=True, session__isnull=False)
                | Q(role=SpeakerRole.MODERATOR, talk__isnull=True)
                | Q(role__in=GUEST_ROLES, talk__isnull=True, session__isnull=True),
                name="speaker_role_fits_place",
                violation_error_message=_(
                    "A talk has speakers, a session moderators and panelists, a forum moderators and guests."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="speaker_named",
                violation_error_message=_("Choose a person or type a name."),
            ),
            models.UniqueConstraint(
                fields=["talk", "person"],
                name="speaker_once_a_talk",
                violation_error_message=_("This person is billed here already."),
            ),
            models.UniqueConstraint(
                fields=["session", "person", "role"],
                name="speaker_once_a_session",
                violation_error_message=_("This person is billed here already."),
            ),
            models.UniqueConstraint(
                fields=["forum", "person", "role"],
                condition=Q(talk__isnull=True, session__isnull=True),
                name="guest_once_a_forum",
                violation_error_message=_("This person is billed here already."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.talk_id:
            self.forum_id = self.talk.session.forum_id
        elif self.session_id:
            self.forum_id = self.session.forum_id
        super().save(*args, **kwargs)

    @property
    def cohort_id(self):
        return self.forum.cohort_id

    @property
    def holder(self):
        """The talk, session or forum where they are billed: its form holds them, so its revision is theirs too."""
        return self.talk or self.session or self.forum

    @property
    def revision(self):
        return self.holder.revision

    @property
    def at_forum(self):
        """Whether they are billed at the forum as a whole."""
        return self.talk_id is None and self.session_id is None
