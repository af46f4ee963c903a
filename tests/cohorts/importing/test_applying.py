"""A roster is written as it was shown, once and whole; the same file again writes nothing."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from cohorts.importing import writing
from cohorts.importing.planning import book_of, plan_of
from cohorts.importing.standing import standing
from cohorts.importing.writing import Faulty, Moved, Settled, apply
from cohorts.models import (
    Enrollment,
    ImportState,
    Organization,
    OrganizationAlias,
    Person,
    PrivateDetails,
    RosterImport,
    RosterImportRow,
    StudyGroup,
    uploads,
)
from cohorts.models.private import identity_digest
from cohorts.roster import IdNumber
from tests.cohorts.importing.house import (
    MOBILES,
    OTHER_SOUND,
    SOUND,
    checked,
    counts,
    details,
    imported,
    place,
    state,
)
from tests.factories import make_cohort, make_organization, make_person

pytestmark = pytest.mark.django_db
TWO = (
    f"1 林听澜 江州局 处长 第一组 班长 {MOBILES[0]} {SOUND}",
    f"2 苏若溪 江州院 研究员 第二组 组长 {MOBILES[1]} -",
)


@pytest.fixture
def cohort():
    return make_cohort(starts="2026-09-01", ends="2027-01-15")


def everything():
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (
            Person,
            PrivateDetails,
            Enrollment,
            StudyGroup,
            Organization,
            OrganizationAlias,
            RosterImportRow,
        )
    }


def test_people_come_with_all_that_the_file_tells(cohort):
    done = imported(cohort, *TWO)
    one = place(cohort, "林听澜")
    assert (one.number, one.organization.name, one.organization_name, one.title, one.group.name) == (
        1, "江州局", "江州局", "处长", "第一组",
    )  # fmt: skip
    private = details(cohort, "林听澜")
    assert (private.mobile, private.id_number_digest, private.id_number_tail) == (
        MOBILES[0], identity_digest(IdNumber(SOUND)), "002X",
    )  # fmt: skip
    assert state(cohort)["terms"] == [
        ("林听澜", "monitor", None, "2026-09-01", "None"),
        ("苏若溪", "group_leader", 2, "2026-09-01", "None"),
    ]
    assert state(cohort)["groups"] == [(1, "第一组"), (2, "第二组")]
    assert (done.state, done.counts) == (
        ImportState.APPLIED,
        {"create": 2, "update": 0, "same": 0, "skip": 0, "error": 0, "leave": 0, "ignored": 1},
    )


def test_the_same_file_again_says_nothing_new_and_writes_nothing(cohort):
    imported(cohort, *TWO)
    before = everything()
    assert counts(cohort, *TWO) == {"same": 2}
    found = checked(cohort, *TWO)
    with CaptureQueriesContext(connection) as queries:
        made = plan_of(found)
    assert not made.writes
    assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
    assert everything() == before


@pytest.mark.parametrize(
    "rows",
    [
        ("1 林听澜", "2 苏若溪"),  # names alone
        ("1 林听澜", "1 苏若溪"),  # a number that is taken
    ],
)
def test_a_file_of_names_and_numbers_again_is_the_same(cohort, rows):
    imported(cohort, *rows, headings="序号 姓名")
    assert counts(cohort, *rows, headings="序号 姓名") == {"same": 2}


def test_a_telephone_shared_by_two_again_is_the_same(cohort):
    rows = [f"{n} {name} - - - - {MOBILES[0]} -" for n, name in enumerate(("林听澜", "苏若溪"), 1)]
    imported(cohort, *rows)
    assert counts(cohort, *rows) == {"same": 2}


def test_an_organization_kept_as_text_or_known_by_another_name_again_is_the_same(cohort):
    meant = make_organization(name="云州市科技馆")
    rows = ["1 林听澜 云州科技馆 处长 - - - -"]
    imported(cohort, *rows)
    assert (place(cohort, "林听澜").organization, place(cohort, "林听澜").organization_name) == (
        None,
        "云州科技馆",
    )
    assert counts(cohort, *rows) == {"same": 1}
    other = ["2 苏若溪 云州市科技 处长 - - - -"]
    done = imported(cohort, *other, choices={"organizations": {"云州市科技": str(meant.pk)}})
    assert (place(cohort, "苏若溪").organization, place(cohort, "苏若溪").organization_name) == (
        meant,
        "云州市科技",
    )
    assert [OrganizationAlias.objects.get(pk=pk).name for pk in done.made["aliases"]] == ["云州市科技"]
    assert counts(cohort, *other) == {"same": 1}


def test_another_name_is_kept_though_nothing_else_differs(cohort):
    meant = make_organization(name="云州市科技馆")
    imported(cohort, "1 林听澜 云州市科技馆 - - - - -")
    imported(
        cohort, "1 林听澜 云州科技馆 - - - - -", choices={"organizations": {"云州科技馆": str(meant.pk)}}
    )
    assert OrganizationAlias.objects.get().organization == meant
    assert place(cohort, "林听澜").organization_name == "云州市科技馆"
    assert counts(cohort, "1 林听澜 云州科技馆 - - - - -") == {"same": 1}


def test_no_organization_is_made_for_rows_that_are_not_imported(cohort):
    imported(cohort, "1 林听澜 江州局 - - - - -", "2 苏若溪 滨江大学 - - - 123 3.1E+17", skip_errors=True)
    assert list(Organization.objects.values_list("name", flat=True)) == ["江州局"]


def test_numbers_are_exchanged(cohort):
    imported(cohort, *TWO)
    imported(cohort, "2 林听澜 江州局 - - - - -", "1 苏若溪 江州院 - - - - -")
    assert (place(cohort, "林听澜").number, place(cohort, "苏若溪").number) == (2, 1)


def test_a_number_whose_holder_keeps_it_is_left_out(cohort):
    imported(cohort, *TWO, "3 周明远 江州局 - - - - -")
    imported(cohort, "2 林听澜 江州局 - - - - -", "3 苏若溪 江州院 院长 - - - -")
    assert [place(cohort, name).number for name in ("林听澜", "苏若溪", "周明远")] == [1, 2, 3]
    assert place(cohort, "苏若溪").title == "院长"


def test_what_is_cleared_is_blank_then(cohort):
    imported(cohort, *TWO)
    imported(cohort, "清空 林听澜 江州局 清空 清空 - 清空 清空")
    one, private = place(cohort, "林听澜"), details(cohort, "林听澜")
    assert (one.number, one.title, one.group, private.mobile) == (None, "", None, "")
    assert (private.id_number_digest, private.id_number_tail) == ("", "")


def test_renamed_people_keep_their_key(cohort):
    imported(cohort, *TWO)
    key = place(cohort, "林听澜").person_id
    imported(cohort, f"1 林听岚 - - - - {MOBILES[0]} -", choices={"people": {"2:名册": str(key)}})
    assert place(cohort, "林听岚").person_id == key


def test_groups_are_made_under_numbers_that_are_free(cohort):
    StudyGroup.objects.create(cohort=cohort, number=32767, name="末组")
    imported(cohort, "1 林听澜 - - 飞鸟组 - - -", "2 苏若溪 - - 第一组 - - -", "3 周明远 - - 末组 - - -")
    assert state(cohort)["groups"] == [(1, "第一组"), (2, "飞鸟组"), (32767, "末组")]
    assert place(cohort, "周明远").group.number == 32767


def test_who_had_left_comes_back(cohort):
    imported(cohort, *TWO)
    Enrollment.objects.filter(person__name="林听澜").update(left="2026-10-01")
    assert counts(cohort, *TWO) == {"skip": 1, "same": 1}
    imported(cohort, *TWO, choices={"people": {"2:名册": "back"}})
    assert place(cohort, "林听澜").left is None


def test_somebody_of_the_program_is_enrolled_without_being_made_again(cohort):
    sister = make_cohort(program=cohort.program)
    imported(sister, TWO[0])
    done = imported(cohort, TWO[0])
    assert (Person.objects.count(), done.made["people"]) == (1, [])
    assert place(cohort, "林听澜").person_id == place(sister, "林听澜").person_id


def test_people_of_foreign_programs_are_neither_recognized_nor_named(cohort):
    foreign = make_cohort()
    imported(foreign, *TWO)
    found = checked(cohort, TWO[0])
    assert standing(cohort, book_of(found)).others == ()
    imported(cohort, TWO[0])
    assert place(cohort, "林听澜").person_id != place(foreign, "林听澜").person_id


def test_of_somebody_in_two_programs_only_the_place_in_this_one_is_told(cohort):
    sister = make_cohort(program=cohort.program)
    foreign = make_cohort(number=9999)
    person = make_person(name="林听澜")
    Enrollment.objects.create(cohort=sister, person=person, organization_name="江州局", title="处长")
    Enrollment.objects.create(cohort=foreign, person=person, organization_name="秘密局", title="秘书")
    (row,) = plan_of(checked(cohort, "1 林听澜 - - - - - -")).rows
    assert [one.about for one in row.candidates] == [f"{sister.name} 江州局处长"]
    assert "秘密局" not in row.issues[0].message


def test_faulty_rows_stop_everything_unless_they_are_left_out(cohort):
    rows = (*TWO, "3 周明远 江州局 - - - 123 3.1E+17")
    found = checked(cohort, *rows)
    before = everything()
    with pytest.raises(Faulty):
        apply(found, plan_of(found).digest)
    assert everything() == before
    done = imported(cohort, *rows, skip_errors=True)
    assert (done.counts["create"], done.counts["error"], bool(done.leftover)) == (2, 1, True)


def test_a_plan_that_is_another_by_now_is_not_written(cohort):
    imported(cohort, TWO[0])
    found = checked(cohort, "1 林听澜 江州局 局长 - - - -")
    digest = plan_of(found).digest
    Enrollment.objects.update(title="科长")
    before = everything()
    with pytest.raises(Moved):
        apply(found, digest)
    assert everything() == before
    found.refresh_from_db()
    assert (found.state, uploads.content(found.file) is not None) == (ImportState.CHECKED, True)


def test_a_crash_on_the_way_leaves_nothing(cohort, monkeypatch):
    found = checked(cohort, *TWO)
    before = everything()
    monkeypatch.setattr(writing, "appoint", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply(found, plan_of(found).digest)
    found.refresh_from_db()
    assert (everything(), found.state, found.made) == (before, ImportState.CHECKED, {})


def test_what_the_database_refuses_is_looked_at_again(cohort, monkeypatch):
    found = checked(cohort, *TWO)

    def refuse(*_):
        raise IntegrityError

    monkeypatch.setattr(writing, "appoint", refuse)
    with pytest.raises(Moved):
        apply(found, plan_of(found).digest)


def test_an_import_is_applied_once_and_its_file_is_gone(cohort):
    found = checked(cohort, *TWO)
    digest, file = plan_of(found).digest, found.file
    apply(found, digest)
    assert uploads.content(file) is None
    assert RosterImport.objects.get().file == ""
    with pytest.raises(Settled):
        apply(found, digest)


def test_no_identity_number_is_kept_anywhere(cohort):
    imported(cohort, TWO[0])
    imported(cohort, f"1 林听澜 江州局 - - - {MOBILES[0]} {OTHER_SOUND}", choices={
        "people": {"2:名册": str(place(cohort, "林听澜").person_id)}})  # fmt: skip
    kept = repr(everything()) + repr(list(RosterImport.objects.values()))
    assert details(cohort, "林听澜").id_number_tail == OTHER_SOUND[-4:]
    assert (SOUND in kept, OTHER_SOUND in kept) == (False, False)


def test_the_name_of_a_file_may_be_longer_than_that_of_a_sheet(cohort):
    imported(cohort, *TWO)
    imported(cohort, "1 林听澜 江州局 局长 - - - -", name=f"{'名' * 140}.csv")
    assert place(cohort, "林听澜").title == "局长"
    assert len(RosterImportRow.objects.get().sheet) == 100


@pytest.mark.parametrize("rows", [3, 60])
def test_looking_and_writing_cost_the_same_whatever_the_rows(cohort, rows):
    first = [f"{n} 林听{chr(0x4E00 + n)} 江州局 处长 第一组 - 138{n:08} -" for n in range(1, rows + 1)]
    for told, most in ((first, 31), ([row.replace("处长", "局长").replace("听", "闻") for row in first], 31)):
        people = {f"{n + 1}:名册": key for n, key in enumerate(
            map(str, Enrollment.objects.order_by("number").values_list("person", flat=True)), 1)}  # fmt: skip
        found = checked(cohort, *told, choices={"people": people})
        with CaptureQueriesContext(connection) as looking:
            made = plan_of(found)
        with CaptureQueriesContext(connection) as written:
            apply(found, made.digest)
        assert len(looking) <= 6
        assert len(written) <= most, len(written)
    assert Person.objects.filter(name__startswith="林闻").count() == rows
