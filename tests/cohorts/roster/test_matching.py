"""Who a row is: identity number, mobile number, name with organization; a name alone only asks, and two hits are a question."""

import pytest

from cohorts.roster.answers import NEW, SKIP, back
from tests.cohorts.roster.files import SOUND
from tests.cohorts.roster.planning import key, member, outcome, planned

MOBILE, OTHER = "13800138000", "13900139000"
WITH_ID = "姓名 单位 手机 身份证号"
DIGEST = f"digest of {SOUND}"


def who(made):
    """The person of the only row, and the code of what is asked."""
    (row,) = made.rows
    asked = [issue.code for issue in row.issues if issue.severity == "error"]
    return (row.member.person if row.member else None, asked)


def test_an_identity_number_finds_whoever_has_it_whatever_else_the_row_says():
    known = member("林听澜", id_number=DIGEST, mobile=OTHER, organization="江州局")
    made = planned([f"林听澜 江州院 {MOBILE} {SOUND}"], known, headings=WITH_ID)
    assert who(made) == (known.person, [])
    assert made.rows[0].writes == {"organization": "江州院", "mobile": MOBILE}


def test_a_mobile_number_finds_whoever_has_it():
    known = member("林听澜", mobile=MOBILE)
    assert who(planned([f"林听澜 江州局 {MOBILE}"], known)) == (known.person, [])


def test_name_and_organization_find_somebody_without_numbers():
    known = member("林听澜", organization="江州局")
    assert who(planned(["林听澜 江州局 -"], known)) == (known.person, [])


def test_name_and_organization_find_them_by_any_name_of_the_organization():
    known = member("林听澜", works_at=5, organization="江州市局")
    made = planned(["林听澜 江州局 -"], known, organizations={"江州局": 5})
    assert (who(made), outcome(made)) == ((known.person, []), [("same", [])])


def test_an_organization_kept_as_text_is_found_though_it_has_become_known_since():
    known = member("林听澜", organization="江州局")
    made = planned(["林听澜 江州局 -"], known, organizations={"江州局": 5})
    assert (who(made), outcome(made)) == ((known.person, []), [("same", [])])


@pytest.mark.parametrize("row", ["林听澜 江州院 -", f"林听澜 - {OTHER}", f"林听澜 江州院 {OTHER}"])
def test_a_name_alone_asks_and_finds_nobody(row):
    known = member("林听澜", organization="江州局", mobile=MOBILE)
    made = planned([row], known, organizations={"江州院": 1, "江州局": 2})
    assert who(made) == (None, ["namesake"])
    assert [one.person for one in made.rows[0].candidates] == [known.person]
    assert made.missing == ()  # they may be meant


def test_a_name_without_organization_on_either_side_is_no_match_if_the_row_tells_something_new():
    known = member("林听澜", mobile=MOBILE)
    assert who(planned([f"林听澜 - {OTHER}"], known)) == (None, ["namesake"])
    assert who(planned(["林听澜 女"], known, headings="姓名 性别")) == (None, ["namesake"])


def test_a_row_of_a_name_that_tells_nothing_new_is_who_it_was():
    known = member("林听澜", gender="female", number=3)
    made = planned(["3 林听澜 女"], known, headings="序号 姓名 性别")
    assert outcome(made) == [("same", [])]


def test_the_only_namesake_is_taken_when_somebody_says_so():
    known = member("林听澜", organization="江州局")
    assert who(planned(["林听澜 江州院 -"], known, same_names=True)) == (known.person, [])
    twins = [member("林听澜", organization="甲局"), member("林听澜", organization="乙局")]
    assert who(planned(["林听澜 江州院 -"], *twins, same_names=True)) == (None, ["namesake"])


def test_whoever_is_found_surely_is_nobodys_namesake():
    known = member("林听澜", organization="江州局", mobile=MOBILE)
    made = planned(
        [f"林听澜 江州局 {MOBILE}", f"林听澜 江州院 {OTHER}"], known, organizations={"江州局": 1, "江州院": 2}
    )
    assert outcome(made) == [("same", []), ("create", ["namesake"])]


def test_a_telephone_shared_by_two_is_told_apart_by_their_names():
    one, other = member("林听澜", mobile=MOBILE), member("苏若溪", mobile=MOBILE)
    made = planned([f"林听澜 - {MOBILE}", f"苏若溪 - {MOBILE}"], one, other)
    assert outcome(made) == [("same", []), ("same", ["mobile_shared"])]


def test_a_telephone_of_two_others_asks():
    one, other = member("林听澜", mobile=MOBILE), member("苏若溪", mobile=MOBILE)
    assert who(planned([f"周明远 - {MOBILE}"], one, other)) == (None, ["several_known"])


