"""A roll as bars by organization, gender and age, with the figures beside them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import figures
from cohorts.models import Gender

BANDS = (
    gettext_lazy("35 or younger"),
    gettext_lazy("36 to 40"),
    gettext_lazy("41 to 45"),
    gettext_lazy("46 to 50"),
    gettext_lazy("51 or older"),
)


def charts(roll, day, organizes):
    """[(what, [(label, count, width in percent of the widest)])]; small segments are for organizers only."""
    labels = dict(Gender.choices)
    drawn = [
        (_("By organization"), figures.by("organization", roll.trainees), str),
        (_("By gender"), figures.by("gender", roll.trainees), lambda key: labels[key]),
        (_("By age"), figures.by_age(roll.trainees, day), lambda band: BANDS[band]),
    ]
    if not organizes:
        drawn = [(what, figures.veiled(segments), label) for what, segments, label in drawn]
    return [(what, _bars(segments, label)) for what, segments, label in drawn if _telling(segments)]


def _telling(segments):
    """Whether something can be read from them: others and nobody else say nothing."""
    return any(each.key is not None for each in segments)


def _bars(segments, label):
    most = max((each.count for each in segments), default=0) or 1
    special = {"": _("not filled in"), None: _("Others")}
    return [
        (special[each.key] if each.key in special else label(each.key), each.count, 100 * each.count // most)
        for each in segments
    ]
