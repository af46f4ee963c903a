"""An import taken back: everything as it was, but for what was changed since, which stays and is named."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cohorts.importing import undoing
from cohorts.importing.undoing import NotUndoable, undo
from cohorts.models import (
    Absence,
    Appointment,
    Enrollment,
    HalfDay,
    ImportState,
    Organization,
    OrganizationAlias,
    Person,
    PrivateDetails,
    RosterImport,
    StudyGroup,
)
from cohorts.models.merging import merge_people
from tests.cohorts.importing.house import MOBILES, OTHER_SOUND, SOUND, counts, details, imported, place, state
from tests.factories import make_cohort, make_organization, make_user

pytestmark = pytest.mark.django_db
TWO = (
    f"1 林听澜 江州局 处长 第一组 班长 {MOBILES[0]} {SOUND}",
    f"2 苏若溪 江州院 研究员 第二组 组长 {MOBILES[1]} -",
)
OTHERWISE = (
    f"2 林听岚 江州市局 局长 第三组 支部书记 {MOBILES[2]} {SOUND}",
    f"1 苏若溪 江州院 清空 清空 学习委员 {MOBILES[1]} {OTHER_SOUND}",
)


@pytest.fixture
def cohort():
    return make_cohort(starts="2026-09-01", ends="2027-01-15")


@pytest.fixture
def by():
    return make_user()


def change(cohort, **given):
    """TWO are there; then OTHERWISE is imported, each row for the same person."""
    imported(cohort, *TWO)
    people = {"2:名册": str(place(cohort, "林听澜").person_id)}
    return imported(cohort, *OTHERWISE, choices={"people": people} | given)


def test_an_import_of_new_people_goes_without_a_trace(cohort, by):
    before = state(cohort), Organization.objects.count(), Person.objects.count()
    done = imported(cohort, *TWO)
    assert undo(done, by) == []
    assert (state(cohort), Organization.objects.count(), Person.objects.count()) == before
    done.refresh_from_db()
    assert (done.state, done.undone_by, done.report) == (ImportState.UNDONE, by, [])


def test_all_old_values_return(cohort, by):
    imported(cohort, *TWO)
    before, organizations = state(cohort), Organization.objects.count()
    people = {"2:名册": str(place(cohort, "林听澜").person_id)}
    done = imported(cohort, *OTHERWISE, choices={"people": people})
    assert state(cohort) != before
    assert undo(done, by) == []
    assert (state(cohort), Organization.objects.count()) == (before, organizations)


def test_what_was_undone_can_be_imported_again(cohort, by):
    undo(change(cohort), by)
    people = {"2:名册": str(place(cohort, "林听澜").person_id)}
    assert counts(cohort, *TWO) == {"same": 2}
    imported(cohort, *OTHERWISE, choices={"people": people})
    assert (place(cohort, "林听岚").title, place(cohort, "苏若溪").title) == ("局长", "")


def test_what_was_changed_by_hand_stays_and_is_named(cohort, by):
    done = change(cohort)
    Enrollment.objects.filter(person__name="林听岚").update(title="书记")
    report = undo(done, by)
    one = place(cohort, "林听澜")
    assert (one.title, one.number, details(cohort, "林听澜").mobile) == ("书记", 1, MOBILES[0])
    assert [("林听" in sentence, "职务" in sentence) for sentence in report] == [(True, True)]
    done.refresh_from_db()
    assert done.report == report


def test_what_is_by_hand_again_after_undoing_is_held(cohort, by):
    imported(cohort, *TWO)
    Enrollment.objects.filter(person__name="林听澜").update(title="科长")
    ticked = {"cells": {"2:名册:title": True}}
    done = imported(cohort, TWO[0].replace("处长", "局长"), choices=ticked)
    assert place(cohort, "林听澜").title == "局长"
    undo(done, by)
    assert place(cohort, "林听澜").title == "科长"
    assert counts(cohort, TWO[0].replace("处长", "局长")) == {"skip": 1}


def test_an_identity_number_that_was_cleared_returns(cohort, by):
    imported(cohort, *TWO)
    before = state(cohort)
    done = imported(cohort, f"1 林听澜 江州局 - - - {MOBILES[0]} 清空")
    assert details(cohort, "林听澜").id_number_tail == ""
    assert undo(done, by) == []
    assert state(cohort) == before


def test_people_whose_place_or_details_are_gone_break_nothing(cohort, by):
    imported(cohort, *TWO)
    done = imported(cohort, "清空 林听澜 江州局 清空 清空 - 清空 -", "清空 苏若溪 江州院 清空 - - 清空 -")
    Appointment.objects.all().delete()
    place(cohort, "林听澜").delete()
    PrivateDetails.objects.all().delete()
    report = undo(done, by)
    assert (place(cohort, "苏若溪").title, place(cohort, "苏若溪").number) == ("研究员", 2)
    assert [sentence.count("林听澜") for sentence in report] == [1, 1, 1, 1, 0]


def test_who_was_made_and_is_needed_by_now_stays_and_is_named(cohort, by):
    done = imported(cohort, *TWO, "3 周明远 - - - - - -", "4 顾清和 - - - - - -", "5 许言 - - - - - -")
    half = HalfDay.objects.create(cohort=cohort, day="2026-09-02", half="1")
    Absence.objects.create(half_day=half, enrollment=place(cohort, "林听澜"), kind="sick", by=by)
    Enrollment.objects.filter(person__name="苏若溪").update(remark="回民餐")
    Person.objects.filter(name="周明远").update(user=make_user())
    Appointment.objects.create(
        cohort=cohort, enrollment=place(cohort, "顾清和"), post="welfare_commissioner", since="2026-10-01"
    )
    report = undo(done, by)
    assert sorted(Enrollment.objects.values_list("person__name", flat=True)) == sorted(
        ["林听澜", "苏若溪", "周明远", "顾清和"]
    )
    assert [sorted(name for name in ("林听澜", "苏若溪", "周明远", "顾清和") if name in said) for said in report] == [
        ["林听澜"], ["苏若溪"], ["周明远"], ["顾清和"],
    ]  # fmt: skip
    assert state(cohort)["groups"] == [(1, "第一组"), (2, "第二组")]
    assert Organization.objects.count() == 2


def test_who_was_changed_by_a_later_import_stays_until_that_is_undone(cohort, by):
    first = imported(cohort, TWO[0])
    second = imported(cohort, TWO[0].replace("处长", "局长"))
    assert len(undo(first, by)) == 1
    assert undo(second, by) == []
    assert place(cohort, "林听澜").title == "处长"


def test_somebody_known_from_elsewhere_only_leaves_the_cohort(cohort, by):
    sister = make_cohort(program=cohort.program)
    imported(sister, TWO[0])
    before = state(sister)
    done = imported(
        cohort, TWO[0].replace(MOBILES[0], MOBILES[5]), choices={"cells": {"2:名册:mobile": True}}
    )
    assert details(sister, "林听澜").mobile == MOBILES[5]
    assert undo(done, by) == []
    assert (state(sister), cohort.enrollments.count()) == (before, 0)


def test_a_former_number_that_somebody_else_has_by_now_is_theirs(cohort, by):
    done = change(cohort)
    Enrollment.objects.filter(person__name="苏若溪").update(number=9)
    Enrollment.objects.create(cohort=cohort, person=Person.objects.create(name="周明远"), number=1)
    report = undo(done, by)
    assert [place(cohort, name).number for name in ("林听澜", "苏若溪", "周明远")] == [None, 9, 1]
    assert len(report) == 2


def test_a_former_number_given_by_hand_to_another_row_of_the_import_is_theirs(cohort, by):
    imported(cohort, *TWO)
    done = imported(cohort, "5 林听澜 江州局 - - - - -", "2 苏若溪 江州院 院长 - - - -")
    Enrollment.objects.filter(person__name="苏若溪").update(number=1)
    report = undo(done, by)
    assert [place(cohort, name).number for name in ("林听澜", "苏若溪")] == [None, 1]
    assert (place(cohort, "苏若溪").title, len(report)) == ("研究员", 1)


def test_who_left_by_an_import_is_back_in_place_and_posts(cohort, by):
    imported(cohort, *TWO)
    before = state(cohort)
    gone = place(cohort, "林听澜")
    done = imported(cohort, TWO[1], choices={"leaving": [gone.pk]})
    assert place(cohort, "林听澜").left == timezone.localdate()
    assert state(cohort)["terms"][0][-1] == str(timezone.localdate())
    assert undo(done, by) == []
    assert state(cohort) == before


def test_who_leaves_before_the_class_begins_leaves_too(by):
    cohort = make_cohort(starts=timezone.localdate() + timedelta(days=7))
    imported(cohort, *TWO)
    before = state(cohort)
    done = imported(cohort, TWO[1], choices={"leaving": [place(cohort, "林听澜").pk]})
    assert place(cohort, "林听澜").left == timezone.localdate()
    assert Appointment.objects.filter(until=None).count() == 1
    assert undo(done, by) == []
    assert state(cohort) == before


def test_a_post_that_was_filled_since_stays_with_its_holder_and_a_shared_one_is_resumed(cohort, by):
    rows = (
        "1 林听澜 - - 第一组 班长 - -",
        "2 周明远 - - 第一组 副班长 - -",
        "3 顾清和 - - - 副班长 - -",
        "4 苏若溪 - - - - - -",
    )
    imported(cohort, *rows)
    leaving = [place(cohort, name).pk for name in ("林听澜", "周明远")]
    done = imported(cohort, *rows[2:], choices={"leaving": leaving})
    Appointment.objects.create(cohort=cohort, enrollment=place(cohort, "苏若溪"), post="monitor")
    report = undo(done, by)
    current = Appointment.objects.filter(until=None).values_list("enrollment__person__name", "post")
    assert sorted(current) == sorted(
        [("苏若溪", "monitor"), ("周明远", "deputy_monitor"), ("顾清和", "deputy_monitor")]
    )
    assert [("林听澜" in said, "班长" in said) for said in report] == [(True, True)]


def test_who_came_back_by_an_import_has_left_again(cohort, by):
    imported(cohort, *TWO)
    Enrollment.objects.filter(person__name="林听澜").update(left="2026-10-01")
    before = state(cohort)
    undo(imported(cohort, *TWO, choices={"people": {"2:名册": "back"}}), by)
    assert state(cohort) == before


def test_another_name_that_was_made_goes_again_and_a_group_in_use_stays(cohort, by):
    meant = make_organization(name="云州市科技馆")
    done = imported(
        cohort, "1 林听澜 云州科技馆 - 第一组 - - -", choices={"organizations": {"云州科技馆": str(meant.pk)}}
    )
    Enrollment.objects.create(
        cohort=cohort, person=Person.objects.create(name="周明远"), group=StudyGroup.objects.get()
    )
    undo(done, by)
    assert (OrganizationAlias.objects.count(), state(cohort)["groups"]) == (0, [(1, "第一组")])


def test_a_person_merged_since_breaks_nothing(cohort, by):
    done = change(cohort)
    kept, gone = Person.objects.create(name="林听岚"), place(cohort, "林听岚").person
    merge_people(kept, gone, by)
    undo(done, by)
    assert place(cohort, "林听澜").person_id == kept.pk


@pytest.mark.parametrize("state_", [ImportState.CHECKED, ImportState.CANCELLED, ImportState.UNDONE])
def test_only_what_stands_is_undone_and_once(cohort, by, state_):
    done = imported(cohort, *TWO)
    RosterImport.objects.update(state=state_)
    with pytest.raises(NotUndoable):
        undo(done, by)
    assert cohort.enrollments.count() == 2


def test_after_thirty_days_nothing_is_undone(cohort, by):
    done = imported(cohort, *TWO)
    RosterImport.objects.update(at=timezone.now() - timedelta(days=31))
    with pytest.raises(NotUndoable):
        undo(RosterImport.objects.get(), by)
    assert (RosterImport.objects.get().state, done.state) == (ImportState.APPLIED, ImportState.APPLIED)


def test_undoing_is_whole_or_nothing(cohort, by, monkeypatch):
    done = change(cohort)
    before = state(cohort)
    monkeypatch.setattr(undoing, "remove_made", lambda _made: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        undo(done, by)
    assert (state(cohort), RosterImport.objects.get(pk=done.pk).state) == (before, ImportState.APPLIED)


@pytest.mark.parametrize("rows", [3, 60])
def test_undoing_costs_the_same_whatever_the_rows(cohort, by, rows):
    first = [f"{n} 林听{chr(0x4E00 + n)} 江州局 处长 第一组 - 138{n:08} -" for n in range(1, rows + 1)]
    created = imported(cohort, *first)
    people = {
        f"{n}:名册": str(key)
        for n, key in enumerate(Enrollment.objects.order_by("number").values_list("person", flat=True), 2)
    }
    changed = imported(
        cohort,
        *(row.replace("处长", "局长").replace("听", "闻") for row in first),
        choices={"people": people},
    )
    for done, most in ((changed, 26), (created, 61)):
        with CaptureQueriesContext(connection) as queries:
            assert undo(done, by) == []
        assert len(queries) <= most, len(queries)
    assert Person.objects.count() == 0
