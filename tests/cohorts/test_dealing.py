"""Dealing: everybody once, sizes alike, colleagues and genders as even as whole people allow."""

from collections import Counter
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from cohorts.dealing import Member, deal

ORGANIZATIONS = st.sampled_from(["", "一所", "二所", "三所", "四所"])
GENDERS = st.sampled_from(["", "male", "female"])
MEMBERS = st.lists(st.tuples(ORGANIZATIONS, GENDERS), max_size=40).map(
    lambda people: [Member(key, *person) for key, person in enumerate(people)]
)
GROUPS = st.integers(1, 12)
SEEDS = st.integers(0, 999_999)


def numbers(members, dealt, groups, label=lambda member: "all"):
    """{label: how many of it each group has}."""
    counts = Counter((label(member), dealt[member.key]) for member in members)
    return {
        name: [counts[name, group] for group in range(groups)]
        for name in {label(member) for member in members}
    }


@given(MEMBERS, GROUPS, SEEDS)
def test_everybody_is_dealt_once_into_groups_of_like_size(members, groups, seed):
    dealt = deal(members, groups, seed)
    assert dealt.keys() == {member.key for member in members}
    assert all(group in range(groups) for group in dealt.values())
    sizes = Counter(dealt.values())
    assert max(sizes[group] for group in range(groups)) - min(sizes[group] for group in range(groups)) <= 1


@given(MEMBERS, GROUPS, SEEDS)
def test_colleagues_are_as_far_apart_as_they_can_be(members, groups, seed):
    found = numbers(members, deal(members, groups, seed), groups, lambda member: member.organization)
    found.pop("", None)
    assert all(max(counts) == ceil(sum(counts) / groups) for counts in found.values())
    assert all(min(counts) == sum(counts) // groups for counts in found.values())


@given(MEMBERS, GROUPS, SEEDS)
def test_genders_are_in_balance(members, groups, seed):
    found = numbers(members, deal(members, groups, seed), groups, lambda member: member.gender)
    found.pop("", None)
    assert all(max(counts) - min(counts) <= 1 for counts in found.values())


@given(MEMBERS, GROUPS, SEEDS, st.randoms())
def test_the_same_seed_deals_the_same_whatever_the_order(members, groups, seed, shuffler):
    shuffled = shuffler.sample(members, len(members))
    assert deal(shuffled, groups, seed) == deal(members, groups, seed)


def test_another_seed_deals_anew():
    members = [Member(key, f"{key % 5}所", "male" if key % 3 else "female") for key in range(30)]
    deals = {tuple(deal(members, 5, seed).items()) for seed in range(10)}
    assert len(deals) == 10


@given(MEMBERS, GROUPS, SEEDS, st.data())
def test_who_stays_stays_and_sizes_are_alike_still(members, groups, seed, data):
    """One of each group stays, as its leader: there is somebody to give away."""
    leaders = data.draw(st.permutations(members))[:groups]
    stay = {member.key: group for group, member in enumerate(leaders)}
    dealt = deal(members, groups, seed, stay)
    assert {key: dealt[key] for key in stay} == stay
    assert dealt.keys() == {member.key for member in members}
    sizes = Counter(dealt.values())
    if len(members) >= groups:
        assert max(sizes.values()) - min(sizes[group] for group in range(groups)) <= 1


def test_those_who_stay_bring_no_colleagues_together():
    """Five groups of eight, of each of which two stay; four colleagues each from ten institutes."""
    members = [Member(key, f"{key // 4}所", ("male", "female")[key % 2]) for key in range(40)]
    stay = {key * 4: key % 5 for key in range(10)}
    for seed in range(20):
        found = numbers(members, deal(members, 5, seed, stay), 5, lambda member: member.organization)
        assert [max(counts) for counts in found.values()] == [1] * 10


def test_others_make_way_where_those_who_stay_crowd_their_colleagues():
    """Everybody of one institute but one stays, two in each group: the one goes where there is but one."""
    members = [Member(key, "一所" if key < 5 else f"{key}所") for key in range(9)]
    stay = {0: 0, 1: 0, 2: 1, 3: 1}
    for seed in range(20):
        dealt = deal(members, 3, seed, stay)
        assert dealt[4] == 2
        assert sorted(Counter(dealt.values()).values()) == [3, 3, 3]


def test_more_stay_than_a_group_has_room_for():
    members = [Member(key) for key in range(4)]
    assert deal(members, 2, 1, dict.fromkeys(range(4), 0)) == dict.fromkeys(range(4), 0)


def test_nobody_and_few_are_dealt():
    assert deal([], 3, 1) == {}
    assert deal([Member("one", "一所", "male")], 1, 1) == {"one": 0}
    assert len(set(deal([Member(1), Member(2)], 9, 1).values())) == 2
