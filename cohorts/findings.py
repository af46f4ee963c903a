"""What a cohort's roll still lacks, in sentences: customs of party branches and classes, not constraints."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models.branch import COMMITTEE, Post

COMMITTEE_SIZE = (3, 5)
COMMITTEE_AT_MOST = 7
UNEVEN = 3  # so many more members make a group much larger than another


@dataclass(frozen=True, slots=True)
class Finding:
    """`anchor` is where on the page it is mended, else on the pages of these `people`."""

    sentence: str
    anchor: str = ""
    people: tuple = ()


def committee_size(roll):
    members = len({term.trainee.pk for term in roll.terms if term.post in COMMITTEE})
    if members > COMMITTEE_AT_MOST:
        yield Finding(
            _("The branch committee has %(count)s members; at most %(most)s are allowed.")
            % {"count": members, "most": COMMITTEE_AT_MOST},
            "committee",
        )
    elif not COMMITTEE_SIZE[0] <= members <= COMMITTEE_SIZE[1]:
        yield Finding(
            _("The branch committee has %(count)s members; usually there are 3 to 5.") % {"count": members},
            "committee",
        )


def too_many_deputies(roll):
    deputies = len(roll.holders(Post.BRANCH_DEPUTY))
    if deputies > 1:
        sentence = _("There are %(count)s deputy branch secretaries; a branch committee has at most one.")
        yield Finding(sentence % {"count": deputies}, Post.BRANCH_DEPUTY)


def vacant_posts(roll):
    for post in (Post.BRANCH_SECRETARY, Post.MONITOR):
        if not roll.holders(post):
            yield Finding(_("Nobody is %(post)s.") % {"post": post.label}, post)


def leaderless_groups(roll):
    for group in roll.groups:
        if not roll.holders(Post.GROUP_LEADER, group.pk):
            yield Finding(_("%(group)s has no leader.") % {"group": group.name}, group.seats[0].anchor)


def holders_gone(roll):
    for term in roll.terms:
        if term.trainee.left:
            words = {"name": term.trainee.name, "post": term.post.label}
            yield Finding(_("%(name)s has left but still is %(post)s.") % words, term.anchor)


def leaders_elsewhere(roll):
    names = {group.pk: group.name for group in roll.groups}
    for term in roll.terms:
        if term.group and term.trainee.group != term.group and not term.trainee.left:
            words = {"name": term.trainee.name, "group": names[term.group], "post": term.post.label}
            yield Finding(_("%(name)s, %(post)s of %(group)s, is no longer in it.") % words, term.anchor)


def without_group(roll):
    people = [one for one in roll.trainees if not one.group]
    yield from _people(
        people,
        ngettext("%(count)s trainee is in no group:", "%(count)s trainees are in no group:", len(people)),
    )


def without_organization(roll):
    people = [one for one in roll.trainees if not one.organization]
    yield from _people(
        people,
        ngettext(
            "%(count)s trainee has no organization:", "%(count)s trainees have no organization:", len(people)
        ),
    )


def without_mobile(roll):
    people = [one for one in roll.trainees if not one.mobile]
    yield from _people(
        people,
        ngettext(
            "%(count)s trainee has no mobile number:",
            "%(count)s trainees have no mobile number:",
            len(people),
        ),
    )


def namesakes(roll):
    called = defaultdict(list)
    for one in roll.trainees:
        called[one.name].append(one)
    for name, people in called.items():
        if len(people) > 1:
            words = {"count": len(people), "name": name}
            yield Finding(_("%(count)s trainees are called %(name)s:") % words, people=tuple(people))


def uneven_groups(roll):
    sizes = sorted(roll.groups, key=lambda group: len(group.members))
    if sizes and len(sizes[-1].members) - len(sizes[0].members) >= UNEVEN:
        words = {"large": sizes[-1].name, "small": sizes[0].name}
        words |= {"more": len(sizes[-1].members), "fewer": len(sizes[0].members)}
        yield Finding(
            _("%(large)s has %(more)s members, %(small)s only %(fewer)s.") % words, f"group-{sizes[-1].pk}"
        )


PUBLIC = (
    committee_size,
    too_many_deputies,
    vacant_posts,
    leaderless_groups,
    holders_gone,
    leaders_elsewhere,
    uneven_groups,
    without_group,
    without_organization,
    namesakes,
)
PRIVATE = (without_mobile,)


def findings(roll, private):
    """Those of a Roll in the order of the page; `private`: also what only organizers may know."""
    rules = (*PUBLIC, *PRIVATE) if private else PUBLIC
    return [finding for rule in rules for finding in rule(roll)]


def _people(people, words):
    if people:
        yield Finding(words % {"count": len(people)}, people=tuple(people))
