"""Whom a list names, in which order, and what of them it shows."""

import pytest

from cohorts.exporting.columns import COLUMNS, PRIVATE, USUAL, needs_purpose
from cohorts.exporting.listing import Listing
from cohorts.exporting.register import register
from cohorts.roster.fields import FIELDS
from tests.factories import make_cohort, make_person, make_staff

pytestmark = pytest.mark.django_db


def listing(cohort, *columns, choices=None, **said):
    said = {"by": None, "order": "number", "purpose": "核对"} | said
    return Listing(register(cohort, columns=columns or ("name",), choices=choices, **said))


def texts(listed):
    return [[text for _name, text in cells] for cells in listed.rows]


def names(listed):
    return [one.person.name for one in listed.people]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("number", ["罗书衡", "单一川", "邓立"]),
        ("pinyin", ["邓立", "罗书衡", "单一川"]),
        ("strokes", ["邓立", "罗书衡", "单一川"]),
    ],
)
def test_people_stand_in_the_order_asked_for_and_those_who_left_not_at_all(cohort, order, wanted):
    assert names(listing(cohort, order=order)) == wanted


def test_the_column_of_leaving_lists_those_who_left(cohort):
    listed = listing(cohort, "name", "left")
    assert texts(listed)[2] == ["白离", "2026-01-05"]
    assert (len(listed.people), listed.export.rows) == (4, 4)


def test_a_group_is_listed_alone(cohort):
    listed = listing(cohort, group=1)
    assert (names(listed), listed.export.rows) == (["单一川"], 1)


def test_groups_follow_each_other_and_those_in_none_come_last(cohort):
    listed = listing(cohort, choices={"by_group": True})
    assert [str(group) for group, _rows in listed.sections] == ["第一组", "第二组", "None"]
    assert names(listed) == ["单一川", "罗书衡", "邓立"]


def test_a_page_with_a_heading_for_each_group_has_no_column_of_them(cohort):
    grouped = {"by_group": True}
    assert texts(listing(cohort, "name", "group", choices=grouped, printed=True))[0] == ["单一川"]
    assert texts(listing(cohort, "name", "group", choices=grouped))[0] == ["单一川", "第一组"]


def test_nobody_of_another_cohort_is_listed(cohort):
    assert names(listing(make_cohort())) == []


def test_numbers_and_addresses_are_masked_unless_they_are_asked_for(cohort):
    masked = listing(cohort, "mobile", "email")
    assert texts(masked) == [["138****5678", "l***@example.cn"], ["139****1234", "s***@example.cn"], ["", ""]]
    whole = listing(cohort, "mobile", "email", unmasked=True)
    assert texts(whole)[0] == ["13800005678", "luo@example.cn"]


def test_nothing_is_registered_as_unmasked_that_has_nothing_to_mask(cohort):
    assert listing(cohort, "name", unmasked=True, purpose="").export.unmasked is False


def test_posts_held_stand_with_the_highest_first(cohort):
    assert texts(listing(cohort, "class_post"))[1] == ["班长、组长"]


def test_somebody_without_private_details_has_blanks(cohort):
    cohort.enrollments.create(person=make_person(name="安澜"))
    assert texts(listing(cohort, *COLUMNS, unmasked=True))[-2][1:5] == ["安澜", "", "", ""]


def test_private_columns_need_a_purpose_and_are_not_the_usual_ones():
    assert PRIVATE == {
        "birth", "ethnicity", "party", "education", "mobile", "email", "id_number_tail",
    }  # fmt: skip
    assert [name for name in USUAL if needs_purpose([name])] == []
    assert [name for name in PRIVATE if not needs_purpose(["name", name])] == []


def test_headings_are_those_the_reader_of_rosters_knows():
    assert {name: column.label for name, column in COLUMNS.items() if name in FIELDS} == {
        name: FIELDS[name].label for name in COLUMNS if name in FIELDS
    }
    assert sorted(set(COLUMNS) - set(FIELDS)) == ["id_number_tail", "left"]


def test_the_last_line_says_who_when_and_under_which_number(cohort):
    by = make_staff(cohort, "organizer", last_name="陈", first_name="静")
    listed = listing(cohort, by=by)
    assert listed.origin.startswith("注：共 3 人；陈静导出，20")
    assert listed.origin.endswith(f"登记号 {listed.export.pk}")
    assert "系统" in listing(cohort).origin


@pytest.mark.parametrize("more", [0, 5])
def test_a_list_asks_as_many_queries_whatever_its_length(cohort, more, django_assert_num_queries):
    for _each in range(more):
        cohort.enrollments.create(person=make_person())
    listed = listing(cohort, *COLUMNS, unmasked=True, choices={"by_group": True})
    with django_assert_num_queries(2):
        assert len(texts(listed)) == 4 + more
