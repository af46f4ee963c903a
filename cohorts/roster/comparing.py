"""A row beside what is stored: which fields would change, and which of them aren't taken without a tick."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cohorts.roster.answers import Answers
from cohorts.roster.standing import Member, Standing, Stored
from cohorts.roster.targets import OF_THE_PERSON, Target

Change = tuple[Stored | None, Stored | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """{field: (old, new)} of all that differs; `held` are the fields left as they stand, `why` each of them is."""

    changes: Mapping[str, Change] = field(repr=False, default_factory=dict)
    held: frozenset[str] = frozenset()
    why: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> dict[str, Change]:
        return {name: change for name, change in self.changes.items() if name not in self.held}


def compare(
    target: Target,
    member: Member,
    organization: int | None,
    *,
    standing: Standing,
    answers: Answers,
    key: str,
) -> Comparison:
    """`organization`: the key of the one that the row names, if it is known; `key`: the row's own."""
    changes: dict[str, Change] = {}
    why: dict[str, str] = {}
    held = set()
    for name, (old, new) in differing(target, member, organization):
        changes[name] = (old, new)
        if reason := _why_held(name, old, member, standing, answers):
            why[name] = reason
        if not answers.cells.get(f"{key}:{name}", not reason):
            held.add(name)
    return Comparison(changes, frozenset(held), why)


def differing(target: Target, member: Member, organization: int | None) -> Iterator[tuple[str, Change]]:
    """(field, (old, new)) of each that isn't the same."""
    for name, new in target.values.items():
        old = member.values.get(name)
        if not _is_same(name, old, new, member, organization):
            yield name, (old, new)


def _is_same(
    name: str, old: Stored | None, new: Stored | None, member: Member, organization: int | None
) -> bool:
    if old in (None, "") and new is None:
        return True
    if name == "organization" and organization is not None and organization == member.organization:
        return bool(old)  # by another of its names
    if name == "class_post" and isinstance(new, tuple):
        return set(new) <= set(old if isinstance(old, tuple) else ())
    return old == new


def _why_held(name: str, old: Stored | None, member: Member, standing: Standing, answers: Answers) -> str:
    """Why a value isn't replaced by itself: a code, "" if it is."""
    if old in (None, "", ()) or name == "class_post":
        return ""
    if answers.fill_only:
        return "fill_only"
    if member.enrollment is None:
        return "known_elsewhere" if name in OF_THE_PERSON else ""
    if not standing.has_imports:
        return ""
    return "" if member.written.get(name) == standing.mark(old) else "by_hand"
