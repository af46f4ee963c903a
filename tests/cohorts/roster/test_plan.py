"""What a row would change, and what rows want of each other: values, numbers, posts, groups and organizations."""

from dataclasses import replace

import pytest

from cohorts.roster.answers import NEW, TEXT, Answers
from cohorts.roster.plan import plan
from cohorts.roster.posts import posts_of
from tests.cohorts.roster.planning import book, key, member, outcome, planned, standing

NUMBERED = "序号 姓名 单位 组别 班级职务"
HOUSE = {"江州局": 1, "江州院": 2}


def writes(made):
    return [row.writes for row in made.rows]


def test_a_blank_cell_keeps_and_the_word_for_it_clears():
    known = member("林听澜", organization="江州局", title="处长", mobile="13800138000")
    rows = ["林听澜 江州局 - 清空"]
    made = planned(rows, known, headings="姓名 单位 职务 手机", organizations=HOUSE)
    assert writes(made) == [{"mobile": None}]
    assert planned(rows, replace(known, values={"name": "林听澜", "organization": "江州局"}),
                   headings="姓名 单位 职务 手机", organizations=HOUSE).writes is False  # fmt: skip


def test_only_blanks_are_filled_when_somebody_says_so():
    known = member("林听澜", organization="江州局", title="处长")
    made = planned(
        ["林听澜 江州局 局长 女"], known, headings="姓名 单位 职务 性别", organizations=HOUSE, fill_only=True
    )
    assert writes(made) == [{"gender": "female"}]
    assert dict(made.rows[0].comparison.why) == {"title": "fill_only"}


def test_what_was_changed_by_hand_since_an_import_is_held_until_it_is_ticked():
    known = member("林听澜", organization="江州局", title="处长", written={"title": "'科长'"})
    rows, given = ["林听澜 江州局 局长"], {"headings": "姓名 单位 职务", "organizations": HOUSE}
    made = planned(rows, known, **given)
    assert (outcome(made), made.writes) == ([("skip", [])], False)
    assert dict(made.rows[0].comparison.why) == {"title": "by_hand"}
    made = planned(rows, known, cells={f"{key(3)}:title": True}, **given)
    assert writes(made) == [{"title": "局长"}]


def test_what_an_import_wrote_is_replaced_and_a_cell_can_be_unticked():
    known = member("林听澜", organization="江州局", title="处长", written={"title": "'处长'"})
    rows, given = ["林听澜 江州局 局长"], {"headings": "姓名 单位 职务", "organizations": HOUSE}
    assert writes(planned(rows, known, **given)) == [{"title": "局长"}]
    assert writes(planned(rows, known, cells={f"{key(3)}:title": False}, **given)) == [{}]


def test_what_is_known_of_somebody_from_elsewhere_is_kept_but_the_place_is_written():
    known = member("林听澜", enrolled=False, organization="江州局", gender="male")
    made = planned(["3 林听澜 江州局 女"], known, headings="序号 姓名 单位 性别", organizations=HOUSE)
    assert writes(made) == [{"number": 3}]
    assert dict(made.rows[0].comparison.why) == {"gender": "known_elsewhere"}


def test_one_column_of_organization_and_title_is_divided_at_a_blank_or_after_a_known_name():
    given = {"headings": "姓名,单位及职务".replace(",", " "), "organizations": {"云州市科技馆": 1}}
    made = planned(["林听澜 云州市科技馆展教部主任", "苏若溪 滨江大学教授"], **given)
    assert writes(made) == [
        {"name": "林听澜", "organization": "云州市科技馆", "title": "展教部主任"},
        {"name": "苏若溪", "title": "滨江大学教授"},
    ]
    assert outcome(made) == [("create", []), ("create", ["organization_unsplit"])]


def test_a_department_stands_before_the_title():
    made = planned(["林听澜 展教部 主任", "苏若溪 展教部 展教部主任"], headings="姓名 部门 职务")
    assert [row["title"] for row in writes(made)] == ["展教部主任", "展教部主任"]


def test_department_and_title_together_too_long_are_an_error():
    made = planned([f"林听澜 {'部' * 60} {'长' * 60}"], headings="姓名 部门 职务")
    assert outcome(made) == [("error", ["too_long"])]


def test_numbers_may_be_exchanged():
    one, other = (
        member("林听澜", organization="江州局", number=1),
        member("苏若溪", organization="江州局", number=2),
    )
    made = planned(
        ["2 林听澜 江州局", "1 苏若溪 江州局"], one, other, headings="序号 姓名 单位", organizations=HOUSE
    )
    assert writes(made) == [{"number": 2}, {"number": 1}]