def test_numbers_of_different_people_ask():
    one, other = member("林听澜", id_number=DIGEST), member("苏若溪", mobile=MOBILE)
    made = planned([f"林听澜 - {MOBILE} {SOUND}"], one, other, headings=WITH_ID)
    assert who(made) == (None, ["numbers_differ"])
    assert [each.name for each in made.rows[0].candidates] == ["林听澜", "苏若溪"]


def test_another_identity_number_asks():
    known = member("林听澜", id_number="digest of another", mobile=MOBILE, organization="江州局")
    for row in (f"林听澜 江州局 {MOBILE} {SOUND}", f"林听澜 江州局 - {SOUND}"):
        made = planned([row], known, headings=WITH_ID, organizations={"江州局": 1})
        assert who(made) == (None, ["identity_differs"])


def test_another_name_asks_and_offers_the_namesake_too():
    owner, namesake = member("林听澜", mobile=MOBILE), member("苏若溪", organization="江州局")
    made = planned([f"苏若溪 江州局 {MOBILE}"], owner, namesake)
    assert who(made) == (None, ["name_differs"])
    assert [each.name for each in made.rows[0].candidates] == ["林听澜", "苏若溪"]
    assert "苏若溪" not in made.rows[0].issues[0].message.partition("名册")[2]


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_asked_is_answered_by_a_person(place):
    both = member("林听澜", mobile=MOBILE), member("苏若溪", organization="江州局")
    made = planned([f"苏若溪 江州局 {MOBILE}"], *both, people={key(3): both[place].person})
    assert who(made) == (both[place].person, [])
    assert made.rows[0].action == "update"


def test_what_is_asked_is_answered_by_somebody_new_or_by_skipping():
    known = member("林听澜", mobile=MOBILE)
    assert planned([f"苏若溪 - {MOBILE}"], known, people={key(3): NEW}).rows[0].action == "create"
    made = planned([f"苏若溪 - {MOBILE}"], known, people={key(3): SKIP})
    assert (made.rows[0].action, made.writes, made.missing) == ("skip", False, ())


@pytest.mark.parametrize("answer", ["nobody", "", "back:nobody", "\0", "9" * 300])
def test_an_answer_that_names_nobody_answers_nothing(answer):
    known = member("林听澜", organization="江州局")
    assert who(planned(["林听澜 江州院 -"], known, people={key(3): answer})) == (None, ["namesake"])


def test_two_rows_taken_for_one_ask_both_and_one_answer_settles_it():
    known, rows = member("林听澜", organization="江州局"), ["林听澜 甲局 -", "林听澜 乙局 -"]
    house, answers = {"甲局": 1, "乙局": 2}, {key(3): known.person, key(4): known.person}
    made = planned(rows, known, people=answers, organizations=house)
    assert outcome(made) == [("error", ["several_rows"]), ("error", ["namesake", "several_rows"])]
    for answer, action in ((NEW, "create"), (SKIP, "skip")):
        made = planned(rows, known, people=answers | {key(4): answer}, organizations=house)
        assert [row.action for row in made.rows] == ["update", action]


def test_a_row_that_is_there_twice_takes_nothing_from_the_first():
    known = member("林听澜", organization="江州局")
    made = planned(["林听澜 江州局 -", "林听澜 江州局 -"], known)
    assert outcome(made) == [("same", []), ("error", ["duplicate_row", "unknown_organization"])]


def test_somebody_of_the_program_is_found_and_enrolled():
    known = member("林听澜", enrolled=False, organization="江州局")
    made = planned(["林听澜 江州局 -"], known)
    assert (who(made), made.rows[0].action, made.missing) == ((known.person, []), "create", ())


def test_a_namesake_from_elsewhere_is_only_mentioned():
    known = member("林听澜", enrolled=False, organization="江州局")
    made = planned(["1 林听澜"], known, headings="序号 姓名")
    assert outcome(made) == [("create", ["namesake"])]
    assert made.rows[0].member is None


def test_who_had_left_comes_back_only_when_somebody_says_so():
    gone = member("林听澜", mobile=MOBILE, left=True)
    rows = [f"林听澜 - {MOBILE}"]
    assert outcome(planned(rows, gone)) == [("skip", ["has_left"])]
    assert outcome(planned(rows, gone, people={key(3): "back"})) == [("update", [])]


def test_who_had_left_and_is_known_by_name_only_can_come_back_too():
    gone = member("林听澜", organization="江州局", left=True)
    answer = {key(3): back(gone.person)}
    made = planned(["林听澜 江州院 -"], gone, people=answer, organizations={"江州院": 1})
    assert (who(made), made.rows[0].action) == ((gone.person, []), "update")
