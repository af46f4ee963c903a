"""Whatever a file says and whoever stands there: every row once, counts that add up, the same plan twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.roster.answers import BACK, NEW, SKIP, TEXT, Answers, back, key_of
from cohorts.roster.plan import plan
from cohorts.roster.reader import read
from cohorts.roster.report import report
from cohorts.roster.targets import STORED
from tests.cohorts.roster.files import SOUND, csv
from tests.cohorts.roster.planning import member, standing

HEADINGS = ("序号", "姓名", "单位", "职务", "组别", "班级职务", "手机", "身份证号")
NAMES, PLACES = ["林听澜", "苏若溪", "周明远"], ["江州局", "江州市局", "滨江大学", "江州局处长"]
MOBILES, POSTS = ["13800138000", "13900139000"], ["班长", "组长", "副组长、班长", "班花"]
CELLS = (
    ["", "1", "2", "3", "0", "x", "清空"], [*NAMES, "", "清空"], [*PLACES, "", "清空"], ["", "处长", "清空", "长" * 90],
    ["", "1组", "2组", "飞鸟组", "清空"], ["", *POSTS, "清空"], ["", *MOBILES, "12", "清空"], ["", SOUND, "清空", "3.1E+17"],
)  # fmt: skip
ROWS = st.lists(st.tuples(*map(st.sampled_from, CELLS)), max_size=8)
VALUES = {
    "number": st.integers(1, 3), "organization": st.sampled_from(PLACES), "title": st.sampled_from(["处长", "科长"]),
    "group": st.sampled_from([1, 2]), "mobile": st.sampled_from(MOBILES),
    "id_number": st.sampled_from([f"digest of {SOUND}", "digest of another"]),
    "class_post": st.lists(st.sampled_from(["monitor", "group_leader", "deputy_monitor"]), min_size=1, unique=True).map(tuple),
}  # fmt: skip
MEMBERS = st.lists(
    st.builds(
        lambda name, values, written, **how: member(name, written=written, **how, **values),
        st.sampled_from(NAMES),
        st.fixed_dictionaries({}, optional=VALUES),
        st.dictionaries(st.sampled_from(STORED), st.sampled_from(["'处长'", "1", "x"]), max_size=3),
        left=st.booleans(),
        enrolled=st.booleans(),
        works_at=st.sampled_from([None, 1, 2]),
    ),
    max_size=6,
)
HOUSES = st.sampled_from([{}, {"江州局": 1}, {"江州局": 1, "滨江大学": 2}])


@settings(max_examples=400, deadline=None)
@given(ROWS, MEMBERS, HOUSES, st.data())
def test_any_rows_beside_anybody_are_accounted_for_once(rows, members, organizations, data):
    members = list(with_numbers_of_their_own(members))
    stands = standing(*members, organizations=organizations, groups={1: "第一组"})
    book = read(csv([HEADINGS, *rows]), "名册.csv")
    answers = data.draw(answers_about(members, len(rows)))
    made = plan(book, stands, answers)
    told = sorted(row.row.row for row in made.rows) + sorted(each.row for each in made.ignored)
    assert sorted(told) == [1, *(number for number, row in enumerate(rows, 2) if any(row))]
    assert sum(made.counts.values()) == len(made.rows) == len(report(made)["rows"])
    assert plan(book, stands, answers) == made
    assert conflicts(made, members) == []


def with_numbers_of_their_own(members):
    """As the database holds them: a number is one person's in the cohort, a post too, and of those elsewhere neither is known."""
    seen = set()
    for one in members:
        values = dict(one.values)
        for name in ("number", "class_post"):
            if name in values and (not one.enrollment or values[name] in seen):
                del values[name]
            seen.add(values.get(name))
        yield type(one)(
            one.person, one.name, values, one.enrollment, one.has_left and bool(one.enrollment), one.organization,
            one.organization_name, one.tail, one.written,
        )  # fmt: skip


def answers_about(members, rows):
    people = st.sampled_from(
        [NEW, SKIP, BACK, "nobody", *(one.person for one in members), *(back(one.person) for one in members)]
    )
    keys = st.integers(2, rows + 2).map(lambda row: key_of("名册", row))
    cells = st.builds(lambda key, name: f"{key}:{name}", keys, st.sampled_from(STORED))
    return st.builds(
        Answers,
        fill_only=st.booleans(),
        same_names=st.booleans(),
        people=st.dictionaries(keys, people, max_size=4),
        organizations=st.dictionaries(st.sampled_from(PLACES), st.sampled_from([NEW, TEXT, "1", "2", "9"]), max_size=2),
        cells=st.dictionaries(cells, st.booleans(), max_size=6),
        leaving=st.frozensets(st.sampled_from([1, *(one.enrollment or 0 for one in members)]), max_size=3),
    )  # fmt: skip


def conflicts(made, members):
    """What the database would refuse: a number held twice, one person enrolled or written twice."""
    numbers = {one.person: one.values["number"] for one in members if "number" in one.values}
    writing = [row for row in made.rows if row.writes or row.action in ("create", "update")]
    for row in writing:
        if "number" in row.writes:
            numbers[row.member.person if row.member else row.key] = row.writes["number"]
    given = [number for number in numbers.values() if number is not None]
    people = [row.member.person for row in writing if row.member]
    twice = [("number", number) for number in given if given.count(number) > 1]
    return twice + [("person", person) for person in people if people.count(person) > 1]
