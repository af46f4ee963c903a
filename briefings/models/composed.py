"""Composed: which record of a forum stands in an issue, outliving the article it became."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from briefings.models.issue import Issue


class Composed(models.Model):
    """`source` names the record, such as talk:12; `digest` is what it said when the editors last took note of it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="composed", verbose_name=_("issue"))
    source = models.CharField(_("record"), max_length=60)
    digest = models.CharField(_("SHA-256"), max_length=64)
    article_key = models.CharField(_("article"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("composed record")
        verbose_name_plural = _("composed records")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "source"], name="composed_once"),
        ]

    def __str__(self):
        return self.source