def test_a_number_that_is_somebody_elses_is_left_out():
    known = member("周明远", number=2)
    made = planned(["2 林听澜 江州局"], known, headings="序号 姓名 单位", organizations=HOUSE)
    assert outcome(made) == [("create", ["number_taken"])]
    assert writes(made) == [{"name": "林听澜", "organization": "江州局"}]
    assert "周明远" in made.rows[0].issues[0].message


def test_who_gets_no_new_number_keeps_the_old_one_and_nobody_else_has_it():
    people = [
        member(name, organization="江州局", number=n)
        for n, name in enumerate(("林听澜", "苏若溪", "周明远"), 1)
    ]
    made = planned(
        ["2 林听澜 江州局", "3 苏若溪 江州局"], *people, headings="序号 姓名 单位", organizations=HOUSE
    )
    assert outcome(made) == [("same", ["number_taken"])] * 2
    rows = ["2 林听澜 江州局", "4 苏若溪 江州局", "4 顾清和 江州院"]
    made = planned([rows[0], rows[2], rows[1]], *people, headings="序号 姓名 单位", organizations=HOUSE)
    assert [row.writes.get("number") for row in made.rows] == [None, 4, None]


def test_a_long_chain_of_numbers_that_can_not_move_is_told_at_once():
    people = [member(f"林听{chr(0x4E00 + n)}", organization="江州局", number=n) for n in range(1, 1500)]
    rows = [f"{one.values['number'] + 1} {one.name} 江州局" for one in people[:-1]]
    made = planned(rows, *people, headings="序号 姓名 单位", organizations=HOUSE)
    assert made.counts["same"] == len(rows)


def test_whoever_left_keeps_the_number():
    gone = member("周明远", number=2, left=True)
    made = planned(["2 林听澜 江州局"], gone, headings="序号 姓名 单位", organizations=HOUSE)
    assert outcome(made) == [("create", ["number_taken"])]


@pytest.mark.parametrize(
    ("text", "codes", "others"),
    [
        ("班长", ("monitor",), ()),
        ("第二组组长", ("group_leader",), ()),
        ("二组长", ("group_leader",), ()),
        ("3组副组长", ("deputy_group_leader",), ()),
        ("第一小组组长", ("group_leader",), ()),
        ("第一小组长", ("group_leader",), ()),
        ("支部书记兼班长", ("branch_secretary", "monitor"), ()),
        ("学习委员、副组长", ("study_commissioner", "deputy_group_leader"), ()),
        ("班长、班花", ("monitor",), ("班花",)),
        ("班长 班长", ("monitor",), ()),
        ("", (), ()),
    ],
)
def test_posts_are_known_by_all_their_names(text, codes, others):
    assert posts_of(text) == (codes, others)


def test_a_post_has_one_holder():
    holder = member("周明远", class_post=("monitor",))
    made = planned(["1 林听澜 江州局 1组 班长"], holder, headings=NUMBERED, organizations=HOUSE)
    assert outcome(made) == [("create", ["post_held"])]
    assert "class_post" not in writes(made)[0]
    made = planned(
        ["1 林听澜 江州局 1组 班长", "2 苏若溪 江州局 1组 班长"], headings=NUMBERED, organizations=HOUSE
    )
    assert outcome(made) == [("create", []), ("create", ["post_held"])]


def test_a_post_that_is_shared_has_several_holders():
    rows = ["1 林听澜 江州局 1组 副班长", "2 苏若溪 江州局 1组 副班长"]
    made = planned(rows, headings=NUMBERED, organizations=HOUSE)
    assert [row["class_post"] for row in writes(made)] == [("deputy_monitor",)] * 2


def test_each_group_has_its_leader_and_a_leader_has_a_group():
    rows = ["1 林听澜 江州局 1组 组长", "2 苏若溪 江州局 2组 组长", "3 周明远 江州局 - 组长、班长"]
    made = planned(rows, headings=NUMBERED, organizations=HOUSE, groups={1: "第一组"})
    assert outcome(made) == [("create", []), ("create", []), ("create", ["post_without_group"])]
    assert [row["class_post"] for row in writes(made)] == [("group_leader",), ("group_leader",), ("monitor",)]
    assert made.new_groups == (2,)


