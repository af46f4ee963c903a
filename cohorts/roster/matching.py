"""Who a row is: by identity number, mobile number, name with organization; a name alone asks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohorts.roster.standing import Member, Standing
from cohorts.roster.targets import Target

Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Match:
    """`member` is who it is, None for somebody new; `asks` is the code of what has to be answered first, of `candidates`."""

    member: Member | None = None
    asks: str = ""
    candidates: tuple[Member, ...] = ()


class Matcher:
    """Finds members; those that have been found surely are nobody else's."""

    def __init__(self, standing: Standing, *, same_names: bool = False) -> None:
        self.standing = standing
        self.same_names = same_names
        self.people = {member.person: member for member in (*standing.members, *standing.others)}
        self.found: dict[Key, list[Member]] = defaultdict(list)
        for member in self.people.values():
            for key in _keys(member):
                self.found[key].append(member)
        self.claimed: set[str] = set()

    def strong(self, target: Target) -> Match | None:
        """By identity number, else by mobile number; None when neither is known."""
        values = target.values
        by_id = self.found.get(("id_number", values.get("id_number")), [])
        by_mobile = self.found.get(("mobile", values.get("mobile")), [])
        hits = _distinct(by_id) or _distinct(by_mobile)
        if not hits:
            return None
        if len(hits) > 1:
            return Match(asks="several_known", candidates=tuple(hits))
        member = hits[0]
        if by_id and by_mobile and member not in by_mobile:
            return Match(asks="numbers_differ", candidates=tuple(_distinct([member, *by_mobile])))
        if _contradicts(target, member):
            return Match(asks="identity_differs", candidates=(member,))
        if values.get("name") != member.name:
            return Match(asks="name_differs", candidates=(member,))
        return Match(member)

    def weak(self, target: Target, organization: int | None) -> Match:
        """By name and organization; by the name alone nobody is found, but asked for when they are of this cohort."""
        name, text = str(target.values.get("name", "")), target.values.get("organization") or ""
        key: Key = ("post", (name, organization)) if organization is not None else ("text", (name, text))
        hits = [member for member in self.found.get(key, []) if text or member.enrollment]
        hits = self._unclaimed(hits)
        namesakes = self._unclaimed(self.found.get(("name", name), []))
        if any(_contradicts(target, member) for member in hits):
            return Match(asks="identity_differs", candidates=tuple(hits))
        if len(hits) == 1:
            return Match(hits[0])
        if hits:
            return Match(asks="several_known", candidates=tuple(hits))
        here = [member for member in namesakes if member.enrollment and not _contradicts(target, member)]
        if self.same_names and len(here) == 1:
            return Match(here[0])
        return Match(asks="namesake" if here else "", candidates=tuple(here or namesakes))

    def _unclaimed(self, members: Sequence[Member]) -> list[Member]:
        return [member for member in _distinct(members) if member.person not in self.claimed]

    def chosen(self, person: str) -> Match | None:
        """Who somebody said it is; None when that is nobody known."""
        member = self.people.get(person)
        return Match(member) if member else None


def _keys(member: Member) -> Iterator[Key]:
    for field in ("id_number", "mobile"):
        if field in member.values:
            yield field, member.values[field]
    if member.organization is not None:
        yield "post", (member.name, member.organization)
    yield "text", (member.name, member.organization_name)
    yield "name", member.name


def _distinct(members: Sequence[Member]) -> list[Member]:
    return list({member.person: member for member in members}.values())


def _contradicts(target: Target, member: Member) -> bool:
    """Whether both have an identity number, and not the same."""
    digest = target.values.get("id_number")
    return bool(digest and member.digest and digest != member.digest)
