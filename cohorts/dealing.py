"""Dealing people into groups: colleagues apart, men and women in balance, sizes alike. Knows no models."""

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to deal. Keys are of one kind that sorts; an empty organization or gender is like nobody else's."""

    key: Any
    organization: Hashable = ""
    gender: Hashable = ""


Hands = list[list[Member]]


def deal(
    members: Iterable[Member], groups: int, seed: int, stay: Mapping[Any, int] | None = None
) -> dict[Any, int]:
    """{key: group, from 0} of every member, dealt into one group or more; the same for the same seed.

    With nobody in `stay`, everything is as even as whole people allow: of n members, of an organization and of a gender
    each group has n/groups, rounded down or up. `stay` names some members' groups ({key: group}); each of them changes
    places with whoever disturbs that least, so sizes stay alike wherever a group has somebody to give away; then others
    leave groups that have more colleagues than their share, where that can be.
    """
    deck = sorted(members, key=lambda member: member.key)
    random.Random(seed).shuffle(deck)
    hands = [deck[first::groups] for first in range(groups)]
    while pair := _uneven(hands):
        most, least = pair
        hands[most], hands[least] = _halves(hands[most] + hands[least])
    if stay:
        for key, group in sorted(stay.items()):
            _seat(hands, key, group, stay)
        while _relieve(hands, stay):
            continue
    return {member.key: group for group, hand in enumerate(hands) for member in hand}


def _uneven(hands: Hands) -> tuple[int, int] | None:
    """The groups with the most and the fewest of some organization or gender, if these differ by two or more.

    Halving two such groups lowers the sum of the squares of that count and raises that of no other, so this ends;
    and when no two groups differ by two, each has the average, rounded down or up.
    """
    counts = [Counter(label for member in hand for label in _labels(member)) for hand in hands]
    for label in dict.fromkeys(label for count in counts for label in count):
        most = max(range(len(hands)), key=lambda group: counts[group][label])
        least = min(range(len(hands)), key=lambda group: counts[group][label])
        if counts[most][label] - counts[least][label] > 1:
            return most, least
    return None


def _labels(member: Member) -> list[tuple[str, Hashable]]:
    named = (("organization", member.organization), ("gender", member.gender))
    return [(what, label) for what, label in named if label]


def _halves(members: list[Member]) -> tuple[list[Member], list[Member]]:
    """Two halves that differ by at most one member, in all and of each organization and gender.

    Colleagues are paired off, and so are those of a gender. Everybody has at most one partner of either sort, so the
    pairs form chains, and rings of even length; dealt alternately along them, partners never sit together. What is left
    over are the odd ends: one of each label, and of the chains, each of which begins in the smaller half.
    """
    partners = _partners(members)
    halves: tuple[list[Member], list[Member]] = ([], [])
    dealt: set[Any] = set()
    for first in sorted(
        members, key=lambda member: len(partners[member.key])
    ):  # the ends of chains, then rings
        side = int(len(halves[0]) > len(halves[1]))
        member: Member | None = first
        while member and member.key not in dealt:
            dealt.add(member.key)
            halves[side].append(member)
            side = 1 - side
            member = next((each for each in partners[member.key] if each.key not in dealt), None)
    return halves


def _partners(members: list[Member]) -> dict[Any, list[Member]]:
    """{key: the colleague and the one of the same gender that somebody is paired off with}."""
    partners: dict[Any, list[Member]] = defaultdict(list)
    single: dict[tuple[str, Hashable], Member] = {}
    for member in members:
        for label in _labels(member):
            if other := single.pop(label, None):
                partners[member.key].append(other)
                partners[other.key].append(member)
            else:
                single[label] = member
    return partners


def _seat(hands: Hands, key: Any, group: int, stay: Mapping[Any, int]) -> None:
    """Bring one who stays to their group, in exchange for whoever fits best where they come from."""
    here = next((n for n, hand in enumerate(hands) if key in [each.key for each in hand]), group)
    if here == group:
        return
    member = next(each for each in hands[here] if each.key == key)

    def disturbance(other: Member) -> tuple[int, bool]:
        """How many colleagues the two would meet, and whether a man goes for a woman."""
        left = (each for each in hands[here] if each is not member)
        stayed = (each for each in hands[group] if each is not other)
        return _colleagues(other, left) + _colleagues(member, stayed), other.gender != member.gender

    free = [each for each in hands[group] if stay.get(each.key) != group]
    if free:
        _exchange(hands, member, here, min(free, key=disturbance), group)
    else:
        hands[here].remove(member)
        hands[group].append(member)


def _relieve(hands: Hands, stay: Mapping[Any, int]) -> bool:
    """Whether somebody could change places out of a group that has more than its share of their colleagues.

    Nobody of `stay` moves, and neither of the two comes to where there are enough: so each exchange leaves one less.
    """
    counts = [Counter(each.organization for each in hand if each.organization) for hand in hands]
    share = {name: ceil(number / len(hands)) for name, number in sum(counts, Counter()).items()}

    def room(member: Member, group: int) -> bool:
        return not member.organization or counts[group][member.organization] < share[member.organization]

    for here, hand in enumerate(hands):
        for member in hand:
            organization = member.organization
            if not organization or member.key in stay or counts[here][organization] <= share[organization]:
                continue
            fitting = [
                (other, there)
                for there in range(len(hands))
                if room(member, there)
                for other in hands[there]
                if other.key not in stay and room(other, here)
            ]
            if fitting:
                _exchange(
                    hands, member, here, *min(fitting, key=lambda pair: pair[0].gender != member.gender)
                )
                return True
    return False


def _exchange(hands: Hands, member: Member, here: int, other: Member, there: int) -> None:
    hands[here] = [*(each for each in hands[here] if each is not member), other]
    hands[there] = [*(each for each in hands[there] if each is not other), member]


def _colleagues(member: Member, others: Iterable[Member]) -> int:
    return sum(each.organization == member.organization for each in others) if member.organization else 0
