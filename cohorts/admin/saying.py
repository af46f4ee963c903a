"""What an editor is told after the rows of a page were saved."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def say_saved(request, written, lost):
    """How many changes came in, and a sentence for each that somebody else was faster with."""
    for sentence in lost:
        messages.warning(request, sentence)
    if written:
        words = ngettext("%(count)s change saved.", "%(count)s changes saved.", written)
        messages.success(request, words % {"count": written})
    elif not lost:
        messages.info(request, _("Nothing was changed."))
