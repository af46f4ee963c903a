"""Who a row is: by identity number, mobile number, name with organization; a name alone asks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohorts.roster.comparing import differing
from cohorts.roster.standing import Member, Standing
from cohorts.roster.targets import Target

Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Match:
    """`member` is who it is, None for somebody new; `asks` is the code of what has to be answered first, of `candidates`.

    `namesakes` of the cohort may be meant too.
    """

    member: Member | None = None
    asks: str = ""
    candidates: tuple[Member, ...] = ()
    namesakes: tuple[Member, ...] = ()


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
        hits = by_id or _of_this_name(by_mobile, target)
        if not hits:
            return None
        member = hits[0]
        if len(hits) > 1:
            return self._ask("several_known", hits, target)
        if by_id and by_mobile and member not in by_mobile:
            return self._ask("numbers_differ", _distinct([member, *by_mobile]), target)
        if _contradicts(target, member):
            return self._ask("identity_differs", hits, target)
        if values.get("name") != member.name:
            return self._ask("name_differs", hits, target)
        return Match(member)

    def _ask(self, code: str, candidates: Sequence[Member], target: Target) -> Match:
        namesakes = self.found.get(("name", target.values.get("name")), [])
        others = [one for one in namesakes if one.enrollment and one not in candidates]
        return Match(asks=code, candidates=tuple(candidates), namesakes=tuple(others))

    def weak(self, target: Target, organization: int | None) -> Match:
        """By name and organization; by the name alone nobody is found, but asked for when they are of this cohort.

        Where neither file nor roster tells an organization, a row that says nothing new is who it was.
        """
        name, text = str(target.values.get("name", "")), target.values.get("organization") or ""
        by_text = self.found.get(("text", (name, text)), [])
        if not text:
            by_text = [one for one in by_text if one.enrollment and _tells_nothing_new(target, one)]
        hits = self._unclaimed([*self.found.get(("post", (name, organization)), []), *by_text])
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


def _of_this_name(members: Sequence[Member], target: Target) -> Sequence[Member]:
    """Of several who share a telephone those of the row's name, if there are any."""
    return [one for one in members if one.name == target.values.get("name")] or members


def _tells_nothing_new(target: Target, member: Member) -> bool:
    return {name for name, _change in differing(target, member, None)} <= {"number", "class_post"}


def _contradicts(target: Target, member: Member) -> bool:
    """Whether both have an identity number, and not the same."""
    digest = target.values.get("id_number")
    return bool(digest and member.digest and digest != member.digest)
