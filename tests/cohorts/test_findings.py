"""What a roll still lacks: one sentence for each thing, said where it is so and nowhere else."""

from datetime import date

import pytest

from cohorts import findings as rules
from cohorts.models import Post
from cohorts.models.branch import COMMITTEE, GROUP_POSTS
from cohorts.models.roll import Roll, Term, Trainee

SECRETARY, DEPUTY, MONITOR, LEADER = (
    Post.BRANCH_SECRETARY,
    Post.BRANCH_DEPUTY,
    Post.MONITOR,
    Post.GROUP_LEADER,
)
FINE = {"group": 1, "organization": "云州研究所", "mobile": True}


def trainee(pk, **fields):
    return Trainee(pk, **{"name": f"甲{pk}"} | FINE | fields)


def roll(trainees=(), terms=(), groups=()):
    made = Roll(trainees=list(trainees), terms=list(terms))
    made.groups.extend(made.group(pk, name) for pk, name in groups)
    return made


def committee(size):
    posts = [*COMMITTEE, *[DEPUTY] * 9][:size]
    return roll(terms=[Term(n, post, trainee(n)) for n, post in enumerate(posts)])


@pytest.mark.parametrize(("size", "warned"), [(2, 1), (3, 0), (5, 0), (6, 1), (7, 1), (8, 1)])
def test_a_branch_committee_has_three_to_five_members(size, warned):
    found = list(rules.committee_size(committee(size)))
    assert [each.anchor for each in found] == ["committee"] * warned


def test_more_than_seven_members_are_said_to_be_too_many():
    six, eight = (next(rules.committee_size(committee(size))).sentence for size in (6, 8))
    assert "7" not in six
    assert "8" in eight
    assert "7" in eight


def test_somebody_with_two_posts_is_one_member():
    one = trainee(1)
    terms = [Term(n, post, one) for n, post in enumerate(COMMITTEE)]
    assert "1" in next(rules.committee_size(roll(terms=terms))).sentence


def test_a_committee_has_at_most_one_deputy_secretary():
    deputies = [Term(n, DEPUTY, trainee(n)) for n in (1, 2)]
    assert list(rules.too_many_deputies(roll(terms=deputies[:1]))) == []
    assert [each.anchor for each in rules.too_many_deputies(roll(terms=deputies))] == [DEPUTY]


def test_a_vacant_secretary_or_monitor_is_said_at_its_post():
    assert [each.anchor for each in rules.vacant_posts(roll())] == [SECRETARY, MONITOR]
    terms = [Term(1, SECRETARY, trainee(1)), Term(2, MONITOR, trainee(2))]
    assert list(rules.vacant_posts(roll(terms=terms))) == []


def test_a_group_without_leader_is_named():
    terms = [Term(1, LEADER, trainee(1), 1)]
    found = list(rules.leaderless_groups(roll([trainee(1)], terms, [(1, "一组"), (2, "二组")])))
    assert [each.anchor for each in found] == ["group_leader-2"]
    assert "二组" in found[0].sentence


def test_a_holder_who_left_is_named():
    gone = trainee(2, left=date(2026, 4, 1))
    terms = [Term(1, MONITOR, trainee(1)), Term(2, Post.STUDY_COMMISSIONER, gone)]
    assert [each.anchor for each in rules.holders_gone(roll(terms=terms))] == ["study_commissioner"]


def test_a_leader_who_went_to_another_group_is_named():
    terms = [Term(1, LEADER, trainee(1), 1), Term(2, LEADER, trainee(2, group=1), 2)]
    found = list(rules.leaders_elsewhere(roll(terms=terms, groups=[(1, "一组"), (2, "二组")])))
    assert [each.anchor for each in found] == ["group_leader-2"]


@pytest.mark.parametrize(
    ("rule", "lacking"),
    [
        (rules.without_group, {"group": None}),
        (rules.without_organization, {"organization": ""}),
        (rules.without_mobile, {"mobile": False}),
    ],
)
def test_those_who_lack_something_are_listed(rule, lacking):
    bare = trainee(2, **lacking)
    assert [each.people for each in rule(roll([trainee(1), bare]))] == [(bare,)]
    assert list(rule(roll([trainee(1)]))) == []


def test_namesakes_are_listed_together():
    pair = (trainee(1, name="周岚"), trainee(3, name="周岚"))
    assert [each.people for each in rules.namesakes(roll([pair[0], trainee(2), pair[1]]))] == [pair]


@pytest.mark.parametrize(("sizes", "warned"), [((3, 3), 0), ((5, 3), 0), ((6, 3), 1), ((3, 0), 1)])
def test_a_group_much_larger_than_another_is_named(sizes, warned):
    people = [
        trainee(10 * group + n, group=group) for group, size in enumerate(sizes, 1) for n in range(size)
    ]
    found = list(rules.uneven_groups(roll(people, groups=[(1, "一组"), (2, "二组")])))
    assert [each.anchor for each in found] == ["group-1"] * warned


def test_what_is_private_is_found_for_organizers_only():
    lacking = roll([trainee(1, mobile=False)])
    sentences = [{each.sentence for each in rules.findings(lacking, private=private)} for private in (0, 1)]
    assert len(sentences[1] - sentences[0]) == 1
    assert sentences[0] < sentences[1]


def test_every_seat_of_a_group_has_a_place_of_its_own():
    made = roll(groups=[(1, "一组"), (2, "二组")])
    anchors = [seat.anchor for group in made.groups for seat in group.seats]
    assert len(set(anchors)) == 2 * len(GROUP_POSTS)