def test_whoever_stays_in_a_group_by_hand_leads_that_one():
    leader = member("周明远", group=1, class_post=("group_leader",))
    moved = member("林听澜", organization="江州局", group=1, written={"group": "2"})
    made = planned(["1 林听澜 江州局 2组 组长"], leader, moved, headings=NUMBERED, organizations=HOUSE,
                   groups={1: "第一组", 2: "第二组"})  # fmt: skip
    assert outcome(made) == [("update", ["post_held"])]
    assert writes(made) == [{"number": 1}]


def test_a_leader_who_goes_to_another_group_is_mentioned():
    leader = member("林听澜", organization="江州局", group=1, class_post=("group_leader",))
    made = planned(["- 林听澜 江州局 2组 组长"], leader, headings=NUMBERED, organizations=HOUSE)
    assert (outcome(made), writes(made)) == ([("update", ["leads_former_group"])], [{"group": 2}])


def test_a_term_is_not_ended_by_a_roster():
    known = member("林听澜", organization="江州局", class_post=("monitor",))
    for cell, codes in (("清空", ["class_post_kept"]), ("-", []), ("班长", [])):
        made = planned([f"- 林听澜 江州局 - {cell}"], known, headings=NUMBERED, organizations=HOUSE)
        assert outcome(made) == [("same", codes)]


def test_a_group_is_known_by_number_and_by_name():
    rows = ["1 林听澜 江州局 飞鸟组 -", "2 苏若溪 江州局 第一组 -", "3 周明远 江州局 游鱼组 -"]
    made = planned(rows, headings=NUMBERED, organizations=HOUSE, groups={1: "第一组", 7: "飞鸟组"})
    assert ([row["group"] for row in writes(made)], made.new_groups) == ([7, 1, "游鱼组"], ("游鱼组",))


def test_an_unknown_organization_comes_with_what_it_may_be_and_is_kept_as_text_then():
    made = planned(["林听澜 云州科技馆 -"], organizations={"云州市科技馆": 5, "滨江大学": 6})
    (unknown,) = made.unknown
    assert (unknown.name, unknown.rows, unknown.suggestions) == ("云州科技馆", 1, ((5, "云州市科技馆"),))
    assert unknown.decision == TEXT
    assert outcome(made) == [("create", ["unknown_organization"])]


def test_one_that_is_like_no_other_is_made():
    made = planned(["林听澜 江州局 -", "苏若溪 江州局 -"], organizations={"滨江大学": 6})
    assert [(one.name, one.rows, one.decision) for one in made.unknown] == [("江州局", 2, NEW)]


def test_who_works_at_the_organization_that_is_meant_is_found_by_that_and_the_name_stays_to_be_written():
    known = member("林听澜", works_at=5, organization="云州市科技馆")
    house = {"云州市科技馆": 5}
    asked = planned(["林听澜 云州科技馆 -"], known, organizations=house)
    assert outcome(asked) == [("error", ["namesake", "unknown_organization"])]
    assert [one.name for one in asked.unknown] == ["云州科技馆"]
    made = planned(["林听澜 云州科技馆 -"], known, organizations=house, people={})
    assert made.writes is False
    made = plan(
        book("林听澜 云州科技馆 -"),
        standing(known, organizations=house),
        Answers(organizations={"云州科技馆": "5"}),
    )
    assert (made.rows[0].action, [one.is_alias for one in made.unknown], made.writes) == (
        "same",
        [True],
        True,
    )


def test_an_answer_that_names_an_organization_that_is_gone_answers_nothing():
    stands = standing(organizations={"云州市科技馆": 5})
    made = plan(book("林听澜 云州科技馆 -"), stands, Answers(organizations={"云州科技馆": "7"}))
    assert (made.rows[0].organization, made.unknown[0].decision) == (None, TEXT)


def test_the_digest_tells_what_would_be_replaced():
    before = member("林听澜", organization="江州局", title="处长")
    after = replace(before, values=before.values | {"title": "科长"})
    one, other = (
        planned(["林听澜 江州局 局长"], each, headings="姓名 单位 职务", organizations=HOUSE)
        for each in (before, after)
    )
    assert writes(one) == writes(other)
    assert one.digest != other.digest


def test_only_who_is_missing_can_leave():
    here, gone = member("林听澜", organization="江州局"), member("苏若溪")
    leaving = frozenset({here.enrollment, gone.enrollment, 999})
    made = planned(["林听澜 江州局 -"], here, gone, organizations=HOUSE, leaving=leaving)
    assert (made.missing, made.leaving, made.writes) == ((gone,), (gone,), True)
