"""Who an issue goes to: 报 to superiors, 送 to equals, 发 to subordinates, one name a line."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from briefings.document import Distribution, DistributionKind

FIELDS = {
    DistributionKind.REPORT: "report_to",
    DistributionKind.SEND: "send_to",
    DistributionKind.DISTRIBUTE: "distribute_to",
}


def lines(text):
    """The names of a text, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class DistributionList(models.Model):
    """The three lines of a colophon, for a series (the default) and for an issue (its own)."""

    report_to = models.TextField(_("report to"), blank=True)
    send_to = models.TextField(_("send to"), blank=True)
    distribute_to = models.TextField(_("distribute to"), blank=True)

    class Meta:
        abstract = True

    @property
    def distribution(self):
        """The lines that name somebody, in the order they are printed."""
        named = ((kind, lines(getattr(self, field))) for kind, field in FIELDS.items())
        return tuple(Distribution(kind, names) for kind, names in named if names)

    @distribution.setter
    def distribution(self, distribution):
        names = {line.kind: line.names for line in distribution}
        for kind, field in FIELDS.items():
            setattr(self, field, "\n".join(names.get(kind, ())))
