"""What rows want of each other: a roster number is one person's, a post has one holder, a group's post needs a group."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from cohorts.roster.comparing import Comparison
from cohorts.roster.places import Place
from cohorts.roster.planned import Planned
from cohorts.roster.posts import OF_GROUPS, SHARED, words_of
from cohorts.roster.standing import Member, Standing, Stored
from cohorts.roster.targets import Target


def settle(rows: Sequence[Planned], standing: Standing) -> list[Planned]:
    """The rows, without the numbers and posts that somebody else has; each says so."""
    return _posts(_numbers(rows, standing), standing)


def _numbers(rows: Sequence[Planned], standing: Standing) -> list[Planned]:
    """Whoever gets no new number keeps the old one, which nobody else can have then."""
    wanting: dict[object, list[Planned]] = defaultdict(list)
    for row in rows:
        if "number" in (writes := row.writes):
            wanting[writes["number"]].append(row)
    wanting.pop(None, None)  # those who give theirs up
    owners: dict[str, str] = {}  # by the row that gets no number, who has it
    kept = _kept_numbers(rows, standing)
    for first, *others in wanting.values():
        owners |= {row.key: _name_of(first) for row in others}
        kept += [(_number_of(row), _name_of(row)) for row in others]
    while kept:
        number, name = kept.pop()
        for row in wanting.pop(number, ()):
            owners[row.key] = name
            kept.append((_number_of(row), _name_of(row)))
    return [_without_number(row, owners[row.key]) if row.key in owners else row for row in rows]


def _kept_numbers(rows: Sequence[Planned], standing: Standing) -> list[tuple[object, str]]:
    """[(number, name)] of the members whose number no row changes."""
    renumbered = {row.member.person for row in rows if row.member and "number" in row.writes}
    return [
        (member.values["number"], member.name)
        for member in standing.members
        if "number" in member.values and member.person not in renumbered
    ]


def _number_of(row: Planned) -> object:
    return row.member.values.get("number") if row.member else None


def _name_of(row: Planned) -> str:
    return str(row.target.values["name"])


def _without_number(row: Planned, owner: str) -> Planned:
    place = Place(row.row.row, field="number")
    if not any(issue.code == "number_taken" for issue in row.issues):
        place.warn("number_taken", _("%(at)s: the roster number is %(who)s's; it is left out."), who=owner)
    return _left_out(
        row, place, {name: value for name, value in row.target.values.items() if name != "number"}
    )


def _posts(rows: Sequence[Planned], standing: Standing) -> list[Planned]:
    holders = {
        _chair(post, member.values): member.name
        for member in standing.members
        if not member.has_left
        for post in _held(member)
    }
    return [_leading_still(_with_free_posts(row, holders)) for row in rows]


def _leading_still(row: Planned) -> Planned:
    """The row, which says so if it takes a leader out of the group."""
    led = tuple(post for post in _held(row.member) if post in OF_GROUPS)
    if not led or "group" not in row.writes:
        return row
    place = Place(row.row.row, field="group")
    place.warn(
        "leads_former_group",
        _("%(at)s: still %(post)s of the former group; end that term on the cohort's page."),
        post=words_of(led),
    )
    return replace(row, issues=(*row.issues, *place.issues))


def _with_free_posts(row: Planned, holders: dict[tuple[str, object], str]) -> Planned:
    """The row with those of its posts that are free; they are taken then."""
    writes = row.writes
    if not (posts := _posts_in(writes)):
        return row
    stored = row.member.values if row.member and row.member.enrollment else {}
    values = {**stored, **writes}
    place = Place(row.row.row, field="class_post")
    kept = []
    for post in posts:
        chair = _chair(post, values)
        if post in _held(row.member):
            kept.append(post)
        elif post in OF_GROUPS and not values.get("group"):
            place.warn(
                "post_without_group",
                _("%(at)s: %(post)s of which group? It is left out."),
                post=words_of((post,)),
            )
        elif post not in SHARED and chair in holders:
            place.warn(
                "post_held",
                _(
                    "%(at)s: %(post)s is %(who)s now; end that term on the cohort's page first. It is left out."
                ),
                post=words_of((post,)),
                who=holders[chair],
            )
        else:
            holders[chair] = _name_of(row)
            kept.append(post)
    if not place.issues:
        return row
    rest = {name: value for name, value in row.target.values.items() if name != "class_post"}
    return _left_out(row, place, rest | ({"class_post": tuple(kept)} if kept else {}))


def _chair(post: str, values: Mapping[str, Stored | None]) -> tuple[str, object]:
    return post, values.get("group") if post in OF_GROUPS else None


def _held(member: Member | None) -> tuple[str, ...]:
    posts = member.values.get("class_post", ()) if member else ()
    return posts if isinstance(posts, tuple) else ()


def _left_out(row: Planned, place: Place, values: dict[str, Stored | None]) -> Planned:
    """The row with these values only, and what is said of the others."""
    target = Target(values, row.target.tail, row.target.issues)
    old = row.comparison
    changes = {
        name: (before, values[name]) for name, (before, _after) in old.changes.items() if name in values
    }
    if row.member and set(_posts_in(values)) <= set(_held(row.member)):
        changes.pop("class_post", None)
    comparison = Comparison(changes, old.held & changes.keys(), old.why)
    return replace(row, target=target, comparison=comparison, issues=(*row.issues, *place.issues))


def _posts_in(values: Mapping[str, Stored | None]) -> tuple[str, ...]:
    posts = values.get("class_post") or ()
    return posts if isinstance(posts, tuple) else ()
