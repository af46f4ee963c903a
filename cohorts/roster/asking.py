"""What is said of a row that may be several people, or somebody who is known already."""

from django.utils.translation import gettext as _

from cohorts.roster import Issue, Row
from cohorts.roster.matching import Match
from cohorts.roster.places import Place
from cohorts.roster.standing import Member

SHOWN = 4


def asked(match: Match, row: Row) -> Issue:
    """The question as an issue: an error until it is answered, but for somebody who had left."""
    place = Place(row.row)
    people = _people(match.candidates or ((match.member,) if match.member else ()))
    if match.asks == "has_left":
        place.warn(
            "has_left",
            _("%(at)s: %(people)s had left the cohort; the row is skipped unless you take them back."),
            people=people,
        )
    else:
        place.error(match.asks, SENTENCES[match.asks](), people=people)
    return place.issues[0]


def noticed(match: Match, row: Row) -> Issue:
    """Somebody of this name is known elsewhere; the row is somebody new all the same."""
    place = Place(row.row)
    place.warn(
        "namesake",
        _(
            "%(at)s: somebody of this name is known: %(people)s. The row is taken as somebody new; say so if it is the same person."
        ),
        people=_people(match.candidates),
    )
    return place.issues[0]


def unfamiliar(row: Row, heading: str, name: str) -> Issue:
    """The organization isn't known; what it is to be is asked once for all of its rows."""
    place = Place(row.row, heading, "organization")
    place.warn(
        "unknown_organization", _("%(at)s: “%(value)s” is no organization known here so far."), value=name
    )
    return place.issues[0]


def _people(members: tuple[Member, ...]) -> str:
    named = [
        f"{member.name}（{member.about}）" if member.about else member.name for member in members[:SHOWN]
    ]
    return "、".join(named) + ("…" if len(members) > SHOWN else "")


SENTENCES = {
    "namesake": lambda: _(
        "%(at)s: somebody of this name is in the cohort: %(people)s. Say whether it is the same person; a name alone doesn't tell."
    ),
    "several_known": lambda: _("%(at)s may be several people: %(people)s. Choose who it is."),
    "several_rows": lambda: _("%(at)s and another row are both taken for %(people)s. Say of each who it is."),
    "numbers_differ": lambda: _(
        "%(at)s: identity number and mobile number belong to different people: %(people)s. Choose who it is."
    ),
    "identity_differs": lambda: _(
        "%(at)s has another identity number than %(people)s. Say whether it is the same person."
    ),
    "name_differs": lambda: _(
        "%(at)s has the number of %(people)s under another name. Say whether it is the same person."
    ),
}
