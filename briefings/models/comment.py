"""Comment: what somebody said about a talk or the forum. Quote: a sentence worth printing, once approved."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefings.models.forum import OfSession, Talk
from briefings.models.speaker import Billed, Named
from briefings.richtext import RichTextField, paragraph


class CommentKind(models.TextChoices):
    REVIEW = "review", _("expert's comment")
    CLOSING = "closing", _("closing remarks")


class Comment(OfSession, Billed):
    """`talk` is what it is about; without one, it is about the forum. `position` is the speaking order."""

    talk = models.ForeignKey(
        Talk,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("about the talk"),
        help_text=_("Left empty: about the whole forum."),
    )
    kind = models.CharField(
        _("kind of comment"), max_length=10, choices=CommentKind, default=CommentKind.REVIEW
    )
    html = RichTextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CommentKind.values),
                name="comment_kind_known",
                violation_error_message=_("There is no such kind of comment."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="comment_named",
                violation_error_message=_("Choose a person or type a name."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.talk_id and self.session_id and self.talk.session.forum_id != self.session.forum_id:
            raise ValidationError({"talk": _("This talk belongs to another forum.")}, code="foreign_talk")


class QuoteQuerySet(models.QuerySet):
    def approve(self, by):
        return self.filter(approved_by=None).update(approved_by=by)


class Quote(OfSession, Named):
    """`text` holds its paragraphs, one a line; **x** is strong. Only what is approved is composed."""

    text = models.TextField(_("text"), help_text=_("One paragraph a line."))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("approved by"),
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(name=""),
                name="quote_has_words_and_name",
                violation_error_message=_("A quote needs its words and whose they are."),
            ),
        ]

    def __str__(self):
        return self.text[:24]

    @property
    def as_shown(self):
        """What a page sends back of it, so that nobody approves what they haven't read."""
        return f"{self.pk}-{self.revision}"

    @property
    def html(self):
        return "".join(paragraph(line.strip()) for line in self.text.splitlines() if line.strip())
